// Package subs reads posts before they go out, as the sub-editors of a newsroom do: it
// finds what a person may have got wrong, and the times in a text that stand for
// another post. It is named after them: a sub asks, and the writer decides.
//
// It promises:
//
//   - A warning stops nothing. Each has a key by which it can be silenced; a post
//     that lists the key is never warned of it again.
//   - A name that the blog uses is never taken for a misspelling of another one.
//   - A time becomes a link only where its words refer to a post (see
//     docs/decisions/0021-a-time-becomes-a-link-when-it-is-written.md) and exactly one
//     public post is of that minute. Not one character of the words changes.
//   - Places are given in the plain text of an element (coverage.Element.PlainText), in
//     UTF-16 units, as editors in browsers count.
//   - Pure: no I/O, no clock, no randomness. The same post and the same library give
//     the same warnings, in the same order. To read a post takes time in proportion to
//     its length and, for the names in it that the blog does not know, to the number of
//     names that it does.
//
// A Library is what a blog knows, without the post that is read; it belongs to one
// goroutine at a time. What belongs to a language is data: the copytaster's tables, and
// data/ here.
//
// It imports coverage, and the copytaster for its tables.
package subs
