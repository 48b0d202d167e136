package copytaster_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stoppress/stoppress/internal/copytaster"
	"github.com/stoppress/stoppress/internal/coverage"
)

// shape writes a story for people: a post begins with "#", its marks and title
// after it; then its byline, sources and elements, one a line.
func shape(s copytaster.Story) string {
	var b strings.Builder
	for _, p := range s.Posts {
		c := p.Copy
		b.WriteString("#")
		if !c.PublishedAt.IsZero() {
			b.WriteString(" " + c.PublishedAt.Format("2006-01-02T15:04Z"))
		}
		if c.KeyEvent {
			b.WriteString(" key")
		}
		if c.Summary {
			b.WriteString(" summary")
		}
		if c.Title != "" {
			b.WriteString(" " + c.Title)
		}
		b.WriteString("\n")
		for _, n := range c.Byline {
			b.WriteString("by " + n.Name + "\n")
		}
		for _, x := range c.Sources {
			fmt.Fprintf(&b, "source %s (%s)\n", x.Name, x.Kind)
		}
		for _, e := range c.Elements {
			lead := "text"
			switch e.Type {
			case coverage.List:
				lead = "list"
			case coverage.Quote:
				lead = "quote " + e.Speaker.Name
				if e.Speaker.Role != "" {
					lead += " (" + e.Speaker.Role + ")"
				}
				if e.ReportedBy != "" {
					lead += " via " + e.ReportedBy
				}
			}
			b.WriteString(lead + ": " + strings.ReplaceAll(e.PlainText(), "\n", " | ") + "\n")
		}
	}
	return strings.TrimSpace(b.String())
}

func expect(t *testing.T, story copytaster.Story, want string) {
	t.Helper()
	if got, want := shape(story), strings.TrimSpace(want); got != want {
		t.Errorf("the posts are\n%s\n\nand should be\n%s\n\nfurniture: %q\nwarnings: %q", got, want, story.Furniture, story.Warnings)
	}
}

// under gives a stamped live blog with one post that holds the lines.
func under(lines string) string {
	return "Harbour strike – live\nThe latest from the quay\nTue 9 Mar 2027 15.41 GMT\n15.30 GMT\n" + strings.TrimSpace(lines) + "\nShare\n"
}
