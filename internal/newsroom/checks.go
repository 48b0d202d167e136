package newsroom

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/subs"
)

// Unread is a post as somebody is writing it: its words need not hold to any rule yet.
type Unread struct {
	Post     coverage.PostID // the one that is being changed, "" for a new one
	Silenced []string
	coverage.Copy
}

// Read is what the subs found in a post.
type Read struct {
	subs.Reading
	// Posts are those that it names, so that they can be told apart.
	Posts []Named `json:"posts" doc:"The posts that warnings and links name"`
}

// Named is a post in few words.
type Named struct {
	ID          coverage.PostID `json:"id"`
	Title       string          `json:"title" doc:"Its title, or where it has none its first words"`
	PublishedAt time.Time       `json:"publishedAt"`
	Href        string          `json:"href" doc:"How a text links to it"`
}

// libraries are what the subs know of the blogs that are written in. A library follows
// from the book alone, and is made again when it is needed again.
type libraries struct {
	mu   sync.Mutex // guards open and turn
	open map[coverage.Slug]*library
	turn int
}

// library is one blog's.
type library struct {
	mu   sync.Mutex // guards all of it; held while a post is read
	head coverage.Seq
	*subs.Library
	used int // the turn of its last reading; guarded by libraries.mu
}

// maxLibraries are held at a time, some 2 KB for each post of their blogs.
const maxLibraries = 16

// of gives a blog's library; the one that was not used for longest is let go for it.
func (l *libraries) of(slug coverage.Slug) *library {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.turn++
	one := l.open[slug]
	if one == nil {
		if len(l.open) >= maxLibraries {
			var oldest coverage.Slug
			for other, o := range l.open {
				if oldest == "" || o.used < l.open[oldest].used {
					oldest = other
				}
			}
			delete(l.open, oldest)
		}
		one = &library{Library: subs.NewLibrary()}
		l.open[slug] = one
	}
	one.used = l.turn
	return one
}

// read brings the library up to a book, and reads a post with it.
func (l *library) read(book *Book, copyOf coverage.Copy, linker subs.Linker) subs.Reading {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.SetBlog(book.blog.Header)
	if book.head > l.head || l.head == 0 {
		for _, p := range book.posts {
			l.Take(p)
		}
		l.head = book.head
	}
	linker.Times = l.Times()
	if own, ok := book.Post(linker.Where.Post); ok {
		l.Forget(own.ID) // or it would know its own mistakes
		defer l.Take(own)
	}
	return l.Read(copyOf, linker)
}

// Check reads a post before it goes out. Nothing is written.
func (n *Newsroom) Check(ctx context.Context, actor coverage.Actor, slug coverage.Slug, post Unread) (Read, error) {
	if err := require(actor, coverage.Reporter, "have a post read"); err != nil {
		return Read{}, err
	}
	book, err := n.books.Get(ctx, slug)
	if err != nil {
		return Read{}, err
	}
	if size := coverage.Size(post.Elements); size > 2*coverage.MaxCopyBytes {
		return Read{}, coverage.InvalidField("elements", "hold %d bytes; up to %d are read", size, 2*coverage.MaxCopyBytes)
	}
	post.Copy = post.Clone()
	for i, e := range post.Elements {
		if e.Type == coverage.Text {
			post.Elements[i].HTML = coverage.SanitiseHTML(e.HTML)
		}
	}
	at := coverage.Millisecond(n.now())
	var before []coverage.Element
	if prev, ok := book.Post(post.Post); ok {
		before = prev.Elements
		if !prev.PublishedAt.IsZero() {
			at = prev.PublishedAt
		}
	}
	linker := book.linker(post.Post, at, post.Silenced, before)
	read := Read{Reading: n.libraries.of(slug).read(book, post.Copy, linker), Posts: []Named{}}
	for _, id := range read.named() {
		if p, ok := book.Post(id); ok {
			read.Posts = append(read.Posts, Named{id, firstWords(p), p.SortTime(), coverage.PostLink(slug, id)})
		}
	}
	return read, nil
}

// firstWordsOf a post stand for the title that it does not have, in characters.
const firstWordsOf = 80

func firstWords(p coverage.Post) string {
	if p.Title != "" {
		return p.Title
	}
	words, _, _ := strings.Cut(p.PlainText(), "\n")
	if utf8.RuneCountInString(words) > firstWordsOf {
		words = string([]rune(words)[:firstWordsOf-1]) + "…"
	}
	return words
}

func (r Read) named() []coverage.PostID {
	var out []coverage.PostID
	for _, w := range r.Warnings {
		out = append(out, w.Posts...)
	}
	for _, l := range r.Links {
		out = append(out, l.Post)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// linker makes links in a post of the book; its times are still to be given.
func (b *Book) linker(id coverage.PostID, at time.Time, silenced []string, before []coverage.Element) subs.Linker {
	return subs.Linker{
		Where:    subs.Place{Blog: b.blog.Slug, Language: b.blog.Language, Zone: b.blog.Location(), Post: id, At: at},
		Silenced: silenced, Before: before,
		Public: func(other coverage.PostID) bool { return b.posts[other].Public() },
	}
}

// withLinks gives a post's elements with the times that refer to other posts as links.
// What a post had already stays as it is, unless it goes to readers only now: a time that
// led nowhere leads nowhere for good, whatever comes to stand at that minute later.
func (b *Book) withLinks(prev *coverage.Post, post coverage.Post) []coverage.Element {
	kept := func(e coverage.Element) (coverage.Element, bool) {
		if prev == nil || !prev.Public() && post.Public() {
			return e, false
		}
		i := slices.IndexFunc(prev.Elements, func(old coverage.Element) bool {
			return old.Type == e.Type && old.HTML == e.HTML && slices.Equal(old.Lines(), e.Lines())
		})
		if i < 0 {
			return e, false
		}
		return prev.Elements[i], true
	}
	at := post.PublishedAt
	if at.IsZero() {
		at = post.UpdatedAt
	}
	var before []coverage.Element
	if prev != nil {
		before = prev.Elements
	}
	linker := b.linker(post.ID, at, post.Silenced, before)
	linker.Times = b.times()
	return linker.Link(post.Elements, kept)
}

// times are the public posts by their minutes.
func (b *Book) times() subs.Times {
	out := subs.Times{}
	for id, p := range b.posts {
		if p.Public() {
			out.Add(p.PublishedAt, id)
		}
	}
	return out
}
