package reader

import (
	"cmp"
	"context"
	"crypto/sha256"
	"net/http"
	"slices"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/journal"
	"github.com/stoppress/stoppress/internal/reader/feed"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

const (
	// ledgerLength is how many corrections the ledger of all blogs has: the newest.
	ledgerLength = 200
	// blogsAtOnce is how many blogs are looked at for one page that is of several: each
	// that is not in memory takes some hundredths of a second to load.
	blogsAtOnce = 50
)

func corrected(p *edition.Post) bool { return len(p.Corrections) > 0 }

// serveLedger answers /{blog}/corrections.
func (r *Reader) serveLedger(w http.ResponseWriter, req *http.Request) {
	p, err := r.open(req, req.PathValue("blog"))
	if err != nil {
		r.notice(w, err, nil)
		return
	}
	n, err := pageNumber(req.URL.Query())
	if err != nil {
		r.notice(w, err, blogOf(p))
		return
	}
	at := place{blog: p.Blog().Slug, kind: ledgerKind, number: uint64(n)}
	p.serveBeside(w, req, r, at, beside{of: corrected, print: func() ([]byte, error) { return p.layout.Corrections(p.Edition, n) }})
}

// serveLedgerFeed answers /{blog}/corrections.atom.
func (r *Reader) serveLedgerFeed(w http.ResponseWriter, req *http.Request) {
	p, err := r.open(req, req.PathValue("blog"))
	if err != nil {
		r.refuse(w, err)
		return
	}
	doc, err := p.shelf.get(place{blog: p.Blog().Slug, kind: ledgerFeedKind}, wanted{
		head:    p.Head(),
		version: func() version { return atHead(p.Head()) },
		print: func() (*document.Document, error) {
			b := p.Blog()
			var all []layout.BlogCorrection
			for _, c := range p.Corrections() {
				all = append(all, layout.BlogCorrection{Blog: b, Correction: c})
			}
			out, err := feed.WriteCorrections(p.layout, &b, all, p.Changed())
			if err != nil {
				return nil, err
			}
			return p.press.New(feed.Atom.MediaType(), out, p.restsAfter()), nil
		},
	})
	if err != nil {
		r.refuse(w, err)
		return
	}
	p.tell(w, pageCaching)
	doc.Serve(w, req, http.StatusOK)
}

// serveAllCorrections answers /corrections and /corrections.atom.
func (r *Reader) serveAllCorrections(w http.ResponseWriter, req *http.Request) {
	head := r.papers.Applied()
	// What was loaded for the version is what is printed.
	var all []layout.BlogCorrection
	var newest time.Time
	var missing error // what could not be read: the page is not kept without it
	look := func() version {
		d := digest{sha256.New()}
		all, newest, missing = r.lastCorrections(req.Context(), d)
		return version(d.Sum(nil))
	}
	print := func() (*document.Document, error) {
		if missing != nil {
			return nil, missing
		}
		html, err := r.Layout.AllCorrections(all)
		if err != nil {
			return nil, err
		}
		return r.Press.New(htmlType, html, restsAfter).Keyed(ledgerKeys(all)), nil
	}
	at := place{kind: ledgerKind}
	if req.URL.Path == "/corrections.atom" {
		at.kind = ledgerFeedKind
		print = func() (*document.Document, error) {
			if missing != nil {
				return nil, missing
			}
			out, err := feed.WriteCorrections(r.Layout, nil, all, newest)
			if err != nil {
				return nil, err
			}
			return r.Press.New(feed.Atom.MediaType(), out, restsAfter).Keyed(ledgerKeys(all)), nil
		}
	}
	doc, err := r.shelf.get(at, wanted{head: head, version: look, print: print})
	if err != nil {
		r.notice(w, err, nil)
		return
	}
	w.Header()["Cache-Control"] = pageCaching
	doc.Serve(w, req, http.StatusOK)
}

// ledgerKeys are those of the blogs whose words the ledger of all has.
func ledgerKeys(all []layout.BlogCorrection) []string {
	keys := []string{"corrections"}
	for _, c := range all {
		if key := "blog-" + string(c.Blog.ID); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// lastCorrections gives the newest corrections of all blogs that search engines may
// list, and when one of their blogs changed last. What follows from more than the
// corrections themselves goes into the digest.
func (r *Reader) lastCorrections(ctx context.Context, d digest) (all []layout.BlogCorrection, newest time.Time, err error) {
	newest = time.Unix(0, 0)
	var blogs []coverage.Slug
	for _, at := range r.Index.Corrected() {
		if !slices.Contains(blogs, at.Blog) {
			blogs = append(blogs, at.Blog)
		}
	}
	for _, slug := range blogs[:min(len(blogs), blogsAtOnce)] {
		p, err := r.papers.Get(ctx, slug)
		if journal.IsNotFound(err) {
			continue // noted, and never written
		}
		if err != nil {
			return nil, newest, err
		}
		if p.Blog().NoIndex {
			continue
		}
		corrections := p.Corrections()
		if len(corrections) == 0 {
			continue
		}
		d.text(string(slug))
		d.number(uint64(p.Blog().Seq))
		for _, c := range corrections[:min(len(corrections), ledgerLength)] {
			d.text(string(c.Post.ID))
			d.number(uint64(c.Post.Seq))
			all = append(all, layout.BlogCorrection{Blog: p.Blog(), Correction: c})
		}
		if p.Changed().After(newest) {
			newest = p.Changed()
		}
	}
	slices.SortStableFunc(all, func(a, b layout.BlogCorrection) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.Post.ID, a.Post.ID))
	})
	return all[:min(len(all), ledgerLength)], newest, nil
}
