// Package edition is what the public sees of one blog now, and what changed
// since any earlier seq.
//
// It promises:
//
//   - An Edition is a value: it is never changed, Apply makes a new one. It may be
//     read by many goroutines.
//   - It follows from the newest state of the blog and of each of its posts alone:
//     the order in which they came, and what came before them, make no difference.
//     So an edition that was rebuilt after a restart equals the one before it.
//   - Delta(S) holds all that a reader who has everything up to S needs to have
//     everything up to Head: each post that changed since, once, in its newest
//     form; each that left, by id alone. No S is too old.
//   - Of a post that is not public it keeps the id and a seq, and no word.
//
// No I/O, no clock, no goroutine. It imports coverage and nothing else of
// Stoppress.
package edition
