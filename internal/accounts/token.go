package accounts

import (
	"cmp"
	"context"
	"crypto/subtle"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// Token is a key to the API, an actor of its own.
type Token struct {
	ID   string        `json:"id"`
	Role coverage.Role `json:"role" enum:"reporter,editor,admin"`
	Name string        `json:"name"`
}

// storedToken is a Token as it lies in the store.
type storedToken struct {
	Token
	CreatedAt time.Time `json:"createdAt"`
	Digest    string    `json:"digest"`
}

// tokenPrefix makes a leaked token easy to find.
const tokenPrefix = "stoppress_"

func tokenKey(id string) string { return "token." + id }

// AddToken makes a token, and gives its secret, which is shown to nobody else. The
// same request that comes with the same credential gets the same token and secret.
func (a *Accounts) AddToken(ctx context.Context, r coverage.Request, credential string, role coverage.Role, name string) (token Token, secret string, replayed bool, err error) {
	name = coverage.Name(name)
	if name == "" {
		name = string(role) + " token"
	}
	if err := coverage.Together(checkRole(role), checkName(name)); err != nil {
		return Token{}, "", false, err
	}
	words, err := a.secretFor(ctx, r, credential)
	if err != nil {
		return Token{}, "", false, err
	}
	now := coverage.Millisecond(a.now())
	id := newID(now)
	t := storedToken{Token: Token{ID: id, Role: role, Name: name}, CreatedAt: now, Digest: digest(tokenPrefix + id + "_" + words)}
	t, replayed, err = once(ctx, a, r, t, func(t storedToken) error { return put(ctx, a.bucket, tokenKey(t.ID), t, 0) })
	if err != nil {
		return Token{}, "", false, err
	}
	secret = tokenPrefix + t.ID + "_" + words
	if t.Digest != digest(secret) {
		return Token{}, "", false, keyUsed("was used before with another sign-in, and a token is not shown again; use a new key for a new token")
	}
	return t.Token, secret, replayed, nil
}

// TokenActor gives the actor that a token stands for; ok is false for one that is
// not, or no longer, known.
func (a *Accounts) TokenActor(ctx context.Context, secret string) (actor coverage.Actor, ok bool, err error) {
	id, _, shaped := strings.Cut(strings.TrimPrefix(secret, tokenPrefix), "_")
	if _, isID := coverage.ParsePostID(id); !isID || !shaped {
		return actor, false, nil
	}
	t, _, known, err := get[storedToken](ctx, a.bucket, tokenKey(id))
	if err != nil || !known || subtle.ConstantTimeCompare([]byte(t.Digest), []byte(digest(secret))) != 1 {
		return actor, false, err
	}
	return coverage.Actor{Author: coverage.Author{ID: t.ID, Name: t.Name}, Role: t.Role}, true, nil
}

// Tokens lists all tokens, without their secrets, the oldest first.
func (a *Accounts) Tokens(ctx context.Context) ([]Token, error) {
	tokens := []Token{}
	err := all(ctx, a.bucket, "token.", func(t storedToken) { tokens = append(tokens, t.Token) })
	slices.SortFunc(tokens, func(a, b Token) int { return cmp.Compare(a.ID, b.ID) })
	return tokens, err
}

// RevokeToken ends a token at once.
func (a *Accounts) RevokeToken(ctx context.Context, id string) error {
	known := false
	if _, isID := coverage.ParsePostID(id); isID {
		var err error
		if _, _, known, err = get[storedToken](ctx, a.bucket, tokenKey(id)); err != nil {
			return err
		}
	}
	if !known {
		return coverage.Errorf(coverage.NotFound, "there is no token %q", id)
	}
	return a.bucket.Delete(ctx, tokenKey(id))
}

// all reads every value whose key begins with prefix. One that is damaged is
// passed over: it must not lock everybody else out.
func all[T any](ctx context.Context, b *journal.Bucket, prefix string, each func(T)) error {
	return b.All(ctx, func(key string, data []byte) {
		var value T
		if strings.HasPrefix(key, prefix) && json.Unmarshal(data, &value) == nil {
			each(value)
		}
	})
}
