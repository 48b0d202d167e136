package coverage

import (
	"time"
	"unicode/utf8"
)

// Note is what an editor says who sends a post back to its writer.
type Note struct {
	Text string    `json:"text"`
	By   Author    `json:"by"`
	At   time.Time `json:"at"`
}

// Comment is one entry of the thread that the desk has on a post. Readers never get
// it, in no form.
type Comment struct {
	ID   string    `json:"id"`
	At   time.Time `json:"at"`
	By   Author    `json:"by"`
	Text string    `json:"text"`
}

// Limits on what the desk says to itself.
const (
	MaxRemark   = 1000 // characters of a note or a comment
	MaxComments = 100  // of one post
)

// CheckRemark gives the text of a note or a comment tidied, or an Invalid error that
// names the field.
func CheckRemark(field, text string) (string, error) {
	text = prose(text)
	if n := utf8.RuneCountInString(text); n > MaxRemark {
		return text, InvalidField(field, "has %d characters; up to %d are kept", n, MaxRemark)
	}
	return text, nil
}
