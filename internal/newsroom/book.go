package newsroom

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// Book is all of one blog: its newest state and that of each post, whatever its
// status. A Book is never changed; apply makes a new one.
type Book struct {
	blog      coverage.Blog
	posts     map[coverage.PostID]coverage.Post
	byEntropy map[coverage.Entropy]coverage.PostID
	head      coverage.Seq
}

func newBook(blog coverage.Blog, posts []coverage.Post) *Book {
	b := &Book{
		blog: blog, head: blog.Seq,
		posts:     make(map[coverage.PostID]coverage.Post, len(posts)),
		byEntropy: make(map[coverage.Entropy]coverage.PostID, len(posts)),
	}
	for _, p := range posts {
		b.posts[p.ID] = p
		b.byEntropy[p.ID.Entropy()] = p.ID
		b.head = max(b.head, p.Seq)
	}
	return b
}

func (b *Book) apply(e journal.Entry) *Book {
	next := *b
	if e.Blog != nil {
		next.blog = *e.Blog
		next.head = max(next.head, e.Seq)
		return &next
	}
	next.posts = maps.Clone(b.posts)
	next.posts[e.Post.ID] = *e.Post
	next.head = max(next.head, e.Post.Seq)
	if !b.has(e.Post.ID) { // the map is shared with b otherwise, whom others read
		next.byEntropy = maps.Clone(b.byEntropy)
		next.byEntropy[e.Post.ID.Entropy()] = e.Post.ID
	}
	return &next
}

// Blog is the blog's newest state.
func (b *Book) Blog() coverage.Blog { return b.blog }

// Head is the seq of the newest change of the blog or its posts.
func (b *Book) Head() coverage.Seq { return b.head }

// Post gives a post's newest state.
func (b *Book) Post(id coverage.PostID) (coverage.Post, bool) {
	p, ok := b.posts[id]
	return p, ok
}

func (b *Book) has(id coverage.PostID) bool {
	_, ok := b.posts[id]
	return ok
}

// Since gives the posts that changed after seq, by rising seq.
func (b *Book) Since(seq coverage.Seq) []coverage.Post {
	var out []coverage.Post
	for _, p := range b.posts {
		if p.Seq > seq {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b coverage.Post) int { return cmp.Compare(a.Seq, b.Seq) })
	return out
}

// sorted gives the posts that which lets through, newest first.
func (b *Book) sorted(which func(coverage.Post) bool) []coverage.Post {
	out := make([]coverage.Post, 0, len(b.posts))
	for _, p := range b.posts {
		if which(p) {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, coverage.NewestFirst)
	return out
}

// PublishedSince counts the public posts that readers first saw after a time.
func (b *Book) PublishedSince(at time.Time) int {
	n := 0
	for _, p := range b.posts {
		if p.Public() && p.FirstPublishedAt.After(at) {
			n++
		}
	}
	return n
}
