package coverage

import (
	"errors"
	"testing"
	"time"
)

func textOf(html string) Element { return Element{Type: Text, HTML: html} }

func TestPublishedWordsDoNotChangeSilentlyWhereTheBlogSaysSo(t *testing.T) {
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	minutes := func(n int) *int { return &n }
	old := Correction{Kind: Minor, Reason: "A name was misspelt.", At: now.Add(-time.Hour)}
	other := Correction{Kind: CorrectionOfFact, Reason: "It was ten.", At: now}
	said := func(html string, corrections ...Correction) Post {
		return Post{Status: Published, FirstPublishedAt: now.Add(-10 * time.Minute),
			Copy: Copy{Title: "Ferry", Elements: []Element{textOf(html)}, Corrections: corrections}}
	}
	draft, withdrawn, early := said("<p>Nine.</p>"), said("<p>Nine.</p>", old), said("<p>Nine.</p>")
	draft.Status, draft.FirstPublishedAt = Draft, time.Time{}
	withdrawn.Status = Withdrawn
	early.FirstPublishedAt = now.Add(-10*time.Minute + time.Millisecond)
	byline := said("<p>Nine.</p>", old)
	byline.Byline, byline.Pinned = []Contributor{{Name: "Ida"}}, true
	for _, c := range []struct {
		what       string
		silent     *int
		prev, next Post
		owes       bool
	}{
		{"no setting", nil, said("<p>Nine.</p>"), said("<p>Ten.</p>"), false},
		{"never silent", minutes(0), said("<p>Nine.</p>"), said("<p>Ten.</p>"), true},
		{"to the minute", minutes(10), said("<p>Nine.</p>"), said("<p>Ten.</p>"), true},
		{"before its time", minutes(10), early, said("<p>Ten.</p>"), false},
		{"with a correction", minutes(0), said("<p>Nine.</p>", old), said("<p>Ten.</p>", old, other), false},
		{"with the old correction alone", minutes(0), said("<p>Nine.</p>", old), said("<p>Ten.</p>", old), true},
		{"with the old correction twice", minutes(0), said("<p>Nine.</p>", old), said("<p>Ten.</p>", old, old), true},
		{"with one in the place of the old", minutes(0), said("<p>Nine.</p>", old), said("<p>Ten.</p>", other), true},
		{"never published", minutes(0), draft, said("<p>Ten.</p>"), false},
		{"while it is withdrawn", minutes(0), withdrawn, said("<p>Ten.</p>", old), true},
		{"white space", minutes(0), said("<p>Nine of ten.</p>"), said("<p>Nine\u00a0of</p><p>ten. </p>"), false},
		{"emphasis", minutes(0), said("<p>Nine.</p>"), said("<p><em>Nine.</em></p>"), false},
		{"byline and pin", minutes(0), said("<p>Nine.</p>", old), byline, false},
	} {
		err := OweCorrection(Settings{SilentMinutes: c.silent}, c.prev, c.next, now)
		e, named := errors.AsType[*Error](err)
		if c.owes != (err != nil) || named && e.Fields[0].Field != "corrections" {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

func TestWhatReadersReadIsMoreThanTheParagraphs(t *testing.T) {
	base := Copy{Title: "Ferry", Elements: []Element{
		textOf("<p>Nine.</p>"),
		{Type: Quote, Paragraphs: []string{"No."}, Speaker: &Speaker{Name: "Ada", Role: "mayor"}},
		{Type: Image, Media: "https://example.org/a.jpg", Alt: "A ferry"},
		{Type: Link, URL: "https://example.org/a", Title: "More"},
	}}
	for what, change := range map[string]func(*Copy){
		"title":   func(c *Copy) { c.Title = "Ferries" },
		"speaker": func(c *Copy) { c.Elements[1].Speaker = &Speaker{Name: "Eda", Role: "mayor"} },
		"picture": func(c *Copy) { c.Elements[2].Media = "https://example.org/b.jpg" },
		"alt":     func(c *Copy) { c.Elements[2].Alt = "Two ferries" },
		"address": func(c *Copy) { c.Elements[3].URL = "https://example.org/b" },
		"order":   func(c *Copy) { c.Elements[0], c.Elements[1] = c.Elements[1], c.Elements[0] },
	} {
		next := base.Clone()
		change(&next)
		if SameWords(base, next) {
			t.Errorf("another %s counts as nothing", what)
		}
		if !SameWords(next, next.Clone()) {
			t.Errorf("%s: words differ from themselves", what)
		}
	}
}

func TestAnotherLanguageOfAQuoteIsAChange(t *testing.T) {
	quote := func(language string) Copy {
		return Copy{Elements: []Element{{Type: Quote, Paragraphs: []string{"Non."}, Speaker: &Speaker{Name: "Ada"}, Language: language}}}
	}
	if SameCopy(quote("fr"), quote("")) || !SameCopy(quote("fr"), quote("fr")) {
		t.Error("the language of a quote does not count")
	}
}
