package accounts

import (
	"context"
	"encoding/binary"
	"errors"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// sessionLifetime is how long one stays signed in.
const sessionLifetime = 7 * 24 * time.Hour

const (
	sessionUser  = "user"
	sessionEpoch = "epoch"
)

// newSessions does without scs.New, which starts a store in memory that nothing
// here would ever use or stop.
func newSessions(bucket *journal.Bucket, secure bool) *scs.SessionManager {
	name := "stoppress"
	if secure {
		// A name with this prefix is only taken from this very host, over https.
		name = "__Host-stoppress"
	}
	return &scs.SessionManager{
		Store:            sessionStore{bucket},
		Codec:            scs.GobCodec{},
		Lifetime:         sessionLifetime,
		HashTokenInStore: true,
		Cookie: scs.SessionCookie{
			Name: name, HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode, Path: "/", Persist: true,
		},
	}
}

// StartSession signs the user in on the browser that w answers.
func (a *Accounts) StartSession(ctx context.Context, w http.ResponseWriter, u User) error {
	stored, _, err := a.stored(ctx, u.ID)
	if err != nil {
		return err
	}
	ctx, err = a.sessions.Load(ctx, "")
	if err != nil {
		return err
	}
	a.sessions.Put(ctx, sessionUser, u.ID)
	a.sessions.Put(ctx, sessionEpoch, stored.Epoch)
	token, expiry, err := a.sessions.Commit(ctx)
	if err != nil {
		return err
	}
	a.setCookie(w, token, expiry)
	return nil
}

// setCookie writes the session's cookie, and nothing else: the library's own way
// adds a Cache-Control, which is for whoever answers to say.
func (a *Accounts) setCookie(w http.ResponseWriter, token string, expiry time.Time) {
	of := a.sessions.Cookie
	http.SetCookie(w, &http.Cookie{
		Name: of.Name, Value: token, Path: of.Path, HttpOnly: of.HttpOnly, Secure: of.Secure, SameSite: of.SameSite,
		Expires: expiry, MaxAge: max(-1, int(time.Until(expiry).Seconds())),
	})
}

// SessionUser gives the user that the request's cookie belongs to; ok is false
// where there is none.
func (a *Accounts) SessionUser(r *http.Request) (u User, ok bool, err error) {
	cookie, err := r.Cookie(a.sessions.Cookie.Name)
	if err != nil || cookie.Value == "" {
		return User{}, false, nil
	}
	ctx, err := a.sessions.Load(r.Context(), cookie.Value)
	if err != nil {
		return User{}, false, err
	}
	id := a.sessions.GetString(ctx, sessionUser)
	if id == "" {
		return User{}, false, nil
	}
	stored, _, err := a.stored(r.Context(), id)
	if coverage.KindOf(err) == coverage.NotFound {
		return User{}, false, nil
	}
	if err != nil || stored.Disabled || stored.Epoch != a.sessions.GetInt(ctx, sessionEpoch) {
		return User{}, false, err
	}
	return stored.User, true, nil
}

// EndSession signs out the browser that sent the request.
func (a *Accounts) EndSession(w http.ResponseWriter, r *http.Request) error {
	cookie, err := r.Cookie(a.sessions.Cookie.Name)
	if err != nil {
		return nil // it is not signed in
	}
	ctx, err := a.sessions.Load(r.Context(), cookie.Value)
	if err != nil {
		return err
	}
	if err := a.sessions.Destroy(ctx); err != nil {
		return err
	}
	a.setCookie(w, "", time.Unix(1, 0))
	return nil
}

// sessionStore keeps scs's sessions in a bucket. The keys are hashes already.
// A value is the Unix time in seconds that the session ends at, then scs's data.
type sessionStore struct{ bucket *journal.Bucket }

// The library asks for the context-less forms too; it calls those with a context.
func (s sessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}
func (s sessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
func (s sessionStore) Commit(token string, b []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, b, expiry)
}

func (s sessionStore) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	value, _, err := s.bucket.Get(ctx, sessionKey(token))
	if errors.Is(err, journal.ErrNoKey) {
		return nil, false, nil
	}
	if err != nil || len(value) < 8 {
		return nil, false, err
	}
	ends := time.Unix(int64(binary.BigEndian.Uint64(value)), 0)
	return value[8:], time.Now().Before(ends), nil
}

func (s sessionStore) CommitCtx(ctx context.Context, token string, b []byte, expiry time.Time) error {
	value := binary.BigEndian.AppendUint64(nil, uint64(expiry.Unix()))
	return s.bucket.Put(ctx, sessionKey(token), append(value, b...))
}

func (s sessionStore) DeleteCtx(ctx context.Context, token string) error {
	return s.bucket.Delete(ctx, sessionKey(token))
}

// sessionKey makes a key that a bucket takes of whatever a cookie held.
func sessionKey(token string) string { return digest(token) }

// CookieName is the name of the session's cookie.
func (a *Accounts) CookieName() string { return a.sessions.Cookie.Name }
