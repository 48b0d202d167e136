// Package accounts knows people, their roles, sessions and API tokens.
//
// It promises:
//
//   - Passwords, tokens, session ids and one-time codes lie in the store as hashes
//     only (argon2id for passwords, SHA-256 for secrets that are random), and are
//     never logged.
//   - Everything lies in the journal's buckets and is read from there for each
//     request: what is made or ended on one node holds on all of them at once.
//   - Guessing is slowed down: from the 11th failure of one account or one address
//     within a minute on, nobody signs in with that account or from that address.
//
// It imports coverage and journal.
package accounts
