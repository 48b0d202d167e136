package coverage

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Request identifies a request that may be sent again. The zero Request is one
// that is not.
type Request struct {
	key    [sha256.Size]byte
	digest [sha256.Size]byte
	given  bool
}

// NewRequest makes the identity of a request from the actor, the route, the
// idempotency key and the body.
func NewRequest(actor Actor, route, key string, body []byte) Request {
	return Request{
		key:    sha256.Sum256([]byte(strings.Join([]string{actor.ID, route, key}, "\x00"))),
		digest: sha256.Sum256(body),
		given:  true,
	}
}

// Given tells whether the request may be sent again.
func (r Request) Given() bool { return r.given }

// ID is the same for all requests with the same key, and no other; "" where none
// was given.
func (r Request) ID() string {
	if !r.given {
		return ""
	}
	return hex.EncodeToString(r.key[:])
}

// Record is what is kept of the request with what it made.
func (r Request) Record() string {
	if !r.given {
		return ""
	}
	return r.ID() + ":" + hex.EncodeToString(r.digest[:])
}

// Entropy is what ids are made of: the request's own where it has one, so that
// what it made can be found again.
func (r Request) Entropy() Entropy {
	if !r.given {
		return RandomEntropy()
	}
	return Entropy(r.key[:10])
}

// Replays tells whether what was kept is of this very request; an error where the
// key was used for another one.
func (r Request) Replays(kept string) (bool, error) {
	if !r.given || !strings.HasPrefix(kept, r.ID()+":") {
		return false, nil
	}
	if kept != r.Record() {
		return false, InvalidField("header.Idempotency-Key", "was used before with another body; use a new key for a new request")
	}
	return true, nil
}
