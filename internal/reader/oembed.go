package reader

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/problem"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// oEmbed is what a site is told that wants to show one of our addresses
// (https://oembed.com, version 1.0, type rich).
type oEmbed struct {
	Type         string `json:"type"`
	Version      string `json:"version"`
	Title        string `json:"title"`
	AuthorName   string `json:"author_name,omitempty"`
	ProviderName string `json:"provider_name"`
	ProviderURL  string `json:"provider_url"`
	CacheAge     int    `json:"cache_age"` // in seconds
	HTML         string `json:"html"`
	Width        int    `json:"width"` // in pixels
	Height       int    `json:"height"`
}

// The size of a frame in pixels, where nobody asks for less.
const (
	frameWidth  = 600
	frameHeight = 700
)

func (r *Reader) serveOEmbed(w http.ResponseWriter, req *http.Request) {
	query := req.URL.Query()
	if f := query.Get("format"); f != "" && f != "json" {
		w.Header()["Cache-Control"] = noticeCaching
		problem.New(http.StatusNotImplemented, "oEmbed is answered as JSON only; leave format out, or say json").Write(w)
		return
	}
	width, err := atMost(query, "maxwidth", frameWidth)
	if err != nil {
		r.refuse(w, err)
		return
	}
	height, err := atMost(query, "maxheight", frameHeight)
	if err != nil {
		r.refuse(w, err)
		return
	}
	p, view, err := r.lead(req, query.Get("url"))
	if err != nil {
		r.refuse(w, err)
		return
	}
	b := p.Blog()
	out := oEmbed{
		Type: "rich", Version: "1.0", Title: b.Title, ProviderName: r.Layout.Site().Name, ProviderURL: r.BaseURL + "/",
		CacheAge: 300, Width: width, Height: height,
	}
	if post, ok := p.Post(view.Focus); ok {
		out.Title = layout.Headline(b, post)
		var names []string
		for _, who := range post.Byline {
			names = append(names, who.Name)
		}
		out.AuthorName = strings.Join(names, ", ")
	}
	if out.HTML, err = r.Layout.Frame(b, view.Focus, width, height); err != nil {
		r.refuse(w, err)
		return
	}
	encoded, err := encode(out)
	if err != nil {
		r.refuse(w, err)
		return
	}
	p.tell(w, pageCaching)
	document.New("application/json", encoded).Serve(w, req, http.StatusOK)
}

// atMost reads a limit in pixels; where there is none it gives the usual size.
func atMost(query url.Values, name string, usual int) (int, error) {
	text := query.Get(name)
	if text == "" {
		return usual, nil
	}
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil || n == 0 {
		message := fmt.Sprintf("%q is not a number of pixels", text)
		return 0, &coverage.Error{Kind: coverage.Malformed, Message: name + " " + message, Fields: []coverage.FieldError{{Field: "query." + name, Message: message}}}
	}
	return min(usual, int(n)), nil
}

// lead finds what one of our public addresses leads to: the page of a blog, or that
// of one of its posts.
func (r *Reader) lead(req *http.Request, address string) (*paper, layout.View, error) {
	none := coverage.Errorf(coverage.NotFound, "url is not the address of a blog or of a post here")
	if address == "" {
		const message = "is missing; give the address of a blog or of a post"
		return nil, layout.View{}, &coverage.Error{Kind: coverage.Malformed, Message: "url " + message, Fields: []coverage.FieldError{{Field: "query.url", Message: message}}}
	}
	given, err := url.Parse(address)
	base, baseErr := url.Parse(r.BaseURL)
	if cmp.Or(err, baseErr) != nil || !strings.EqualFold(given.Scheme, base.Scheme) || !strings.EqualFold(given.Host, base.Host) || given.User != nil {
		return nil, layout.View{}, none
	}
	name, rest, isPost := strings.Cut(strings.TrimPrefix(given.Path, "/"), "/posts/")
	p, err := r.open(req, name)
	if err != nil {
		if coverage.KindOf(err) == coverage.NotFound {
			err = none
		}
		return nil, layout.View{}, err
	}
	view, err := viewOf(&http.Request{URL: given})
	if isPost {
		view = layout.View{Focus: coverage.PostID(rest)}
	} else if err != nil {
		return nil, view, none
	}
	if _, err := p.page(view); err != nil {
		switch coverage.KindOf(err) {
		case coverage.NotFound, coverage.Gone:
			err = none
		}
		return nil, view, err
	}
	return p, view, nil
}
