package layout_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

var update = flag.Bool("update", false, "write the fixtures anew")

// The fixtures are what the page's script is held to: a page, the changes that
// come to it, and the page as a fresh load has it after them.
const fixtures = "../../../web/reader/testdata"

type fixture struct {
	Before  string           `json:"before"` // <main>
	Changes []map[string]any `json:"changes"`
	Head    coverage.Seq     `json:"head"`
	After   string           `json:"after"` // <main>
}

// story changes an edition step by step.
type story struct {
	seq    coverage.Seq
	now    *edition.Edition
	states map[coverage.PostID]coverage.Post
}

func newStory(posts ...coverage.Post) *story {
	s := &story{seq: 1, now: edition.New(harbour(), nil), states: map[coverage.PostID]coverage.Post{}}
	for _, p := range posts {
		s.put(p)
	}
	return s
}

func (s *story) put(p coverage.Post) {
	before, known := s.states[p.ID]
	p.Trace = coverage.Trace{}
	if known {
		p = coverage.Succeed(&before, p)
	} else {
		p = coverage.Succeed(nil, p)
	}
	s.seq++
	p.Seq = s.seq
	s.states[p.ID] = settle(p)
	s.now = s.now.ApplyPost(s.states[p.ID])
}

func (s *story) change(n int, how func(*coverage.Post)) {
	p := s.states[postID(n)]
	how(&p)
	s.put(p)
}

func (s *story) blog(how func(*coverage.Blog)) {
	before := s.now.Blog()
	after := before
	how(&after)
	after = coverage.SucceedHeader(&before, after)
	s.seq++
	after.Seq = s.seq
	if after.Reset == coverage.OwnSeq {
		after.Reset = s.seq
	}
	s.now = s.now.ApplyBlog(after)
}

func TestFixturesOfThePagesScript(t *testing.T) {
	withdraw := func(p *coverage.Post) { p.Status = coverage.Withdrawn }
	later := func(minutes int) func(*coverage.Post) {
		return func(p *coverage.Post) { p.PublishedAt = p.PublishedAt.Add(time.Duration(minutes) * time.Minute) }
	}
	words := func(html string) func(*coverage.Post) {
		return holding(coverage.Element{Type: coverage.Text, HTML: html})
	}
	lind := quote("Mara Lind", "harbour workers’ spokesperson", "“We have seen those reports.", "“Our position is what it was.”")
	opening := func() *story {
		return newStory(
			post(1, -1500, titled("Night shift walks out"), keyEvent),
			post(2, 0, titled("Mediator arrives"), keyEvent, holding(quote("Aino Salmi", "mediator", "I have brought coffee & a pencil."))),
			post(3, 10),
			post(4, 20, titled("Where things stand"), pin, func(p *coverage.Post) { p.Summary = true }),
			post(5, 30, titled("Owners: “moving”"), keyEvent, holding(quote("Port owners", "", "In large part."))),
		)
	}
	for _, c := range []struct {
		name  string
		start func() *story
		then  func(*story)
	}{
		{"publish", opening, func(s *story) {
			s.put(post(6, 35, holding(lind)))
			s.put(post(7, 40, titled("Union <denies> it"), keyEvent, pin, holding(lind)))
		}},
		{"publish-into-the-past", opening, func(s *story) { s.put(post(6, 15)); s.put(post(7, 20)) }},
		{"edit", opening, func(s *story) {
			s.change(3, words("<p>Ferry 3 has <em>left</em> the quay.</p><p>Nobody waved.</p>"))
			s.change(4, words("<p>Ferries run on the northern line.</p>"))
			s.change(5, titled("Owners: “nearly there”"))
		}},
		{"move", opening, func(s *story) { s.change(3, later(15)); s.change(5, later(-25)) }},
		{"withdraw", opening, func(s *story) { s.change(5, withdraw); s.change(4, withdraw); s.change(3, withdraw) }},
		{"withdraw-all", opening, func(s *story) {
			for n := range 5 {
				s.change(n+1, withdraw)
			}
		}},
		{"withdraw-and-publish-again", opening, func(s *story) {
			s.change(4, withdraw)
			s.change(4, func(p *coverage.Post) { p.Status = coverage.Published })
		}},
		{"pin-and-unpin", opening, func(s *story) {
			s.change(2, pin)
			s.change(4, func(p *coverage.Post) { p.Pinned = false })
			s.change(2, words("<p>She has brought coffee.</p>"))
		}},
		{"key-events", opening, func(s *story) {
			s.change(1, func(p *coverage.Post) { p.KeyEvent = false })
			s.change(4, keyEvent)
		}},
		{"relations", opening, func(s *story) {
			s.change(5, func(p *coverage.Post) {
				p.Relations = []coverage.Relation{{Type: coverage.Contradicts, Post: postID(2), Note: "In part."}}
			})
			s.change(2, titled("Mediator arrives late"))
		}},
		{"header", opening, func(s *story) {
			s.blog(func(b *coverage.Blog) {
				b.Title, b.Standfirst, b.State = "Talks & ferries <at rest>", "", coverage.Paused
			})
		}},
		{"ended", opening, func(s *story) {
			s.blog(func(b *coverage.Blog) { b.State = coverage.Ended })
			s.change(3, words("<p>Ferry 3 was the last to stay.</p>"))
		}},
		{"another-zone", opening, func(s *story) {
			s.blog(func(b *coverage.Blog) { b.Timezone = "Asia/Kathmandu" })
		}},
		{"first-post", func() *story {
			s := newStory()
			s.blog(func(b *coverage.Blog) { b.State = coverage.Upcoming })
			return s
		}, func(s *story) {
			s.put(post(1, 0, titled("It begins"), keyEvent, pin))
			s.blog(func(b *coverage.Blog) { b.State, b.Standfirst = coverage.Live, "One line.\nAnother." })
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := c.start()
			before, since := mainOf(t, s.now), s.now.Head()
			c.then(s)
			out := &bytes.Buffer{}
			enc := json.NewEncoder(out)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "\t")
			if err := enc.Encode(fixture{before, events(t, s.now, since), s.now.Head(), mainOf(t, s.now)}); err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(fixtures, c.name+".json")
			if *update {
				if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(out.Bytes(), want) {
				t.Errorf("%s is not what the templates give now; look at the difference after\n\tgo test ./internal/reader/layout -run Fixtures -update", name)
			}
		})
	}
}

// mainOf gives the <main> of a blog's page as the server writes it.
func mainOf(t *testing.T, e *edition.Edition) string {
	t.Helper()
	out, err := newLayout(t).Blog(e, layout.View{})
	if err != nil {
		t.Fatal(err)
	}
	page := string(out)
	return page[strings.Index(page, "<main") : strings.Index(page, "</main>")+len("</main>")]
}

// events gives the changes as the stream and /changes carry them.
func events(t *testing.T, e *edition.Edition, since coverage.Seq) []map[string]any {
	t.Helper()
	l := newLayout(t)
	out := []map[string]any{}
	for _, c := range e.Delta(since) {
		event := map[string]any{"type": c.Type, "seq": c.Seq}
		switch c.Type {
		case edition.PostChange:
			event["id"], event["html"], event["title"] = c.ID, string(l.Article(e.Blog(), c.Post)), c.Post.Title
			event["publishedAt"], event["keyEvent"] = layout.Timestamp(c.Post.PublishedAt), c.Post.KeyEvent
			event["pinned"], event["summary"] = c.Post.Pinned, c.Post.Summary
		case edition.GoneChange:
			event["id"] = c.ID
		case edition.BlogChange:
			event["state"], event["title"], event["standfirst"] = e.Blog().State, e.Blog().Title, e.Blog().Standfirst
			pinned, keyEvents := []coverage.PostID{}, []map[string]any{}
			for _, p := range e.Pinned() {
				pinned = append(pinned, p.ID)
			}
			for _, p := range e.KeyEvents() {
				keyEvents = append(keyEvents, map[string]any{"id": p.ID, "title": p.Title, "publishedAt": layout.Timestamp(p.PublishedAt)})
			}
			event["pinned"], event["keyEvents"] = pinned, keyEvents
		}
		out = append(out, event)
	}
	return out
}

func TestArticleStandsInThePageToTheByte(t *testing.T) {
	s := newStory(post(1, 0, titled("Talks & <coffee>"), keyEvent, pin, holding(quote("Mara Lind", "", "“No.”"))))
	p, _ := s.now.Post(postID(1))
	article := string(newLayout(t).Article(s.now.Blog(), p))
	page := mainOf(t, s.now)
	if !strings.Contains(page, "<li>"+article+"</li>") {
		t.Errorf("the page does not hold\n%s", article)
	}
	inPins := strings.Replace(article, `id="post-`, `data-post="`, 1)
	if !strings.Contains(page, inPins) {
		t.Errorf("#pinned does not hold\n%s", inPins)
	}
	if where(parse(t, []byte(article)), tag("article"))[0].FirstChild.Type != html.ElementNode {
		t.Error("the article begins with white space")
	}
}
