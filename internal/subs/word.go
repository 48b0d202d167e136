package subs

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"github.com/stoppress/stoppress/internal/copytaster"
	"github.com/stoppress/stoppress/internal/coverage"
)

// word is a word of a text, without a possessive ending.
type word struct {
	text       string
	folded     string // as names are compared
	start, end int
	possessive bool
	capital    bool // begins with an upper-case letter, and is not written in capitals throughout
	opens      bool // a sentence, a line or a quotation
	joined     bool // to the word before it, by one space or a hyphen
}

// wordsOf splits a text into its words, as Unicode does (UAX 29).
func wordsOf(text string, v copytaster.Vocabulary) []word {
	var out []word
	opens, sep := true, ""
	for i := words.FromString(text); i.Next(); {
		t := i.Value()
		first, _ := utf8.DecodeRuneInString(t)
		if !unicode.IsLetter(first) {
			if unicode.IsNumber(first) {
				opens, sep = false, "#"
				continue
			}
			sep += t
			if strings.ContainsAny(t, "!?:;“„«»‘\"(•–—\n…") || t == "." && !abbreviated(out, v) {
				opens = true
			}
			continue
		}
		w := word{text: t, start: i.Start(), end: i.End(), opens: opens, joined: len(out) > 0 && (sep == " " || sep == "-")}
		for _, ending := range []string{"’s", "'s", "’S", "'S"} {
			if base, ok := strings.CutSuffix(t, ending); ok {
				w.text, w.end, w.possessive = base, w.end-len(ending), true
			}
		}
		w.folded = coverage.Fold(w.text)
		w.capital = unicode.IsUpper(first) && (utf8.RuneCountInString(w.text) < 2 || strings.ToUpper(w.text) != w.text)
		out = append(out, w)
		opens, sep = false, ""
	}
	return out
}

// abbreviated tells whether a full stop belongs to the word before it.
func abbreviated(before []word, v copytaster.Vocabulary) bool {
	if len(before) == 0 {
		return false
	}
	last := before[len(before)-1].text
	return utf8.RuneCountInString(last) == 1 || v.Office(last) && utf8.RuneCountInString(last) <= 4
}

// name is words that are written together as a name is.
type name struct {
	words []word
	opens bool // its first word opens a sentence, so it may be capital for that alone
	said  bool // a word follows that says that somebody spoke
}

func (n name) folded() string {
	parts := make([]string, len(n.words))
	for i, w := range n.words {
		parts[i] = w.folded
	}
	return strings.Join(parts, " ")
}

// last is the word that a name is known by.
func (n name) last() word { return n.words[len(n.words)-1] }

// namesIn finds the names among words: runs of capital words, without those of an office,
// and of no more than maxNameWords.
func namesIn(ws []word, v copytaster.Vocabulary) []name {
	var out []name
	var run []word
	end := func(next int) {
		if len(run) > 0 && len(run) <= maxNameWords {
			out = append(out, name{words: run, opens: run[0].opens, said: next < len(ws) && v.Reports(ws[next].text)})
		}
		run = nil
	}
	for i, w := range ws {
		switch {
		case w.capital && !v.Office(w.text) && !v.Common(w.text):
			if len(run) > 0 && (!w.joined || w.opens) {
				end(i)
			}
			run = append(run, w)
			if w.possessive {
				end(i + 1)
			}
		case len(run) > 0 && w.joined && v.Particle(w.text) && i+1 < len(ws) && ws[i+1].capital && ws[i+1].joined:
			run = append(run, w)
		default:
			end(i)
		}
	}
	end(len(ws))
	return out
}

// maxNameWords is the longest name; more capital words are a headline.
const maxNameWords = 5

//go:embed data/names.json
var nameData []byte

// nameRules are what a language does with names.
type nameRules struct {
	// Endings make another word of a name, or the same in another case: Russia, Russian.
	Endings []string `json:"endings"`
	// Nouns: all nouns are capital, so that few capital words are names.
	Nouns bool `json:"nouns"`
}

var allNameRules = sync.OnceValue(func() map[string]nameRules {
	var out map[string]nameRules
	if err := json.Unmarshal(nameData, &out); err != nil {
		panic(fmt.Errorf("data/names.json: %w", err)) // the file is part of the binary
	}
	return out
})

// nameRulesOf gives those of a BCP 47 tag. Of a language that has none, nobody knows what
// it does with its words: there, only what is like a speaker's name is looked at.
func nameRulesOf(language string) nameRules {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	if rules, ok := allNameRules()[base]; ok {
		return rules
	}
	return nameRules{Endings: allNameRules()["en"].Endings, Nouns: true}
}

// shortestStem is the least that two words must share to be forms of one, in bytes.
const shortestStem = 3

// derived tells whether two words are one with different endings, or with none.
func (rules nameRules) derived(a, b string) bool {
	shared := 0
	for shared < min(len(a), len(b)) && a[shared] == b[shared] {
		shared++
	}
	for ; shared >= shortestStem; shared-- { // an ending may begin with letters that both have
		if rules.ends(a[shared:]) && rules.ends(b[shared:]) {
			return true
		}
	}
	return false
}

func (rules nameRules) ends(rest string) bool {
	return rest == "" || slices.Contains(rules.Endings, rest)
}
