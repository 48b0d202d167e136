package accounts

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// requestsKept is how long a request that may be sent again is remembered.
const requestsKept = 24 * time.Hour

// made is what a request has made, as it lies in the store.
type made[T any] struct {
	Request string `json:"request"`
	Done    bool   `json:"done"` // false: its server may have died in the middle
	Thing   T      `json:"thing"`
}

// once makes a thing, once for all requests with the same key, and gives it.
// replayed: an earlier request made it.
func once[T any](ctx context.Context, a *Accounts, r coverage.Request, thing T, make func(T) error) (_ T, replayed bool, err error) {
	if !r.Given() {
		return thing, false, make(thing)
	}
	kept := made[T]{Request: r.Record(), Thing: thing}
	err = put(ctx, a.requests, r.ID(), kept, 0)
	if errors.Is(err, journal.ErrConflict) {
		replayed = true
		kept, _, _, err = get[made[T]](ctx, a.requests, r.ID())
		if err == nil {
			_, err = r.Replays(kept.Request)
		}
	}
	if err != nil || kept.Done {
		return kept.Thing, replayed, err
	}
	err = make(kept.Thing)
	switch {
	case errors.Is(err, journal.ErrConflict): // the same request, sent twice at a time, has just made it
	case err != nil && !replayed:
		return thing, false, errors.Join(err, a.requests.Delete(ctx, r.ID()))
	case err != nil:
		return thing, false, err
	}
	_, revision, _, err := get[made[T]](ctx, a.requests, r.ID())
	if err != nil {
		return thing, false, err
	}
	kept.Done = true
	if err = put(ctx, a.requests, r.ID(), kept, revision); errors.Is(err, journal.ErrConflict) {
		err = nil // somebody else noted it
	}
	return kept.Thing, replayed, err
}

// secretFor gives the secret part of a token: a random one, or for a request that
// may be sent again one that is the same each time. That one follows from a key in
// the store together with the credential that the request came with, which is in no
// store: whoever reads the store cannot tell it.
func (a *Accounts) secretFor(ctx context.Context, r coverage.Request, credential string) (string, error) {
	if !r.Given() {
		return newSecret(), nil
	}
	key, _, ok, err := get[[]byte](ctx, a.bucket, secretsKey)
	if err == nil && !ok {
		key = make([]byte, sha256.Size)
		rand.Read(key)
		if err = put(ctx, a.bucket, secretsKey, key, 0); errors.Is(err, journal.ErrConflict) {
			key, _, _, err = get[[]byte](ctx, a.bucket, secretsKey)
		}
	}
	if err != nil {
		return "", err
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(r.Record() + "\x00" + credential))
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(mac.Sum(nil)), nil
}

const secretsKey = "secrets"

// keyUsed is the error of a key that came with another request before.
func keyUsed(message string) error {
	return coverage.InvalidField("header.Idempotency-Key", "%s", message)
}
