package copytaster

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// stampLabel is what a stamp says it is.
type stampLabel int

const (
	unlabelled  stampLabel = iota
	posted                 // "Posted at"
	updated                // "Updated at"
	firstPosted            // "First published on"
)

// stamp is a time, a date or an age, as pages print them beside posts.
type stamp struct {
	label    stampLabel
	hasTime  bool
	minute   int  // of the day
	minutes  bool // the time names minutes: "9.00am", not "9am"
	zone     *zone
	zoneName string
	day      int // 0 where it has no date
	month    int
	year     int // 0 where the date has none
	ago      bool
	pinned   bool // its post is not in its place
}

func (s stamp) dated() bool { return s.day > 0 && s.year > 0 }

// maxStamp is the longest line that may be a stamp, in bytes.
const maxStamp = 100

// maxWordStamp is the longest stamp without a digit: "just now".
const maxWordStamp = 40

// atom is a run of digits, a run of letters, or another character.
type atom struct {
	text  string
	lower string
	end   int  // where the text after it begins
	kind  byte // 'd' digits, 'l' letters, 'p' else
}

func atoms(s string) []atom {
	out := make([]atom, 0, min(len(s), 8))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		kind, j := byte('p'), i+n
		switch {
		case r >= '0' && r <= '9':
			kind = 'd'
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
		case unicode.IsLetter(r):
			kind = 'l'
			for j < len(s) {
				r, n := utf8.DecodeRuneInString(s[j:])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) {
					break
				}
				j += n
			}
		}
		out = append(out, atom{text: s[i:j], lower: strings.ToLower(s[i:j]), end: j, kind: kind})
		i = j
	}
	return out
}

// stampLine reads a line that is a stamp and nothing else.
func (l *language) stampLine(s string) (stamp, bool) {
	if len(s) > maxStamp || !l.maybeStamp(strings.TrimLeft(s, directions)) || !strings.ContainsAny(s, "0123456789") && len(s) > maxWordStamp {
		return stamp{}, false
	}
	if direction.in(s) {
		s = strings.Trim(s, directions+" ")
	}
	if strings.HasPrefix(s, "+++") { // as tickers have it
		s = strings.Trim(s, "+ \u00a0")
	}
	p := stampParser{lang: l, atoms: atoms(s)}
	for p.at < len(p.atoms) {
		if !p.part() {
			return stamp{}, false
		}
	}
	st := p.stamp
	if p.twice && !st.dated() {
		st.label = posted
	}
	ok := st.hasTime || st.ago || st.dated() || st.label == updated && st.day > 0
	if st.hasTime && !st.minutes && st.zone == nil && !p.meridiem {
		ok = false
	}
	return st, ok
}

// maybeStamp tells at little cost of most lines that they begin with no stamp: with
// a letter, and no word that stamps begin with, or with a mark of another kind.
func (l *language) maybeStamp(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if unicode.IsLetter(r) {
		return l.stampWords[firstWord(s[:min(len(s), maxStamp)])]
	}
	return r < utf8.RuneSelf && r != '"' || unicode.IsSpace(r) || strings.ContainsRune(stampMarks, r)
}

// stampMarks are the marks beyond ASCII that a stamp may begin with.
const stampMarks = "•·–—’"

// stampPrefix reads a stamp that a paragraph begins with ("9.00am: …",
// "17:12 – …", "[10.15 GMT] …") and gives where the paragraph's words begin.
func (l *language) stampPrefix(s string) (stamp, int, bool) {
	if !l.maybeStamp(s) {
		return stamp{}, 0, false
	}
	head := s[:min(len(s), maxStamp)]
	p := stampParser{lang: l, atoms: atoms(head)}
	bracket := ""
	ticker := strings.HasPrefix(s, "+++")
	if ticker {
		p.at += 3
	}
	if p.peek("(") {
		bracket = ")"
	} else if p.peek("[") {
		bracket = "]"
	}
	if bracket != "" {
		p.at++
	}
	p.age()
	if !p.time(true) {
		return stamp{}, 0, false
	}
	p.zone()
	closed := ticker
	switch {
	case bracket != "":
		if !p.peek(bracket) {
			return stamp{}, 0, false
		}
		p.at++
		closed = true
		if p.peek(":") {
			p.at++
		}
	case p.peek(":"), p.peek("|"), l.HeadFirst && p.stamp.minutes && p.peek(".") && beginsSentence(s[p.atoms[p.at].end:]): // "9h05. La séance est ouverte."
		p.at++
		closed = true
	case (p.peek("-") || p.peek("–") || p.peek("—")) && p.at > 0 && p.end() < len(s) && s[p.end()] != s[p.atoms[p.at].end-1] && strings.HasPrefix(s[p.atoms[p.at].end:], " "):
		p.at++
		closed = true
	}
	if !closed && p.stamp.zone == nil && !p.stamp.ago {
		return stamp{}, 0, false
	}
	rest := p.end()
	if !hasWords(s[rest:]) {
		return stamp{}, 0, false
	}
	return p.stamp, rest, true
}

type stampParser struct {
	lang     *language
	atoms    []atom
	at       int
	stamp    stamp
	meridiem bool
	twice    bool // it says when its post came and when it was changed: "Posted at 9.12, updated at 10.05"
}

func (p *stampParser) peek(s string) bool { return p.at < len(p.atoms) && p.atoms[p.at].lower == s }

func (p *stampParser) get(i int) atom {
	if p.at+i < len(p.atoms) {
		return p.atoms[p.at+i]
	}
	return atom{}
}

func (p *stampParser) end() int {
	if p.at == 0 {
		return 0
	}
	return p.atoms[p.at-1].end
}

// part reads the next part of a stamp.
func (p *stampParser) part() bool {
	switch p.get(0).lower {
	case ",", "|", "•", "·", "-", "–", "—", "(", ")", "[", "]", ":", ".", "'", "’":
		p.at++
		return true
	}
	if p.labelled(p.lang.Stamp.First, firstPosted) || p.labelled(p.lang.Stamp.Updated, updated) || p.labelled(p.lang.Stamp.Posted, posted) {
		return true
	}
	if p.lang.Stamp.Joiners[p.get(0).lower] || p.lang.Stamp.Days[p.get(0).lower] {
		p.at++
		return true
	}
	return p.age() || p.date() || p.time(false) || p.zone()
}

func (p *stampParser) labelled(set words, label stampLabel) bool {
	if n := p.phrase(set, 4); n > 0 {
		p.at += n
		p.twice = p.stamp.label == posted && p.stamp.hasTime && label == updated
		p.stamp.label = label
		return true
	}
	return false
}

// age reads "2h ago", "1 hr 5 min ago" and "just now".
func (p *stampParser) age() bool {
	if n := p.phrase(p.lang.Stamp.Now, 4); n > 1 || n == 1 && p.get(1).text == "" {
		p.at += n
		p.stamp.ago = true
		return true
	}
	before := p.phrase(p.lang.Stamp.Before, 3)
	i := before
	for p.get(i).kind == 'd' && p.lang.Stamp.AgoUnits[p.get(i+1).lower] {
		i += 2
		if p.get(i).text == "," {
			i++
		}
	}
	if before > 0 && i > before {
		p.at += i
		p.stamp.ago = true
		return true
	}
	if i > 0 && p.lang.Stamp.Ago[p.get(i).lower] {
		p.at += i + 1
		p.stamp.ago = true
		return true
	}
	return false
}

// phrase gives how many atoms here are a phrase of the set.
func (p *stampParser) phrase(set words, longest int) int {
	if first := p.get(0); first.kind != 'l' || !p.lang.stampPhrases[plain(first.lower)] {
		return 0
	}
	for n := min(longest, len(p.atoms)-p.at); n > 0; n-- {
		var b strings.Builder
		for i := range n {
			a := p.get(i)
			if b.Len() > 0 && a.kind == 'l' && p.get(i-1).kind == 'l' {
				b.WriteByte(' ')
			}
			b.WriteString(a.lower)
		}
		if set[plain(b.String())] {
			return n
		}
	}
	return 0
}

// time reads "19.30", "7:30 p.m.", "19:30:05", "5pm", "noon". Only where a
// paragraph begins with it may it be "0813".
func (p *stampParser) time(prefix bool) bool {
	a := p.get(0)
	minute, n, full := 0, 0, true
	switch {
	case p.lang.Stamp.Noon[a.lower]:
		minute, n = 12*60, 1
	case p.lang.Stamp.Midnight[a.lower]:
		minute, n = 0, 1
	case a.kind != 'd':
		return false
	case prefix && len(a.text) == 4 && (p.get(1).text == ":" && p.get(2).kind != 'd' || strings.Contains(":–—", p.get(2).text) && p.get(2).text != "" && zoneOf(strings.ToUpper(p.get(1).lower)) != nil):
		v, _ := strconv.Atoi(a.text)
		if v/100 > 23 || v%100 > 59 {
			return false
		}
		minute, n = v/100*60+v%100, 1
	case len(a.text) <= 2:
		h, _ := strconv.Atoi(a.text)
		if h > 24 {
			return false
		}
		minute, n, full = h*60, 1, false
		sep, m := p.get(1), p.get(2)
		if (sep.text == "." || sep.text == ":" || sep.lower == "h") && m.kind == 'd' && len(m.text) == 2 && m.text < "60" {
			v, _ := strconv.Atoi(m.text)
			minute, n, full = minute+v, 3, true
			if p.get(3).text == sep.text && p.get(4).kind == 'd' && len(p.get(4).text) == 2 && p.get(4).text < "60" {
				n = 5
				if p.get(5).text == "." && p.get(6).kind == 'd' {
					n = 7
				}
			}
		}
		if k, pm, ok := p.half(n); ok {
			if h > 12 && full && h < 24 { // "19.30pm" is written too
				pm = false
			} else if h > 12 || h == 0 {
				return false
			} else if h == 12 {
				minute -= 12 * 60
			}
			if pm {
				minute += 12 * 60
			}
			n += k
			p.meridiem = true
		} else if p.lang.Stamp.Clock[p.get(n).lower] && (full || p.get(n+1).kind != 'd') {
			n++
			p.meridiem = true
		} else if !full {
			return false
		}
	default:
		return false
	}
	if minute %= 24 * 60; p.stamp.hasTime && p.stamp.minute != minute {
		if p.stamp.label != updated {
			return false
		}
		minute = p.stamp.minute // "Posted at 9.12, updated at 10.05"
	}
	p.at += n
	p.stamp.hasTime, p.stamp.minute, p.stamp.minutes = true, minute, full
	return true
}

// half reads "am" and "p.m." from the i-th atom on.
func (p *stampParser) half(i int) (n int, pm, ok bool) {
	joined := ""
	best := 0
	for n := 1; n <= 4; n++ {
		joined += p.get(i + n - 1).lower
		if p.lang.Stamp.AM[joined] {
			best, pm = n, false
		} else if p.lang.Stamp.PM[joined] {
			best, pm = n, true
		}
	}
	return best, pm, best > 0
}

func (p *stampParser) zone() bool {
	if p.zoneInWords() {
		return true
	}
	a := p.get(0)
	if a.kind != 'l' || len(a.text) > 5 {
		return false
	}
	name, n := a.text, 1
	if (p.get(1).text == "+" || p.get(1).text == "-") && p.get(2).kind == 'd' && len(p.get(2).text) <= 2 {
		name, n = name+p.get(1).text+p.get(2).text, 3
		if p.get(3).text == ":" && p.get(4).kind == 'd' && len(p.get(4).text) == 2 {
			name, n = name+":"+p.get(4).text, 5
		}
	}
	z := zoneOf(name)
	if z == nil || !p.stamp.hasTime {
		return false
	}
	p.at += n
	p.stamp.zone, p.stamp.zoneName = z, name
	return true
}

// zoneInWords reads "heure de Paris" and "hora peninsular", behind a time or a date.
func (p *stampParser) zoneInWords() bool {
	const longest = 5
	if !p.stamp.hasTime && p.stamp.day == 0 {
		return false
	}
	name, best := p.get(0).lower, 0
	for n := 1; n < longest && p.get(n).kind == 'l'; n++ {
		name += " " + p.get(n).lower
		if z := zones[name]; z != nil {
			best, p.stamp.zone, p.stamp.zoneName = n+1, z, name
		}
	}
	p.at += best
	return best > 0
}

// beginsSentence tells whether a text begins with a space and a capital, or a mark that opens.
func beginsSentence(s string) bool {
	rest := strings.TrimLeft(s, " \u00a0")
	r, _ := utf8.DecodeRuneInString(rest)
	return len(rest) < len(s) && (unicode.IsUpper(r) || opener.in(string(r)) || strings.ContainsRune("¿¡", r))
}
