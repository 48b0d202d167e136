package words

import (
	"cmp"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

func open(t *testing.T) *Library {
	t.Helper()
	l, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func say(t *testing.T, b *Book, key string, fill ...any) string {
	t.Helper()
	said, err := b.Say(key, fill...)
	if err != nil {
		t.Fatal(err)
	}
	return said
}

func TestEveryLanguageHasEveryMessageAndFillsInTheSame(t *testing.T) {
	l := open(t)
	english := l.files["en"]
	for name, f := range l.files {
		if len(f.Months) != 12 || len(f.ShortMonths) != 12 || len(f.Weekdays) != 7 {
			t.Errorf("%s has %d months, %d short ones and %d weekdays", name, len(f.Months), len(f.ShortMonths), len(f.Weekdays))
		}
		for key, w := range english.Messages {
			other, ok := f.Messages[key]
			if !ok {
				t.Errorf("%s does not say %q", name, key)
				continue
			}
			if (w.forms == nil) != (other.forms == nil) {
				t.Errorf("%s says %q with forms of the plural where English has none, or the other way round", name, key)
			}
			if want, got := fills(w.text), fills(other.text); !slices.Equal(want, got) {
				t.Errorf("%s fills %v into %q, English %v", name, got, key, want)
			}
		}
		for key := range f.Messages {
			if _, ok := english.Messages[key]; !ok {
				t.Errorf("%s says %q, which nobody asks for", name, key)
			}
		}
	}
}

// fills gives what a text has filled in, in order of the arguments.
func fills(text string) []string {
	found := regexp.MustCompile(`%(\[\d+\])?[sd]`).FindAllString(text, -1)
	slices.Sort(found)
	return found
}

func TestEveryNumberHasItsForm(t *testing.T) {
	l := open(t)
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}
	for name, f := range l.files {
		needed := map[string]bool{}
		for n := range 1000 {
			if name == "he" && n%10 == 0 && n > 10 {
				continue // CLDR had a form of its own for these up to 41
			}
			needed[names[plural.Cardinal.MatchPlural(language.Make(name), n, 0, 0, 0, 0)]] = true
		}
		for key, w := range f.Messages {
			if w.forms == nil {
				continue
			}
			if got, want := slices.Sorted(maps.Keys(w.forms)), slices.Sorted(maps.Keys(needed)); !slices.Equal(got, slices.Compact(append(want, missing(want, "other")...))) {
				t.Errorf("%s has the forms %v of %q; it needs %v", name, got, key, want)
			}
		}
	}
}

func missing(have []string, name string) []string {
	if slices.Contains(have, name) {
		return nil
	}
	return []string{name}
}

func TestPlurals(t *testing.T) {
	l := open(t)
	for _, c := range []struct {
		language string
		n        int
		want     string
	}{
		{"en", 1, "1 new update"}, {"en", 2, "2 new updates"},
		{"de", 1, "1 neue Meldung"}, {"de-AT", 5, "5 neue Meldungen"},
		{"fr-CA", 1, "1 nouvelle publication"}, {"es-MX", 3, "3 publicaciones nuevas"}, {"pt-BR", 2, "2 novas publicações"},
		{"uk", 1, "1 нове повідомлення"}, {"uk", 3, "3 нові повідомлення"}, {"uk", 11, "11 нових повідомлень"}, {"uk", 21, "21 нове повідомлення"},
		{"ar", 1, "تحديث جديد واحد"}, {"ar", 2, "تحديثان جديدان"}, {"ar", 3, "3 تحديثات جديدة"}, {"ar", 11, "11 تحديثًا جديدًا"}, {"ar", 100, "100 تحديث جديد"},
		{"ar-EG", 3, "٣ تحديثات جديدة"}, {"ar-u-nu-arab", 12, "١٢ تحديثًا جديدًا"}, {"ar-AE", 3, "3 تحديثات جديدة"},
		{"he", 1, "עדכון חדש אחד"}, {"he", 2, "שני עדכונים חדשים"}, {"he", 7, "7 עדכונים חדשים"},
	} {
		if got := say(t, l.Book(c.language), "new-updates", c.n); got != c.want {
			t.Errorf("%s, %d: %q, want %q", c.language, c.n, got, c.want)
		}
	}
}

func TestBookOfALanguage(t *testing.T) {
	l := open(t)
	for tag, want := range map[string]string{
		"en": "en", "en-GB": "en", "en-AU": "en", "en-XA": "en-XA", "de-CH": "de", "pt-BR": "pt", "fr-BE": "fr", "es-419": "es", "uk-UA": "uk",
		"ar-SY": "ar", "he-IL": "he", "iw": "he", "ja": "en", "x-newsroom": "en", "": "en",
	} {
		if got := l.Book(tag).Language; got != want {
			t.Errorf("the words of %q are those of %q, want %q", tag, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	l := open(t)
	at := time.Date(2026, 3, 1, 13, 34, 0, 0, time.UTC)
	for tag, want := range map[string][4]string{
		"en":    {"1 Mar 2026", "1 March", "Sunday 1 March 2026", "13:34"},
		"de":    {"1. März 2026", "1. März", "Sonntag, 1. März 2026", "13:34"},
		"fr":    {"1er mars 2026", "1er mars", "dimanche 1er mars 2026", "13:34"},
		"es":    {"1 mar 2026", "1 de marzo", "domingo, 1 de marzo de 2026", "13:34"},
		"pt":    {"1 mar. 2026", "1 de março", "domingo, 1 de março de 2026", "13:34"},
		"uk":    {"1 бер. 2026", "1 березня", "неділя, 1 березня 2026 року", "13:34"},
		"ar":    {"1 مارس 2026", "1 مارس", "الأحد، 1 مارس 2026", "13:34"},
		"ar-EG": {"١ مارس ٢٠٢٦", "١ مارس", "الأحد، ١ مارس ٢٠٢٦", "١٣:٣٤"},
		"he":    {"1 במרץ 2026", "1 במרץ", "יום ראשון, 1 במרץ 2026", "13:34"},
	} {
		b := l.Book(tag)
		if got := [4]string{b.Date(at), b.Day(at), b.FullDate(at), b.Clock(at)}; got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

// Clocks are put forward and back at moments that differ from place to place; what
// is written must name the zone that holds then.
func TestTimesAreRightAcrossClockChanges(t *testing.T) {
	b := open(t).Book("en")
	for _, c := range []struct{ zone, utc, clock, name string }{
		{"Europe/London", "2026-03-29T00:59:59Z", "00:59", "GMT"},
		{"Europe/London", "2026-03-29T01:00:00Z", "02:00", "BST"},
		{"Europe/London", "2026-10-25T00:30:00Z", "01:30", "BST"},
		{"Europe/London", "2026-10-25T01:30:00Z", "01:30", "GMT"},
		{"America/New_York", "2026-03-08T06:59:00Z", "01:59", "EST"},
		{"America/New_York", "2026-03-08T07:00:00Z", "03:00", "EDT"},
		{"America/New_York", "2026-11-01T05:30:00Z", "01:30", "EDT"},
		{"America/New_York", "2026-11-01T06:30:00Z", "01:30", "EST"},
		{"Asia/Kathmandu", "2026-03-04T13:34:00Z", "19:19", "UTC+05:45"},
		{"Pacific/Chatham", "2026-04-04T13:59:00Z", "03:44", "UTC+13:45"},
		{"Pacific/Chatham", "2026-04-04T14:00:00Z", "02:45", "UTC+12:45"},
		{"Pacific/Chatham", "2026-09-26T14:00:00Z", "03:45", "UTC+13:45"},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse(time.RFC3339, c.utc)
		if err != nil {
			t.Fatal(err)
		}
		if clock, name := b.Clock(at.In(zone)), b.Zone(at.In(zone)); clock != c.clock || name != c.name {
			t.Errorf("%s in %s is %s %s, want %s %s", c.utc, c.zone, clock, name, c.clock, c.name)
		}
	}
}

func TestZonesAreNamed(t *testing.T) {
	l := open(t)
	for _, c := range []struct{ language, zone, want string }{
		{"en", "Europe/London", "Times are London time"},
		{"en", "America/Argentina/Buenos_Aires", "Times are Buenos Aires time"},
		{"en", "UTC", "Times are UTC"}, {"en", "Etc/GMT+3", "Times are GMT+3"},
		{"de", "Europe/London", "Uhrzeiten: Ortszeit London"},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Book(c.language).Times(zone); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.zone, c.language, got, c.want)
		}
	}
}

func TestPseudoLanguageIsLongerAndInBrackets(t *testing.T) {
	b := open(t).Book(Pseudo)
	if got, want := say(t, b, "new-updates", 3), "[3 ñéw üpdáţéš····]"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := say(t, b, "comma"); got != ", " {
		t.Errorf("what has no letters became %q", got)
	}
}

func TestAMessageThatDoesNotExistIsAnError(t *testing.T) {
	_, err := open(t).Book("en").Say("no-such-words")
	if err == nil || !strings.Contains(err.Error(), "no-such-words") {
		t.Errorf("the error is %v", err)
	}
}

func TestScriptGetsItsWords(t *testing.T) {
	l := open(t)
	for _, name := range l.Languages() {
		data, err := l.Book(name).ForScript()
		if err != nil {
			t.Fatal(err)
		}
		var got map[string]any
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		for _, key := range scriptMessages {
			if got[key] == nil {
				t.Errorf("the script has no %q in %s", key, name)
			}
		}
		if want := cmp.Or(l.files[name].Locale, name) + "-u-nu-latn"; got["locale"] != want {
			t.Errorf("the script writes numbers by %v, want %s", got["locale"], want)
		}
	}
}
