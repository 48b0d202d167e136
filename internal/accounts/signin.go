package accounts

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

const (
	failureWindow = time.Minute
	maxFailures   = 10
)

// noHash is what a password is compared with where there is no such user, so that
// the answer takes as long. It is a hash with hashParams' costs of no password.
const noHash = "$argon2id$v=19$m=65536,t=1,p=2$c3RvcHByZXNzLW5vLW9uZQ$8Jc0cK4m3DxQnDJNJxBf0oTn7dOq5b0SgkF7YHk1n3o"

// SignIn checks an e-mail and a password that came from an address, and gives the
// user. A wrong e-mail and a wrong password are answered alike. Errors of the kind
// TooMany say that there were too many failures lately.
func (a *Accounts) SignIn(ctx context.Context, email, password, address string) (User, error) {
	keys := []string{"account." + digest(strings.ToLower(strings.TrimSpace(email))), "address." + digest(address)}
	if err := a.tooMany(ctx, keys); err != nil {
		return User{}, err
	}
	u, err := a.checkPassword(ctx, email, password)
	if err != nil && coverage.KindOf(err) != coverage.Unauthenticated {
		return User{}, err
	}
	// Once more: of many attempts at the same time, those that come after the last
	// allowed failure are not told whether they were right.
	if err := a.tooMany(ctx, keys); err != nil {
		return User{}, err
	}
	if err == nil {
		return u, nil
	}
	for _, key := range keys {
		if err := a.noteFailure(ctx, key); err != nil {
			return User{}, err
		}
	}
	return User{}, err
}

// tooMany is an error where one of the keys has failed too often lately.
func (a *Accounts) tooMany(ctx context.Context, keys []string) error {
	for _, key := range keys {
		failed, _, err := a.recentFailures(ctx, key)
		if err != nil {
			return err
		}
		if len(failed) >= maxFailures {
			return tooManyFailures()
		}
	}
	return nil
}

func tooManyFailures() error {
	return coverage.Errorf(coverage.TooMany, "too many failed attempts to sign in; wait a minute and try again")
}

func (a *Accounts) checkPassword(ctx context.Context, email, password string) (User, error) {
	id, _, _, err := get[string](ctx, a.bucket, emailKey(strings.TrimSpace(email)))
	if err != nil {
		return User{}, err
	}
	u, _, known, err := get[storedUser](ctx, a.bucket, userKey(id))
	if id == "" {
		known, err = false, nil
	}
	if err != nil {
		return User{}, err
	}
	hash := noHash
	if known {
		hash = u.Password
	}
	right, err := a.matches(ctx, password, hash)
	if err != nil {
		return User{}, err
	}
	if !right || !known || u.Disabled {
		return User{}, coverage.Errorf(coverage.Unauthenticated, "the e-mail or the password is wrong")
	}
	return u.User, nil
}

// matches takes its turn to compare a password with a hash.
func (a *Accounts) matches(ctx context.Context, password, hash string) (bool, error) {
	release, err := a.turn(ctx)
	if err != nil {
		return false, err
	}
	defer release()
	return argon2id.ComparePasswordAndHash(password[:min(len(password), maxPassword)], hash)
}

// recentFailures gives the times of the failures within the window.
func (a *Accounts) recentFailures(ctx context.Context, key string) ([]time.Time, uint64, error) {
	times, revision, _, err := get[[]time.Time](ctx, a.failures, key)
	if err != nil {
		return nil, 0, err
	}
	since := a.now().Add(-failureWindow)
	for len(times) > 0 && times[0].Before(since) {
		times = times[1:]
	}
	return times, revision, nil
}

// noteFailure counts a failure; an error of the kind TooMany where it is one more
// than are allowed.
func (a *Accounts) noteFailure(ctx context.Context, key string) error {
	for {
		times, revision, err := a.recentFailures(ctx, key)
		if err != nil {
			return err
		}
		if len(times) >= maxFailures {
			return tooManyFailures()
		}
		data, err := json.Marshal(append(times, a.now().UTC()))
		if err != nil {
			return err
		}
		if err := a.failures.Update(ctx, key, data, revision); !errors.Is(err, journal.ErrConflict) {
			return err
		}
	}
}
