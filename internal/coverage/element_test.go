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

func TestATranslatedQuoteSaysFromWhichLanguage(t *testing.T) {
	quote := func(language string, translation ...string) Copy {
		return Copy{Elements: []Element{{
			Type: Quote, Paragraphs: []string{"En partie."}, Speaker: &Speaker{Name: "Mara Lind"}, Language: language, Translation: translation, Partial: true,
		}}}
	}
	if _, err := CheckCopy(quote("", "In part."), time.Time{}); KindOf(err) != Invalid {
		t.Errorf("a translation from nowhere is taken (%v)", err)
	}
	got, err := CheckCopy(quote("fr", " In part. ", " "), time.Time{})
	if err != nil || len(got.Elements[0].Translation) != 1 || got.Elements[0].Translation[0] != "In part." || !got.Elements[0].Partial {
		t.Errorf("%+v, %v", got.Elements, err)
	}
	if got, err = CheckCopy(quote("", " "), time.Time{}); err != nil || got.Elements[0].Translation != nil {
		t.Errorf("a translation of nothing: %+v, %v", got.Elements, err)
	}
	if SameWords(quote("fr", "In part."), quote("fr", "Partly.")) {
		t.Error("another translation is no other words")
	}
	if SameCopy(quote("fr", "In part."), quote("fr")) {
		t.Error("a translation more is no other copy")
	}
}
