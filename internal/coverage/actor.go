package coverage

// Role is what an actor may do. Each role may do all that the one before it may.
type Role string

// The roles.
const (
	Reporter Role = "reporter" // reads all; writes, publishes and withdraws own posts
	Editor   Role = "editor"   // all posts; makes and changes blogs
	Admin    Role = "admin"    // people and tokens as well
)

// Valid tells whether the role is one of the three.
func (r Role) Valid() bool { return r == Reporter || r == Editor || r == Admin }

// AtLeast tells whether the role may do what the other one may.
func (r Role) AtLeast(other Role) bool { return rank(r) >= rank(other) }

func rank(r Role) int {
	switch r {
	case Admin:
		return 3
	case Editor:
		return 2
	case Reporter:
		return 1
	}
	return 0
}

// Author names who made something. It is kept with what was made.
type Author struct {
	ID   string `json:"id" doc:"The account or token that acted"`
	Name string `json:"name" doc:"Its name at that time"`
}

// Actor is who asks for something: a person who signed in, a token, or the
// owner of the server's own socket.
type Actor struct {
	Author
	Role Role
}
