// Package edge serves readers with what another Stoppress server, its origin,
// publishes. It has no journal and no desk; all it knows comes over the origin's
// public addresses, so that an edge may have an edge for its origin.
//
// It promises:
//
//   - Stream and changes of a blog are answered from what the edge knows of it: the
//     newest public change of each post, of each that left, and of the header. So no
//     since is too old here either, and the origin hears of readers nothing but one
//     stream for each blog.
//   - Everything else is a copy of the origin's answer, to the byte. A copy is served
//     as long as the origin says that it may be kept, and while a newer one is asked
//     for as long as it says that too; one of a blog that has changed since is asked
//     for again first.
//   - While the origin is away, readers get what was known last: pages, changes and
//     an open stream.
//   - Once the edge has heard that a post left, no copy from before is served any
//     more, also where no newer one is to be had.
//   - What is kept is bounded: blogs by number, copies and answers to those who poll by
//     bytes. An address that the origin does not know costs it one question each second
//     at most, many who want the same at the same time one for all of them, and no
//     more are put to it at a time than maxQuestions.
//   - While the origin is away, the log says so every ten seconds at most, however many
//     ask.
//   - After Close nothing of the edge runs any more.
//
// What is known of a blog and when the origin was asked for a copy are ordered by the
// edge's own clock: an answer to a question that was put after a change was heard of
// holds that change.
//
// It imports coverage, document, fanout, problem and sse.
package edge
