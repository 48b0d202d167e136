package edition

import (
	"maps"
	"slices"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Edition is what the public sees of one blog.
type Edition struct {
	blog   coverage.Blog
	states map[coverage.PostID]coverage.Post // the newest state of each post that is or was public

	posts     []*Post // newest first
	byID      map[coverage.PostID]*Post
	gone      map[coverage.PostID]coverage.Seq // left, and since when
	headerSeq coverage.Seq
	head      coverage.Seq
	changed   time.Time
}

// New makes the edition of a blog from its newest state and those of its posts,
// which may come in any order.
func New(blog coverage.Blog, posts []coverage.Post) *Edition {
	states := make(map[coverage.PostID]coverage.Post, len(posts))
	for _, p := range posts {
		keep(states, p)
	}
	return build(blog, states, nil)
}

// ApplyPost gives the edition after a post has a new state. A state that is not
// newer than the one known changes nothing.
func (e *Edition) ApplyPost(p coverage.Post) *Edition {
	if known, ok := e.states[p.ID]; ok && p.Seq <= known.Seq {
		return e
	}
	states := maps.Clone(e.states)
	keep(states, p)
	return build(e.blog, states, e)
}

// ApplyBlog gives the edition after the blog itself has a new state.
func (e *Edition) ApplyBlog(b coverage.Blog) *Edition {
	if b.Seq <= e.blog.Seq {
		return e
	}
	return build(b, e.states, e)
}

// keep puts a state where it counts: one that never was public counts nowhere,
// and one that no longer is public is kept without its words.
func keep(states map[coverage.PostID]coverage.Post, p coverage.Post) {
	switch {
	case p.Public():
		states[p.ID] = p
	case p.Trace.Face != 0:
		states[p.ID] = coverage.Post{ID: p.ID, Seq: p.Seq, Status: p.Status, Trace: p.Trace}
	}
}

func build(blog coverage.Blog, states map[coverage.PostID]coverage.Post, before *Edition) *Edition {
	e := &Edition{
		blog:      blog,
		states:    states,
		posts:     make([]*Post, 0, len(states)),
		byID:      make(map[coverage.PostID]*Post, len(states)),
		gone:      map[coverage.PostID]coverage.Seq{},
		headerSeq: blog.Seq,
		changed:   blog.UpdatedAt,
	}
	seqs := make(map[coverage.PostID]coverage.Seq, len(states))
	raise := func(id coverage.PostID, seq coverage.Seq) { seqs[id] = max(seqs[id], seq) }
	for id, p := range states {
		raise(id, max(publicSeq(p), blog.Reset))
		for _, other := range p.Trace.Related {
			raise(other, p.Trace.Face)
			raise(id, states[other].Trace.Face)
		}
		for _, other := range p.Trace.Linked {
			raise(id, states[other].Trace.Shown) // the link is there while the other one is
		}
		if p.Trace.Listed {
			e.headerSeq = max(e.headerSeq, p.Trace.Face)
		}
	}
	resolved := links(states)
	for id, p := range states {
		if !p.Public() {
			// What happens to others after it left is no change of what is gone.
			e.gone[id] = publicSeq(p)
			e.head = max(e.head, publicSeq(p))
			e.changed = later(e.changed, p.Trace.At)
			continue
		}
		e.changed = later(e.changed, p.UpdatedAt)
		e.head = max(e.head, seqs[id])
		post := before.unchanged(id, seqs[id])
		if post == nil {
			post = publicForm(p, seqs[id], resolved[id])
			post.Elements = coverage.WithoutLinks(post.Elements, blog.Slug, func(id coverage.PostID) bool { return !states[id].Public() })
		}
		e.posts = append(e.posts, post)
		e.byID[id] = post
	}
	slices.SortFunc(e.posts, newestFirst)
	e.head = max(e.head, e.headerSeq)
	return e
}

// unchanged gives the form that the edition before has of a post, where it still
// holds.
func (e *Edition) unchanged(id coverage.PostID, seq coverage.Seq) *Post {
	if e == nil {
		return nil
	}
	if p := e.byID[id]; p != nil && p.Seq == seq {
		return p
	}
	return nil
}

func publicForm(p coverage.Post, seq coverage.Seq, links []Link) *Post {
	form := &Post{Seq: seq, ID: p.ID, Copy: p.Copy, UpdatedAt: p.UpdatedAt, FirstPublishedAt: p.FirstPublishedAt, Links: links}
	form.Relations = []coverage.Relation{}
	for _, l := range links {
		if l.Back {
			form.RelatedBy = append(form.RelatedBy, BackRelation{l.Type, l.Post, l.Note, l.PublishedAt})
		} else {
			form.Relations = append(form.Relations, coverage.Relation{Type: l.Type, Post: l.Post, Note: l.Note})
		}
	}
	return form
}

// Blog is the blog's newest state.
func (e *Edition) Blog() coverage.Blog { return e.blog }

// Head is the seq of the last public change.
func (e *Edition) Head() coverage.Seq { return e.head }

// Changed is the time of the last public change: an edit, a withdrawal, or one of
// the header.
func (e *Edition) Changed() time.Time { return e.changed }

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// Posts are the public posts, newest first. The slice must not be changed.
func (e *Edition) Posts() []*Post { return e.posts }

// Post gives a public post.
func (e *Edition) Post(id coverage.PostID) (*Post, bool) {
	p, ok := e.byID[id]
	return p, ok
}

// Gone tells whether the post was public and is no longer.
func (e *Edition) Gone(id coverage.PostID) bool {
	_, ok := e.gone[id]
	return ok
}

// Pinned are the pinned posts, newest first.
func (e *Edition) Pinned() []*Post {
	return e.only(func(p *Post) bool { return p.Pinned })
}

// KeyEvents are the key events, newest first.
func (e *Edition) KeyEvents() []*Post {
	return e.only(func(p *Post) bool { return p.KeyEvent })
}

func (e *Edition) only(which func(*Post) bool) []*Post {
	out := []*Post{}
	for _, p := range e.posts {
		if which(p) {
			out = append(out, p)
		}
	}
	return out
}
