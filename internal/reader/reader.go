package reader

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"sync"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/fanout"
	"github.com/stoppress/stoppress/internal/journal"
	"github.com/stoppress/stoppress/internal/problem"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// Options are what a reader needs.
type Options struct {
	Journal    *journal.Journal
	Directory  *journal.Directory  // kept running by its owner
	Index      *journal.Index      // likewise
	Identities *journal.Identities // likewise
	Hub        *fanout.Hub
	Layout     *layout.Layout
	Press      *document.Press
	BaseURL    string
	// EmbedScript is what /embed.js is.
	EmbedScript []byte
	Log         *slog.Logger
}

// Reader answers the public.
type Reader struct {
	Options
	mux      *http.ServeMux
	papers   *journal.View[*paper]
	shelf    *shelf
	pace     pace
	recent   *recent
	counters counters
	robots   *document.Document
	script   *document.Document // of /embed.js

	mu    sync.Mutex // guards dirty
	dirty map[coverage.Slug]dirty
	wake  chan struct{} // holds one token while dirty is not empty
}

// dirty is a blog whose readers are to be told: from the seq that they were told
// last to the newest paper.
type dirty struct {
	from  coverage.Seq
	paper *paper
}

// New makes a reader.
func New(opts Options) *Reader {
	r := &Reader{
		Options: opts, mux: http.NewServeMux(), shelf: newShelf(), recent: newRecent(), robots: robots(opts.BaseURL),
		script:   opts.Press.New("text/javascript; charset=utf-8", opts.EmbedScript, 0),
		counters: counters{blogs: map[coverage.Slug]*views{}},
		dirty:    map[coverage.Slug]dirty{}, wake: make(chan struct{}, 1),
	}
	r.papers = journal.NewView(opts.Journal,
		func(b coverage.Blog, posts []coverage.Post) *paper {
			return newPaper(house{opts.Layout, r.shelf, opts.Press}, edition.New(b, posts), newArticles(), r.counters.of(b.Slug))
		},
		(*paper).apply, r.changed)
	r.papers.Each(func(e journal.Entry) {
		r.recent.see(e)
		opts.Index.See(e)
	})
	r.mux.HandleFunc("GET /{$}", r.serveHome)
	r.mux.HandleFunc("GET /accessibility", r.serveAccessibility)
	r.mux.HandleFunc("GET /{blog}", r.serveBlog)
	r.mux.HandleFunc("GET /{blog}/{$}", r.redirectToBlog)
	r.mux.HandleFunc("GET /{blog}/posts/{id}", r.servePost)
	r.mux.HandleFunc("GET /{blog}/changes", r.serveChanges)
	r.mux.HandleFunc("GET /{blog}/stream", r.serveStream)
	r.mux.HandleFunc("GET /{blog}/embed", r.serveEmbed)
	r.mux.HandleFunc("GET /{blog}/quotes", r.serveQuotes)
	r.mux.HandleFunc("GET /{blog}/corrections", r.serveLedger)
	r.mux.HandleFunc("GET /{blog}/corrections.atom", r.serveLedgerFeed)
	r.mux.HandleFunc("GET /corrections", r.serveAllCorrections)
	r.mux.HandleFunc("GET /corrections.atom", r.serveAllCorrections)
	r.mux.HandleFunc("GET /embed.js", r.serveEmbedScript)
	r.mux.HandleFunc("GET /oembed", r.serveOEmbed)
	r.mux.HandleFunc("GET /player", r.servePlayer)
	r.mux.HandleFunc("GET /sitemap.xml", r.serveSitemap)
	r.mux.HandleFunc("GET /news-sitemap.xml", r.serveNews)
	r.mux.HandleFunc("GET /robots.txt", r.serveRobots)
	r.feedRoutes()
	r.mux.HandleFunc("GET /{blog}/{sheet}", r.serveSheet)
	r.mux.HandleFunc("/", r.serveNothing)
	return r
}

// Run follows the journal and brings changes to the streams until ctx ends. ready
// is called once requests can be answered.
func (r *Reader) Run(ctx context.Context, ready func()) error {
	ctx, cancel := context.WithCancel(ctx)
	var publishing sync.WaitGroup
	publishing.Go(func() { r.publish(ctx) })
	err := r.papers.Run(ctx, ready)
	cancel()
	publishing.Wait()
	return err
}

// Wait returns when what the public gets holds the change with the seq.
func (r *Reader) Wait(ctx context.Context, seq coverage.Seq) error { return r.papers.Wait(ctx, seq) }

// changed notes that a blog's readers are to be told.
func (r *Reader) changed(slug coverage.Slug, before, after *paper) {
	if before.Head() == after.Head() {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	d, waiting := r.dirty[slug]
	if !waiting {
		d.from = before.Head()
	}
	d.paper = after
	r.dirty[slug] = d
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// publish hands frames to the hub until ctx ends. What happens in a burst is
// handed over as one.
func (r *Reader) publish(ctx context.Context) {
	for {
		select {
		case <-r.wake:
		case <-ctx.Done():
			return
		}
		r.mu.Lock()
		todo := r.dirty
		r.dirty = map[coverage.Slug]dirty{}
		r.mu.Unlock()
		for slug, d := range todo {
			frame, err := d.paper.frame(d.from)
			if err != nil {
				r.Log.Error("a change could not be written for the stream", "blog", slug, "error", err)
				continue
			}
			r.Hub.Publish(string(slug), frame)
		}
	}
}

// ServeHTTP answers a request of the public.
func (r *Reader) ServeHTTP(w http.ResponseWriter, req *http.Request) { r.mux.ServeHTTP(w, req) }

// serveNothing answers where there is no page, and no method but GET and HEAD.
func (r *Reader) serveNothing(w http.ResponseWriter, req *http.Request) {
	switch req.Method {
	case http.MethodGet, http.MethodHead:
		r.notice(w, coverage.Errorf(coverage.NotFound, ""), nil)
	case http.MethodOptions:
		w.Header().Set("Allow", "GET, HEAD, OPTIONS")
		w.WriteHeader(http.StatusNoContent)
	default:
		w.Header().Set("Allow", "GET, HEAD, OPTIONS")
		problem.New(http.StatusMethodNotAllowed, "pages are read with GET; changes go to /api/v1").Write(w)
	}
}

// open gives the paper of the blog that an address names.
func (r *Reader) open(req *http.Request, name string) (*paper, error) {
	slug := coverage.Slug(name)
	if !r.Directory.Has(slug) {
		return nil, coverage.Errorf(coverage.NotFound, "there is no such coverage here")
	}
	return r.papers.Get(req.Context(), slug)
}

// notice answers with a page that says what is the matter.
func (r *Reader) notice(w http.ResponseWriter, err error, blog *coverage.Blog) {
	kind := coverage.KindOf(err)
	status := problem.StatusOf(kind)
	if status >= http.StatusInternalServerError {
		r.Log.Error("a page could not be served", "error", err)
	}
	html, renderErr := r.Layout.Notice(layout.Notice{Kind: kind, Blog: blog})
	if renderErr != nil {
		r.Log.Error("a notice could not be written", "error", renderErr)
		html = []byte(http.StatusText(status))
	}
	h := w.Header()
	if blog != nil {
		// Also a post that is not there, or no longer, may come or come back.
		h.Set("Surrogate-Key", "blog-"+string(blog.ID))
	}
	h.Set("Content-Type", htmlType)
	h.Set("Content-Length", strconv.Itoa(len(html)))
	h["Cache-Control"] = noticeCaching
	if status == http.StatusServiceUnavailable {
		h.Set("Cache-Control", "no-store")
		h.Set("Retry-After", "5")
	}
	w.WriteHeader(status)
	_, _ = w.Write(html) // whoever asked may have gone away
}

// refuse answers a program with a problem.
func (r *Reader) refuse(w http.ResponseWriter, err error) {
	w.Header().Set("Cache-Control", "no-store")
	problem.Of(err, r.Log).Write(w)
}

// redirectToBlog leads to blogs alone: "/\" at the beginning of an address, say,
// would lead to another site.
func (r *Reader) redirectToBlog(w http.ResponseWriter, req *http.Request) {
	slug := req.PathValue("blog")
	if !r.Directory.Has(coverage.Slug(slug)) {
		r.notice(w, coverage.Errorf(coverage.NotFound, "there is no such coverage here"), nil)
		return
	}
	http.Redirect(w, req, "/"+slug, http.StatusPermanentRedirect)
}
