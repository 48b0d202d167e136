package coverage

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Status is a post's status.
type Status string

// The statuses of a post.
const (
	Draft     Status = "draft"
	Submitted Status = "submitted"
	Scheduled Status = "scheduled"
	Published Status = "published"
	Withdrawn Status = "withdrawn"
)

// ParseStatus reads a status.
func ParseStatus(s string) (Status, bool) {
	switch st := Status(s); st {
	case Draft, Submitted, Scheduled, Published, Withdrawn:
		return st, true
	}
	return "", false
}

// Claim is how sure a fact is. Only a person sets it; empty is "nobody said".
type Claim string

// The claim statuses.
const (
	Reported   Claim = "reported"
	Confirmed  Claim = "confirmed"
	Official   Claim = "official"
	Unverified Claim = "unverified"
)

// Limits on a post's lists.
const (
	MaxBylines     = 20
	MaxSources     = 50
	MaxRelations   = 50
	MaxCorrections = 200
)

// Contributor is one of those whom readers see as a post's writers.
type Contributor struct {
	Name string `json:"name" maxLength:"300"`
	Role string `json:"role,omitempty" maxLength:"300"`
}

// Copy is what a person writes in a post: everything that readers may come to
// see of it, and nothing that the server decides.
type Copy struct {
	Title       string        `json:"title" maxLength:"300" doc:"A headline; a key event must have one"`
	KeyEvent    bool          `json:"keyEvent" doc:"A turn of the story"`
	Pinned      bool          `json:"pinned" doc:"Shown on top as well"`
	Summary     bool          `json:"summary" doc:"Sums the story up"`
	Claim       Claim         `json:"claim,omitempty" enum:"reported,confirmed,official,unverified" doc:"How sure it is; set by a person only"`
	PublishedAt time.Time     `json:"publishedAt,omitzero" doc:"The time that orders posts"`
	Byline      []Contributor `json:"byline" maxItems:"20"`
	Sources     []Source      `json:"sources" maxItems:"50"`
	Elements    []Element     `json:"elements" maxItems:"500"`
	Relations   []Relation    `json:"relations" maxItems:"50"`
	Corrections []Correction  `json:"corrections" maxItems:"200"`
}

// Post is one update in a blog.
type Post struct {
	ID     PostID `json:"id"`
	Seq    Seq    `json:"seq" doc:"The journal's number of its last change"`
	Blog   Slug   `json:"blog"`
	Status Status `json:"status" enum:"draft,submitted,scheduled,published,withdrawn"`
	Copy
	CreatedAt        time.Time `json:"createdAt"`
	UpdatedAt        time.Time `json:"updatedAt"`
	FirstPublishedAt time.Time `json:"firstPublishedAt,omitzero" doc:"When readers first saw it"`
	Author           Author    `json:"author" doc:"Who made it; the byline is what readers see"`
	// The following are the desk's own: they are beside the copy, so that no form of it
	// that readers get can hold them.
	Embargo  time.Time `json:"embargo,omitzero" doc:"Nobody may publish it before"`
	Note     *Note     `json:"note,omitempty" doc:"Why it was sent back, until it is submitted again"`
	Silenced []string  `json:"silenced,omitempty" maxItems:"100" doc:"Warnings that somebody has looked at, by their keys: they do not come again"`

	Trace Trace `json:"-"`
}

// Limits on what is silenced in one post.
const (
	MaxSilenced    = 100
	MaxSilencedKey = 600 // characters
)

// CheckSilenced gives the keys tidied, each once, nil for none, or an Invalid error.
func CheckSilenced(keys []string) ([]string, error) {
	var p problems
	if len(keys) > MaxSilenced {
		p.add("silenced", "has %d keys; up to %d are kept", len(keys), MaxSilenced)
		return nil, p.err()
	}
	var out []string
	for i, key := range keys {
		key = line(key)
		p.limit(at("silenced", i), key, MaxSilencedKey)
		if key != "" && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out, p.err()
}

// Millisecond gives the time as it is kept: UTC, to the millisecond.
func Millisecond(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }

// CheckCopy gives the copy tidied, with lists that are never nil, or an Invalid
// error that names each field that breaks a rule. Corrections that carry no time
// get the time now.
func CheckCopy(c Copy, now time.Time) (Copy, error) {
	var p problems
	c.Title = line(c.Title)
	p.limit("title", c.Title, MaxTitle)
	if c.KeyEvent && c.Title == "" {
		p.add("title", "is missing; a key event must have one")
	}
	switch c.Claim {
	case "", Reported, Confirmed, Official, Unverified:
	default:
		p.add("claim", "%q is not one of reported, confirmed, official, unverified", c.Claim)
	}
	if !c.PublishedAt.IsZero() {
		c.PublishedAt = Millisecond(c.PublishedAt)
		if y := c.PublishedAt.Year(); y < 1 || y > 9999 {
			p.add("publishedAt", "is in the year %d; use one from 1 to 9999", y)
		}
	}
	c.Byline = p.checkByline(c.Byline)
	c.Sources = p.checkSources(c.Sources)
	c.Elements = p.checkElements(c.Elements)
	c.Relations = p.checkRelations(c.Relations)
	c.Corrections = p.checkCorrections(c.Corrections, now)
	return c, p.err()
}

func (p *problems) checkByline(in []Contributor) []Contributor {
	if len(in) > MaxBylines {
		p.add("byline", "has %d names; up to %d are kept", len(in), MaxBylines)
	}
	out := make([]Contributor, 0, len(in))
	for i, b := range in {
		b.Name, b.Role = line(b.Name), line(b.Role)
		if b.Name == "" {
			p.add(at("byline", i)+".name", "is missing")
		}
		p.limit(at("byline", i)+".name", b.Name, MaxTitle)
		p.limit(at("byline", i)+".role", b.Role, MaxTitle)
		out = append(out, b)
	}
	return out
}

func (p *problems) checkElements(in []Element) []Element {
	if len(in) > MaxElements {
		p.add("elements", "has %d elements; up to %d are kept", len(in), MaxElements)
		return in
	}
	out := make([]Element, 0, len(in))
	for i, e := range in {
		e, keep := p.checkElement(at("elements", i), e)
		if keep {
			out = append(out, e)
		}
	}
	if size := Size(out); size > MaxCopyBytes {
		p.add("elements", "hold %d bytes; up to %d are kept in one post", size, MaxCopyBytes)
	}
	return out
}

// CheckPost checks what depends on more than the copy: the status against the
// content, and relations against the post itself. exists tells whether the blog
// has a post.
func CheckPost(post Post, exists func(PostID) bool) error {
	var p problems
	if _, ok := ParseStatus(string(post.Status)); !ok {
		p.add("status", "%q is not one of draft, submitted, scheduled, published, withdrawn", post.Status)
	}
	if (post.Status == Published || post.Status == Scheduled) && len(post.Elements) == 0 {
		p.add("elements", "is empty; a post needs content before it can be %s", post.Status)
	}
	if post.Status == Scheduled && post.PublishedAt.IsZero() {
		p.add("publishedAt", "is missing; a scheduled post needs the time to publish it at")
	}
	for i, r := range post.Relations {
		switch {
		case r.Post == post.ID:
			p.add(at("relations", i)+".post", "is the post itself; name another one")
		case !exists(r.Post):
			p.add(at("relations", i)+".post", "%q is not a post of this blog", r.Post)
		}
	}
	return p.err()
}

// SortTime is the time that orders the post: publishedAt, and createdAt where
// there is none.
func (p Post) SortTime() time.Time {
	if p.PublishedAt.IsZero() {
		return p.CreatedAt
	}
	return p.PublishedAt
}

// NewestFirst orders posts by SortTime, then by id, both descending.
func NewestFirst(a, b Post) int {
	if c := b.SortTime().Compare(a.SortTime()); c != 0 {
		return c
	}
	return cmp.Compare(b.ID, a.ID)
}

// PlainText gives the words of the copy's elements without markup.
func (c Copy) PlainText() string {
	parts := make([]string, 0, len(c.Elements))
	for _, e := range c.Elements {
		if t := e.PlainText(); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, "\n")
}

// Clone gives a copy that shares no list with c.
func (c Copy) Clone() Copy {
	c.Byline = slices.Clone(c.Byline)
	c.Sources = slices.Clone(c.Sources)
	c.Elements = slices.Clone(c.Elements)
	c.Relations = slices.Clone(c.Relations)
	c.Corrections = slices.Clone(c.Corrections)
	return c
}
