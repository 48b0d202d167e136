package reader

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// jsonPosts is the largest number of posts in one answer.
const jsonPosts = 200

type publicBlog struct {
	ID         coverage.BlogID `json:"id"`
	Slug       coverage.Slug   `json:"slug"`
	Title      string          `json:"title"`
	Standfirst string          `json:"standfirst"`
	Language   string          `json:"language"`
	Timezone   string          `json:"timezone"`
	State      coverage.State  `json:"state"`
	Seq        coverage.Seq    `json:"seq"`

	Contributors []coverage.Profile `json:"contributors,omitempty"`
}

type publicJSON struct {
	Seq   coverage.Seq    `json:"seq"`
	Blog  publicBlog      `json:"blog"`
	Posts []*edition.Post `json:"posts"`
	Next  string          `json:"next,omitempty"`
}

func (r *Reader) serveJSON(w http.ResponseWriter, req *http.Request, p *paper) {
	before := req.URL.Query().Get("before")
	from, err := p.after(before)
	if err != nil {
		r.refuse(w, err)
		return
	}
	doc, err := p.shelf.get(place{blog: p.Blog().Slug, kind: jsonKind, number: uint64(from)}, wanted{
		head:    p.Head(),
		version: func() version { return atHead(p.Head()) },
		print: func() (*document.Document, error) {
			b := p.Blog()
			out := publicJSON{
				Seq:   p.Head(),
				Blog:  publicBlog{b.ID, b.Slug, b.Title, b.Standfirst, b.Language, b.Timezone, b.State, b.Seq, b.Contributors},
				Posts: p.Posts()[from:],
			}
			out.Posts = withWholeAddresses(p.layout, out.Posts[:min(len(out.Posts), jsonPosts+1)])
			if len(out.Posts) > jsonPosts {
				out.Posts = out.Posts[:jsonPosts]
				last := out.Posts[jsonPosts-1]
				out.Next = fmt.Sprintf("%s/%s.json?before=%d-%s", r.BaseURL, b.Slug, last.PublishedAt.UnixMilli(), last.ID)
			}
			return p.printJSON(out)
		},
	})
	if err != nil {
		r.refuse(w, err)
		return
	}
	p.tell(w, pageCaching)
	doc.Serve(w, req, http.StatusOK)
}

// withWholeAddresses gives the posts as readers elsewhere can use them: uploaded
// pictures and linked posts by addresses with the site's in front. Posts without any
// are the same.
func withWholeAddresses(l *layout.Layout, posts []*edition.Post) []*edition.Post {
	out := slices.Clone(posts)
	for i, post := range posts {
		if !slices.ContainsFunc(post.Elements, func(e coverage.Element) bool {
			return strings.HasPrefix(e.Shown(), "/") || strings.Contains(e.HTML, `<a href="/`)
		}) {
			continue
		}
		whole := *post
		whole.Elements = slices.Clone(coverage.WithWholeLinks(post.Elements, l.Site().BaseURL))
		for j := range whole.Elements {
			e := &whole.Elements[j]
			e.Media, e.Still = l.Media(e.Media), l.Media(e.Still)
		}
		out[i] = &whole
	}
	return out
}

func (p *paper) printJSON(value any) (*document.Document, error) {
	encoded, err := encode(value)
	if err != nil {
		return nil, err
	}
	return p.press.New("application/json", encoded, p.restsAfter()), nil
}

// after gives the index of the first post that comes after the place that a next
// address names; a post that has left meanwhile still marks its place.
func (p *paper) after(before string) (int, error) {
	if before == "" {
		return 0, nil
	}
	ms, id, ok := strings.Cut(before, "-")
	at, err := strconv.ParseInt(ms, 10, 64)
	if !ok || err != nil {
		return 0, &coverage.Error{Kind: coverage.Malformed, Message: "before is not a place of an earlier answer; take the address from \"next\" as it is",
			Fields: []coverage.FieldError{{Field: "query.before", Message: "is not a place of an earlier answer"}}}
	}
	for i, post := range p.Posts() {
		if ms := post.PublishedAt.UnixMilli(); ms < at || (ms == at && string(post.ID) < id) {
			return i, nil
		}
	}
	return len(p.Posts()), nil
}

// encode writes JSON without escaping what HTML needs escaped: it is not put into
// HTML, and articles are full of it.
func encode(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
