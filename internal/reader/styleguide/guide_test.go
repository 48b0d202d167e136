package styleguide_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/reader/layout"
	"github.com/stoppress/stoppress/internal/reader/styleguide"
)

func newGuide(t *testing.T) *styleguide.Guide {
	t.Helper()
	g, err := styleguide.New(layout.Site{BaseURL: "https://news.example", Name: "Northhaven Post", Script: "/assets/reader.js", Style: "/assets/style.css"}, "/assets/guide.css")
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func index(t *testing.T) string {
	t.Helper()
	page, err := newGuide(t).Index()
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestEveryEntryOfTheContentsLeadsToItsPart(t *testing.T) {
	outside := regexp.MustCompile(`(?s)<template.*?</template>`).ReplaceAllString(index(t), "")
	links := regexp.MustCompile(`<li><a href="#([^"]+)"`).FindAllStringSubmatch(outside, -1)
	if len(links) < 30 {
		t.Fatalf("%d entries in the contents", len(links))
	}
	for _, l := range links {
		if !strings.Contains(outside, ` id="`+l[1]+`"`) {
			t.Errorf("the contents name #%s, which is not on the page", l[1])
		}
	}
}

func TestGuideShowsEveryKindOfEverything(t *testing.T) {
	page := index(t)
	for _, want := range []string{
		"<em>", "<strong>", "<s>", "<code>", "<br", "<sup>", "<sub>", `<ol class="list">`, `<ul class="list">`, `class="quote marked"`, `class="quote"`,
		`class="image"`, `class="card"`, "data-key-event", "data-pinned", "data-summary",
		`data-relation="updates"`, `data-relation="confirms"`, `data-relation="contradicts"`, `data-relation="corrects"`, `data-relation="answers"`,
		`data-kind="minor"`, `data-kind="clarification"`, `data-kind="correction"`, `data-kind="retraction"`,
		`data-state="upcoming"`, `data-state="live"`, `data-state="paused"`, `data-state="ended"`, `data-live="lost"`, `data-live="poll"`, `dir="rtl"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the guide does not show %s", want)
		}
	}
}

func TestNoPageOfTheGuideCarriesAScript(t *testing.T) {
	g := newGuide(t)
	pages := map[string]string{"index": index(t)}
	for _, name := range []string{"live", "upcoming", "paused", "ended", "arabic", "busy"} {
		page, err := g.Sample(name, layout.View{})
		if err != nil {
			t.Fatal(err)
		}
		pages[name] = string(page)
	}
	script := regexp.MustCompile(`<script( type="module"|>)`)
	for name, page := range pages {
		if script.MatchString(page) {
			t.Errorf("%s has a script, which would look for a stream", name)
		}
	}
}

func TestWhatTheGuideDoesNotHaveIsNotFound(t *testing.T) {
	g := newGuide(t)
	for _, c := range []struct {
		name string
		view layout.View
	}{{"none", layout.View{}}, {"live", layout.View{Older: 1}}, {"busy", layout.View{Older: 99}}} {
		if _, err := g.Sample(c.name, c.view); coverage.KindOf(err) != coverage.NotFound {
			t.Errorf("%s %+v: %v", c.name, c.view, err)
		}
	}
}
