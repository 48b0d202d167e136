package copytaster

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSpeechBetweenSingleMarks(t *testing.T) {
	for _, c := range []struct {
		name, line, want string
	}{
		{"curly marks", "‘We stay until Monday,’ she said.", "‹We stay until Monday,› she said."},
		{"straight ones", "'We stay until Monday,' she said.", "＂We stay until Monday,＂ she said."},
		{"apostrophes within words", "‘It’s ours, and we’ll keep it,’ she said.", "‹It’s ours, and we’ll keep it,› she said."},
		{"an apostrophe behind a word", "‘It is the dockers’ quay,’ she said.", "‹It is the dockers’ quay,› she said."},
		{"it goes on in the next paragraph", "‘We stay until Monday.", "‹We stay until Monday."},
		{"after a colon", "Vik said: ‘We stay.’", "Vik said: ‹We stay.›"},
		{"no quotation", "The dockers’ quay isn’t ours.", "The dockers’ quay isn’t ours."},
		{"a year", "It was in the summer of ’27.", "It was in the summer of ’27."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := withSigns(c.line, singles(c.line)); got != c.want {
				t.Errorf("%q became %q; it should be %q", c.line, got, c.want)
			}
		})
	}
}

func TestSingleMarksArePutBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("ab’‘' .,\n“”é…s"))).Draw(t, "line")
		if got := toSingle.Replace(withSigns(s, singles(s))); got != s {
			t.Fatalf("%q came back as %q", s, got)
		}
	})
}

func TestSingleMarksAreReadWhereTheTextHasNoOthers(t *testing.T) {
	text := "Port 'will stay'\nThe mayor, Ida Holm, has spoken.\n'We shall stay until Monday,' she said.\n'And then we'll see,' Holm added."
	story := Read(text, Home{})
	quotes := 0
	for _, e := range story.Posts[0].Copy.Elements {
		if e.Speaker == nil {
			continue
		}
		quotes++
		if e.Speaker.Name != "Ida Holm" {
			t.Errorf("%q is said by %q", e.Paragraphs, e.Speaker.Name)
		}
	}
	if quotes != 2 {
		t.Errorf("%d quotes were found, of 2: %+v", quotes, story.Posts)
	}
	double := Read("Port stays\nThe mayor, Ida Holm, has spoken.\n“We shall stay until Monday,” she said.\n'Some of us will stay for good' is what the banner says.", Home{})
	if n := len(double.Posts[0].Copy.Elements); n != 3 {
		t.Errorf("where words on record have double marks, single ones are none: %+v", double.Posts[0].Copy.Elements)
	}
}
