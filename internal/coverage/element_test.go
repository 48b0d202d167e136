package coverage

import (
	"testing"
	"time"
)

func TestAQuotesLanguageIsATag(t *testing.T) {
	quote := func(language string) Copy {
		return Copy{Elements: []Element{{Type: Quote, Paragraphs: []string{"In part."}, Speaker: &Speaker{Name: "Mara Lind"}, Language: language}}}
	}
	for _, language := range []string{"", "fr", "zh-Hant"} {
		if _, err := CheckCopy(quote(language), time.Time{}); err != nil {
			t.Errorf("%q: %v", language, err)
		}
	}
	for _, language := range []string{"French", "fr_FR", "-"} {
		if _, err := CheckCopy(quote(language), time.Time{}); KindOf(err) != Invalid {
			t.Errorf("%q is taken as a language (%v)", language, err)
		}
	}
	if _, err := CheckCopy(Copy{Elements: []Element{{Type: Text, HTML: "<p>x</p>", Language: "fr"}}}, time.Time{}); KindOf(err) != Invalid {
		t.Errorf("a text has a language of its own (%v)", err)
	}
}
