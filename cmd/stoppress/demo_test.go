package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// The demo is what people judge by: it has to show everything there is.
func TestTheDemoShowsEveryElementRelationAndState(t *testing.T) {
	s := start(t, t.TempDir(), "--demo")
	editor := s.token("editor")
	var list struct{ Blogs []coverage.Blog }
	posts := map[coverage.Slug][]coverage.Post{}
	for s.ask("GET", "/"+demoSlug, "", nil).status != 200 {
		time.Sleep(10 * time.Millisecond) // there is no event of a blog that is not there yet
	}
	wait := s.stream("/" + demoSlug + "/stream?since=0")
	defer wait.close()
	for event := ""; !strings.Contains(event, "gherkins"); { // the last post of what happened before
		event = wait.next()
	}
	if err := json.Unmarshal(s.ask("GET", "/api/v1/blogs", editor, nil).want(200).body, &list); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, b := range list.Blogs {
		seen["state "+string(b.State)] = true
		var page struct{ Posts []coverage.Post }
		if err := json.Unmarshal(s.ask("GET", "/api/v1/blogs/"+string(b.Slug)+"/posts?limit=200", editor, nil).want(200).body, &page); err != nil {
			t.Fatal(err)
		}
		posts[b.Slug] = page.Posts
		for _, p := range page.Posts {
			seen["status "+string(p.Status)] = true
			seen["claim "+string(p.Claim)] = true
			for _, e := range p.Elements {
				seen["element "+string(e.Type)] = true
			}
			for _, r := range p.Relations {
				seen["relation "+string(r.Type)] = true
			}
			if p.PublishedAt.After(time.Now()) {
				t.Errorf("%q is from the future", p.Title)
			}
		}
	}
	for _, want := range []string{
		"state upcoming", "state live", "state paused", "state ended", "status draft", "status submitted", "status published",
		"claim reported", "claim confirmed", "claim official", "claim unverified",
		"element text", "element heading", "element list", "element quote", "element image", "element embed", "element link",
		"relation updates", "relation confirms", "relation contradicts", "relation corrects", "relation answers",
	} {
		if !seen[want] {
			t.Errorf("the demo does not show %s", want)
		}
	}
	if !slices.ContainsFunc(posts[demoSlug], func(p coverage.Post) bool { return len(p.Corrections) > 0 }) {
		t.Error("the demo shows no correction")
	}
}
