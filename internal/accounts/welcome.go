package accounts

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

const welcomeKey = "welcome"

// Welcome makes a new one-time code with which the first admin can be made, and
// ends any earlier one.
func (a *Accounts) Welcome(ctx context.Context) (code string, err error) {
	code = newSecret()
	_, revision, _, err := get[string](ctx, a.bucket, welcomeKey)
	if err != nil {
		return "", err
	}
	return code, put(ctx, a.bucket, welcomeKey, digest(code), revision)
}

// FirstAdmin makes the first admin for one who has the code, and uses it up. An
// account that is refused leaves the code as it is.
func (a *Accounts) FirstAdmin(ctx context.Context, code, email, name, password string) (User, error) {
	kept, revision, ok, err := get[string](ctx, a.bucket, welcomeKey)
	if err != nil {
		return User{}, err
	}
	if !ok || subtle.ConstantTimeCompare([]byte(kept), []byte(digest(code))) != 1 {
		return User{}, usedUp()
	}
	if has, err := a.HasAdmin(ctx); err != nil || has {
		if err == nil {
			err = usedUp()
		}
		return User{}, err
	}
	// The code is taken first, so that of two who come at the same time one is told
	// so; whoever is refused for the account itself may try again with it.
	switch err := put(ctx, a.bucket, welcomeKey, "", revision); {
	case errors.Is(err, journal.ErrConflict):
		return User{}, usedUp()
	case err != nil:
		return User{}, err
	}
	u, _, err := a.AddUser(ctx, coverage.Request{}, email, name, coverage.Admin, password)
	if err != nil {
		back, encodeErr := json.Marshal(kept)
		return User{}, errors.Join(err, encodeErr, a.bucket.Put(ctx, welcomeKey, back))
	}
	return u, nil
}

func usedUp() error {
	return coverage.Errorf(coverage.Forbidden, "this link was used already, or is not the newest; sign in, or take the link that the server printed at its last start")
}
