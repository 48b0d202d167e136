package journal

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/stoppress/stoppress/internal/coverage"
)

const (
	// indexPairs is how many pairs of speaker and blog are held in memory, some 150
	// bytes each; beyond them a speaker's blogs are looked up in the bucket.
	indexPairs = 200_000
	// indexCorrected is how many of the posts that were corrected last are held.
	indexCorrected = 400
)

// Index says which blogs quote a speaker, and which posts were corrected last, over
// all blogs, so that nobody has to load all of them to find out. It holds places and
// no words. It never misses a place where there is something, for it is told before
// that is written; it may name one where there is nothing, or no longer. So whoever
// asks looks at the blogs themselves.
type Index struct {
	quoted, corrected *Bucket

	mu    sync.Mutex // guards all below; held for map work only
	blogs map[coverage.SpeakerID][]coverage.Slug
	pairs int
	full  bool // not all pairs are in blogs
	posts map[PostPlace]time.Time
}

// PostPlace names a post among those of all blogs.
type PostPlace struct {
	Blog coverage.Slug
	Post coverage.PostID
}

// NewIndex opens the index. It holds nothing until Run has called ready.
func NewIndex(ctx context.Context, j *Journal) (*Index, error) {
	x := &Index{blogs: map[coverage.SpeakerID][]coverage.Slug{}, posts: map[PostPlace]time.Time{}}
	var err error
	if x.quoted, err = j.Bucket(ctx, "quoted", 0); err != nil {
		return nil, err
	}
	x.corrected, err = j.Bucket(ctx, "corrected", 0)
	return x, err
}

// Run reads what there is, then follows what other nodes write until ctx ends. ready
// is called once the index is whole.
func (x *Index) Run(ctx context.Context, ready func()) error {
	if err := x.quoted.All(ctx, func(key string, _ []byte) { x.learnQuoted(key) }); err != nil {
		return err
	}
	if err := x.corrected.All(ctx, x.learnCorrected); err != nil {
		return err
	}
	ready()
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		return x.quoted.Watch(ctx, func(key string, _ []byte, _ uint64) { x.learnQuoted(key) })
	})
	group.Go(func() error {
		return x.corrected.Watch(ctx, func(key string, value []byte, _ uint64) { x.learnCorrected(key, value) })
	})
	return group.Wait()
}

// Note writes down a post's places. It is called before a public state of the post is
// written: a place where there is nothing is passed over.
func (x *Index) Note(ctx context.Context, p coverage.Post) error {
	for id := range speakersOf(p) {
		if x.knows(id, p.Blog) {
			continue
		}
		if err := x.quoted.Put(ctx, string(id)+"."+string(p.Blog), nil); err != nil {
			return err
		}
	}
	at, ok := lastCorrected(p)
	if !ok {
		return nil
	}
	x.mu.Lock()
	same := x.posts[PostPlace{p.Blog, p.ID}].Equal(at)
	x.mu.Unlock()
	if same {
		return nil
	}
	return x.corrected.Put(ctx, string(p.Blog)+"."+string(p.ID), []byte(at.Format(time.RFC3339Nano)))
}

// See learns from an entry of the journal at once what a bucket may tell later.
func (x *Index) See(e Entry) {
	if e.Post == nil || !e.Post.Public() {
		return
	}
	for id := range speakersOf(*e.Post) {
		x.learnPair(id, e.Post.Blog)
	}
	if at, ok := lastCorrected(*e.Post); ok {
		x.learnPost(PostPlace{e.Post.Blog, e.Post.ID}, at)
	}
}

func speakersOf(p coverage.Post) map[coverage.SpeakerID]bool {
	out := map[coverage.SpeakerID]bool{}
	for _, e := range p.Elements {
		if e.Type == coverage.Quote && e.Speaker != nil {
			out[coverage.SpeakerOf(e.Speaker.Name)] = true
		}
	}
	return out
}

func lastCorrected(p coverage.Post) (at time.Time, ok bool) {
	for _, c := range p.Corrections {
		if c.At.After(at) {
			at = c.At
		}
	}
	return at, len(p.Corrections) > 0
}

func (x *Index) learnQuoted(key string) {
	if id, slug, ok := strings.Cut(key, "."); ok {
		x.learnPair(coverage.SpeakerID(id), coverage.Slug(slug))
	}
}

func (x *Index) learnPair(id coverage.SpeakerID, slug coverage.Slug) {
	x.mu.Lock()
	defer x.mu.Unlock()
	switch {
	case slices.Contains(x.blogs[id], slug):
	case x.pairs == indexPairs:
		x.full = true
	default:
		// A clipped append: the slice before may have been given away.
		x.blogs[id] = append(slices.Clip(x.blogs[id]), slug)
		x.pairs++
	}
}

func (x *Index) learnCorrected(key string, value []byte) {
	slug, id, ok := strings.Cut(key, ".")
	at, err := time.Parse(time.RFC3339Nano, string(value))
	if ok && err == nil {
		x.learnPost(PostPlace{coverage.Slug(slug), coverage.PostID(id)}, at)
	}
}

func (x *Index) learnPost(place PostPlace, at time.Time) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.posts[place] = at
	if len(x.posts) > indexCorrected+indexCorrected/10 {
		for _, old := range x.newest()[indexCorrected:] {
			delete(x.posts, old)
		}
	}
}

// newest gives the posts that are held, the one that was corrected last first. mu is
// held.
func (x *Index) newest() []PostPlace {
	out := make([]PostPlace, 0, len(x.posts))
	for place := range x.posts {
		out = append(out, place)
	}
	slices.SortFunc(out, func(a, b PostPlace) int {
		return cmp.Or(x.posts[b].Compare(x.posts[a]), cmp.Compare(b.Post, a.Post), cmp.Compare(a.Blog, b.Blog))
	})
	return out
}

func (x *Index) knows(id coverage.SpeakerID, slug coverage.Slug) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return slices.Contains(x.blogs[id], slug)
}

// Corrected gives the posts that were corrected last, over all blogs.
func (x *Index) Corrected() []PostPlace {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.newest()
}

// Quoting gives the blogs that quote one of the speakers, each once, in no order.
func (x *Index) Quoting(ctx context.Context, ids ...coverage.SpeakerID) ([]coverage.Slug, error) {
	x.mu.Lock()
	full := x.full
	var out []coverage.Slug
	for _, id := range ids {
		out = append(out, x.blogs[id]...)
	}
	x.mu.Unlock()
	if full {
		for _, id := range ids {
			if !id.WellFormed() {
				continue
			}
			err := x.quoted.Under(ctx, string(id), func(key string, _ []byte) {
				_, slug, _ := strings.Cut(key, ".")
				out = append(out, coverage.Slug(slug))
			})
			if err != nil {
				return nil, err
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}
