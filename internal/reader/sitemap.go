package reader

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
)

const (
	// sitemapURLs is how many addresses one sitemap may have
	// (https://www.sitemaps.org/protocol.html). With addresses of slugs it stays far
	// below the 50 MB that the protocol allows too.
	sitemapURLs = 50_000
	// newsURLs and newsWithin bound the news sitemap, as Google News asks for.
	newsURLs   = 1_000
	newsWithin = 48 * time.Hour
)

// The elements of the sitemap protocol 0.9, and of Google's extension for news.
type (
	sitemapIndex struct {
		XMLName xml.Name    `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Maps    []sitemapAt `xml:"sitemap"`
	}
	urlSet struct {
		XMLName xml.Name   `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		News    string     `xml:"xmlns:news,attr,omitempty"`
		URLs    []listedAt `xml:"url"`
	}
	sitemapAt struct {
		Location string `xml:"loc"`
	}
	listedAt struct {
		Location string    `xml:"loc"`
		Modified string    `xml:"lastmod,omitempty"`
		News     *newsItem `xml:"news:news"`
	}
	newsItem struct {
		Name      string `xml:"news:publication>news:name"`
		Language  string `xml:"news:publication>news:language"`
		Published string `xml:"news:publication_date"`
		Title     string `xml:"news:title"`
	}
)

const xmlType = "application/xml; charset=utf-8"

// serveSitemap answers /sitemap.xml: all blogs, or where one sitemap cannot hold
// them an index of /sitemap.xml?page=1 and so on.
func (r *Reader) serveSitemap(w http.ResponseWriter, req *http.Request) {
	page := 0
	if text := req.URL.Query().Get("page"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			r.refuse(w, coverage.Errorf(coverage.NotFound, "there is no such sitemap"))
			return
		}
		page = n
	}
	blogs, head := r.listed(req)
	pages := (len(blogs) + sitemapURLs - 1) / sitemapURLs
	if page > max(pages, 1) {
		r.refuse(w, coverage.Errorf(coverage.NotFound, "there is no such sitemap; /sitemap.xml lists those that there are"))
		return
	}
	doc, err := r.shelf.get(place{kind: sitemapKind, number: uint64(page)}, wanted{
		head:    head,
		version: func() version { return atHead(head) },
		print: func() (*document.Document, error) {
			if page == 0 && pages > 1 {
				return r.printXML(r.indexOf(pages))
			}
			return r.printXML(r.sitemapOf(sitemapPage(blogs, page)))
		},
	})
	r.serveList(w, req, doc, err)
}

// serveNews answers /news-sitemap.xml: the blogs that changed lately.
func (r *Reader) serveNews(w http.ResponseWriter, req *http.Request) {
	now := time.Now().Truncate(time.Minute)
	blogs, head := r.listed(req)
	doc, err := r.shelf.get(place{kind: newsKind, number: uint64(now.Unix())}, wanted{
		head:    head,
		version: func() version { return atHead(head) },
		print:   func() (*document.Document, error) { return r.printXML(r.newsOf(blogs, now)) },
	})
	r.serveList(w, req, doc, err)
}

func (r *Reader) serveList(w http.ResponseWriter, req *http.Request, doc *document.Document, err error) {
	if err != nil {
		r.refuse(w, err)
		return
	}
	h := w.Header()
	h["Cache-Control"] = listCaching
	h["Surrogate-Key"] = homeKey
	doc.Serve(w, req, http.StatusOK)
}

// listed gives the blogs that search engines are told of, in the order in which they
// were made, and a number that grows with whatever is told of them.
func (r *Reader) listed(req *http.Request) ([]coverage.Blog, coverage.Seq) {
	blogs, newest := r.Directory.Blogs()
	blogs = slices.DeleteFunc(blogs, func(b coverage.Blog) bool {
		if b.NoIndex || b.State != coverage.Upcoming {
			return b.NoIndex
		}
		p, err := r.papers.Get(req.Context(), b.Slug)
		return err != nil || len(p.Posts()) == 0 // its page asks not to be found yet
	})
	slices.SortFunc(blogs, func(a, b coverage.Blog) int { return cmp.Compare(a.ID, b.ID) })
	r.lookUp(req.Context(), blogs)
	return blogs, newest + r.recent.at()
}

// sitemapPage gives the blogs of one of several sitemaps, or of the only one, which
// is 0.
func sitemapPage(blogs []coverage.Blog, page int) []coverage.Blog {
	from := max(page-1, 0) * sitemapURLs
	return blogs[from:min(from+sitemapURLs, len(blogs))]
}

func (r *Reader) indexOf(pages int) sitemapIndex {
	var out sitemapIndex
	for n := range pages {
		out.Maps = append(out.Maps, sitemapAt{fmt.Sprintf("%s/sitemap.xml?page=%d", r.BaseURL, n+1)})
	}
	return out
}

func (r *Reader) sitemapOf(blogs []coverage.Blog) urlSet {
	var out urlSet
	for _, b := range blogs {
		out.URLs = append(out.URLs, listedAt{Location: r.Layout.Address(b), Modified: w3cDate(r.recent.of(b))})
	}
	return out
}

// newsOf gives the blogs that changed in the time before now, the newest first.
func (r *Reader) newsOf(blogs []coverage.Blog, now time.Time) urlSet {
	changed := func(b coverage.Blog) time.Time {
		at := r.recent.of(b)
		if at.IsZero() {
			return b.UpdatedAt // not later than what is not known yet
		}
		return at
	}
	out := urlSet{News: "http://www.google.com/schemas/sitemap-news/0.9"}
	blogs = slices.DeleteFunc(slices.Clone(blogs), func(b coverage.Blog) bool { return now.Sub(changed(b)) > newsWithin })
	slices.SortStableFunc(blogs, func(a, b coverage.Blog) int { return changed(b).Compare(changed(a)) })
	for _, b := range blogs[:min(len(blogs), newsURLs)] {
		out.URLs = append(out.URLs, listedAt{
			Location: r.Layout.Address(b),
			Modified: w3cDate(r.recent.of(b)),
			News:     &newsItem{r.Layout.Site().Name, newsLanguage(b.Language), w3cDate(b.CreatedAt), b.Title},
		})
	}
	return out
}

// newsLanguage is a language as Google News names it: by ISO 639, but for Chinese,
// whose two ways of writing it tells apart.
func newsLanguage(tag string) string {
	parsed := language.Make(tag)
	base, _ := parsed.Base()
	if base.String() != "zh" {
		return base.String()
	}
	if script, _ := parsed.Script(); script.String() == "Hant" {
		return "zh-tw"
	}
	return "zh-cn"
}

// w3cDate writes a time as sitemaps have it, to the second; nothing where there is
// none.
func w3cDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func (r *Reader) printXML(list any) (*document.Document, error) {
	out, err := xml.Marshal(list)
	if err != nil {
		return nil, err
	}
	return r.Press.New(xmlType, append([]byte(xml.Header), out...), restsAfter), nil
}

// robots is what crawlers are told: all that the public gets, and nothing of the desk.
func robots(base string) *document.Document {
	return document.New("text/plain; charset=utf-8", []byte(strings.ReplaceAll(`User-agent: *
Allow: /
Disallow: /desk/
Disallow: /api/

Sitemap: BASE/sitemap.xml
Sitemap: BASE/news-sitemap.xml
`, "BASE", base)))
}

func (r *Reader) serveRobots(w http.ResponseWriter, req *http.Request) {
	w.Header()["Cache-Control"] = steadyCaching
	r.robots.Serve(w, req, http.StatusOK)
}
