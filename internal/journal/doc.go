// Package journal is the log that everything else follows from, on NATS
// JetStream: what is acknowledged is on disk, and one number, the seq, orders it.
//
// It promises:
//
//   - Append returns without error only after the server has synced the records to
//     its disk (in a cluster: a quorum has them). Several records of one Append
//     are there together or not at all.
//   - Each record holds the whole new state of one post or one blog. The newest
//     message of a subject is its state, all messages of a subject are its history.
//   - A record says which seq it expects its subject to be at; where that is no
//     longer so, ErrConflict, and nothing is written.
//   - A record with an ID is written once, however often it is appended within
//     DuplicateWindow; later attempts get a Duplicate that names the first.
//   - Entries of one blog reach a View in the order of their seq, each exactly once
//     in effect: applying a state again does nothing.
//
// Subjects: coverage.SLUG.blog and coverage.SLUG.post.ID in the stream COVERAGE;
// everything that is looked up across blogs lies in key-value buckets of its own,
// because a wildcard over a large stream scans it.
//
// It imports coverage and no other room. Nothing in Stoppress but this package and
// the buckets it hands out talks to NATS.
package journal
