// Package words is what pages say to readers, in each of the languages that they
// know, and how a language writes numbers, dates and lists.
//
// It promises:
//
//   - What is asked for is said: each language has every message, with the forms of
//     the plural that it needs (a test holds that), and a message that does not
//     exist is an error and not a gap in a page.
//   - A book never changes, and may be used by many at once.
//
// The messages lie in languages/, a file for each language. Who translates adds a
// file; nothing else has to be changed. A message is a text, or one text for each
// plural form of the language (https://cldr.unicode.org/index/cldr-spec/plural-rules).
// %s and %d stand for what is filled in; where there are several, %[1]s is the
// first.
//
// It imports no other room.
package words
