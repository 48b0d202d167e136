package coverage

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what sort of thing went wrong. HTTP status, exit status and log
// level are derived from it, each in one place.
type Kind int

const (
	// Internal is everything nobody foresaw; its details go to the log only.
	Internal Kind = iota
	// Malformed input could not be read at all: not JSON, not UTF-8, not a number.
	Malformed
	// Invalid input was read, and breaks a rule.
	Invalid
	// Unauthenticated: nobody said who they are, or nobody believes it.
	Unauthenticated
	// Forbidden: known, and not allowed.
	Forbidden
	// NotFound: no such thing, or none that the asker may know of.
	NotFound
	// Gone: it was public and has been withdrawn.
	Gone
	// Taken: the name is in use.
	Taken
	// Stale: the change is based on an older version than the newest one.
	Stale
	// Unconditional: a change that must name the version it is based on did not.
	Unconditional
	// TooLarge: more bytes than the door lets through.
	TooLarge
	// TooMany: too many attempts; later it may work.
	TooMany
	// Unavailable: the journal cannot take it now; later it may.
	Unavailable
)

// FieldError is one field and what is wrong with it, in words for people.
type FieldError struct {
	Field   string
	Message string
}

// Error is the one error type that crosses the borders between rooms.
type Error struct {
	Kind    Kind
	Message string       // what happened, to what, and what to do
	Fields  []FieldError // for Invalid and Malformed: which fields
	Current any          // for Stale: the newer version
	Cause   error
}

// Errorf makes an Error of the kind with a message.
func Errorf(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Message: fmt.Sprintf(format, args...)}
}

// InvalidField makes an Invalid error about one field.
func InvalidField(field, format string, args ...any) *Error {
	message := fmt.Sprintf(format, args...)
	return &Error{
		Kind:    Invalid,
		Message: field + " " + message,
		Fields:  []FieldError{{Field: field, Message: message}},
	}
}

// Error gives the message, and the cause if there is one.
func (e *Error) Error() string {
	if e.Cause != nil {
		return e.Message + ": " + e.Cause.Error()
	}
	return e.Message
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// KindOf gives the kind of the first *Error in err's chain, else Internal.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// problems gathers field errors, so that one answer names all that is wrong.
type problems []FieldError

func (p *problems) add(field, format string, args ...any) {
	*p = append(*p, FieldError{Field: field, Message: fmt.Sprintf(format, args...)})
}

// err is nil where nothing was gathered.
func (p problems) err() error {
	if len(p) == 0 {
		return nil
	}
	said := make([]string, 0, len(p))
	for _, f := range p {
		said = append(said, f.Field+" "+f.Message)
	}
	return &Error{Kind: Invalid, Message: strings.Join(said, "; "), Fields: p}
}

// Together makes one error of several that are about fields, so that one answer
// names all that is wrong; any other error among them goes first.
func Together(errs ...error) error {
	var p problems
	for _, err := range errs {
		if err == nil {
			continue
		}
		e, ok := errors.AsType[*Error](err)
		if !ok || e.Kind != Invalid {
			return err
		}
		p = append(p, e.Fields...)
	}
	return p.err()
}
