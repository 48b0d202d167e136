package layout

import (
	"bytes"
	"html/template"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
)

// The sections that an open page rebuilds when an event comes. What they hold
// follows from what the events carry, and from nothing else:
//
//	#state       from the state, by the table in words.go
//	#key-events  from the events' id, title and publishedAt, and the zone; where one
//	             is not of the newest one's day, its day is said
//	#pinned      the articles of the pinned posts, each with data-post="ID" in the
//	             place of id="post-ID"
//	#said        from the quotes in #posts: the newest of each speaker
//
// A section that holds nothing is there and hidden.

type keyEvent struct {
	ID    coverage.PostID
	Title string
	At    string
	Text  string
}

func newKeyEvents(posts []*edition.Post, zone *time.Location) []keyEvent {
	out := make([]keyEvent, 0, len(posts))
	newest := ""
	for i, p := range posts {
		local := p.PublishedAt.In(zone)
		day, text := local.Format("2 January"), local.Format("15:04")
		if i == 0 {
			newest = day
		}
		if day != newest {
			text = day + ", " + text
		}
		out = append(out, keyEvent{p.ID, p.Title, Timestamp(p.PublishedAt), text})
	}
	return out
}

// pinned gives a post's article as it stands in #pinned: an id may stand in a
// page but once, and it belongs to the post's own place.
func pinned(id coverage.PostID, article []byte) template.HTML {
	own, here := []byte(`id="post-`+string(id)+`"`), []byte(`data-post="`+string(id)+`"`)
	return template.HTML(bytes.Replace(article, own, here, 1))
}

// saying is the newest quote of one speaker.
type saying struct {
	ID      coverage.PostID
	Speaker string
	Role    string
	Time    moment
	Words   string
	Marked  bool
}

// maxSayings is the number of speakers in #said.
const maxSayings = 5

func newSayings(newestFirst []*edition.Post, zone *time.Location) []saying {
	out := []saying{}
	seen := map[string]bool{}
	for _, p := range newestFirst {
		for _, e := range p.Elements {
			if e.Type != coverage.Quote || seen[e.Speaker.Name] {
				continue
			}
			seen[e.Speaker.Name] = true
			out = append(out, saying{
				p.ID, e.Speaker.Name, roleBeside(*e.Speaker), newMoment(p.PublishedAt, zone), e.Paragraphs[0], bringsMarks(e.Paragraphs),
			})
			if len(out) == maxSayings {
				return out
			}
		}
	}
	return out
}
