package copytaster_test

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/stoppress/stoppress/internal/copytaster"
	"github.com/stoppress/stoppress/internal/coverage"
)

// failer is what testing.T and rapid.T share.
type failer interface {
	Helper()
	Errorf(format string, args ...any)
}

var someTime = time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)

// checkStory checks what holds for the story of any text.
func checkStory(t failer, text string, story copytaster.Story) {
	t.Helper()
	checkWords(t, text, story)
	if story.Header.Title != "" {
		if _, err := coverage.CheckHeader(story.Header); err != nil {
			t.Errorf("the header is not valid: %v", err)
		}
	}
	var before time.Time
	for i, p := range story.Posts {
		checked, err := coverage.CheckCopy(p.Copy, someTime)
		if err != nil {
			t.Errorf("post %d is not valid: %v", i, err)
			continue
		}
		if len(checked.Elements) == 0 {
			t.Errorf("post %d has no element, so it cannot be published", i)
		}
		if !reflect.DeepEqual(checked.Elements, p.Copy.Elements) || checked.Title != p.Copy.Title {
			t.Errorf("checking post %d changed it:\n got %+v\nwant %+v", i, checked, p.Copy)
		}
		if at := p.Copy.PublishedAt; !at.IsZero() {
			if !before.IsZero() && at.After(before) {
				t.Errorf("post %d is of %s, after the one above it, of %s", i, at, before)
			}
			before = at
		}
		for _, d := range p.Decisions {
			if d.Rule == "" || d.Confidence < 0 || d.Confidence > 1 {
				t.Errorf("post %d has a decision without a rule, or with a confidence out of range: %+v", i, d)
			}
		}
	}
}

// checkWords checks that the words of the story and its furniture are those of
// the text: none lost, none invented.
func checkWords(t failer, text string, story copytaster.Story) {
	t.Helper()
	bag := map[string]int{}
	add := func(s string, n int) {
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
			bag[w] += n
		}
	}
	add(clean(text), 1)
	add(story.Header.Title, -1)
	add(story.Header.Standfirst, -1)
	for _, f := range story.Furniture {
		add(f, -1)
	}
	for _, p := range story.Posts {
		add(p.Copy.Title, -1)
		for _, b := range p.Copy.Byline {
			add(b.Name, -1)
		}
		for _, e := range p.Copy.Elements {
			add(e.PlainText(), -1)
		}
	}
	for w, n := range bag {
		switch {
		case n > 0:
			t.Errorf("%q was lost (%d)", w, n)
		case n < 0:
			t.Errorf("%q was invented (%d)", w, -n)
		}
	}
}

// clean is a text as it may be shown: valid, without control characters.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\v' || r == '\f' || r == '\u0085':
			return '\n'
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func read(t *testing.T, text string) copytaster.Story {
	t.Helper()
	story := copytaster.Read(text, copytaster.Home{})
	checkStory(t, text, story)
	return story
}
