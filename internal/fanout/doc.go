// Package fanout brings one change to many connections.
//
// It promises:
//
//   - A frame's bytes are made once by whoever publishes it, and once more for the
//     compressed form when somebody takes it; the same bytes go to every reader.
//   - Publish never waits for a reader. What is published for a topic while its
//     readers are being told of something else is one frame for all of them
//     afterwards; and in a long burst a reader gets one frame each Gather.
//   - A reader that takes its bytes too slowly keeps no queue: it holds a place in
//     the frame that it is being sent, and gets one delta from where it is once it
//     has taken that. It is never dropped for being slow, and delays nobody.
//   - Each reader's seq only rises, and what it is sent starts at the very seq it is
//     at: nothing is skipped, and nothing comes twice.
//   - An idle reader over HTTP/1.1 is parked: it costs its descriptor and a small
//     struct, no goroutine and no buffer. Where a connection cannot be parked (TLS
//     in this process, HTTP/2, systems without epoll) a goroutine holds it, and all
//     else is the same.
//   - The readers of one topic do not hold up those of another: all rounds that run
//     advance in turn, by slices.
//   - A comment line goes to a reader that nothing was sent to for Quiet at most;
//     the comment lines of many readers are spread over that time.
//   - After Close every reader has been told when to come back, at times that are
//     spread out, and no goroutine or descriptor is left.
//
// How it is built: a teller hands each topic's next frame to the shards, one round
// at a time. A shard owns its parked readers alone, in one goroutine, so that no
// lock is taken for a delivery; sockets wake it through epoll.
//
// It imports coverage, document for reading Accept-Encoding, and problem for
// refusing. It knows neither what a frame says nor where it comes from.
package fanout
