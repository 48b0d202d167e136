package subs

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/copytaster"
)

// Reference is a time in a text whose words refer to another post: "(see 1.34pm GMT)".
type Reference struct {
	Start, End int // in bytes, of the time with its zone
	Words      string
	// Minutes of the day that may be meant: two where an hour before twelve stands without
	// am or pm.
	Minutes []int
	Zone    string // an abbreviation, "" for the blog's own
	// Yesterday: the day before the text's own is named.
	Yesterday bool
	// Sure: the words can mean nothing else ("see …"). Others ("(14.05)") lead to a post
	// of the same day where there is exactly one, and are no matter for a warning.
	Sure bool
	// decimal: it might be a number ("1.34"), but for the words around it.
	decimal bool
}

// Key silences the warning about a reference, and keeps it from becoming a link.
func (r Reference) Key() string { return "time:" + r.Words }

// phrases are a language's words around such times, as in data/references.json.
type phrases struct {
	See     []string `json:"see"`     // sends the reader there
	Whose   []string `json:"whose"`   // our
	The     []string `json:"the"`     // the, this
	Earlier []string `json:"earlier"` // earlier, previous
	Post    []string `json:"post"`    // what only a live blog has
	Own     []string `json:"own"`     // what others have as well: an update
	At      []string `json:"at"`      // at, of, from
	Here    []string `json:"here"`    // above, below
	We      []string `json:"we"`
	Have    []string `json:"have"` // have, already
	Said    []string `json:"said"` // reported
	As      []string `json:"as"`
	Unit    []string `json:"unit"` // Uhr
	// Yesterday may stand before the time, or after it.
	Yesterday []string `json:"yesterday"`
}

// grammar tells by what stands before and after a time whether it refers to a post.
type grammar struct {
	time *regexp.Regexp
	sure []frame
	may  []frame
	and  *regexp.Regexp // between a reference and the next of the same kind
	// yesterday, where it stands before or after a time
	yesterday frame
}

// frame is what stands around a time: before matches at the end of what comes before
// it, after at the beginning of what follows.
type frame struct{ before, after *regexp.Regexp }

//go:embed data/references.json
var referenceData []byte

var grammars = sync.OnceValue(func() map[string]*grammar {
	var all map[string]phrases
	if err := json.Unmarshal(referenceData, &all); err != nil {
		panic(fmt.Errorf("data/references.json: %w", err)) // the file is part of the binary
	}
	out := make(map[string]*grammar, len(all))
	for language, p := range all {
		out[language] = newGrammar(p)
	}
	return out
})

// grammarOf gives the grammar of a BCP 47 tag; English where there is none of its own.
func grammarOf(tag string) *grammar {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if g, ok := grammars()[base]; ok {
		return g
	}
	return grammars()["en"]
}

func newGrammar(p phrases) *grammar {
	one := func(list ...[]string) string {
		var quoted []string
		for _, words := range list {
			for _, w := range words {
				quoted = append(quoted, regexp.QuoteMeta(w))
			}
		}
		return "(?:" + strings.Join(quoted, "|") + ")"
	}
	var (
		begin   = `(?:^|[^\p{L}\p{M}\p{N}])`
		end     = `(?:$|[^\p{L}\p{M}\p{N}])`
		see     = one(p.See)
		whose   = one(p.Whose)
		the     = one(p.The)
		earlier = one(p.Earlier)
		post    = one(p.Post)
		noun    = one(p.Post, p.Own)
		at      = one(p.At)
		here    = one(p.Here, p.Earlier)
		we      = one(p.We)
		have    = one(p.Have)
		said    = one(p.Said)
		as      = one(p.As)
		open    = `\s*[(\[]?\s*$`
		close   = `^\s*[)\]]`
	)
	frames := func(pairs ...[2]string) (out []frame) {
		for _, pair := range pairs {
			out = append(out, frame{regexp.MustCompile("(?i)" + pair[0]), regexp.MustCompile("(?i)" + pair[1])})
		}
		return out
	}
	unit := ""
	if len(p.Unit) > 0 {
		unit = `(?:\s?` + one(p.Unit) + `)?`
	}
	return &grammar{
		// Either with minutes, or with am or pm.
		time: regexp.MustCompile(`(?i)(\d{1,2})(?:(?:[.:]|\s?h\s?)(\d{2})(?:\s?(am|pm|a\.m\.|p\.m\.))?|\s?(am|pm|a\.m\.|p\.m\.))` + unit),
		sure: frames(
			// see 13:34 · see: 13:34 · see above (13:34)
			[2]string{begin + see + `:?(?: ` + here + `)*[,:]?` + open, ``},
			// (see at 13:34) · See at 13:34
			[2]string{`(?:^|[(\[.!?;–—]\s*)` + see + `:?(?: ` + here + `)*,? ` + at + ` $`, ``},
			// see our earlier post at 13:34
			[2]string{begin + see + `(?: (?:` + whose + `|` + the + `|` + earlier + `))* ` + noun + `,?(?: ` + here + `)*,?(?: ` + at + `)?` + open, ``},
			// earlier (14.05)
			[2]string{begin + earlier + `\s*[(\[]\s*(?:` + at + ` )?$`, close},
			// (earlier, 14.05)
			[2]string{`[(\[]\s*(?:` + here + `)[,:]?(?: ` + at + `)?\s*$`, close},
			// as we have reported at 13:34 · we said earlier, at 13:34
			[2]string{begin + we + `(?:\s?` + have + `)* ` + said + `(?: ` + here + `)*,?(?: ` + at + `)?` + open, ``},
			// as reported at 13:34
			[2]string{begin + as + `(?: (?:` + we + `|` + have + `))* ` + said + `(?: ` + here + `)*,?(?: ` + at + `)?` + open, ``},
			// wie um 13.34 Uhr berichtet
			[2]string{begin + as + `(?: (?:` + we + `|` + have + `))* ` + at + ` $`, `^ (?:(?:` + we + `|` + have + `) )*` + said + end},
			// at 13:34 we reported
			[2]string{begin + at + ` $`, `^,? ` + we + `(?:\s?` + have + `)* ` + said + end},
			// our update at 13:34 · the earlier post (13:34)
			[2]string{begin + whose + `(?: ` + earlier + `)* ` + noun + `,?(?: ` + at + `)?` + open, ``},
			[2]string{begin + `(?:` + the + ` )?` + earlier + ` ` + noun + `,?(?: ` + at + `)?` + open, ``},
			[2]string{begin + the + ` ` + post + `,?(?: ` + at + `)?` + open, ``},
			// our 13:34 update · the 13:34 post
			[2]string{begin + whose + `(?: ` + earlier + `)* $`, `^ ` + noun + end},
			[2]string{begin + the + ` $`, `^ ` + post + end},
		),
		may: frames(
			// (14.05) · (at 13:34)
			[2]string{`[(\[]\s*(?:` + at + ` )?$`, close},
			// earlier, at 13:34
			[2]string{begin + earlier + `,? ` + at + ` $`, ``},
		),
		yesterday: frame{
			before: regexp.MustCompile("(?i)" + begin + "(" + one(p.Yesterday) + `(?:['’]s)?,?\s+(?:` + at + `\s+)?)$`),
			after:  regexp.MustCompile("(?i)" + `^(,?\s+` + one(p.Yesterday) + ")" + end),
		},
		and: regexp.MustCompile(`(?i)^(?:,|;|\s*(?:and|or|&|und|et|y|e|та|і)|,\s*(?:and|or|und|et|y|e))\s+(?:` + at + ` )?$`),
	}
}

// Around a time, so much is looked at, in bytes.
const (
	lookBefore = 100
	lookAfter  = 40
)

// References finds the times of a text that refer to posts, in the order of the text.
func References(text, language string) []Reference {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	g := grammarOf(language)
	var out []Reference
	for _, m := range g.time.FindAllStringSubmatchIndex(text, -1) {
		r, ok := g.reference(text, m)
		if !ok {
			continue
		}
		line := strings.LastIndexByte(text[:r.Start], '\n') + 1
		before := text[max(line, clipped(text, r.Start-lookBefore)):r.Start]
		after := text[r.End:min(len(text), r.End+lookAfter)]
		after, _, _ = strings.Cut(after, "\n")
		before, after, r.Yesterday = g.withoutYesterday(before, after)
		switch {
		case r.framed(g.sure, before, after):
			r.Sure = true
		case len(out) > 0 && out[len(out)-1].Sure && out[len(out)-1].End >= line && g.and.MatchString(text[out[len(out)-1].End:r.Start]):
			r.Sure = true // see 13:34 and 14:05
		case !r.framed(g.may, before, after):
			continue
		}
		out = append(out, r)
	}
	return out
}

// withoutYesterday takes the word off what stands around a time, and tells whether it
// was there: "as we reported yesterday at 13:34".
func (g *grammar) withoutYesterday(before, after string) (string, string, bool) {
	if m := g.yesterday.before.FindStringSubmatchIndex(before); m != nil {
		return before[:m[2]], after, true
	}
	if m := g.yesterday.after.FindStringSubmatchIndex(after); m != nil {
		return before, after[m[3]:], true
	}
	return before, after, false
}

func (r Reference) framed(frames []frame, before, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	for _, f := range frames {
		if r.decimal && f.after.String() == "(?i)" && after != "" && !unicode.IsPunct(next) {
			continue // we see 1.34 million of them
		}
		if f.before.MatchString(before) && f.after.MatchString(after) {
			return true
		}
	}
	return false
}

// clipped gives the beginning of a character at or after a place.
func clipped(text string, at int) int {
	for at = max(at, 0); at < len(text) && !utf8.RuneStart(text[at]); {
		at++
	}
	return min(at, len(text))
}

// reference reads a match as a time; ok is false where it is a number, or none of a
// clock's.
func (g *grammar) reference(text string, m []int) (r Reference, ok bool) {
	r.Start, r.End = m[0], m[1]
	last, _ := utf8.DecodeLastRuneInString(text[:r.Start])
	if last != utf8.RuneError && (unicode.IsLetter(last) || unicode.IsNumber(last) || unicode.IsSymbol(last) || strings.ContainsRune(".:,/-–#%", last)) {
		return r, false
	}
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	hour, _ := strconv.Atoi(part(1))
	minute, _ := strconv.Atoi(part(2))
	half := strings.ToLower(part(3) + part(4))
	if next, _ := utf8.DecodeRuneInString(text[r.End:]); next != utf8.RuneError {
		follows := text[r.End+utf8.RuneLen(next):]
		switch {
		case unicode.IsLetter(next), unicode.IsNumber(next), next == '%', unicode.Is(unicode.Sc, next),
			strings.ContainsRune(".:,-–/", next) && follows != "" && follows[0] >= '0' && follows[0] <= '9':
			return r, false // 1.34m, 13.34.56, 10:15-11:30
		}
	}
	switch {
	case minute > 59 || hour > 24 || hour == 24 && minute > 0:
		return r, false
	case half == "" || hour > 12: // "13.34pm" is written too
		r.Minutes = []int{hour%24*60 + minute}
		if hour >= 1 && hour < 12 && !strings.HasPrefix(part(1), "0") {
			r.Minutes = append(r.Minutes, (hour+12)%24*60+minute)
		}
	case hour == 0:
		return r, false
	default:
		r.Minutes = []int{hour%12*60 + minute}
		if half[0] == 'p' {
			r.Minutes[0] += 12 * 60
		}
	}
	r.decimal = half == "" && !strings.ContainsFunc(text[r.Start:r.End], func(c rune) bool { return c == ':' || unicode.IsLetter(c) })
	if zone := zoneAfter.FindStringSubmatch(text[r.End:]); zone != nil && copytaster.IsZone(zone[1]) {
		r.Zone, r.decimal = zone[1], false
		r.End += len(zone[0])
	}
	r.Words = text[r.Start:r.End]
	return r, true
}

var zoneAfter = regexp.MustCompile(`^\s?([A-Z]{2,5}(?:[+-]\d{1,2}(?::\d{2})?)?)\b`)
