// Package coverage is the language every other room speaks: Blog, Post,
// Element, Quote, Source, Relation, Correction, and the rules they obey.
//
// It promises:
//
//   - A value that left a Check function of this package is valid: its texts
//     are trimmed and free of control characters, its HTML holds the inline set
//     only, its times are UTC to the millisecond, its limits are kept. What is
//     wrong is an *Error that names the field as the API spells it
//     ("elements[0].speaker.name").
//   - Checking is idempotent: what has been checked once is not changed by being
//     checked again.
//   - No I/O, no clock, no state. Time comes in as a value.
//
// It imports no other room of Stoppress.
package coverage
