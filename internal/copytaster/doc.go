// Package copytaster reads copy as it comes in (the text of a whole live blog,
// pasted or extracted from a page) and proposes posts. It is named after the
// newsroom job: it tastes, it does not decide. Each proposal carries the rules
// that made it, with a confidence, so that a desk can show why.
//
// It promises:
//
//   - Nothing is lost and nothing invented. The words of the headline, the
//     standfirst and the proposals' titles, byline names and elements are the
//     words of the input, but for the lines in Story.Furniture (stamps, "Share",
//     the list of key events …). What is not understood becomes a text element.
//     Names in quotes and sources, and roles, are taken from the text beside these words; only
//     a name that a text has in other cases alone is put into its first form, by a list.
//   - Every proposal passes coverage.CheckCopy, unchanged in its words, and has
//     at least one element: it can be published as it is. Copy beyond a limit is
//     split over several posts.
//   - Proposals stand newest first, whichever way round the page had them.
//   - Any input gives an answer: binary, invalid UTF-8, none, one line of many
//     megabytes. The time it takes grows with the length of the input.
//   - Pure: no I/O, no clock, no randomness, no state. The same text gives the
//     same story. A text of more than 20,000 lines is read by several goroutines,
//     which have ended when Read returns. A time is only what the text says, in the
//     zone of the blog where it names none; where it gives no date, PublishedAt is
//     zero and a warning says so.
//   - Paragraphs of more than 64 KB are kept, and not looked into.
//
// The rules speak of language in general, never of a person or a headline. What
// belongs to one language (reporting verbs, roles, agencies, months, furniture)
// is data in data/languages, which a person who does not program can extend; see
// docs/copytaster.md.
//
// It imports coverage and no other room.
package copytaster
