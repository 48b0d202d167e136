package copytaster

import (
	"bytes"
	"encoding/json"
	"path"
	"reflect"
	"regexp"
	"testing"
)

func TestLanguageFilesHaveEveryFieldAndNoOther(t *testing.T) {
	entries, err := data.ReadDir("data/languages")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		t.Run(e.Name(), func(t *testing.T) {
			b, err := data.ReadFile(path.Join("data/languages", e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			d := json.NewDecoder(bytes.NewReader(b))
			d.DisallowUnknownFields()
			var l language
			if err := d.Decode(&l); err != nil {
				t.Fatal(err)
			}
			if l.Language+".json" != e.Name() {
				t.Errorf("it is for %q", l.Language)
			}
			needsAll(t, "", reflect.ValueOf(l))
		})
	}
}

// mayBeEmpty are lists for which a language may have no words.
var mayBeEmpty = regexp.MustCompile(`^(endings\..*|firstNames\..*|elisions|clitics|agencies|media|articles|definite|generic|pronouns\.who|thus|ordinals|nameParticles|citation\.told|according\..*|stamp\.(am|pm|ago|agoBefore|clock|midnight))$`)

// needsAll checks that each field of the file is there, and holds something where it must.
func needsAll(t *testing.T, at string, v reflect.Value) {
	t.Helper()
	for i := range v.NumField() {
		name, ok := v.Type().Field(i).Tag.Lookup("json")
		switch f := v.Field(i); {
		case !ok:
		case f.Kind() == reflect.Struct:
			needsAll(t, at+name+".", f)
		case f.Kind() == reflect.Bool, f.Kind() == reflect.String:
		case f.IsNil(), f.Len() == 0 && !mayBeEmpty.MatchString(at+name):
			t.Errorf("%s%s is missing or empty", at, name)
		}
	}
}

func TestStamps(t *testing.T) {
	en := languages[0]
	for _, c := range []struct {
		line   string
		minute int // -1: it is no stamp
	}{
		{"19.30 GMT", 19*60 + 30},
		{"19:30:05", 19*60 + 30},
		{"7.05pm", 19*60 + 5},
		{"12.10am", 10},
		{"12.10 p.m. ET", 12*60 + 10},
		{"5pm", 17 * 60},
		{"8m ago 18.57", 18*60 + 57},
		{"Posted at 14:05", 14*60 + 5},
		{"published at 12:05 GMT 10 March 2027", 12*60 + 5},
		{"Fri 19 Feb 2027 19.41 GMT", 19*60 + 41},
		{"February 19th, 2027, 7:41 PM EST", 19*60 + 41},
		{"2027-02-19T19:41:00.000Z", 19*60 + 41},
		{"10.25am BST 10.25am BST", 10*60 + 25},
		{"14.05 UTC+2", 14*60 + 5},
		{"19.feb.2027 19:41", 19*60 + 41},
		{"Updated at 19.52 GMT", 19*60 + 52},
		{"25.30 GMT", -1},
		{"19.75", -1},
		{"5", -1},
		{"2027", -1},
		{"5pm is when it begins", -1},
		{"The 19.30 to Northport", -1},
		{"19.30 20.30", -1},
		{"", -1},
	} {
		st, ok := en.stampLine(c.line)
		switch {
		case c.minute < 0 && ok:
			t.Errorf("%q was read as a stamp: %+v", c.line, st)
		case c.minute >= 0 && (!ok || !st.hasTime || st.minute != c.minute):
			t.Errorf("%q was read as minute %d (%v), and is %d", c.line, st.minute, ok, c.minute)
		}
	}
}

func TestStampsOfOtherLanguages(t *testing.T) {
	for _, c := range []struct {
		language, line string
		minute         int // -1: it has no time
		zone           string
	}{
		{"fr", "Publié le 9 mars 2027 à 13h02, mis à jour à 19h10 (heure de Paris)", 13*60 + 2, "Europe/Paris"},
		{"fr", "Publié le 09/03/2027 08:31 – mis à jour le 10/03/2027 19:05", 8*60 + 31, ""},
		{"fr", "Mardi 9 mars 2027 (heure de Bruxelles)", -1, "Europe/Brussels"},
		{"es", "9 de marzo de 2027, 14.05 (hora peninsular)", 14*60 + 5, "Europe/Madrid"},
		{"es", "13:34 h.", 13*60 + 34, ""},
	} {
		for _, l := range languages {
			if l.Language != c.language {
				continue
			}
			st, ok := l.stampLine(c.line)
			if !ok || st.hasTime != (c.minute >= 0) || st.hasTime && st.minute != c.minute || (st.zone != nil) != (c.zone != "") || st.zone != nil && st.zone.Timezone != c.zone {
				t.Errorf("%q was read as %+v (%v)", c.line, st, ok)
			}
		}
	}
}

func TestStampsBeforeASentence(t *testing.T) {
	for line, want := range map[string]bool{
		"9h05. La séance est ouverte.": true, "9h05. « Commençons », dit la maire.": true, "9h05 est trop tôt.": false, "9h05. et quart": false, "12. Le quai": false,
	} {
		for _, l := range languages {
			if _, _, ok := l.stampPrefix(line); l.Language == "fr" && ok != want {
				t.Errorf("%q: %v", line, ok)
			}
		}
	}
}

func TestPlacesWithDates(t *testing.T) {
	for line, want := range map[string]bool{
		"Northport, le 9 mars 2027": true, "Northport - 9 MARS 2027 - 12:30 CET": true, "Northport, 9 mars 2027 14:05": false,
		"Ida Holm 9 mars 2027 14:05": false, "le 9 mars 2027": false, ", 0": false, "Northport - 2": false,
	} {
		for _, l := range languages {
			if _, ok := l.placeAndDate(line); l.Language == "fr" && ok != want {
				t.Errorf("%q: %v", line, ok)
			}
		}
	}
}

func TestStampsWithinParagraphs(t *testing.T) {
	en := languages[0]
	for _, c := range []struct{ paragraph, rest string }{
		{"9.00am: The ferry is in.", " The ferry is in."},
		{"17:12 – They are back.", " They are back."},
		{"0813: Hello.", " Hello."},
		{"[10.15 GMT] The talks go on.", " The talks go on."},
		{"19.30 GMT The talks go on.", " The talks go on."},
		{"5.30pm - Tea.", " Tea."},
		{"9.30 is too early.", ""},
		{"17:12", ""},
		{"2-1: what a game.", ""},
		{"2070: a look ahead.", ""},
	} {
		_, at, ok := en.stampPrefix(c.paragraph)
		if ok != (c.rest != "") || ok && c.paragraph[at:] != c.rest {
			t.Errorf("%q: %v, the rest is %q", c.paragraph, ok, c.paragraph[at:])
		}
	}
}

func TestMinutesOfAMatch(t *testing.T) {
	en := languages[0]
	for s, want := range map[string]bool{
		"23 min: A corner.": true, "45+2 min": true, "45 min +2: A booking.": true, "90’ Goal!": true, "67 min Vik is down.": true,
		"Half-time: Northport 1-1 Southwick": true, "23 minutes later they left.": false, "23 men": false, "Halfway there": false,
	} {
		if _, got := en.minuteMark(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func TestNamesAreBylines(t *testing.T) {
	en := languages[0]
	for s, want := range map[string]int{
		"Ida Holm": 1, "By Ida Holm": 1, "Ida Holm and Jon Vik": 2, "Ida Holm, Jon Vik and Ursa van der Holm": 3, "Ida H Holm": 1,
		"Downing Street": 0, "Half Time": 0, "Ida Holm said": 0, "Summary": 0, "Ida": 0, "Moon Landing Live": 0, "By": 0, "Ida Holm in Northport": 0,
		"From Ida Holm in Fjord City": 1, "By Ida Holm in Northport": 1, "From Fjord City": 0, "Analysis by Ida Holm": 1, "By Ida Holm, harbour correspondent": 1,
		"Ida Holm (now) and Jon Vik (earlier)": 2, "By Ida Holm (in Northport) and Jon Vik": 2, "Ida Holm (Fjord Party)": 0, "Ida Holm, harbour correspondent, in Northport": 1, "Ida Holm, Live editor": 1, "From FJN's Ida Holm in Marlow, Fjordland": 1, "Ida Holm, harbour director": 0, "Ida Holm Harbour correspondent": 1, "Ida Holm Harbour Director": 0, "From FJN's Ida Holm in Fjord City and Jon Vik": 2,
		"By Ida Holm, BBC Verify": 1, "Ida Holm Reporting from Northport": 1, "From Ida Holm": 0, "Interview: Ida Holm": 1, "Words: Ida Holm and Jon Vik": 2, "Guest: Ida Holm": 0, "By:": 0, "Ida Holm (41 mins)": 0,
		"Ida Holm / Jon Vik": 2, "Ida Holm/Jon Vik": 0, "Ida Holm and Reuters": 2, "Ida Holm, CNN": 1, "By: Ida Holm, Jon Vik": 2, "Northport: Ida Holm": 0, "By Ida Holm, Northport": 1, "Ida Holm, Northport": 0,
	} {
		if b, _ := en.byline(s); len(b.by) != want {
			t.Errorf("%q has the names %q", s, b.by)
		}
	}
}
