// Package fanout brings one change to many connections.
//
// It promises:
//
//   - A frame's bytes are made once by whoever publishes it, and the same bytes go
//     to every reader.
//   - Publish never waits for a reader. A reader that is still busy with one frame
//     when the next comes keeps no queue: it is noted as being behind, and gets one
//     delta from where it is once it can take more. So a slow reader costs a fixed
//     few bytes, delays nobody, and is never dropped for being slow.
//   - Each reader's seq only rises, and what it is sent always starts at or before
//     the seq it is at: nothing is skipped.
//   - A comment line goes to a reader that nothing was sent to for a while.
//
// It imports coverage only, and knows neither what a frame says nor where it comes
// from.
package fanout
