package layout_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

func TestPageHasTheNamesThatScriptsRelyOn(t *testing.T) {
	e := edition.New(harbour(), []coverage.Post{
		post(1, 0, titled("Talks begin"), keyEvent),
		post(2, 5, pin),
		post(3, 9, titled("Talks pause"), keyEvent, pin),
	})
	doc := page(t, e, layout.View{})

	root := one(t, doc, "html", tag("html"))
	same(t, "lang", attrs([]*html.Node{root}, "lang"), []string{"en"})
	main := one(t, doc, "main", tag("main"))
	for key, want := range map[string]string{
		"data-blog": "harbour-talks", "data-seq": "4", "data-state": "live", "data-live": "off", "data-held": "0",
		"data-page": "0", "data-timezone": "Europe/London",
	} {
		if got, _ := attr(main, key); got != want {
			t.Errorf("main %s=%q, want %q", key, got, want)
		}
	}
	same(t, "#title", text(byID(t, main, "title")), harbour().Title)
	same(t, "#standfirst", text(byID(t, main, "standfirst")), harbour().Standfirst)
	same(t, "#state", text(byID(t, main, "state")), "Live")
	same(t, "#key-events", attrs(where(byID(t, main, "key-events"), tag("a")), "href"),
		[]string{"#post-" + string(postID(3)), "#post-" + string(postID(1))})
	pins := byID(t, main, "pinned")
	same(t, "#pinned", attrs(where(pins, tag("article")), "data-post"), []string{string(postID(3)), string(postID(2))})
	same(t, "ids in #pinned", len(where(pins, with("id"))), 0)
	same(t, "#announce", attrs([]*html.Node{byID(t, main, "announce")}, "role"), []string{"status"})
	if _, hidden := attr(byID(t, main, "new-posts"), "hidden"); !hidden {
		t.Error("#new-posts is there before anything is held")
	}
	list := byID(t, main, "posts")
	same(t, "data-order", attrs([]*html.Node{list}, "data-order"), []string{"newest"})
	same(t, "#posts", ids(list), []string{"post-" + string(postID(3)), "post-" + string(postID(2)), "post-" + string(postID(1))})
	same(t, "#older", len(where(doc, with("id", "older"))), 0)
}

func TestNoIDStandsTwice(t *testing.T) {
	e := edition.New(harbour(), []coverage.Post{post(1, 0, pin, titled("A"), keyEvent), post(2, 1)})
	seen := map[string]bool{}
	for _, id := range attrs(where(page(t, e, layout.View{}), with("id")), "id") {
		if seen[id] {
			t.Errorf("id %q stands twice", id)
		}
		seen[id] = true
	}
}

func TestNothingIsStyledOrScriptedInline(t *testing.T) {
	e := edition.New(harbour(), posts(3))
	for d := range page(t, e, layout.View{}).Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		for _, a := range d.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s %s=%q>", d.Data, a.Key, a.Val)
			}
		}
		src, _ := attr(d, "src")
		if kind, _ := attr(d, "type"); d.Data == "style" || d.Data == "script" && src == "" && kind != "application/ld+json" && kind != "application/json" {
			t.Errorf("<%s> has content of its own", d.Data)
		}
	}
}

func TestSectionsThatHoldNothingAreThereAndHidden(t *testing.T) {
	b := harbour()
	b.Standfirst = ""
	doc := page(t, edition.New(b, nil), layout.View{})
	for _, id := range []string{"standfirst", "key-events", "pinned", "said"} {
		if _, hidden := attr(byID(t, doc, id), "hidden"); !hidden {
			t.Errorf("#%s is not hidden", id)
		}
	}
	same(t, "children of #posts", byID(t, doc, "posts").FirstChild == nil, true)
}

func TestSectionsHoldNoWhiteSpaceBetweenTags(t *testing.T) {
	e := edition.New(harbour(), []coverage.Post{post(1, 0, titled("A"), keyEvent, pin), post(2, 1)})
	doc := page(t, e, layout.View{})
	for _, id := range []string{"key-events", "pinned", "posts"} {
		for d := range byID(t, doc, id).Descendants() {
			if d.Type == html.TextNode && strings.ContainsAny(d.Data, "\n\t") {
				t.Errorf("#%s holds %q", id, d.Data)
			}
		}
	}
}

func TestAddressesOfPages(t *testing.T) {
	e := edition.New(harbour(), posts(230)) // pages 3, 2, 1 of 50 and a first one of 80
	for _, c := range []struct {
		name         string
		view         layout.View
		first, last  int
		older, newer string
		canonical    string
	}{
		{"first", layout.View{}, 230, 151, "/harbour-talks?page=3", "", "/harbour-talks"},
		{"newest older", layout.View{Older: 3}, 150, 101, "/harbour-talks?page=2", "/harbour-talks", "/harbour-talks?page=3"},
		{"oldest", layout.View{Older: 1}, 50, 1, "", "/harbour-talks?page=2", "/harbour-talks?page=1"},
		{"first, oldest first", layout.View{Order: coverage.Oldest}, 151, 230, "/harbour-talks?page=3&order=oldest", "", "/harbour-talks"},
		{"oldest, oldest first", layout.View{Older: 1, Order: coverage.Oldest}, 1, 50, "", "/harbour-talks?page=2&order=oldest", "/harbour-talks?page=1"},
		{"first, newest first by wish", layout.View{Order: coverage.Newest}, 230, 151, "/harbour-talks?page=3", "", "/harbour-talks"},
		{"permalink on the first page", layout.View{Focus: postID(200)}, 230, 151, "/harbour-talks?page=3", "", "/harbour-talks/posts/" + string(postID(200))},
		{"permalink on an older page", layout.View{Focus: postID(77)}, 100, 51, "/harbour-talks?page=1", "/harbour-talks?page=3", "/harbour-talks/posts/" + string(postID(77))},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := page(t, e, c.view)
			got := ids(byID(t, doc, "posts"))
			same(t, "first and last", []string{got[0], got[len(got)-1]}, []string{"post-" + string(postID(c.first)), "post-" + string(postID(c.last))})
			same(t, "#older", strings.Join(attrs(where(doc, with("id", "older")), "href"), " "), c.older)
			same(t, "#newer", strings.Join(attrs(where(doc, with("id", "newer")), "href"), " "), c.newer)
			same(t, "canonical", attrs(where(doc, with("rel", "canonical")), "href"), []string{"https://news.example" + c.canonical})
			if c.older != "" {
				same(t, "rel of #older", attrs(where(doc, with("id", "older")), "rel"), []string{"next"})
			}
		})
	}
}

func TestEndedCoverageIsReadFromItsBeginning(t *testing.T) {
	ended := harbour()
	ended.State = coverage.Ended
	otherwise := ended
	otherwise.OrderOnceEnded = coverage.Newest
	for _, c := range []struct {
		name          string
		blog          coverage.Blog
		posts         int
		view          layout.View
		order         string
		start, newest string
	}{
		{"live", harbour(), 3, layout.View{}, "newest", "/harbour-talks?order=oldest", ""},
		{"live, older pages", harbour(), 130, layout.View{}, "newest", "/harbour-talks?page=1&order=oldest", ""},
		{"live, from the start", harbour(), 3, layout.View{Order: coverage.Oldest}, "oldest", "", "/harbour-talks"},
		{"ended", ended, 3, layout.View{}, "oldest", "", "/harbour-talks?order=newest"},
		{"ended, older pages", ended, 130, layout.View{}, "oldest", "/harbour-talks?page=1", "/harbour-talks?order=newest"},
		{"ended, its first posts", ended, 130, layout.View{Older: 1}, "oldest", "", "/harbour-talks?order=newest"},
		{"ended, with the setting", otherwise, 3, layout.View{}, "newest", "/harbour-talks?order=oldest", ""},
		{"ended, newest first", ended, 3, layout.View{Order: coverage.Newest}, "newest", "/harbour-talks", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := page(t, edition.New(c.blog, posts(c.posts)), c.view)
			same(t, "order", attrs(where(doc, with("id", "posts")), "data-order"), []string{c.order})
			var links []string
			for d := range where(doc, with("class", "facts"))[0].Descendants() {
				if href, ok := attr(d, "href"); ok {
					links = append(links, href)
				}
			}
			same(t, "links", links, slices.DeleteFunc([]string{c.start, c.newest}, func(s string) bool { return s == "" }))
		})
	}
}

func TestPermalinkMarksItsPost(t *testing.T) {
	doc := page(t, edition.New(harbour(), posts(5)), layout.View{Focus: postID(2)})
	marked := one(t, doc, "li.focus", with("class", "focus"))
	same(t, "marked", ids(marked), []string{"post-" + string(postID(2))})
	same(t, "data-focus", attrs(where(doc, tag("main")), "data-focus"), []string{string(postID(2))})
}

func TestPagesThatAreNotThere(t *testing.T) {
	withdrawn := post(2, 1)
	gone := withdrawn
	gone.Status, gone.Seq = coverage.Withdrawn, 9
	e := edition.New(harbour(), []coverage.Post{post(1, 0), withdrawn}).ApplyPost(settle(coverage.Succeed(&withdrawn, gone)))
	for _, c := range []struct {
		view layout.View
		want coverage.Kind
	}{
		{layout.View{Older: 1}, coverage.NotFound},
		{layout.View{Older: -1}, coverage.NotFound},
		{layout.View{Focus: postID(99)}, coverage.NotFound},
		{layout.View{Focus: postID(2)}, coverage.Gone},
	} {
		if _, err := newLayout(t).Blog(e, c.view); coverage.KindOf(err) != c.want {
			t.Errorf("%+v: kind %d (%v), want %d", c.view, coverage.KindOf(err), err, c.want)
		}
	}
}

func TestDirectionFollowsTheLanguage(t *testing.T) {
	for tag, want := range map[string]string{"en": "ltr", "ar": "rtl", "he-IL": "rtl", "fa": "rtl", "uz-Arab": "rtl", "pt-BR": "ltr"} {
		b := harbour()
		b.Language = tag
		root := where(page(t, edition.New(b, nil), layout.View{}), func(n *html.Node) bool { return n.Data == "html" })
		same(t, tag, attrs(root, "dir"), []string{want})
		same(t, tag, attrs(root, "lang"), []string{tag})
	}
}

func TestPageUsesTheArticlesThatAreKept(t *testing.T) {
	l := newLayout(t)
	e := edition.New(harbour(), []coverage.Post{post(1, 0, pin)})
	asked := 0
	kept, err := l.Blog(e, layout.View{Article: func(p *edition.Post) []byte {
		asked++
		return l.Article(e.Blog(), p)
	}})
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := l.Blog(e, layout.View{})
	if err != nil {
		t.Fatal(err)
	}
	if asked == 0 || string(kept) != string(fresh) {
		t.Errorf("asked %d times; equal: %t", asked, string(kept) == string(fresh))
	}
}

func TestLinkedDataTellsEachUpdate(t *testing.T) {
	b := harbour()
	b.State = coverage.Ended
	b.UpdatedAt = noon.Add(5 * time.Hour)
	e := edition.New(b, []coverage.Post{
		post(1, 0, holding(coverage.Element{Type: coverage.Text, HTML: "<p>The &lt;ferry&gt; “Aurora” leaves.</p></script>"})),
		post(2, 5, titled("Talks pause"), func(p *coverage.Post) { p.Byline = []coverage.Contributor{{Name: "Ida Brandt", Role: "reporter"}} }),
	})
	var got struct {
		Type              string `json:"@type"`
		CoverageStartTime string
		CoverageEndTime   string
		LiveBlogUpdate    []struct {
			Headline, ArticleBody, DatePublished, URL string
			Author                                    []struct{ Name string }
		}
	}
	block := one(t, page(t, e, layout.View{}), "linked data", with("type", "application/ld+json"))
	if err := json.Unmarshal([]byte(text(block)), &got); err != nil {
		t.Fatalf("%v in %s", err, text(block))
	}
	same(t, "type", got.Type, "LiveBlogPosting")
	same(t, "start", got.CoverageStartTime, "2026-03-04T12:00:00Z")
	same(t, "end", got.CoverageEndTime, "2026-03-04T17:00:00Z")
	same(t, "updates", fmt.Sprint(got.LiveBlogUpdate),
		"[{Talks pause Ferry 2 is still at the quay. 2026-03-04T12:05:00Z https://news.example/harbour-talks/posts/"+string(postID(2))+" [{Ida Brandt}]}"+
			" {The <ferry> “Aurora” leaves. The <ferry> “Aurora” leaves. 2026-03-04T12:00:00Z https://news.example/harbour-talks/posts/"+string(postID(1))+" [{Northhaven Post}]}]")
}

func TestHomeListsLiveFirstAndNewestChangeFirst(t *testing.T) {
	var blogs []coverage.Blog
	for i, s := range []coverage.State{coverage.Ended, coverage.Live, coverage.Upcoming, coverage.Live, coverage.Paused} {
		b := harbour()
		b.Slug, b.State = coverage.Slug(fmt.Sprintf("blog-%d", i)), s
		b.UpdatedAt = noon.AddDate(0, 0, i)
		blogs = append(blogs, b)
	}
	out, err := newLayout(t).Home(blogs)
	if err != nil {
		t.Fatal(err)
	}
	links := attrs(where(parse(t, out), tag("a")), "href")
	links = slices.DeleteFunc(links, func(s string) bool { return !strings.HasPrefix(s, "/blog-") })
	same(t, "order", links, []string{"/blog-3", "/blog-1", "/blog-2", "/blog-4", "/blog-0"})
}

func TestNoticeSaysWhatItIsAndLeadsOn(t *testing.T) {
	b := harbour()
	for kind, want := range map[coverage.Kind]string{
		coverage.NotFound: "no such page", coverage.Gone: "withdrawn", coverage.Invalid: "cannot be read", coverage.Unavailable: "just now",
	} {
		out, err := newLayout(t).Notice(layout.Notice{Kind: kind, Blog: &b})
		if err != nil {
			t.Fatal(err)
		}
		doc := parse(t, out)
		if h := text(one(t, doc, "h1", tag("h1"))); !regexp.MustCompile(want).MatchString(h) {
			t.Errorf("kind %d: heading %q does not say %q", kind, h, want)
		}
		links := attrs(where(one(t, doc, "main", tag("main")), tag("a")), "href")
		same(t, "links", links, []string{"/harbour-talks", "/"})
		same(t, "robots", attrs(where(doc, with("name", "robots")), "content"), []string{"noindex"})
	}
}
