// Package audience is many simulated readers of one blog, in one process, so that a
// newsroom can see beforehand what an evening will be like.
//
// It promises:
//
//   - Each reader does what an open page does: it starts from a fresh load, listens
//     to the stream, applies every event, and comes back with Last-Event-ID when it
//     was cut off, after the time that the server asked for. Where the stream is
//     refused it polls the changes instead, and tries the stream again when the
//     server's Retry-After is over.
//   - Nothing is taken on trust: Settle compares what each reader has, to the byte,
//     with a fresh load, and the fresh load's deltas, JSON and page with each other.
//     Whatever a reader lacks, has wrong or has too much is counted as lost.
//   - Times are taken when a reader has read and applied an event, and count from
//     the moment that the change was acknowledged to whoever made it.
//   - What the server sends is bounded before it is kept: an event, an answer, a
//     header.
//   - A reader costs a goroutine, two small buffers and a pointer: what readers have
//     is shared between those that have the same, and an event is understood once
//     for all readers that get it in the same place.
//
// It imports sse and no other room: it knows of the server what any reader's program may
// know, its public addresses, so that it can find them wrong.
package audience
