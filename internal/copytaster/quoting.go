package copytaster

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"github.com/stoppress/stoppress/internal/coverage"
)

// quoting is what is known of languages that have no table: enough to find words on
// record and who said them, in scripts that tell names by no capitals.
type quoting struct {
	Name    string   `json:"name"`
	Scripts []string `json:"scripts"` // as Unicode names them
	Says    []string `json:"says"`    // the verbs
	Around  []string `json:"around"`  // words beside a verb that are nobody's name
}

var quotings = loadQuotings()

func loadQuotings() []quoting {
	b, err := data.ReadFile("data/quoting.json")
	if err != nil {
		panic(err) // the file is part of the binary
	}
	var q []quoting
	if err := json.Unmarshal(b, &q); err != nil {
		panic(err)
	}
	return q
}

// quotingOf gives the one whose script most of a text is written in, or nil.
func quotingOf(text string) *quoting {
	count := make([]int, len(quotings))
	all := 0
	for _, r := range text[:min(len(text), sample)] {
		if !unicode.IsLetter(r) {
			continue
		}
		all++
		for i, q := range quotings {
			if slices.ContainsFunc(q.Scripts, func(s string) bool { return unicode.Is(unicode.Scripts[s], r) }) {
				count[i]++
			}
		}
	}
	for i := range quotings {
		if count[i]*4 > all { // Japanese is written in Chinese characters as well
			return &quotings[i]
		}
	}
	return nil
}

// speaker reads who speaks from the words beside a quotation.
func (q *quoting) speaker(words string) (string, bool) {
	const longest = 10
	words = strings.Trim(words, " \u00a0:：،,.。、-–—")
	found := false
	for _, verb := range q.Says {
		if before, after, ok := cutWord(words, verb); ok {
			if strings.TrimSpace(after) == "" || strings.TrimSpace(before) == "" {
				words, found = strings.TrimSpace(before+" "+after), true
			} else { // the nearer the verb, the likelier: "כך אמר X היום"
				words, found = strings.TrimSpace(after), true
			}
			break
		}
	}
	if !found {
		return "", false
	}
	for changed := true; changed; {
		changed = false
		for _, w := range q.Around {
			for _, cut := range []func(string, string) (string, bool){strings.CutPrefix, strings.CutSuffix} {
				if rest, ok := cut(words, w); ok && (rest == "" || !q.spaced() || strings.HasPrefix(rest, " ") || strings.HasSuffix(rest, " ")) {
					words, changed = strings.Trim(rest, " ،,、"), true
				}
			}
		}
	}
	return words, words != "" && len(strings.Fields(words)) <= longest && len([]rune(words)) <= 80 && !strings.ContainsAny(words, ".。!?؟:")
}

// spaced tells whether words are parted by spaces.
func (q *quoting) spaced() bool { return !slices.Contains(q.Scripts, "Hiragana") }

// cutWord cuts a text around a word; where letters stand beside it, it is another one,
// but in scripts without spaces.
func cutWord(s, w string) (before, after string, ok bool) {
	from := 0
	for {
		i := strings.Index(s[from:], w)
		if i < 0 {
			return "", "", false
		}
		i += from
		before, after = s[:i], s[i+len(w):]
		kana := strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(unicode.Hiragana, r) })
		if kana || (before == "" || strings.HasSuffix(before, " ")) && (after == "" || strings.HasPrefix(after, " ")) {
			return before, after, true
		}
		from = i + len(w)
	}
}

// wholly tells whether a paragraph is a quotation and no more.
func wholly(ts []token) bool {
	in, mark, _ := marksIn(ts)
	quoted := false
	for i, t := range ts {
		if t.word && !in[i] {
			return false
		}
		quoted = quoted || mark[i] != 0
	}
	return quoted
}

// quotedIn reads a paragraph in one of these scripts: a quotation with its speaker
// beside it, or one that follows a paragraph that ends with a colon.
func (r *reading) quotedIn(d *draft, s string, ts []token, above string) (voice, bool) {
	in, mark, _ := marksIn(ts)
	if !slices.Contains(mark, 1) {
		return voice{}, false
	}
	beside := above
	if !wholly(ts) {
		var out strings.Builder
		inside, outside := 0, 0
		last := 0
		for i, t := range ts {
			if in[i] || mark[i] != 0 {
				if in[i] {
					inside += len(t.text)
				}
				last = t.end
				continue
			}
			outside += len(t.text)
			out.WriteString(s[last:t.end])
			last = t.end
		}
		if inside < outside {
			return voice{}, false
		}
		beside = out.String()
	} else if ends(above) != ':' && !strings.HasSuffix(above, "：") {
		return voice{}, false
	}
	if i := strings.LastIndexAny(strings.TrimRight(beside, " :：.。،,"), ".。!?؟"); i >= 0 {
		beside = strings.TrimLeft(beside[i:], ".。!?؟ ")
	}
	name, ok := r.quoting.speaker(beside)
	return voice{Speaker: coverage.Speaker{Name: name}, rule: "speaker-as-written", confidence: 0.6}, ok
}
