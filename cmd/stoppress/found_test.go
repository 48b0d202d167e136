package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
)

// The tests of this file ask for everything by which a blog is found and passed on.

var feeds = []string{"feed.atom", "feed.rss", "feed.json", "key-events.atom", "key-events.rss", "key-events.json"}

// feed reads a feed as feed readers do.
func (s *server) feed(path string) *gofeed.Feed {
	s.t.Helper()
	got, err := gofeed.NewParser().Parse(bytes.NewReader(s.ask("GET", path, "", nil).want(200).body))
	if err != nil {
		s.t.Fatalf("%s: %v", path, err)
	}
	return got
}

func TestFeedsAreKeptAskedForAgainAndPurged(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	blog := s.ask("GET", "/api/v1/blogs/harbour", editor, nil).id()
	s.ask("POST", posts, editor, published(strings.Repeat("The ferries stay in port. ", 50), "title", "Ferries stay", "keyEvent", true)).want(201)
	for _, name := range feeds {
		path := "/harbour/" + name
		r := s.ask("GET", path, "", nil, "Host", "evil.example").want(200)
		for header, want := range map[string]string{
			"Surrogate-Key": "blog-" + blog,
			"Content-Type":  map[string]string{"atom": "application/atom+xml; charset=utf-8", "rss": "application/rss+xml; charset=utf-8", "json": "application/feed+json"}[name[strings.Index(name, ".")+1:]],
		} {
			if got := r.header.Get(header); got != want {
				t.Errorf("%s: %s %q, want %q", path, header, got, want)
			}
		}
		if got := r.header.Get("Cache-Control"); !strings.HasPrefix(got, "public, max-age=") {
			t.Errorf("%s: Cache-Control %q", path, got)
		}
		if bytes.Contains(r.body, []byte("evil.example")) || !bytes.Contains(r.body, []byte(s.base+"/harbour/posts/")) {
			t.Errorf("%s: its addresses are not made of the base URL", path)
		}
		s.ask("GET", path, "", nil, "If-None-Match", r.tag()).want(304)
		modified := r.header.Get("Last-Modified")
		if at, err := http.ParseTime(modified); err != nil || time.Since(at) > time.Minute {
			t.Errorf("%s: Last-Modified %q", path, modified)
		}
		later := time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)
		s.ask("GET", path, "", nil, "If-Modified-Since", "Wed, 04 Mar 2020 12:00:00 GMT").want(200)
		s.ask("GET", path, "", nil, "If-Modified-Since", later, "If-None-Match", `"other"`).want(200)
		if packed := s.ask("GET", path, "", nil, "Accept-Encoding", "br").want(200); packed.header.Get("Content-Encoding") != "br" {
			t.Errorf("%s is not packed", path)
		}
		if r := s.ask("HEAD", path, "", nil).want(200); len(r.body) != 0 {
			t.Errorf("%s: HEAD has a body", path)
		}
		s.ask("GET", "/nothing/"+name, "", nil).want(404)
		s.ask("POST", path, "", `{}`).want(405)
	}
}

func TestADateTellsWhetherAFeedChanged(t *testing.T) {
	dir := t.TempDir()
	s := start(t, dir)
	s.blog("harbour")
	s.ask("POST", posts, s.token("editor"), published("The ferries stay in port.")).want(201)
	s.stop()
	s = start(t, dir) // what it reads now has changed once in its second, as far as it knows
	modified := s.ask("GET", "/harbour/feed.atom", "", nil).want(200).header.Get("Last-Modified")
	s.ask("GET", "/harbour/feed.atom", "", nil, "If-Modified-Since", modified).want(304)
	// Two changes now, of which the second is in the same second as the first or in the
	// next: whoever has the first gets the second.
	first := s.ask("POST", posts, s.token("editor"), published("One.")).want(201)
	modified = s.ask("GET", "/harbour/feed.atom", "", nil).want(200).header.Get("Last-Modified")
	s.ask("PATCH", posts+"/"+first.id(), s.token("editor"), text("Two."), "If-Match", first.tag()).want(200)
	if r := s.ask("GET", "/harbour/feed.atom", "", nil, "If-Modified-Since", modified).want(200); !bytes.Contains(r.body, []byte("Two.")) {
		t.Errorf("got %s", r.body)
	}
}

func TestAnEntryIsKnownByItsPermalinkUntilItsPostIsWithdrawn(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	post := s.ask("POST", posts, editor, published("A first light.", "title", "Light <one> & more", "keyEvent", true, "byline", []any{map[string]any{"name": "Ida Brandt"}})).want(201)
	s.ask("POST", posts, editor, text("a draft")).want(201)
	permalink := s.base + "/harbour/posts/" + post.id()
	s.ask("GET", "/harbour/posts/"+post.id(), "", nil).want(200)
	edited := s.ask("PATCH", posts+"/"+post.id(), editor, map[string]any{"title": "Light two", "byline": []any{}}, "If-Match", post.tag()).want(200)
	updated, err := time.Parse(time.RFC3339, edited.object()["updatedAt"].(string))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range feeds {
		got := s.feed("/harbour/" + name)
		if len(got.Items) != 1 || got.Items[0].GUID != permalink || got.Items[0].Title != "Light two" || !strings.Contains(got.Items[0].Content, "<p>A first light.</p>") {
			t.Errorf("%s: %v", name, got)
		}
		if strings.HasSuffix(name, "atom") && (!got.UpdatedParsed.Equal(updated) || !got.Items[0].UpdatedParsed.Equal(updated)) {
			t.Errorf("%s: updated %v, the entry %v, want %v", name, got.UpdatedParsed, got.Items[0].UpdatedParsed, updated)
		}
	}
	withdrawn := s.ask("DELETE", posts+"/"+post.id(), editor, nil, "If-Match", edited.tag()).want(200)
	at, err := time.Parse(time.RFC3339, withdrawn.object()["updatedAt"].(string))
	if err != nil {
		t.Fatal(err)
	}
	// An edit of what is withdrawn is nobody's business.
	s.ask("PATCH", posts+"/"+post.id(), editor, map[string]any{"title": "Light three"}, "If-Match", withdrawn.tag()).want(200)
	for _, name := range feeds {
		r := s.ask("GET", "/harbour/"+name, "", nil).want(200)
		if bytes.Contains(r.body, []byte("light")) || bytes.Contains(r.body, []byte("Light")) || bytes.Contains(r.body, []byte(post.id())) {
			t.Errorf("%s: %s", name, r.body)
		}
		if got := r.header.Get("Last-Modified"); got != at.UTC().Format(http.TimeFormat) {
			t.Errorf("%s: Last-Modified %s, withdrawn %s", name, got, at)
		}
	}
	if got := s.feed("/harbour/feed.atom"); !got.UpdatedParsed.Equal(at) {
		t.Errorf("the feed was updated %v, and its post withdrawn %v", got.UpdatedParsed, at)
	}
}

// sitemap is what search engines read.
type sitemap struct {
	XMLName xml.Name
	URLs    []struct {
		Location string `xml:"loc"`
		Modified string `xml:"lastmod"`
		News     *struct {
			Name      string `xml:"publication>name"`
			Language  string `xml:"publication>language"`
			Published string `xml:"publication_date"`
			Title     string `xml:"title"`
		} `xml:"http://www.google.com/schemas/sitemap-news/0.9 news"`
	} `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 url"`
}

func (s *server) sitemap(path string) sitemap {
	s.t.Helper()
	var out sitemap
	r := s.ask("GET", path, "", nil).want(200)
	if err := xml.Unmarshal(r.body, &out); err != nil || out.XMLName.Local != "urlset" || r.header.Get("Content-Type") != "application/xml; charset=utf-8" {
		s.t.Fatalf("%s: %v, %s as %s", path, err, r.body, r.header.Get("Content-Type"))
	}
	return out
}

func TestSearchEnginesAreToldOfBlogs(t *testing.T) {
	dir := t.TempDir()
	s := start(t, dir, "--name", "Northhaven Post")
	s.blog("harbour")
	s.command("", "blog", "create", "--slug", "festival", "--title", "Lights & lanterns", "--language", "pt-BR", "--state", "upcoming")
	s.command("", "blog", "create", "--slug", "regatta", "--title", "Regatta", "--state", "ended")
	editor := s.token("editor")
	post := s.ask("POST", posts, editor, published("The ferries stay in port.")).want(201)
	locations := func(m sitemap) (out []string) {
		for _, u := range m.URLs {
			out = append(out, strings.TrimPrefix(u.Location, s.base))
		}
		slices.Sort(out)
		return out
	}
	changed := func() string {
		for _, u := range s.sitemap("/sitemap.xml").URLs {
			if strings.HasSuffix(u.Location, "/harbour") {
				return u.Modified
			}
		}
		return ""
	}
	second := func(r reply) string {
		at, err := time.Parse(time.RFC3339, r.object()["updatedAt"].(string))
		if err != nil {
			t.Fatal(err)
		}
		return at.Truncate(time.Second).Format(time.RFC3339)
	}
	for _, path := range []string{"/sitemap.xml", "/news-sitemap.xml"} {
		if got := locations(s.sitemap(path)); !slices.Equal(got, []string{"/harbour", "/regatta"}) {
			t.Errorf("%s has %v; a blog without posts that has not begun is not to be found", path, got)
		}
	}
	if got, want := changed(), second(post); got != want {
		t.Errorf("lastmod %s, want %s", got, want)
	}
	s.ask("POST", "/api/v1/blogs/festival/posts", editor, published("It begins at dusk.")).want(201)
	news := s.sitemap("/news-sitemap.xml")
	if got := locations(news); !slices.Equal(got, []string{"/festival", "/harbour", "/regatta"}) {
		t.Errorf("the news sitemap has %v", got)
	}
	if first := news.URLs[0]; first.News == nil || first.News.Title != "Lights & lanterns" || first.News.Language != "pt" || first.News.Name != "Northhaven Post" {
		t.Errorf("the newest is %+v", first)
	} else if _, err := time.Parse(time.RFC3339, first.News.Published); err != nil {
		t.Error(err)
	}
	gone := s.ask("DELETE", posts+"/"+post.id(), editor, nil, "If-Match", post.tag()).want(200)
	if got, want := changed(), second(gone); got != want {
		t.Errorf("after a withdrawal lastmod %s, want %s", got, want)
	}
	s.stop()
	s = start(t, dir)
	if got, want := changed(), second(gone); got != want {
		t.Errorf("after a restart lastmod %s, want %s", got, want)
	}
	s.ask("GET", "/sitemap.xml?page=2", "", nil).want(404)
	s.ask("GET", "/sitemap.xml?page=0", "", nil).want(404)
}

func TestRobotsFindTheSitemapsAndNotTheDesk(t *testing.T) {
	s := start(t, t.TempDir(), "--base-url", "https://live.example.org")
	lines := strings.Split(string(s.ask("GET", "/robots.txt", "", nil).want(200).body), "\n")
	for _, want := range []string{"User-agent: *", "Disallow: /desk/", "Disallow: /api/", "Sitemap: https://live.example.org/sitemap.xml", "Sitemap: https://live.example.org/news-sitemap.xml"} {
		if !slices.Contains(lines, want) {
			t.Errorf("%q is not in %q", want, lines)
		}
	}
}

func TestOEmbedAnswersForPublicPagesAlone(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	post := s.ask("POST", posts, editor, published("The ferries stay in port.", "title", "Ferries <stay>", "byline", []any{map[string]any{"name": "Ida Brandt"}})).want(201)
	draft := s.ask("POST", posts, editor, text("a draft")).want(201)
	left := s.ask("POST", posts, editor, published("A rumour.")).want(201)
	s.ask("DELETE", posts+"/"+left.id(), editor, nil, "If-Match", left.tag()).want(200)
	about := func(address string, more ...string) reply {
		return s.ask("GET", "/oembed?url="+url.QueryEscape(address)+strings.Join(more, ""), "", nil)
	}
	blog, permalink := s.base+"/harbour", s.base+"/harbour/posts/"+post.id()
	for _, c := range []struct {
		address, more, title, source string
		width, height                float64
	}{
		{blog, "", "Harbour talks", blog + "/embed", 600, 700},
		{blog + "?order=oldest", "", "Harbour talks", blog + "/embed", 600, 700},
		{blog, "&maxwidth=320&maxheight=200&format=json", "Harbour talks", blog + "/embed", 320, 200},
		{blog, "&maxwidth=4000", "Harbour talks", blog + "/embed", 600, 700},
		{permalink, "", "Ferries <stay>", blog + "/embed?post=" + post.id(), 600, 700},
	} {
		r := about(c.address, c.more).want(200)
		got := r.object()
		if got["type"] != "rich" || got["version"] != "1.0" || got["title"] != c.title || got["width"] != c.width || got["height"] != c.height || r.header.Get("Content-Type") != "application/json" {
			t.Errorf("%s%s: %v", c.address, c.more, got)
		}
		frame := element(t, []byte(got["html"].(string)), "iframe")
		if attribute(frame, "src") != c.source || attribute(frame, "width") != fmt.Sprint(c.width) || attribute(frame, "title") == "" {
			t.Errorf("%s%s: %s", c.address, c.more, got["html"])
		}
		if !strings.HasPrefix(r.header.Get("Surrogate-Key"), "blog-") {
			t.Errorf("%s: Surrogate-Key %q", c.address, r.header.Get("Surrogate-Key"))
		}
		s.ask("GET", strings.TrimPrefix(c.source, s.base), "", nil).want(200)
	}
	if got := about(permalink).object()["author_name"]; got != "Ida Brandt" {
		t.Errorf("author %v", got)
	}
	for _, address := range []string{
		s.base + "/nothing", s.base + "/harbour?page=1", s.base + "/harbour/posts/" + draft.id(), s.base + "/harbour/posts/" + left.id(), s.base + "/harbour/posts/x",
		s.base + "/", s.base + "/desk/", s.base + "/harbour/changes", "https://evil.example/harbour", "/harbour", "::", "javascript:alert(1)",
	} {
		if r := about(address); r.status != http.StatusNotFound {
			t.Errorf("%s: status %d", address, r.status)
		}
	}
	about(blog, "&format=xml").want(501)
	s.ask("GET", "/oembed", "", nil).wantField(400, "query.url")
	about(blog, "&maxwidth=wide").wantField(400, "query.maxwidth")
	about(blog, "&maxheight=0").wantField(400, "query.maxheight")
}

// element gives the only element of a name in a page.
func element(t *testing.T, page []byte, name string) *html.Node {
	t.Helper()
	found := elements(t, page, name)
	if len(found) != 1 {
		t.Fatalf("%d <%s>, want one", len(found), name)
	}
	return found[0]
}

func elements(t *testing.T, page []byte, name string) (out []*html.Node) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			out = append(out, n)
		}
	}
	return out
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func outer(t *testing.T, n *html.Node) string {
	t.Helper()
	var b strings.Builder
	if err := html.Render(&b, n); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAnEmbedHasTheMainOfThePageAndMayStandAnywhere(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	post := s.ask("POST", posts, editor, published("The ferries stay in port.", "title", "Ferries", "keyEvent", true, "pinned", true)).want(201)
	for embed, page := range map[string]string{"/harbour/embed": "/harbour", "/harbour/embed?post=" + post.id(): "/harbour/posts/" + post.id()} {
		got, want := s.ask("GET", embed, "", nil).want(200), s.ask("GET", page, "", nil).want(200)
		if outer(t, element(t, got.body, "main")) != outer(t, element(t, want.body, "main")) {
			t.Errorf("%s has another <main> than %s", embed, page)
		}
		if policy := got.header.Get("Content-Security-Policy"); strings.Contains(policy, "frame-ancestors") || !strings.Contains(policy, "script-src 'self'") {
			t.Errorf("%s: %s", embed, policy)
		}
		if policy := want.header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'self'") {
			t.Errorf("%s: %s", page, policy)
		}
		if got.header.Get("Set-Cookie")+got.header.Get("X-Frame-Options") != "" {
			t.Errorf("%s: %v", embed, got.header)
		}
		if got.header.Get("Surrogate-Key") != want.header.Get("Surrogate-Key") || got.tag() == "" {
			t.Errorf("%s: %v", embed, got.header)
		}
		if base := element(t, got.body, "base"); attribute(base, "target") != "_top" || attribute(base, "href") != "" {
			t.Errorf("%s: links do not lead out of the frame", embed)
		}
		if meta(t, got.body, "robots") != "noindex" || link(t, got.body, "canonical") != s.base+page {
			t.Errorf("%s: robots %q, canonical %q", embed, meta(t, got.body, "robots"), link(t, got.body, "canonical"))
		}
	}
	if policy := s.ask("GET", "/desk/", "", nil).header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("/desk/: %s", policy)
	}
	s.ask("GET", "/nothing/embed", "", nil).want(404)
	s.ask("GET", "/harbour/embed?post=x", "", nil).want(404)
	script := s.ask("GET", "/embed.js", "", nil).want(200)
	if len(script.body) > 1500 || len(script.body) == 0 || script.header.Get("Content-Type") != "text/javascript; charset=utf-8" || !strings.HasPrefix(script.header.Get("Cache-Control"), "public, max-age=") {
		t.Errorf("/embed.js: %d bytes, %v", len(script.body), script.header)
	}
}

// meta gives the content of a <meta> by its name or property; "" where there is none.
func meta(t *testing.T, page []byte, name string) string {
	t.Helper()
	for _, m := range elements(t, page, "meta") {
		if attribute(m, "name") == name || attribute(m, "property") == name {
			return attribute(m, "content")
		}
	}
	return ""
}

// link gives where a <link> leads by its rel, and of alternates by its type.
func link(t *testing.T, page []byte, rel string) string {
	t.Helper()
	for _, l := range elements(t, page, "link") {
		if attribute(l, "rel") == rel || attribute(l, "rel") == "alternate" && attribute(l, "type") == rel {
			return attribute(l, "href")
		}
	}
	return ""
}

func TestAPagesHeadLeadsToAllItsForms(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	post := s.ask("POST", posts, editor, map[string]any{"status": "published", "title": "Quay", "elements": []any{
		map[string]any{"type": "text", "html": "<p>At noon.</p>"}, map[string]any{"type": "image", "media": "https://pictures.example/quay.jpg", "alt": "The quay"},
	}}).want(201)
	for page, title := range map[string]string{"/harbour": "Harbour talks", "/harbour/posts/" + post.id(): "Quay"} {
		r := s.ask("GET", page, "", nil).want(200)
		for rel, want := range map[string]string{
			"canonical": s.base + page, "application/atom+xml": s.base + "/harbour/feed.atom", "application/rss+xml": s.base + "/harbour/feed.rss",
			"application/feed+json": s.base + "/harbour/feed.json", "application/json+oembed": s.base + "/oembed?url=" + url.QueryEscape(s.base+page),
		} {
			got := link(t, r.body, rel)
			if got != want {
				t.Errorf("%s: %s leads to %q, want %q", page, rel, got, want)
			}
			s.ask("GET", strings.TrimPrefix(got, s.base), "", nil).want(200)
		}
		for name, want := range map[string]string{
			"og:title": title, "og:url": s.base + page, "og:type": "article", "og:image": "https://pictures.example/quay.jpg", "og:image:alt": "The quay",
			"og:locale": "en_US", "twitter:card": "summary_large_image", "robots": "max-image-preview:large",
		} {
			if got := meta(t, r.body, name); got != want {
				t.Errorf("%s: %s %q, want %q", page, name, got, want)
			}
		}
		for _, name := range []string{"description", "og:description"} {
			if meta(t, r.body, name) == "" {
				t.Errorf("%s: no %s", page, name)
			}
		}
		for _, name := range []string{"article:published_time", "article:modified_time"} {
			if _, err := time.Parse(time.RFC3339, meta(t, r.body, name)); err != nil {
				t.Errorf("%s: %s: %v", page, name, err)
			}
		}
		preloads := r.header.Get("Link")
		if strings.Count(preloads, "as=font") != 2 || strings.Contains(preloads, "as=style") {
			t.Errorf("%s: Link %q", page, preloads)
		}
	}
	for path, want := range map[string]string{"/harbour?order=oldest": "noindex", "/nothing": "noindex", "/": "max-image-preview:large"} {
		if got := meta(t, s.ask("GET", path, "", nil).body, "robots"); got != want {
			t.Errorf("%s: robots %q, want %q", path, got, want)
		}
	}
	s.command("", "blog", "create", "--slug", "festival", "--title", "Festival", "--state", "upcoming")
	if got := meta(t, s.ask("GET", "/festival", "", nil).body, "robots"); got != "noindex" {
		t.Errorf("a blog that has not begun: robots %q", got)
	}
	s.ask("POST", "/api/v1/blogs/festival/posts", editor, published("It begins.")).want(201)
	if got := meta(t, s.ask("GET", "/festival", "", nil).body, "robots"); got == "noindex" {
		t.Error("a blog with posts is not to be found")
	}
}

// TestWhatIsFoundAndPassedOnGoesThroughAnEdge compares the answers of an edge, also
// of its headers, with those of its origin.
func TestWhatIsFoundAndPassedOnGoesThroughAnEdge(t *testing.T) {
	origin := start(t, t.TempDir())
	origin.blog("harbour")
	editor := origin.token("editor")
	post := origin.ask("POST", posts, editor, published(strings.Repeat("The ferries stay in port. ", 60), "title", "Ferries", "keyEvent", true)).want(201)
	left := origin.ask("POST", posts, editor, published("A rumour.")).want(201)
	edge := startEdge(t, origin.base).awaitReady()
	oembed := "/oembed?url=" + url.QueryEscape(origin.base+"/harbour")
	rumour := "/oembed?url=" + url.QueryEscape(origin.base+"/harbour/posts/"+left.id())
	paths := []string{"/harbour/embed", "/harbour/embed?post=" + post.id(), "/embed.js", "/robots.txt", "/sitemap.xml", "/news-sitemap.xml", "/sitemap.xml?page=7", oembed,
		oembed + "&maxwidth=300", oembed + "&maxheight=300", oembed + "&format=xml", rumour, "/oembed?url=x", "/oembed"}
	for _, name := range feeds {
		paths = append(paths, "/harbour/"+name)
	}
	wantSame(t, edge, origin, paths...)
	for _, path := range []string{"/harbour", "/harbour/feed.atom", "/harbour/key-events.json"} {
		want, got := origin.ask("GET", path, "", nil).want(200), edge.ask("GET", path, "", nil).want(200)
		for _, name := range []string{"Link", "Last-Modified"} {
			if got.header.Get(name) != want.header.Get(name) {
				t.Errorf("%s: the edge says %s: %q, the origin %q", path, name, got.header.Get(name), want.header.Get(name))
			}
		}
	}
	modified := edge.ask("GET", "/harbour/feed.rss", "", nil).header.Get("Last-Modified")
	edge.ask("GET", "/harbour/feed.rss", "", nil, "If-Modified-Since", modified).want(304)

	origin.ask("DELETE", posts+"/"+left.id(), editor, nil, "If-Match", left.tag()).want(200)
	edge.await("to know of the withdrawal", func() bool { return edge.head("harbour") == origin.head("harbour") })
	edge.ask("GET", rumour, "", nil).want(404)
	for _, name := range feeds {
		if body := edge.ask("GET", "/harbour/"+name, "", nil).want(200).body; bytes.Contains(body, []byte("rumour")) || bytes.Contains(body, []byte(left.id())) {
			t.Errorf("%s: withdrawn words are in %s", name, body)
		}
	}
}

func TestLinkedDataIsOnThePageOfAPost(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	post := s.ask("POST", posts, s.token("editor"), published("The ferries stay in port.", "title", "Ferries",
		"corrections", []any{map[string]any{"kind": "correction", "reason": "It was the Aurora."}})).want(201)
	for _, script := range elements(t, s.ask("GET", "/harbour/posts/"+post.id(), "", nil).want(200).body, "script") {
		if attribute(script, "type") != "application/ld+json" {
			continue
		}
		var data struct {
			LiveBlogUpdate []struct {
				URL        string
				Correction []struct {
					Type string `json:"@type"`
					Text string
				}
			}
		}
		if err := json.Unmarshal([]byte(script.FirstChild.Data), &data); err != nil {
			t.Fatal(err)
		}
		if u := data.LiveBlogUpdate; len(u) != 1 || u[0].URL != s.base+"/harbour/posts/"+post.id() || u[0].Correction[0].Type != "CorrectionComment" || u[0].Correction[0].Text != "It was the Aurora." {
			t.Errorf("%+v", data)
		}
		return
	}
	t.Error("there is none")
}
