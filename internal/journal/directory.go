package journal

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Directory is the list of all blogs with their newest headers, in memory. Which
// blogs there are lies in a bucket of its own; the headers are read one by one at
// the start and followed from then on.
type Directory struct {
	journal *Journal
	slugs   *Bucket

	listed position

	mu    sync.Mutex // guards blogs; held for map look-ups only
	blogs map[coverage.Slug]coverage.Blog
}

// NewDirectory opens the list. It holds nothing until Run has called ready.
func NewDirectory(ctx context.Context, j *Journal) (*Directory, error) {
	slugs, err := j.Bucket(ctx, "blogs", 0)
	if err != nil {
		return nil, err
	}
	return &Directory{journal: j, slugs: slugs, blogs: map[coverage.Slug]coverage.Blog{}}, nil
}

// Add puts a slug on the list. It is called before the blog's first entry is
// written: a slug without a blog is passed over, a blog without its slug would
// never be listed.
func (d *Directory) Add(ctx context.Context, slug coverage.Slug) error {
	return d.slugs.Put(ctx, string(slug), nil)
}

// Run reads the headers, then follows the journal until ctx ends. ready is called
// once the list is whole.
func (d *Directory) Run(ctx context.Context, ready func()) error {
	head, err := d.journal.Head(ctx)
	if err != nil {
		return err
	}
	var slugs []coverage.Slug
	if err := d.slugs.All(ctx, func(key string, _ []byte) { slugs = append(slugs, coverage.Slug(key)) }); err != nil {
		return err
	}
	for _, slug := range slugs {
		switch blog, err := d.journal.Blog(ctx, slug); {
		case IsNotFound(err):
			// A server that was killed between the two leaves this behind as well.
			d.journal.opts.Log.Warn("a blog is on the list and not in the journal: it was never written, or is lost", "blog", slug)
		case err != nil:
			return err
		default:
			d.set(blog)
		}
	}
	d.listed.reach(head)
	ready()
	return d.journal.follow(ctx, head, "coverage.*.blog", func(seq coverage.Seq, e *Entry) {
		if e != nil && e.Blog != nil {
			d.set(*e.Blog)
		}
		d.listed.reach(seq)
	})
}

func (d *Directory) set(b coverage.Blog) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.blogs[b.Slug].Seq < b.Seq {
		d.blogs[b.Slug] = b
	}
}

// Wait returns when the blog's change with the seq is in the list, or ctx ends.
func (d *Directory) Wait(ctx context.Context, seq coverage.Seq) error { return d.listed.wait(ctx, seq) }

// Blogs gives all blogs, in no order, and the seq of the newest change among them.
func (d *Directory) Blogs() ([]coverage.Blog, coverage.Seq) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var newest coverage.Seq
	for _, b := range d.blogs {
		newest = max(newest, b.Seq)
	}
	// Never nil, which JSON would write as null.
	return slices.AppendSeq(make([]coverage.Blog, 0, len(d.blogs)), maps.Values(d.blogs)), newest
}

// Has tells whether there is a blog with the slug.
func (d *Directory) Has(slug coverage.Slug) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	_, ok := d.blogs[slug]
	return ok
}
