package feed_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/feed"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

const base = "https://news.example"

func harbour() coverage.Blog {
	return coverage.Blog{
		ID: "01KJW00000000000000000000B", Seq: 1, Slug: "harbour-talks",
		Header: coverage.Header{
			Title: "Port owners & harbour workers meet", Standfirst: "Owners call an offer “accepted” <in part>.",
			Language: "en-GB", Timezone: "Europe/London", State: coverage.Live,
		},
		CreatedAt: noon.Add(-4 * time.Hour), UpdatedAt: noon.Add(-4 * time.Hour),
	}
}

func postID(n int) coverage.PostID {
	return coverage.PostID(fmt.Sprintf("01KJX0000000000000000%05d", n))
}

// post makes a published post that was filed so many minutes after noon.
func post(n int, change ...func(*coverage.Post)) coverage.Post {
	at := noon.Add(time.Duration(n) * time.Minute)
	p := coverage.Post{
		ID: postID(n), Seq: coverage.Seq(n + 1), Blog: "harbour-talks", Status: coverage.Published,
		Copy: coverage.Copy{
			PublishedAt: at,
			Elements:    []coverage.Element{{Type: coverage.Text, HTML: fmt.Sprintf("<p>Ferry %d is still at the quay.</p>", n)}},
		},
		CreatedAt: at, UpdatedAt: at, FirstPublishedAt: at,
	}
	for _, c := range change {
		c(&p)
	}
	return settle(coverage.Succeed(nil, p))
}

// settle does what the journal does on reading.
func settle(p coverage.Post) coverage.Post {
	if p.Trace.Face == coverage.OwnSeq {
		p.Trace.Face = p.Seq
	}
	return p
}

func posts(n int) []coverage.Post {
	out := make([]coverage.Post, n)
	for i := range out {
		out[i] = post(i + 1)
	}
	return out
}

var forms = []feed.Form{feed.Atom, feed.RSS, feed.JSON}

func write(t interface{ Fatal(...any) }, e *edition.Edition, s feed.Selection, f feed.Form) []byte {
	l, err := layout.New(layout.Site{BaseURL: base, Name: "Northhaven Post"})
	if err != nil {
		t.Fatal(err)
	}
	out, err := feed.Write(l, e, s, f)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// parse reads a feed as feed readers do.
func parse(t interface{ Fatalf(string, ...any) }, out []byte) *gofeed.Feed {
	got, err := gofeed.NewParser().Parse(bytes.NewReader(out))
	if err != nil {
		t.Fatalf("a feed reader says: %v\n%s", err, out)
	}
	return got
}

// rich is a post with everything that a post can say.
func rich(p *coverage.Post) {
	said := noon
	p.Title, p.KeyEvent, p.Summary, p.Claim = "Talks <pause> & ferries stay", true, true, coverage.Unverified
	p.UpdatedAt = noon.Add(3 * time.Hour)
	p.Byline = []coverage.Contributor{{Name: "Ida Brandt", Role: "reporter"}, {Name: "Jon Sund"}}
	p.Sources = []coverage.Source{{Name: "Coast Wire", Kind: coverage.Agency, URL: "https://wire.example/1"}}
	p.Relations = []coverage.Relation{{Type: coverage.Contradicts, Post: postID(1), Note: "another count"}}
	p.Corrections = []coverage.Correction{{Kind: coverage.CorrectionOfFact, Reason: "The ferry is the Aurora.", At: noon.Add(time.Hour)}}
	p.Elements = []coverage.Element{
		{Type: coverage.Text, HTML: `<p>Talks <em>pause</em>. See <a href="https://port.example/">the port</a>.</p>`},
		{Type: coverage.Quote, Paragraphs: []string{"Ask me again at six."}, Speaker: &coverage.Speaker{Name: "Berit Aune", Role: "harbour master"}, Channel: "by telephone", SaidAt: &said},
		{Type: coverage.List, Items: []string{"North quay", "South quay"}},
		{Type: coverage.Image, Media: "https://pictures.example/quay.jpg", Alt: "The quay", Caption: "The quay at noon", Credit: "A. Holm"},
		{Type: coverage.Embed, URL: "https://video.example/7"},
		{Type: coverage.Link, URL: "https://port.example/times", Title: "Timetable"},
	}
}

func TestAFeedReaderFindsEverythingInEachForm(t *testing.T) {
	e := edition.New(harbour(), []coverage.Post{post(1), post(2, rich)})
	for _, f := range forms {
		t.Run(string(f), func(t *testing.T) {
			got := parse(t, write(t, e, feed.AllPosts, f))
			if got.Title != harbour().Title || got.Link != base+"/harbour-talks" || got.FeedLink != base+"/harbour-talks/feed."+string(f) || got.Language != "en-GB" {
				t.Errorf("the feed is %q at %q, itself at %q, in %q", got.Title, got.Link, got.FeedLink, got.Language)
			}
			if len(got.Items) != 2 {
				t.Fatalf("%d entries", len(got.Items))
			}
			newest, oldest := got.Items[0], got.Items[1]
			permalink := base + "/harbour-talks/posts/" + string(postID(2))
			if newest.GUID != permalink || newest.Link != permalink {
				t.Errorf("id %q, link %q", newest.GUID, newest.Link)
			}
			if newest.Title != "Talks <pause> & ferries stay" || oldest.Title != "Ferry 1 is still at the quay." {
				t.Errorf("titles %q and %q", newest.Title, oldest.Title)
			}
			if newest.PublishedParsed == nil || !newest.PublishedParsed.Equal(noon.Add(2*time.Minute)) {
				t.Errorf("published %v", newest.PublishedParsed)
			}
			if f != feed.RSS && (newest.UpdatedParsed == nil || !newest.UpdatedParsed.Equal(noon.Add(3*time.Hour))) {
				t.Errorf("updated %v", newest.UpdatedParsed)
			}
			var names []string
			for _, who := range newest.Authors {
				names = append(names, who.Name)
			}
			if f == feed.RSS { // of which this reader takes the first alone
				names = newest.DublinCoreExt.Creator
			}
			if !slices.Equal(names, []string{"Ida Brandt", "Jon Sund"}) {
				t.Errorf("authors %q", names)
			}
			if !slices.Equal(newest.Categories, []string{"Key event", "Summary"}) {
				t.Errorf("categories %q", newest.Categories)
			}
			for _, words := range []string{
				"Unverified", "<em>pause</em>", "Ask me again at six.", "Berit Aune", "harbour master", "by telephone", "North quay", "The quay at noon", "A. Holm",
				"video.example", "Timetable", "Contradicts", "another count", "Correction", "The ferry is the Aurora.", "Coast Wire", "agency",
			} {
				if !strings.Contains(newest.Content, words) {
					t.Errorf("%q is not in the content: %s", words, newest.Content)
				}
			}
			for _, furniture := range []string{"bookmark", "<article", "Talks &lt;pause", "Ida Brandt"} {
				if strings.Contains(newest.Content, furniture) {
					t.Errorf("%q is in the content: %s", furniture, newest.Content)
				}
			}
			wantAbsoluteAddresses(t, newest.Content)
			if !strings.Contains(oldest.Content, `Contradicted by</b> <a href="`+permalink+`#post-`+string(postID(2))+`"`) {
				t.Errorf("the other end of the relation: %s", oldest.Content)
			}
		})
	}
}

func wantAbsoluteAddresses(t *testing.T, content string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "href" || a.Key == "src" || a.Key == "cite" {
				seen++
				if u, err := url.Parse(a.Val); err != nil || !u.IsAbs() {
					t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
				}
			}
		}
	}
	if seen < 5 {
		t.Errorf("%d addresses", seen)
	}
}

func TestKeyEventsHaveFeedsOfTheirOwn(t *testing.T) {
	e := edition.New(harbour(), []coverage.Post{post(1), post(2, rich), post(3)})
	for _, f := range forms {
		got := parse(t, write(t, e, feed.KeyEvents, f))
		if len(got.Items) != 1 || !strings.HasSuffix(got.Items[0].GUID, string(postID(2))) || got.FeedLink != base+"/harbour-talks/key-events."+string(f) {
			t.Errorf("%s: %d entries, itself at %q", f, len(got.Items), got.FeedLink)
		}
	}
}

func TestAFeedHasTheNewestFifty(t *testing.T) {
	e := edition.New(harbour(), posts(60))
	for _, f := range forms {
		got := parse(t, write(t, e, feed.AllPosts, f))
		if len(got.Items) != feed.MaxEntries {
			t.Fatalf("%s: %d entries", f, len(got.Items))
		}
		for i, item := range got.Items {
			if want := base + "/harbour-talks/posts/" + string(postID(60-i)); item.GUID != want {
				t.Fatalf("%s: entry %d is %s, want %s", f, i, item.GUID, want)
			}
		}
	}
}

func TestAFeedWithoutEntriesIsOne(t *testing.T) {
	b := harbour()
	b.Standfirst = ""
	for _, f := range forms {
		out := write(t, edition.New(b, nil), feed.AllPosts, f)
		if got := parse(t, out); len(got.Items) != 0 || got.Title != b.Title {
			t.Errorf("%s: %s", f, out)
		}
	}
}

func TestWhatIsWrittenFromRightToLeftSaysSo(t *testing.T) {
	b := harbour()
	b.Language = "ar"
	mark := func(p *coverage.Post) { p.Title, p.KeyEvent = "عنوان", true }
	for _, f := range forms {
		if got := parse(t, write(t, edition.New(b, []coverage.Post{post(1, mark)}), feed.AllPosts, f)); !strings.HasPrefix(got.Items[0].Content, `<div lang="ar" dir="rtl"><p>`) || got.Items[0].Categories[0] == "Key event" {
			t.Errorf("%s: %s, a %q", f, got.Items[0].Content, got.Items[0].Categories)
		}
	}
}

func TestAPostWithoutWordsHasATitleToo(t *testing.T) {
	e := edition.New(harbour(), []coverage.Post{post(1, func(p *coverage.Post) {
		p.Elements = []coverage.Element{{Type: coverage.Image, Media: "https://pictures.example/quay.jpg"}}
	})})
	for _, f := range forms {
		if got := parse(t, write(t, e, feed.AllPosts, f)).Items[0].Title; got != harbour().Title {
			t.Errorf("%s: %q", f, got)
		}
	}
}

// The elements that RFC 4287 and the RSS specification require, and how often.
func TestRequiredElementsAreThere(t *testing.T) {
	e := edition.New(harbour(), []coverage.Post{post(1), post(2, rich)})
	for _, c := range []struct {
		form feed.Form
		want map[string]int
	}{
		{feed.Atom, map[string]int{
			"feed": 1, "feed/id": 1, "feed/title": 1, "feed/updated": 1, "feed/author": 1, "feed/author/name": 1, "feed/link": 2,
			"feed/entry": 2, "feed/entry/id": 2, "feed/entry/title": 2, "feed/entry/updated": 2, "feed/entry/published": 2, "feed/entry/content": 2, "feed/entry/link": 2,
		}},
		{feed.RSS, map[string]int{
			"rss": 1, "rss/channel": 1, "rss/channel/title": 1, "rss/channel/link": 2, "rss/channel/description": 1, "rss/channel/lastBuildDate": 1,
			"rss/channel/item": 2, "rss/channel/item/title": 2, "rss/channel/item/guid": 2, "rss/channel/item/pubDate": 2, "rss/channel/item/encoded": 2, "rss/channel/item/creator": 2,
		}},
	} {
		got := map[string]int{}
		walk(t, write(t, e, feed.AllPosts, c.form), func(path string, element xml.StartElement, text string) {
			got[path]++
			var err error
			switch element.Name.Local {
			case "updated", "published":
				_, err = time.Parse(time.RFC3339, text)
				if !strings.HasSuffix(text, "Z") {
					t.Errorf("%s: %s is not in UTC", c.form, text)
				}
			case "pubDate", "lastBuildDate":
				_, err = time.Parse(time.RFC1123, text)
			case "title":
				if kind := attr(element, "type"); c.form == feed.Atom && kind != "text" {
					t.Errorf("a title is of type %q", kind)
				}
			case "guid":
				if attr(element, "isPermaLink") != "true" {
					t.Errorf("a guid says isPermaLink=%q", attr(element, "isPermaLink"))
				}
			}
			if err != nil {
				t.Errorf("%s: %s: %v", c.form, path, err)
			}
		})
		for path, n := range c.want {
			if got[path] != n {
				t.Errorf("%s: %d of %s, want %d", c.form, got[path], path, n)
			}
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// walk calls visit for each element of a document, with the words right in it, and
// fails where the document is not well formed.
func walk(t interface{ Fatalf(string, ...any) }, out []byte, visit func(path string, e xml.StartElement, text string)) {
	type open struct {
		e    xml.StartElement
		text strings.Builder
	}
	var stack []*open
	for d := xml.NewDecoder(bytes.NewReader(out)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("not well formed: %v\n%s", err, out)
		}
		switch token := token.(type) {
		case xml.StartElement:
			stack = append(stack, &open{e: token.Copy()})
		case xml.CharData:
			if len(stack) > 0 {
				stack[len(stack)-1].text.Write(token)
			}
		case xml.EndElement:
			names := make([]string, len(stack))
			for i, o := range stack {
				names[i] = o.e.Name.Local
			}
			last := stack[len(stack)-1]
			visit(strings.Join(names, "/"), last.e, last.text.String())
			stack = stack[:len(stack)-1]
		}
	}
}

func TestJSONFeedHasWhatVersion11Requires(t *testing.T) {
	var got struct {
		Version, Title string
		HomePageURL    string `json:"home_page_url"`
		FeedURL        string `json:"feed_url"`
		Items          []struct {
			ID            string
			ContentHTML   string `json:"content_html"`
			DatePublished string `json:"date_published"`
			DateModified  string `json:"date_modified"`
			Image         string
			Authors       []struct{ Name string }
		}
	}
	d := json.NewDecoder(bytes.NewReader(write(t, edition.New(harbour(), []coverage.Post{post(1), post(2, rich)}), feed.AllPosts, feed.JSON)))
	if err := d.Decode(&got); err != nil {
		t.Fatal(err)
	}
	if got.Version != "https://jsonfeed.org/version/1.1" || got.Title == "" || got.HomePageURL == "" || got.FeedURL == "" || len(got.Items) != 2 {
		t.Errorf("%+v", got)
	}
	for _, item := range got.Items {
		_, published := time.Parse(time.RFC3339, item.DatePublished)
		_, modified := time.Parse(time.RFC3339, item.DateModified)
		if item.ID == "" || item.ContentHTML == "" || published != nil || modified != nil {
			t.Errorf("%+v", item)
		}
	}
	if got.Items[0].Image != "https://pictures.example/quay.jpg" {
		t.Errorf("image %q", got.Items[0].Image)
	}
}

// changedIn gives the feed's own time; JSON Feed has no place for it.
func changedIn(t *testing.T, out []byte, f feed.Form) time.Time {
	t.Helper()
	var at time.Time
	walk(t, out, func(path string, _ xml.StartElement, text string) {
		var err error
		switch path {
		case "feed/updated":
			at, err = time.Parse(time.RFC3339, text)
		case "rss/channel/lastBuildDate":
			at, err = time.Parse(time.RFC1123, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	})
	if at.IsZero() {
		t.Fatalf("%s does not say when it changed: %s", f, out)
	}
	return at
}

func TestAFeedChangesWithWhatIsPublicAlone(t *testing.T) {
	e := edition.New(harbour(), posts(3))
	edited := func(n int, seq coverage.Seq, status coverage.Status, before coverage.Post) coverage.Post {
		next := before
		next.Seq, next.Status, next.UpdatedAt = seq, status, noon.Add(time.Duration(seq)*time.Hour)
		return settle(coverage.Succeed(&before, next))
	}
	withdrawn := edited(2, 10, coverage.Withdrawn, post(2))
	edits := edited(2, 11, coverage.Withdrawn, withdrawn)
	for _, f := range []feed.Form{feed.Atom, feed.RSS} {
		if got := changedIn(t, write(t, e, feed.AllPosts, f), f); !got.Equal(noon.Add(3 * time.Minute)) {
			t.Errorf("%s: changed %v", f, got)
		}
		after := e.ApplyPost(withdrawn)
		if got := changedIn(t, write(t, after, feed.AllPosts, f), f); !got.Equal(noon.Add(10 * time.Hour)) {
			t.Errorf("%s: after a withdrawal it changed %v", f, got)
		}
		if got := changedIn(t, write(t, after.ApplyPost(edits), feed.AllPosts, f), f); !got.Equal(noon.Add(10 * time.Hour)) {
			t.Errorf("%s: after an edit of what is withdrawn it changed %v", f, got)
		}
	}
}

// Whatever is written, feeds are well formed, hold no word that left, and an edit
// never changes what an entry is known by.
func TestIDsStayAndWithdrawnWordsLeaveWhateverIsWritten(t *testing.T) {
	anything := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"]]>", "</content>", "<!--", "&#0;", "\x00\x01\x0b", "\ufffe\uffff", "\x80\xff", "\u2028", "a&b<c>\"d'", "\U0001F6A2", "&amp;lt;", "",
	}))
	rapid.Check(t, func(t *rapid.T) {
		states := map[coverage.PostID]coverage.Post{}
		e := edition.New(harbour(), nil)
		lost := map[string]bool{}
		seq := coverage.Seq(1)
		for range rapid.IntRange(1, 12).Draw(t, "changes") {
			seq++
			id := postID(rapid.IntRange(1, 4).Draw(t, "post"))
			before, known := states[id]
			next := before
			word := fmt.Sprintf("word%dx", seq)
			text := anything.Draw(t, "text")
			next.ID, next.Seq, next.Blog, next.UpdatedAt = id, seq, "harbour-talks", noon.Add(time.Duration(seq)*time.Minute)
			next.Status = rapid.SampledFrom([]coverage.Status{coverage.Published, coverage.Published, coverage.Withdrawn}).Draw(t, "status")
			next.PublishedAt = noon.Add(time.Duration(rapid.IntRange(0, 9).Draw(t, "minute")) * time.Minute)
			next.Title = text
			next.Byline = []coverage.Contributor{{Name: "By " + text}}
			next.Elements = []coverage.Element{
				{Type: coverage.Text, HTML: coverage.ParagraphHTML(word + text)},
				{Type: coverage.Quote, Paragraphs: []string{text}, Speaker: &coverage.Speaker{Name: "A" + text}},
			}
			if known {
				lost[fmt.Sprintf("word%dx", before.Seq)] = true
				next = coverage.Succeed(&before, next)
			} else {
				next = coverage.Succeed(nil, next)
			}
			lost[word] = !next.Public()
			next = settle(next)
			states[id] = next
			e = e.ApplyPost(next)
		}
		var want []string
		for _, p := range e.Posts() {
			want = append(want, base+"/harbour-talks/posts/"+string(p.ID))
		}
		for _, f := range forms {
			out := write(t, e, feed.AllPosts, f)
			if f != feed.JSON {
				walk(t, out, func(string, xml.StartElement, string) {})
			} else if !json.Valid(out) {
				t.Fatalf("no JSON: %s", out)
			}
			if bytes.ContainsRune(out, '\uFFFE') && f != feed.JSON {
				t.Fatalf("U+FFFE is in %s", out)
			}
			var got []string
			for _, item := range parse(t, out).Items {
				got = append(got, item.GUID)
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%s: ids %q, want %q", f, got, want)
			}
			for word, gone := range lost {
				if gone == bytes.Contains(out, []byte(word)) {
					t.Fatalf("%s: %q is gone: %v, and in the feed: %v", f, word, gone, !gone)
				}
			}
		}
	})
}

func TestWhatXMLHasNoPlaceForIsLeftOut(t *testing.T) {
	e := edition.New(harbour(), []coverage.Post{post(1, func(p *coverage.Post) {
		p.Title = "Fer\x00ry \ufffeAu\x1brora\xff \ufffd\U0001F6A2"
		p.Elements = []coverage.Element{{Type: coverage.Text, HTML: "<p>at \uffffsea</p>"}}
	})})
	for _, f := range []feed.Form{feed.Atom, feed.RSS} {
		item := parse(t, write(t, e, feed.AllPosts, f)).Items[0]
		if want := "Ferry Aurora \ufffd\U0001F6A2"; item.Title != want || item.Content != "<p>at sea</p>" {
			t.Errorf("%s: title %q, content %q", f, item.Title, item.Content)
		}
	}
}
