package accounts

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// Accounts is the register of people and tokens.
type Accounts struct {
	bucket   *journal.Bucket
	failures *journal.Bucket
	requests *journal.Bucket // that may be sent again, with what they made
	sessions *scs.SessionManager
	now      func() time.Time
	hashing  chan struct{} // one token for each password that may be hashed at a time
}

// hashAtOnce bounds the memory that sign-ins can take: each takes 64 MiB.
const hashAtOnce = 4

// Open opens the register. secure says that the site is served by https, so that
// the session cookie is for https alone.
func Open(ctx context.Context, j *journal.Journal, secure bool, now func() time.Time) (*Accounts, error) {
	a := &Accounts{now: now, hashing: make(chan struct{}, hashAtOnce)}
	var err error
	if a.bucket, err = j.Bucket(ctx, "accounts", 0); err != nil {
		return nil, err
	}
	if a.failures, err = j.Bucket(ctx, "failures", failureWindow); err != nil {
		return nil, err
	}
	if a.requests, err = j.Bucket(ctx, "requests", requestsKept); err != nil {
		return nil, err
	}
	sessions, err := j.Bucket(ctx, "sessions", sessionLifetime)
	if err != nil {
		return nil, err
	}
	a.sessions = newSessions(sessions, secure)
	return a, nil
}

// get reads a JSON value; ok is false where the key is not there.
func get[T any](ctx context.Context, b *journal.Bucket, key string) (value T, revision uint64, ok bool, err error) {
	data, revision, err := b.Get(ctx, key)
	if errors.Is(err, journal.ErrNoKey) {
		return value, 0, false, nil
	}
	if err != nil {
		return value, 0, false, err
	}
	if err := json.Unmarshal(data, &value); err != nil {
		return value, 0, false, fmt.Errorf("the account record %s is damaged: %w", key, err)
	}
	return value, revision, true, nil
}

func put(ctx context.Context, b *journal.Bucket, key string, value any, revision uint64) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return b.Update(ctx, key, data, revision)
}

// newSecret makes a secret that nobody can guess: 130 bits or more.
func newSecret() string { return rand.Text() + rand.Text() }

// digest is how a random secret lies in the store.
func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

func newID(now time.Time) string {
	return string(coverage.NewPostID(now, coverage.RandomEntropy()))
}
