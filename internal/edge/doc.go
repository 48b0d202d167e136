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
//     as long as the origin says that it may be kept; one of a blog that has changed
//     since is asked for again first.
//   - While the origin is away, readers get what was known last: pages, changes and
//     an open stream.
//   - Once the edge has heard that a post left, no copy from before is served any
//     more, also where no newer one is to be had.
//   - What is kept is bounded: blogs by number, copies by bytes. An address that the
//     origin does not know costs it one question each second at most.
//
// It imports coverage, document, fanout, problem and sse.
package edge
