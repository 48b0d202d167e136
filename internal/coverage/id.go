package coverage

import (
	"crypto/rand"
	"net/url"
	"strconv"
	"time"

	"github.com/oklog/ulid/v2"
)

// Seq is the journal's sequence number: the one number that orders everything.
// Zero is before everything.
type Seq uint64

// PostID identifies a post for ever. It is a ULID in its canonical, upper-case
// form (https://github.com/ulid/spec).
type PostID string

// BlogID identifies a blog for ever, in the form of a PostID.
type BlogID string

// Entropy is the part of a ULID that is not its time.
type Entropy [10]byte

// RandomEntropy gives entropy that nobody can guess.
func RandomEntropy() Entropy {
	var e Entropy
	rand.Read(e[:]) // never fails: crypto/rand ends the process instead
	return e
}

// NewPostID makes a post's id from the time of its making and entropy.
func NewPostID(at time.Time, entropy Entropy) PostID {
	return PostID(newULID(at, entropy))
}

// NewBlogID makes a blog's id from the time of its making and entropy.
func NewBlogID(at time.Time, entropy Entropy) BlogID {
	return BlogID(newULID(at, entropy))
}

func newULID(at time.Time, entropy Entropy) string {
	var id ulid.ULID
	// The only error is a time beyond the year 10889, which no clock here shows.
	_ = id.SetTime(ulid.Timestamp(at))
	copy(id[6:], entropy[:])
	return id.String()
}

// ParsePostID reads an id as it stands in an address. ok is false for anything
// that NewPostID could not have made.
func ParsePostID(s string) (id PostID, ok bool) {
	u, err := ulid.ParseStrict(s)
	if err != nil || u.String() != s {
		return "", false
	}
	return PostID(s), true
}

// Entropy gives the entropy that the id was made of; the zero Entropy for what
// is not an id.
func (id PostID) Entropy() Entropy {
	var e Entropy
	if u, err := ulid.ParseStrict(string(id)); err == nil {
		copy(e[:], u[6:])
	}
	return e
}

// ParseSince reads where a stream of changes is to start, from the parameter since
// of an address's query and the header Last-Event-ID, which wins. given is false
// where neither is there.
func ParseSince(rawQuery, lastEventID string) (seq Seq, given bool, err error) {
	query, queryErr := url.ParseQuery(rawQuery)
	text := query.Get("since")
	if lastEventID != "" {
		text, queryErr = lastEventID, nil
	} else if !query.Has("since") && queryErr == nil {
		return 0, false, nil
	}
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil || queryErr != nil {
		const message = "must be a whole number from 0 to 2^63-1"
		return 0, false, &Error{Kind: Malformed, Message: "since " + message, Fields: []FieldError{{Field: "query.since", Message: message}}}
	}
	return Seq(n), true, nil
}
