package coverage

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

func someText(words string) []Element {
	return []Element{{Type: Text, HTML: "<p>" + words + "</p>"}}
}

func quoteOf(s *Speaker) []Element {
	return []Element{{Type: Quote, Paragraphs: []string{"Ask me again at six."}, Speaker: s}}
}

func TestWrongCopyIsAnErrorThatNamesTheField(t *testing.T) {
	long := strings.Repeat("ö", MaxTitle+1)
	many := func(n int, e Element) []Element {
		out := make([]Element, n)
		for i := range out {
			out[i] = e
		}
		return out
	}
	for _, c := range []struct {
		name  string
		copy  Copy
		field string
	}{
		{"a key event without a title", Copy{KeyEvent: true, Title: " \x07"}, "title"},
		{"a long title", Copy{Title: long}, "title"},
		{"an unknown claim", Copy{Claim: "sure"}, "claim"},
		{"a quote without a speaker", Copy{Elements: quoteOf(nil)}, "elements[0].speaker.name"},
		{"a quote whose speaker has a role only", Copy{Elements: quoteOf(&Speaker{Role: "mayor"})}, "elements[0].speaker.name"},
		{"a quote without words", Copy{Elements: []Element{{Type: Quote, Paragraphs: []string{" "}, Speaker: &Speaker{Name: "A"}}}}, "elements[0].paragraphs"},
		{"a quote of a novel", Copy{Elements: []Element{{Type: Quote, Paragraphs: strings.Fields(strings.Repeat("x ", MaxQuoteParagraphs+1)), Speaker: &Speaker{Name: "A"}}}}, "elements[0].paragraphs"},
		{"an element without a type", Copy{Elements: []Element{{HTML: "x"}}}, "elements[0].type"},
		{"an element with another's field", Copy{Elements: []Element{{Type: Heading, Text: "x", URL: "https://example.org"}}}, "elements[0].url"},
		{"an empty heading", Copy{Elements: []Element{{Type: Heading}}}, "elements[0].text"},
		{"an empty list", Copy{Elements: []Element{{Type: List, Items: []string{"\t"}}}}, "elements[0].items"},
		{"an image without an address", Copy{Elements: []Element{{Type: Image, Alt: "x"}}}, "elements[0].media"},
		{"an image inside the page", Copy{Elements: []Element{{Type: Image, Media: "data:image/png,x"}}}, "elements[0].media"},
		{"an embed of a file", Copy{Elements: []Element{{Type: Embed, URL: "file:///etc/passwd"}}}, "elements[0].url"},
		{"a link without a host", Copy{Elements: []Element{{Type: Link, URL: "https:///x"}}}, "elements[0].url"},
		{"too many elements", Copy{Elements: many(MaxElements+1, someText("x")[0])}, "elements"},
		{"too many words", Copy{Elements: many(3, Element{Type: Text, HTML: "<p>" + strings.Repeat("x", 100<<10) + "</p>"})}, "elements"},
		{"a source without a name", Copy{Sources: []Source{{Kind: Agency}}}, "sources[0].name"},
		{"a source of no known kind", Copy{Sources: []Source{{Name: "A", Kind: "rumour"}}}, "sources[0].kind"},
		{"too many sources", Copy{Sources: make([]Source, MaxSources+1)}, "sources"},
		{"a nameless byline", Copy{Byline: []Contributor{{Role: "editor"}}}, "byline[0].name"},
		{"too many bylines", Copy{Byline: make([]Contributor, MaxBylines+1)}, "byline"},
		{"a relation of no known type", Copy{Relations: []Relation{{Type: "likes", Post: "P"}}}, "relations[0].type"},
		{"a relation to nobody", Copy{Relations: []Relation{{Type: Confirms}}}, "relations[0].post"},
		{"too many relations", Copy{Relations: make([]Relation, MaxRelations+1)}, "relations"},
		{"a correction without a reason", Copy{Corrections: []Correction{{Kind: Minor}}}, "corrections[0].reason"},
		{"a correction of no known kind", Copy{Corrections: []Correction{{Kind: "oops", Reason: "x"}}}, "corrections[0].kind"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := CheckCopy(c.copy, noon)
			wantField(t, err, c.field)
		})
	}
}

func wantField(t *testing.T, err error, field string) {
	t.Helper()
	e, ok := errors.AsType[*Error](err)
	if !ok || e.Kind != Invalid {
		t.Fatalf("got %v, want an Invalid error about %s", err, field)
	}
	for _, f := range e.Fields {
		if f.Field == field {
			return
		}
	}
	t.Errorf("the error names %v, want %s", e.Fields, field)
}

func TestWrongPostIsAnErrorThatNamesTheField(t *testing.T) {
	exists := func(id PostID) bool { return id == "OTHER" }
	for _, c := range []struct {
		name  string
		post  Post
		field string
	}{
		{"published without content", Post{Status: Published}, "elements"},
		{"scheduled without content", Post{Status: Scheduled, Copy: Copy{PublishedAt: noon}}, "elements"},
		{"scheduled without a time", Post{Status: Scheduled, Copy: Copy{Elements: someText("x")}}, "publishedAt"},
		{"a relation to itself", Post{ID: "P", Status: Draft, Copy: Copy{Relations: []Relation{{Confirms, "P", ""}}}}, "relations[0].post"},
		{"a relation to a post that is not there", Post{ID: "P", Status: Draft, Copy: Copy{Relations: []Relation{{Confirms, "OTHER", ""}, {Confirms, "NONE", ""}}}}, "relations[1].post"},
		{"an unknown status", Post{Status: "lost"}, "status"},
	} {
		t.Run(c.name, func(t *testing.T) { wantField(t, CheckPost(c.post, exists), c.field) })
	}
}

func TestTextIsKeptToTheLetter(t *testing.T) {
	got, err := CheckCopy(Copy{Title: "  Fähre \u0007bleibt\u0000 – “im” Hafen 🚢 \n"}, noon)
	if err != nil || got.Title != "Fähre bleibt – “im” Hafen 🚢" {
		t.Errorf("%q, %v", got.Title, err)
	}
}

func TestTimesAreKeptToTheMillisecondInUTC(t *testing.T) {
	at := time.Date(2026, 3, 29, 2, 30, 0, 123_999_999, time.FixedZone("", 2*3600))
	got, err := CheckCopy(Copy{PublishedAt: at, Corrections: []Correction{{Kind: Minor, Reason: "x"}}}, noon)
	if err != nil || got.PublishedAt.Format(time.RFC3339Nano) != "2026-03-29T00:30:00.123Z" || !got.Corrections[0].At.Equal(noon) {
		t.Errorf("%v %v, %v", got.PublishedAt, got.Corrections, err)
	}
}

// What has been checked once is not changed by being checked again, or a change of
// nothing would not be one.
func TestCheckingIsIdempotent(t *testing.T) {
	words := rapid.StringOf(rapid.RuneFrom([]rune(" \n\tab<>&\"'“\x00\u0085öא🚢")))
	rapid.Check(t, func(t *rapid.T) {
		in := Copy{
			Title:  words.Draw(t, "title"),
			Byline: []Contributor{{Name: "I" + words.Draw(t, "name")}},
			Elements: []Element{
				{Type: Text, HTML: words.Draw(t, "html")},
				{Type: Text, HTML: fmt.Sprintf("<p>a<b>%s</b></p><div>%s</div>", words.Draw(t, "bold"), words.Draw(t, "block"))},
				{Type: List, Items: []string{"x", words.Draw(t, "item")}},
				{Type: Quote, Paragraphs: []string{"x", words.Draw(t, "paragraph")}, Speaker: &Speaker{Name: "S" + words.Draw(t, "speaker")}},
			},
		}
		once, err := CheckCopy(in, noon)
		if err != nil {
			t.Fatal(err)
		}
		twice, err := CheckCopy(once.Clone(), noon)
		if err != nil || !SameCopy(once, twice) {
			t.Fatalf("checked again it is another copy (%v):\n%+v\n%+v", err, once, twice)
		}
	})
}

func TestSlugsAreShortAndNotTheServersOwn(t *testing.T) {
	for slug, ok := range map[string]bool{
		"harbour": true, "a": true, "2026-talks": true, strings.Repeat("a", 80): true,
		"": false, "-a": false, "a-": false, "A": false, "a_b": false, "ä": false, "a/b": false, strings.Repeat("a", 81): false,
		"desk": false, "api": false, "accessibility": false, "healthz": false, "readyz": false, "metrics": false, "assets": false, "feed": false, "oembed": false, "search": false, "speakers": false,
	} {
		if _, err := ParseSlug(slug); (err == nil) != ok {
			t.Errorf("%q: %v", slug, err)
		}
	}
}
