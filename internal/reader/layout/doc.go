// Package layout writes the HTML that the public gets: a blog's page, an older
// page, a permalink, the list of blogs, and the notices that stand in for what
// is not there.
//
// It promises:
//
//   - What it writes follows from its arguments alone: no clock, no request, no
//     machine. The same edition gives the same bytes, so they can be kept.
//   - Article gives a post's whole <article> and does not depend on the page that
//     it stands on, nor on its neighbours. The same bytes stand in the page and
//     in the events of the live stream.
//   - A page is complete without script. Nothing in it is executed inline, and its
//     one sheet of style is the site's, to the letter, so that it stands under a
//     policy of script-src 'self' and of style-src with that sheet's digest; the
//     JSON-LD block is data. Nothing loads from elsewhere
//     but the pictures that posts name.
//   - #title, #standfirst, #state, #key-events, #pinned and #posts hold no white
//     space of their own, and follow from the edition by rules that the page's
//     script (web/reader) repeats: see section.go. Each of the two is held to the
//     fixtures in web/reader/testdata.
//
// A Layout may be used by many goroutines.
//
// It imports coverage and edition and nothing else of Stoppress. It must never
// know who asks.
package layout
