package copytaster

import (
	"strings"
	"time"
)

// Vocabulary is what a language's table tells others of single words.
type Vocabulary struct{ lang *language }

// VocabularyOf gives the vocabulary of a BCP 47 tag; English where there is no table of
// its own.
func VocabularyOf(tag string) Vocabulary {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	for _, l := range languages {
		if l.Language == base {
			return Vocabulary{l}
		}
	}
	return Vocabulary{languages[0]}
}

// Reports tells whether a word says that somebody said something.
func (v Vocabulary) Reports(word string) bool { return v.lang.Verbs.Report[plain(word)] }

// Office tells whether a word is of a role or a form of address ("minister", "former",
// "Sir") and no part of a name.
func (v Vocabulary) Office(word string) bool {
	w := plain(word)
	return v.lang.Roles[w] || v.lang.RoleModifiers[w] || v.lang.Honorifics[w]
}

// Common tells whether a word is one that no name is made of, however it is written: a
// function word, one that opens a sentence ("meanwhile"), a verb of speech, a day, a
// month.
func (v Vocabulary) Common(word string) bool {
	w := plain(word)
	_, month := v.lang.Months[w]
	_, day := v.lang.Weekdays[w]
	return month || day || v.lang.Continues.First[w] || v.lang.Continues.Phrases[w] || v.lang.Opens.Strong[w] || v.lang.FunctionWords[w] || v.lang.NotNames[w] || v.lang.Verbs.Report[w] || v.lang.Abbreviations[w]
}

// Particle tells whether a word stands within names ("van", "de").
func (v Vocabulary) Particle(word string) bool { return v.lang.NameParticles[plain(word)] }

// IsZone tells whether a time zone goes by an abbreviation: "BST", "GMT+1".
func IsZone(name string) bool { return zoneOf(name) != nil }

// ZoneTime gives the instant of a wall-clock time on a day, in the zone that an
// abbreviation names; ok is false where none goes by it.
func ZoneTime(name string, day time.Time, minute int) (at time.Time, ok bool) {
	z := zoneOf(name)
	if z == nil {
		return time.Time{}, false
	}
	return z.utc(day.Year(), day.Month(), day.Day(), minute), true
}
