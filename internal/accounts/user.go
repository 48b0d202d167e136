package accounts

import (
	"cmp"
	"context"
	"errors"
	"net/mail"
	"runtime"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// User is a person who may sign in.
type User struct {
	ID       string        `json:"id"`
	Email    string        `json:"email"`
	Name     string        `json:"name"`
	Role     coverage.Role `json:"role" enum:"reporter,editor,admin"`
	Disabled bool          `json:"disabled,omitempty" doc:"May no longer sign in"`
}

// storedUser is a User as it lies in the store.
type storedUser struct {
	User
	CreatedAt time.Time `json:"createdAt"`
	Password  string    `json:"password"` // argon2id, in its encoded form
	// Epoch is raised when all sessions of the user end.
	Epoch int `json:"epoch"`
}

// Actor is the user as one who acts.
func (u User) Actor() coverage.Actor {
	return coverage.Actor{Author: coverage.Author{ID: u.ID, Name: u.Name}, Role: u.Role}
}

// MinPassword is the shortest password, in characters.
const MinPassword = 12

// maxPassword bounds the work of hashing, in bytes.
const maxPassword = 1024

// OWASP's first choice for argon2id (19 MiB, 2 passes) is the floor; this is above.
var hashParams = &argon2id.Params{Memory: 64 * 1024, Iterations: 1, Parallelism: uint8(max(1, min(4, runtime.NumCPU()))), SaltLength: 16, KeyLength: 32}

func userKey(id string) string { return "user." + id }

// emailKey finds a user by e-mail, whatever the case of its letters.
func emailKey(email string) string { return "email." + digest(strings.ToLower(email)) }

// AddUser makes a user; replayed: this request made the user before. What is kept of
// the request must hold nothing of the password.
func (a *Accounts) AddUser(ctx context.Context, r coverage.Request, email, name string, role coverage.Role, password string) (_ User, replayed bool, err error) {
	email, name = strings.TrimSpace(email), coverage.Name(name)
	err = coverage.Together(checkEmail(email), checkName(name), checkRole(role), checkPassword(password))
	if err != nil {
		return User{}, false, err
	}
	hash, err := a.hash(ctx, password)
	if err != nil {
		return User{}, false, err
	}
	now := coverage.Millisecond(a.now())
	u := storedUser{User: User{ID: newID(now), Email: email, Name: name, Role: role}, CreatedAt: now, Password: hash}
	u, replayed, err = once(ctx, a, r, u, func(u storedUser) error { return a.addUser(ctx, u) })
	if err != nil {
		return User{}, false, err
	}
	if replayed {
		if same, err := a.matches(ctx, password, u.Password); err != nil || !same {
			return User{}, false, cmp.Or(err, keyUsed("was used before with another password; use a new key for a new request"))
		}
	}
	return u.User, replayed, nil
}

func (a *Accounts) addUser(ctx context.Context, u storedUser) error {
	// The e-mail first: it is what must be unique. One that leads to no user was
	// left behind by a server that died right here, and may be taken over.
	holder, revision, known, err := get[string](ctx, a.bucket, emailKey(u.Email))
	if err != nil {
		return err
	}
	if known && holder != u.ID {
		if _, _, taken, err := get[storedUser](ctx, a.bucket, userKey(holder)); err != nil || taken {
			return cmp.Or(err, emailTaken(u.Email))
		}
	}
	switch err := put(ctx, a.bucket, emailKey(u.Email), u.ID, revision); {
	case errors.Is(err, journal.ErrConflict):
		return a.addUser(ctx, u) // somebody else has it now, or the same request
	case err != nil:
		return err
	}
	return put(ctx, a.bucket, userKey(u.ID), u, 0)
}

func emailTaken(email string) error {
	e := coverage.InvalidField("email", "%q belongs to another user", email)
	e.Kind = coverage.Taken
	return e
}

func checkEmail(s string) error {
	addr, err := mail.ParseAddress(s)
	if err != nil || addr.Address != s || len(s) > 254 {
		return coverage.InvalidField("email", "must be an e-mail address such as ida@example.org")
	}
	return nil
}

func checkName(s string) error {
	if n := utf8.RuneCountInString(s); n == 0 || n > coverage.MaxTitle {
		return coverage.InvalidField("name", "must have 1 to %d characters", coverage.MaxTitle)
	}
	return nil
}

func checkRole(r coverage.Role) error {
	if !r.Valid() {
		return coverage.InvalidField("role", "must be one of reporter, editor, admin")
	}
	return nil
}

func checkPassword(s string) error {
	if utf8.RuneCountInString(s) < MinPassword || len(s) > maxPassword {
		return coverage.InvalidField("password", "must have at least %d characters, and up to %d bytes", MinPassword, maxPassword)
	}
	return nil
}

// Users lists all users by name.
func (a *Accounts) Users(ctx context.Context) ([]User, error) {
	users := []User{}
	err := all(ctx, a.bucket, "user.", func(u storedUser) { users = append(users, u.User) })
	slices.SortFunc(users, func(a, b User) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return users, err
}

// HasAdmin tells whether somebody can administer the site.
func (a *Accounts) HasAdmin(ctx context.Context) (bool, error) {
	users, err := a.Users(ctx)
	return slices.ContainsFunc(users, func(u User) bool { return u.Role == coverage.Admin && !u.Disabled }), err
}

// UserByEmail finds a user.
func (a *Accounts) UserByEmail(ctx context.Context, email string) (User, error) {
	id, _, ok, err := get[string](ctx, a.bucket, emailKey(strings.TrimSpace(email)))
	if err != nil {
		return User{}, err
	}
	if !ok {
		return User{}, noUser(email)
	}
	return a.User(ctx, id)
}

// User finds a user by id.
func (a *Accounts) User(ctx context.Context, id string) (User, error) {
	u, _, err := a.stored(ctx, id)
	return u.User, err
}

func (a *Accounts) stored(ctx context.Context, id string) (storedUser, uint64, error) {
	if _, ok := coverage.ParsePostID(id); !ok {
		return storedUser{}, 0, noUser(id)
	}
	u, revision, ok, err := get[storedUser](ctx, a.bucket, userKey(id))
	if err != nil {
		return u, 0, err
	}
	if !ok {
		return u, 0, noUser(id)
	}
	return u, revision, nil
}

func noUser(who string) error {
	return coverage.Errorf(coverage.NotFound, "there is no user %q", who)
}

// UserChange is what is to be changed of a user; nil leaves it as it is.
type UserChange struct {
	Name     *string
	Role     *coverage.Role
	Disabled *bool
	Password *string
}

// ChangeUser changes a user. Disabling one and giving one a new password end all
// of that user's sessions at once.
func (a *Accounts) ChangeUser(ctx context.Context, id string, c UserChange) (User, error) {
	var hash string
	if c.Password != nil {
		if err := checkPassword(*c.Password); err != nil {
			return User{}, err
		}
		var err error
		if hash, err = a.hash(ctx, *c.Password); err != nil {
			return User{}, err
		}
	}
	for {
		u, revision, err := a.stored(ctx, id)
		if err != nil {
			return User{}, err
		}
		var problems []error
		if c.Name != nil {
			u.Name = coverage.Name(*c.Name)
			problems = append(problems, checkName(u.Name))
		}
		if c.Role != nil {
			u.Role = *c.Role
			problems = append(problems, checkRole(u.Role))
		}
		if err := coverage.Together(problems...); err != nil {
			return User{}, err
		}
		if c.Disabled != nil {
			if *c.Disabled && !u.Disabled {
				u.Epoch++
			}
			u.Disabled = *c.Disabled
		}
		if hash != "" {
			u.Password = hash
			u.Epoch++
		}
		switch err := put(ctx, a.bucket, userKey(id), u, revision); {
		case errors.Is(err, journal.ErrConflict): // somebody changed the user as well: once more, on top
		case err != nil:
			return User{}, err
		default:
			return u.User, nil
		}
	}
}

// hash takes its turn among the passwords that are hashed at the same time.
func (a *Accounts) hash(ctx context.Context, password string) (string, error) {
	release, err := a.turn(ctx)
	if err != nil {
		return "", err
	}
	defer release()
	return argon2id.CreateHash(password, hashParams)
}

func (a *Accounts) turn(ctx context.Context) (release func(), err error) {
	select {
	case a.hashing <- struct{}{}:
		return func() { <-a.hashing }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
