package layout

import (
	"bytes"
	"html/template"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/words"
)

// The sections that an open page rebuilds when an event comes. What they hold
// follows from what the events carry, and from nothing else:
//
//	#state       from the state, in the words that stand in #words
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

func newKeyEvents(posts []*edition.Post, clock clock) []keyEvent {
	out := make([]keyEvent, 0, len(posts))
	newest := ""
	for i, p := range posts {
		local := p.PublishedAt.In(clock.zone)
		day, text := clock.book.Day(local), clock.book.Clock(local)
		if i == 0 {
			newest = day
		}
		if day != newest {
			text = clock.book.At(day, text)
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

	Language, Dir string // of words in a language of their own
}

// maxSayings is the number of speakers in #said.
const maxSayings = 5

func newSayings(newestFirst []*edition.Post, clock clock) []saying {
	out := []saying{}
	seen := map[string]bool{}
	for _, p := range newestFirst {
		for _, e := range p.Elements {
			if e.Type != coverage.Quote || seen[e.Speaker.Name] {
				continue
			}
			seen[e.Speaker.Name] = true
			paragraphs, language := e.Paragraphs, e.Language
			if e.Translation != nil { // in the blog's language, as all that stands beside it
				paragraphs, language = e.Translation, ""
			}
			said := saying{
				ID: p.ID, Speaker: e.Speaker.Name, Role: roleBeside(*e.Speaker), Time: clock.moment(p.PublishedAt),
				Words: paragraphs[0], Marked: bringsMarks(paragraphs), Language: language,
			}
			if language != "" {
				said.Dir = words.Direction(language)
			}
			out = append(out, said)
			if len(out) == maxSayings {
				return out
			}
		}
	}
	return out
}
