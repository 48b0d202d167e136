package attendance

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/stoppress/stoppress/internal/coverage"
)

const (
	// Beat is how often a desk says that it is there.
	Beat = 5 * time.Second
	// Patience is how long a desk that says nothing counts as there.
	Patience = 12 * time.Second
	// PatienceAway is that of a desk that nobody looks at: browsers let it speak once
	// a minute.
	PatienceAway = 150 * time.Second
	// PatienceCut is that of a desk whose connection has ended: it may come back.
	PatienceCut = 4 * time.Second
	// MaxTabs is how many tabs of one person count in one blog; the oldest go first.
	MaxTabs = 20
)

// Wire carries words from node to node: see journal.Journal.
type Wire interface {
	Say(topic string, data []byte) error
	Hear(ctx context.Context, topic string, ready func(), each func(data []byte) (reply []byte)) error
	Ask(ctx context.Context, topic string, data []byte, rest time.Duration) ([][]byte, error)
}

// Options are what the attendance needs.
type Options struct {
	Wire Wire
	Now  func() time.Time
	Log  *slog.Logger
	// Count gives what this node knows of a blog's readers.
	Count func(coverage.Slug) Count
}

// Attendance is who is there.
type Attendance struct {
	Options

	mu       sync.Mutex // guards all below; held for map work only
	blogs    map[coverage.Slug]*desk
	stirring chan struct{} // holds one token while the time of the next one to go may be another
}

// desk is one blog's.
type desk struct {
	tabs     map[string]seen
	watchers map[*Watch]struct{}
}

type seen struct {
	Presence
	until time.Time
}

// Presence is one tab at a desk.
type Presence struct {
	Tab  string          `json:"tab" doc:"The tab's own name, which it chose"`
	User coverage.Author `json:"user"`
	// Post is the one that is being edited; empty for none.
	Post     coverage.PostID `json:"post,omitempty" doc:"The post that is being edited"`
	Since    time.Time       `json:"since,omitzero" doc:"Since when it is being edited"`
	TookOver bool            `json:"tookOver,omitempty" doc:"It was taken over from whoever edited it before"`
	Away     bool            `json:"away,omitempty" doc:"The tab is not being looked at"`
}

// At is what a tab says of itself.
type At struct {
	Tab      string
	Post     coverage.PostID
	TakeOver bool // whoever edits the post is to let go of it
	Away     bool
}

// New makes an attendance; it knows of nobody until Run runs.
func New(opts Options) *Attendance {
	return &Attendance{Options: opts, blogs: map[coverage.Slug]*desk{}, stirring: make(chan struct{}, 1)}
}

// The topics of the air.
const (
	deskTopic  = "desk"
	countTopic = "count"
)

// word is what nodes tell each other of a desk.
type word struct {
	Blog     coverage.Slug   `json:"blog"`
	Here     *Presence       `json:"here,omitempty"`
	Left     string          `json:"left,omitempty"`     // a tab
	Cut      string          `json:"cut,omitempty"`      // a tab whose stream has ended, with all that begin with its name
	Comments coverage.PostID `json:"comments,omitempty"` // the post whose thread has grown
}

// Run hears the other nodes until ctx ends. ready is called once nothing is missed.
func (a *Attendance) Run(ctx context.Context, ready func()) error {
	group, ctx := errgroup.WithContext(ctx)
	topics := map[string]func([]byte) []byte{deskTopic: a.hear, countTopic: a.count}
	listening := make(chan struct{}, len(topics))
	for topic, each := range topics {
		group.Go(func() error {
			return a.Wire.Hear(ctx, topic, func() { listening <- struct{}{} }, each)
		})
	}
	group.Go(func() error {
		for range topics {
			select {
			case <-listening:
			case <-ctx.Done(): // what could not be heard says why
				return nil
			}
		}
		ready()
		a.showOut(ctx)
		return nil
	})
	return group.Wait()
}

// Put says that a tab is there. It is to be said again each Beat.
func (a *Attendance) Put(who coverage.Author, slug coverage.Slug, at At) error {
	p := Presence{Tab: at.Tab, User: who, Post: at.Post, Away: at.Away}
	if p.Post != "" {
		p.Since, p.TookOver = coverage.Millisecond(a.Now()), at.TakeOver
		if before, ok := a.find(slug, at.Tab); ok && before.User.ID == who.ID && before.Post == p.Post && !at.TakeOver {
			p.Since, p.TookOver = before.Since, before.TookOver
		}
	}
	return a.say(word{Blog: slug, Here: &p})
}

// Leave says that a tab is gone.
func (a *Attendance) Leave(who coverage.Author, slug coverage.Slug, tab string) error {
	if before, ok := a.find(slug, tab); !ok || before.User.ID != who.ID {
		return nil // no tab of theirs
	}
	return a.say(word{Blog: slug, Left: tab})
}

// Cut says that the connection of a tab has ended. If it does not come back soon, it
// counts as gone, and so do those whose names begin with its name.
func (a *Attendance) Cut(who coverage.Author, slug coverage.Slug, tab string) error {
	if before, ok := a.find(slug, tab); !ok || before.User.ID != who.ID {
		return nil
	}
	return a.say(word{Blog: slug, Cut: tab})
}

// Commented says that the desk has said something about a post.
func (a *Attendance) Commented(slug coverage.Slug, post coverage.PostID) error {
	return a.say(word{Blog: slug, Comments: post})
}

func (a *Attendance) say(w word) error {
	data, err := json.Marshal(w)
	if err != nil {
		return err
	}
	return a.Wire.Say(deskTopic, data)
}

func (a *Attendance) find(slug coverage.Slug, tab string) (Presence, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if d := a.blogs[slug]; d != nil {
		s, ok := d.tabs[tab]
		return s.Presence, ok
	}
	return Presence{}, false
}

// Here gives who is at a blog's desk, by name.
func (a *Attendance) Here(slug coverage.Slug) []Presence {
	a.mu.Lock()
	defer a.mu.Unlock()
	out := []Presence{}
	if d := a.blogs[slug]; d != nil {
		for _, s := range d.tabs {
			out = append(out, s.Presence)
		}
	}
	slices.SortFunc(out, func(x, y Presence) int {
		return cmp.Or(cmp.Compare(x.User.Name, y.User.Name), cmp.Compare(x.User.ID, y.User.ID), cmp.Compare(x.Tab, y.Tab))
	})
	return out
}

// hear takes what a node says of a desk.
func (a *Attendance) hear(data []byte) []byte {
	var w word
	if err := json.Unmarshal(data, &w); err != nil {
		a.Log.Warn("what another node says cannot be read; is it of another version?", "error", err)
		return nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	d := a.blogs[w.Blog]
	if d == nil {
		if w.Here == nil {
			return nil // nobody is there, and nobody looks
		}
		d = &desk{tabs: map[string]seen{}, watchers: map[*Watch]struct{}{}}
		a.blogs[w.Blog] = d
	}
	switch {
	case w.Here != nil:
		patience := Patience
		if w.Here.Away {
			patience = PatienceAway
		}
		before, known := d.tabs[w.Here.Tab]
		d.tabs[w.Here.Tab] = seen{*w.Here, a.Now().Add(patience)}
		if !known {
			d.bound(w.Here.User.ID)
		}
		if !known || !same(before.Presence, *w.Here) {
			d.tell(func(n *News) { n.Here = true })
		}
	case w.Left != "":
		if _, known := d.tabs[w.Left]; known {
			delete(d.tabs, w.Left)
			d.tell(func(n *News) { n.Here = true })
		}
	case w.Cut != "":
		soon := a.Now().Add(PatienceCut)
		for tab, s := range d.tabs {
			if strings.HasPrefix(tab, w.Cut) && s.User.ID == d.tabs[w.Cut].User.ID && s.until.After(soon) {
				s.until = soon
				d.tabs[tab] = s
			}
		}
	case w.Comments != "":
		d.tell(func(n *News) { n.Comments[w.Comments] = struct{}{} })
	}
	a.tidy(w.Blog, d)
	select {
	case a.stirring <- struct{}{}:
	default:
	}
	return nil
}

func same(x, y Presence) bool {
	return x.User == y.User && x.Post == y.Post && x.Since.Equal(y.Since) && x.TookOver == y.TookOver && x.Away == y.Away
}

// bound lets go of the tabs of one person that would be too many: those that would go
// first anyway.
func (d *desk) bound(user string) {
	var own []seen
	for _, s := range d.tabs {
		if s.User.ID == user {
			own = append(own, s)
		}
	}
	slices.SortFunc(own, func(x, y seen) int { return cmp.Or(y.until.Compare(x.until), cmp.Compare(x.Tab, y.Tab)) })
	for _, s := range own[min(len(own), MaxTabs):] {
		delete(d.tabs, s.Tab)
	}
}

// tidy forgets a desk where nobody is and nobody looks. The mutex is held.
func (a *Attendance) tidy(slug coverage.Slug, d *desk) {
	if len(d.tabs) == 0 && len(d.watchers) == 0 {
		delete(a.blogs, slug)
	}
}

// showOut takes those away who are not heard of any more, until ctx ends.
func (a *Attendance) showOut(ctx context.Context) {
	timer := time.NewTimer(PatienceAway)
	defer timer.Stop()
	for {
		timer.Reset(a.overdue())
		select {
		case <-timer.C:
		case <-a.stirring:
		case <-ctx.Done():
			return
		}
	}
}

// overdue takes those away whose time is up, and gives how long the next one has.
func (a *Attendance) overdue() time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	now, wait := a.Now(), PatienceAway
	for slug, d := range a.blogs {
		gone := false
		for tab, s := range d.tabs {
			if left := s.until.Sub(now); left > 0 {
				wait = min(wait, left)
				continue
			}
			delete(d.tabs, tab)
			gone = true
		}
		if gone {
			d.tell(func(n *News) { n.Here = true })
			a.tidy(slug, d)
		}
	}
	return wait
}

// ParseTab checks the name that a tab gives itself.
func ParseTab(name string) (string, error) {
	if len(name) < 1 || len(name) > 64 {
		return "", coverage.InvalidField("tab", "must have 1 to 64 characters; it is the tab's own name")
	}
	for _, r := range name {
		if r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') {
			return "", coverage.InvalidField("tab", "%s is no letter, digit or hyphen", fmt.Sprintf("%q", r))
		}
	}
	return name, nil
}
