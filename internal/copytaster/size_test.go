package copytaster_test

import (
	"strings"
	"testing"

	"github.com/stoppress/stoppress/internal/copytaster"
	"github.com/stoppress/stoppress/internal/coverage"
)

// huge are texts beyond the limits of a post, or without what rules look for.
var huge = []struct{ name, text string }{
	{"one line of words", strings.Repeat("word ", 200_000)},
	{"one line of one letter", strings.Repeat("& ", 100_000)},
	{"lines of one letter", strings.Repeat("a\n", 20_000)},
	{"a quotation of many paragraphs", "Strike\n\nIda Holm said:\n" + strings.Repeat("We will not sign this.\n", 2_000)},
	{"a list of many items", "Strike\nTo recap:\n" + strings.Repeat("• We will not sign this.\n", 3_000)},
	{"many short posts", "Strike\n" + strings.Repeat("19.30 GMT\nThe ferry is in.\nShare\n", 21_000)},
	{"a long name", "Strike\n15.30 GMT\n" + strings.Repeat("Holm ", 2_000) + "said:\nNo.\n"},
	{"many names", strings.Repeat("Ida Holm, Jon Vik and ", 10_000)},
	{"times and nothing else", strings.Repeat("19.30 GMT\n", 20_000)},
	{"quotation marks", strings.Repeat("“‘\"", 50_000)},
	{"right to left", strings.Repeat("مرحبا بالعالم. ", 20_000)},
	{"pictographs", strings.Repeat("⚓️🚢", 40_000)},
	{"zeros", strings.Repeat("\x00", 300_000)},
	{"no UTF-8", strings.Repeat("\xff\xfe", 100_000)},
}

func TestHugeTextsAreReadToo(t *testing.T) {
	for _, c := range huge {
		t.Run(c.name, func(t *testing.T) { read(t, c.text) })
	}
}

func TestAPostBeyondTheLimitIsSplitAndSaysSo(t *testing.T) {
	story := read(t, "Strike\n15.30 GMT\n"+strings.Repeat("We will not sign this. ", 30_000)+"\n")
	if len(story.Posts) < 2 {
		t.Fatalf("%d posts for three times what one can hold", len(story.Posts))
	}
	if !strings.Contains(strings.Join(story.Warnings, " "), "split") {
		t.Errorf("the warnings are %q", story.Warnings)
	}
}

func TestAQuotationBeyondTheLimitKeepsItsSpeaker(t *testing.T) {
	story := read(t, "Strike\n15.30 GMT\nIda Holm said:\n"+strings.Repeat("We will not sign this.\n", 120))
	paragraphs := 0
	for _, e := range story.Posts[0].Copy.Elements {
		if e.Type != coverage.Quote {
			continue
		}
		paragraphs += len(e.Paragraphs)
		if e.Speaker.Name != "Ida Holm" || len(e.Paragraphs) > coverage.MaxQuoteParagraphs {
			t.Errorf("a quotation of %s with %d paragraphs", e.Speaker.Name, len(e.Paragraphs))
		}
	}
	if paragraphs != 120 {
		t.Errorf("%d paragraphs are quoted, of 120", paragraphs)
	}
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat(`15.30 GMT
Ida Holm, the harbour director, told the Fjord Times:
I was not told. Nobody told me.
The chair, Per Aas, asked whether that was good enough, reports the PA news agency.
Share
Updated at 15.41 GMT
`, 1_000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		copytaster.Read("Harbour strike\n"+text, copytaster.Home{})
	}
}
