// Package feed writes the feeds of a blog: Atom (RFC 4287), RSS 2.0 and JSON Feed
// 1.1, each of all posts or of the key events alone.
//
// It promises:
//
//   - What it writes follows from its arguments alone, as the pages do: no clock, no
//     request. The same edition gives the same bytes.
//   - A feed has the newest posts, one entry each, up to MaxEntries. The id of an
//     entry is the post's permalink for ever: an edit changes updated, and nothing
//     that a reader knows the entry by.
//   - A feed's own time is that of the last public change of its blog. A withdrawal is
//     one, and leaves no word behind.
//   - All addresses are absolute, and content is HTML that stands by itself.
//   - XML is well formed whatever the words are: characters that it has no place for
//     are left out.
//
// It imports coverage, edition and layout, which writes the posts' HTML.
package feed
