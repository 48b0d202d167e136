// Package newsroom holds the use cases: who may do what, whether it is valid, and
// whether it is based on the newest version. It is the only writer to the journal's
// log.
//
// It promises:
//
//   - Each change names its actor, is checked against the actor's role and the
//     rules of coverage, and is written with the seq it is based on. A lost race is
//     an error of the kind Stale that carries the newer version; nothing is written.
//   - When a change returns without error it is on disk, and what this newsroom
//     answers next includes it.
//   - The same request with the same idempotency key changes things once and is
//     answered as the first time.
//   - A change that changes nothing writes nothing.
//
// It imports coverage and journal, and subs, who read what is written. It knows neither HTTP nor what readers see.
package newsroom
