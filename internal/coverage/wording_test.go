package coverage_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/stoppress/stoppress/internal/coverage"
)

func saying(text string) coverage.Copy {
	return coverage.Copy{Elements: []coverage.Element{{Type: coverage.Text, HTML: coverage.ParagraphHTML(text)}}}
}

func TestACorrectionNamesTheWordsThatChanged(t *testing.T) {
	for _, c := range []struct {
		name, from, to string
		want           []coverage.Rewording
	}{
		{"nothing", "One two.", "One two.", nil},
		{"a word", "The ferry carried 300 people to the island on Monday.", "The ferry carried 210 people to the island on Monday.",
			[]coverage.Rewording{{Before: "The ferry carried", Was: "300", Now: "210", After: "people to the island"}}},
		{"added", "It sails.", "It sails. At noon.", []coverage.Rewording{{Before: "It sails.", Now: "At noon."}}},
		{"taken out", "It sails at noon.", "It sails.", []coverage.Rewording{{Before: "It", Was: "sails at noon.", Now: "sails."}}},
		{"near one another", "Red boats and green boats sail.", "Blue boats and grey boats sail.",
			[]coverage.Rewording{{Was: "Red boats and green", Now: "Blue boats and grey", After: "boats sail."}}},
		{"far apart", "Red boats sail from here and green ones come back.", "Blue boats sail from here and grey ones come back.",
			[]coverage.Rewording{{Was: "Red", Now: "Blue", After: "boats sail from here"}, {Before: "sail from here and", Was: "green", Now: "grey", After: "ones come back."}}},
		{"without spaces", "船在港口停了三天", "船在港口停了四天", []coverage.Rewording{{Before: "港口停了", Was: "三", Now: "四", After: "天"}}},
	} {
		got := coverage.Reworded(saying(c.from), saying(c.to))
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestARewordingIsBounded(t *testing.T) {
	long := func(word string) string { return strings.Repeat(word+" kept kept kept kept ", 5000) }
	got := coverage.Reworded(saying(long("old")), saying(long("new")))
	if len(got) == 0 || len(got) > coverage.MaxRewordings {
		t.Errorf("%d places", len(got))
	}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d", "船", "–"}), 0, 60)
		a, b := strings.Join(words.Draw(t, "a"), " "), strings.Join(words.Draw(t, "b"), " ")
		for _, place := range coverage.Reworded(saying(a), saying(b)) {
			for _, text := range []string{place.Before, place.Was, place.Now, place.After} {
				if len([]rune(text)) > 400 {
					t.Fatalf("%q is long", text)
				}
			}
			if place.Was == place.Now {
				t.Fatalf("%+v changes nothing", place)
			}
		}
	})
}

func TestCorrectionsKeepTheirWords(t *testing.T) {
	at := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	first := coverage.Correction{Kind: coverage.CorrectionOfFact, Reason: "It was 210.", At: at}
	next := saying("There were 210.")
	next.Corrections = []coverage.Correction{first}
	prev := coverage.Post{Status: coverage.Published, Copy: next}
	prev.Corrections = coverage.SucceedCorrections(&coverage.Post{Status: coverage.Published, Copy: saying("There were 300.")}, next)
	kept := prev.Corrections[0].Rewordings
	if len(kept) != 1 || kept[0].Was != "300." || kept[0].Now != "210." {
		t.Fatalf("%+v", kept)
	}

	again := saying("There were 211.")
	again.Corrections = []coverage.Correction{{Kind: first.Kind, Reason: "It was 210, in fact.", At: at}, {Kind: coverage.Retraction, Reason: "No.", At: at.Add(1)}}
	got := coverage.SucceedCorrections(&prev, again)
	if !reflect.DeepEqual(got[0].Rewordings, kept) {
		t.Errorf("an older one has %+v", got[0].Rewordings)
	}
	if got[1].Rewordings != nil {
		t.Errorf("a retraction repeats %+v", got[1].Rewordings)
	}
	again.Corrections[0].Rewordings = []coverage.Rewording{}
	if got := coverage.SucceedCorrections(&prev, again); got[0].Rewordings != nil {
		t.Errorf("they cannot be taken away: %+v", got[0].Rewordings)
	}
	draft := coverage.Post{Status: coverage.Draft, Copy: saying("There were 300.")}
	if got := coverage.SucceedCorrections(&draft, next); got[0].Rewordings != nil {
		t.Errorf("what nobody had read is shown: %+v", got[0].Rewordings)
	}
}
