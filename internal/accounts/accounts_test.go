package accounts

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

const password = "a quay is not a key"

func open(t *testing.T) *Accounts {
	t.Helper()
	j, err := journal.Open(t.Context(), journal.Options{Dir: t.TempDir(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(j.Close)
	a, err := Open(t.Context(), j, false, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func addIda(t *testing.T, a *Accounts) User {
	t.Helper()
	u, _, err := a.AddUser(t.Context(), coverage.Request{}, "ida@example.org", "Ida Brandt", coverage.Editor, password)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestAnEmailBelongsToOneUserWhateverItsCase(t *testing.T) {
	a := open(t)
	addIda(t, a)
	if _, _, err := a.AddUser(t.Context(), coverage.Request{}, "IDA@example.org", "Another", coverage.Reporter, password); coverage.KindOf(err) != coverage.Taken {
		t.Errorf("the same e-mail again: %v, want it taken", err)
	}
	if u, err := a.SignIn(t.Context(), "Ida@Example.org", password, "192.0.2.1"); err != nil || u.Name != "Ida Brandt" {
		t.Errorf("sign in: %v %v", u, err)
	}
}

func TestWrongEmailAndWrongPasswordAreAnsweredAlike(t *testing.T) {
	a := open(t)
	addIda(t, a)
	_, wrongPassword := a.SignIn(t.Context(), "ida@example.org", "not the password", "192.0.2.1")
	_, wrongEmail := a.SignIn(t.Context(), "nobody@example.org", password, "192.0.2.1")
	if coverage.KindOf(wrongPassword) != coverage.Unauthenticated || wrongPassword.Error() != wrongEmail.Error() {
		t.Errorf("wrong password: %v\nwrong e-mail: %v", wrongPassword, wrongEmail)
	}
}

func TestTheEleventhAttemptWithinAMinuteIsRefusedEvenWithTheRightPassword(t *testing.T) {
	a := open(t)
	addIda(t, a)
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	a.now = func() time.Time { return now }
	for i := range maxFailures {
		if _, err := a.SignIn(t.Context(), "ida@example.org", "wrong wrong wrong", "192.0.2.1"); coverage.KindOf(err) != coverage.Unauthenticated {
			t.Fatalf("attempt %d: %v", i+1, err)
		}
	}
	for _, from := range []string{"192.0.2.1", "192.0.2.99"} {
		if _, err := a.SignIn(t.Context(), "ida@example.org", password, from); coverage.KindOf(err) != coverage.TooMany {
			t.Errorf("from %s: %v, want too many", from, err)
		}
	}
	if _, err := a.SignIn(t.Context(), "somebody@example.org", password, "192.0.2.1"); coverage.KindOf(err) != coverage.TooMany {
		t.Errorf("another account from the same address: %v, want too many", err)
	}
	now = now.Add(failureWindow + time.Second)
	if _, err := a.SignIn(t.Context(), "ida@example.org", password, "192.0.2.1"); err != nil {
		t.Errorf("a minute later: %v", err)
	}
}

func TestDisablingAUserEndsTheSessionsAtOnce(t *testing.T) {
	a := open(t)
	u := addIda(t, a)
	w := httptest.NewRecorder()
	if err := a.StartSession(t.Context(), w, u); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
	cookie := w.Result().Cookies()[0]
	if !cookie.HttpOnly || cookie.SameSite == http.SameSiteNoneMode || cookie.Path != "/" || cookie.Name != "stoppress" {
		t.Errorf("the cookie is %+v", cookie)
	}
	r.AddCookie(cookie)
	if got, ok, err := a.SessionUser(r); err != nil || !ok || got.ID != u.ID {
		t.Fatalf("signed in: %v %v %v", got, ok, err)
	}
	yes := true
	if _, err := a.ChangeUser(t.Context(), u.ID, UserChange{Disabled: &yes}); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := a.SessionUser(r); ok || err != nil {
		t.Errorf("after disabling: signed in %v, %v", ok, err)
	}
	no := false
	if _, err := a.ChangeUser(t.Context(), u.ID, UserChange{Disabled: &no}); err != nil {
		t.Fatal(err)
	}
	if _, ok, _ := a.SessionUser(r); ok {
		t.Error("enabling the user again brought the old session back")
	}
}

func TestARevokedTokenIsOutAtOnce(t *testing.T) {
	a := open(t)
	token, secret, _, err := a.AddToken(t.Context(), coverage.Request{}, "", coverage.Reporter, "")
	if err != nil {
		t.Fatal(err)
	}
	if actor, ok, err := a.TokenActor(t.Context(), secret); !ok || err != nil || actor.ID != token.ID {
		t.Fatalf("the token: %v %v %v", actor, ok, err)
	}
	for _, wrong := range []string{"", "x", secret + "x", "stoppress_" + token.ID + "_", secret[:len(secret)-1]} {
		if _, ok, _ := a.TokenActor(t.Context(), wrong); ok {
			t.Errorf("%q is taken for the token", wrong)
		}
	}
	if err := a.RevokeToken(t.Context(), token.ID); err != nil {
		t.Fatal(err)
	}
	if _, ok, _ := a.TokenActor(t.Context(), secret); ok {
		t.Error("the token still works")
	}
}

func TestTheWelcomeLinkMakesOneAdminOnly(t *testing.T) {
	a := open(t)
	old, err := a.Welcome(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	code, err := a.Welcome(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.FirstAdmin(t.Context(), old, "ida@example.org", "Ida", password); coverage.KindOf(err) != coverage.Forbidden {
		t.Errorf("an older code: %v", err)
	}
	if _, err := a.FirstAdmin(t.Context(), code, "ida@example.org", "Ida", "short"); coverage.KindOf(err) != coverage.Invalid {
		t.Errorf("a short password: %v", err)
	}
	if u, err := a.FirstAdmin(t.Context(), code, "ida@example.org", "Ida", password); err != nil || u.Role != coverage.Admin {
		t.Fatalf("the first admin: %v %v", u, err)
	}
	if _, err := a.FirstAdmin(t.Context(), code, "eve@example.org", "Eve", password); coverage.KindOf(err) != coverage.Forbidden {
		t.Errorf("the code again: %v", err)
	}
}

func TestManyAttemptsAtOnceAreNoWayAroundTheLimit(t *testing.T) {
	a := open(t)
	addIda(t, a)
	kinds := make(chan coverage.Kind, maxFailures+6)
	for range cap(kinds) {
		go func() {
			_, err := a.SignIn(t.Context(), "ida@example.org", "wrong wrong wrong", "192.0.2.1")
			kinds <- coverage.KindOf(err)
		}()
	}
	told := 0
	for range cap(kinds) {
		if <-kinds == coverage.Unauthenticated {
			told++
		}
	}
	if told > maxFailures {
		t.Errorf("%d of %d attempts were told that they were wrong, want at most %d", told, cap(kinds), maxFailures)
	}
}

func TestNamesHoldNoControlCharacters(t *testing.T) {
	a := open(t)
	u, _, err := a.AddUser(t.Context(), coverage.Request{}, "ida@example.org", " Ida\x00 \x1bBrandt\n", coverage.Editor, password)
	if err != nil || u.Name != "Ida Brandt" {
		t.Errorf("the user is %q, %v", u.Name, err)
	}
	token, _, _, err := a.AddToken(t.Context(), coverage.Request{}, "", coverage.Reporter, "\x07the\x00 wire ")
	if err != nil || token.Name != "the wire" {
		t.Errorf("the token is %q, %v", token.Name, err)
	}
}

func TestOfTwoWhoUseTheWelcomeLinkAtOnceOneBecomesAdmin(t *testing.T) {
	a := open(t)
	code, err := a.Welcome(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	made := make([]bool, 6)
	for i := range made {
		wg.Go(func() {
			_, err := a.FirstAdmin(t.Context(), code, fmt.Sprintf("admin%d@example.org", i), "Admin", password)
			made[i] = err == nil
		})
	}
	wg.Wait()
	users, err := a.Users(t.Context())
	if err != nil || len(users) != 1 {
		t.Errorf("%d admins were made (%v, %v), want one", len(users), made, err)
	}
}
