package reader

import (
	"cmp"
	"context"
	"crypto/sha256"
	"net/http"
	"slices"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/journal"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// speakersPath is the first part of the address of a speaker's page, which no blog has.
const speakersPath = "speakers"

// serveSpeaker answers /speakers/{id}: what somebody said in all blogs.
func (r *Reader) serveSpeaker(w http.ResponseWriter, req *http.Request, id coverage.SpeakerID) {
	if !id.WellFormed() {
		r.notice(w, coverage.Errorf(coverage.NotFound, ""), nil)
		return
	}
	// The counters are read before what they count.
	head := r.papers.Applied() + coverage.Seq(r.Identities.Changes())
	who, names := r.Identities.Of(id)
	if who.ID != id {
		w.Header()["Cache-Control"] = noticeCaching
		http.Redirect(w, req, layout.SpeakerPath(who.ID), http.StatusTemporaryRedirect)
		return
	}
	var speeches []layout.Speech
	var more bool
	var missing error // what could not be read: the page is not kept without it
	page, err := r.shelf.get(place{kind: speakerKind, speaker: id}, wanted{
		head: head,
		version: func() version {
			d := digest{sha256.New()}
			for _, text := range []string{who.Name, string(who.Kind), who.URL, who.Wikidata} {
				d.text(text)
			}
			speeches, more, missing = r.speeches(req.Context(), names)
			if more {
				d.number(1)
			}
			for _, s := range speeches {
				d.text(string(s.Blog.Slug))
				d.number(uint64(s.Blog.Seq))
				for _, q := range s.Quotes {
					d.text(string(q.Post.ID))
					d.number(uint64(q.Post.Seq))
				}
			}
			return version(d.Sum(nil))
		},
		print: func() (*document.Document, error) {
			if missing != nil {
				return nil, missing
			}
			html, err := r.Layout.Speaker(who, speeches, more)
			if err != nil {
				return nil, err
			}
			keys := []string{"speaker-" + string(id)}
			for _, s := range speeches {
				keys = append(keys, "blog-"+string(s.Blog.ID))
			}
			return r.Press.New(htmlType, html, restsAfter).Keyed(keys), nil
		},
	})
	if err != nil {
		r.notice(w, err, nil)
		return
	}
	w.Header()["Cache-Control"] = pageCaching
	page.Serve(w, req, http.StatusOK)
}

// speeches gives what is quoted of somebody by the newest blogs that quote them and
// that search engines may list; more tells that there are others.
func (r *Reader) speeches(ctx context.Context, names []coverage.SpeakerID) (out []layout.Speech, more bool, err error) {
	slugs, err := r.Index.Quoting(ctx, names...)
	if err != nil || len(slugs) == 0 {
		return nil, false, err
	}
	blogs, _ := r.Directory.Blogs()
	blogs = slices.DeleteFunc(blogs, func(b coverage.Blog) bool {
		_, quotes := slices.BinarySearch(slugs, b.Slug)
		return !quotes || b.NoIndex
	})
	slices.SortFunc(blogs, func(a, b coverage.Blog) int { return cmp.Compare(b.ID, a.ID) })
	for _, b := range blogs[:min(len(blogs), blogsAtOnce)] {
		p, err := r.papers.Get(ctx, b.Slug)
		if journal.IsNotFound(err) {
			continue
		}
		if err != nil {
			return nil, false, err
		}
		said := slices.DeleteFunc(p.Quotes(), func(q edition.Quote) bool { return !slices.Contains(names, q.Who) })
		if len(said) > 0 {
			out = append(out, layout.Speech{Blog: p.Blog(), Quotes: said})
		}
	}
	return out, len(blogs) > blogsAtOnce, nil
}
