// Package exchange reads other systems' formats.
//
// It promises that nothing of what it reads is lost without a word: what a format
// cannot express is in the warnings, and what cannot be read at all is an error
// that says what to do.
//
// It imports coverage and copytaster.
package exchange
