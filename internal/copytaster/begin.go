package copytaster

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// couldBeLabelled tells whether a line has the form of a headline behind a word for its kind:
// "Analysis: How the talks failed".
func (l *language) couldBeLabelled(s string) bool {
	w := label(s)
	if w == "" || !l.Continues.Labels[w] {
		return false
	}
	_, rest, _ := strings.Cut(s, ":")
	return l.couldBeTitle(strings.TrimSpace(rest))
}

// couldBeTitle tells whether a line has the form of a headline: some words that do
// not end like a sentence.
func (l *language) couldBeTitle(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 3 || n > 220 || ends(s) != 0 || !hasWords(s) || isTags(s) || hasAddress(s) || l.isCredit(s) || l.Continues.Labels[label(s)] || l.datelineEnd(s) > 0 || n <= maxStamp && l.Release.startsWith(s) {
		return false
	}
	if _, _, ok := bullet(s); ok {
		return false
	}
	if _, ok := l.minuteMark(s); ok {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "“‘\"'«„([#"))
	return strings.ToLower(string(r)) != string(r) || strings.ToUpper(string(r)) == string(r)
}

// thresholdFor gives the weight from which a paragraph of bare text begins a post, by the share of
// titles among the lines. Where most posts have a title, hardly any begins without one.
func thresholdFor(titles float64) float64 {
	const none, many = 1.4, 6
	return none + (many-none)*min(1, titles/manyTitles)
}

// cue is what speaks for a new post, or against it.
type cue struct {
	rule   string
	weight float64
}

// begins weighs whether a paragraph of narration begins a post. d is the post
// before it.
func (r *reading) begins(d *draft, lines []pageLine, i int) (float64, string) {
	l := r.lang
	ln, s := lines[i], lines[i].text
	ts := r.tokens(s)
	sum, best := 0.0, cue{"new-subject", 0}
	add := func(ok bool, rule string, weight float64) {
		if !ok {
			return
		}
		sum += weight
		if weight > best.weight {
			best = cue{rule, weight}
		}
	}
	if w := label(s); w != "" && l.Continues.Labels[w] {
		return -10, ""
	}
	if l.questionLabel(s) == question {
		if !putsAside(s) {
			return -10, ""
		}
		add(d.last != asking, "question", 4)
		return sum, best.rule
	}
	sentence := r.sentences(ts)[0]
	var first token
	if len(sentence) > 0 {
		first = sentence[0]
		for _, t := range sentence {
			if t.word {
				first = t
				break
			}
		}
	}
	phrase := startsOf(s).any() // most paragraphs begin with none
	closing := phrase && l.Opens.Closing.startsWith(s)
	goes := phrase && l.Continues.Phrases.startsWith(s)
	switch {
	case closing && d.newest && d.paragraphs > 0: // the page ends with it
		add(true, "", -2.5)
	case !goes && phrase && l.Opens.Strong.startsWith(s):
		const short = 60 // "Here's the full story:" leads to what is shown below
		all := r.sentences(ts)
		rows := l.saysRows(all[len(all)-1])
		add(rows, "", -2)
		add(!rows && !(len(s) < short && l.Verbs.Here.startsWith(s)), "opening-phrase", 2.5)
	default:
		add(l.Continues.First[first.lower], "", -3)
	}
	add(goes, "", -2)
	add(d.farewells > 0 && d.farewells == d.paragraphs && !l.saysFarewell(s, ts), "after-farewell", 4)
	add(d.last == led && !slices.ContainsFunc(ts, l.saysWe), "after-lead", 1.5)
	add(phrase && (l.Believed.startsWith(s) || l.Resumes.startsWith(s)), "", -2)
	seen := 0
	for _, t := range sentence {
		if !t.word {
			continue
		}
		if seen++; seen > 8 {
			break
		}
		if l.Continues.Anywhere[t.lower] {
			add(true, "", -2)
			break
		}
	}
	ms := r.mentions(s, sentence)
	cited := len(r.citations(s, ts)) > 0
	fresh, lead, introduced, known, focus := false, false, false, false, false
	for i, m := range ms {
		full, ok := r.people.named(m.name, d.cast.named)
		switch {
		case ok && d.cast.has(full) && (!m.full || d.cast.introduced[full]):
			known = true
			focus = focus || full == d.cast.focus.Name
		case ok && m.full:
			near := !slices.ContainsFunc(ms[:i], func(m mention) bool { return m.full }) && m.from <= 10
			if m.from <= 3 || near && (l.Opens.Places.startsWith(s) || l.says(sentence, m.to)) {
				lead = true
				introduced = introduced || m.role != "" && cited
			} else if m.role != "" {
				fresh = true
			}
		}
	}
	switch {
	case !beginsQuoted(s):
	case fresh || lead: // “…”, says one who is new here
		add(true, "", -2.5)
	default:
		add(true, "", -5.5)
	}
	add(ends(s) == ':' && d.last != led && !(lead && len(r.sentences(ts)) > 1), "", -1)
	add(lead, "new-person", 2.5)
	add(lead && l.perfect(sentence), "new-person", 0.6)
	add(introduced, "person-introduced", 0.4)
	add(fresh && !lead, "person-introduced", 1.5)
	add(focus, "", -2.5)
	add(known && !focus, "", -1)
	if !lead && len(sentence) > 0 && r.sameSubject(d.cast, s, sentence) {
		add(true, "", -3)
	}
	for k, t := range sentence { // "… he also said"
		if k > 0 && l.reports(t) {
			j := k - 1
			for j > 0 && l.Verbs.Auxiliary[sentence[j].lower] {
				j--
			}
			add(l.Pronouns.Person[sentence[j].lower], "", -2)
			break
		}
	}
	add(cited, "citation", 1.8)
	add(l.refers(s), "reference", 0.5)
	add(s[0] == '#' && !isTags(s), "tag", 4) // "#STRIKE The ferries …"
	add(l.perfect(sentence), "present-perfect", l.perfectWeight())
	add(l.weekday(sentence), "day-named", 0.7)
	add(!l.NounCapitals && first.capital && !lead && !known && r.newName(d, sentence), "new-name", 0.7)
	add(r.officeSpeaks(s, sentence), "office-speaks", 0.7)
	add(d.last == saidSo, "after-quote", 0.3)
	add(d.last == quoted || d.last == listed || d.last == linked, "after-quote", 1)
	const telling = 60 // bytes of a paragraph whose words tell what it is about
	shared := d.shared(l, ts)
	add(shared == 0 && len(s) > telling, "no-words-shared", 1)
	add(shared >= 0.3, "", -0.7)
	switch {
	case d.paragraphs <= 1:
		add(true, "", -1.5)
	case d.paragraphs >= 10:
		add(true, "long-post", 2)
	case d.paragraphs >= 6:
		add(true, "long-post", 1)
	case d.paragraphs >= 4:
		add(true, "long-post", 0.5)
	}
	add(r.wideGap > 0 && ln.gap >= r.wideGap, "wide-gap", 2.5)
	const most = 4 // that names which are taken up weigh
	if sum+most < r.threshold {
		return sum, best.rule
	}
	add(true, "names-taken-up", most*r.takenUp(lines, i, ts))
	add(true, "", -3*r.goesBack(lines, i, ts))
	add(ends(s) == 0, "", -3)
	return sum, best.rule
}

// takenUp gives which part of a paragraph's names the next two paragraphs name too: who and what
// is new there stays for a while.
func (r *reading) takenUp(lines []pageLine, i int, ts []token) float64 {
	const near = 2
	var own []string
	for _, t := range ts {
		if t.capital && !r.lang.FunctionWords[t.lower] && !slices.Contains(own, t.lower) {
			own = append(own, t.lower)
		}
	}
	if len(own) == 0 {
		return 0
	}
	all, left := len(own), own
	for k := i + 1; k < len(lines) && k <= i+near && !lines[k].cut; k++ {
		for _, t := range r.tokens(lines[k].text[:min(len(lines[k].text), maxParagraph)]) {
			if at := slices.Index(left, t.lower); at >= 0 {
				left = slices.Delete(left, at, at+1)
			}
		}
	}
	return float64(all-len(left)) / float64(all)
}

// goesBack gives which part of a paragraph's words of content the two above it have.
func (r *reading) goesBack(lines []pageLine, i int, ts []token) float64 {
	const near = 2
	if r.above == nil {
		r.above = map[string]bool{}
	}
	clear(r.above)
	d := draft{words: r.above}
	for k := max(0, i-near); k < i; k++ {
		d.remember(r.tokens(lines[k].text[:min(len(lines[k].text), maxParagraph)]))
	}
	return d.shared(r.lang, ts)
}

// speaksOfPage tells whether words are those of whoever writes the page, about it: "this blog",
// "tell us in the comments".
func (l *language) speaksOfPage(ts []token) bool {
	const longest = 4 // words
	for i, t := range ts {
		if n := l.phraseAt(ts, i, l.Blogging, longest); n > 1 || n == 1 && !t.capital {
			return true
		}
	}
	return false
}

// saysFarewell tells whether a paragraph is about the page and its end.
func (l *language) saysFarewell(s string, ts []token) bool {
	return startsOf(s).any() && l.Opens.Closing.startsWith(s) || l.speaksOfPage(ts)
}

// sameSubject tells whether a sentence begins with a role that someone in the
// post has: "The harbour's director added".
func (r *reading) sameSubject(c *cast, s string, ts []token) bool {
	l := r.lang
	if !l.Definite[ts[0].lower] {
		return false
	}
	for k := 1; k < len(ts) && k < 8; k++ {
		if !l.isRole(ts[k].lower) || ts[k].possessive || k+1 < len(ts) && (ts[k+1].capital || l.isRole(ts[k+1].lower)) {
			continue
		}
		before := c.focus
		roles := map[string]string{}
		for n, role := range c.roles {
			roles[n] = role
		}
		trial := &cast{named: c.named, roles: roles, focus: before}
		v, ok := r.byRole(trial, s, ts, l.rolePhrase(ts, k+1), k+1)
		return ok && (c.has(v.Name) || v.Name == before.Name)
	}
	return false
}

// perfectWeight is what "has said" near the beginning says of a new post: much in
// English, where stories are told in another tense.
func (l *language) perfectWeight() float64 {
	if l.HeadFirst {
		return 0.3
	}
	return 0.7
}

// perfect finds "has said" and "have agreed" near the beginning.
func (l *language) perfect(ts []token) bool {
	for k := 1; k+1 < len(ts) && k < 14; k++ {
		if l.Verbs.Perfect[ts[k].lower] && ts[k+1].word {
			return true
		}
	}
	return false
}

func (l *language) weekday(ts []token) bool {
	for _, t := range ts {
		if !t.capital || len(t.lower) <= 3 {
			continue
		}
		if _, ok := l.Weekdays[t.lower]; ok {
			return true
		}
	}
	return false
}

// newName tells whether the sentence begins with a name that the post before has
// not used.
func (r *reading) newName(d *draft, ts []token) bool {
	for k := 0; k < len(ts) && k < 3; k++ {
		t := ts[k]
		if t.capital && !r.lang.FunctionWords[t.lower] && !r.lang.opening(ts, k) {
			if k == 0 && len(ts) > 1 && !ts[1].capital && !r.names[t.text] {
				return false
			}
			return !d.words[t.lower]
		}
	}
	return false
}

// officeSpeaks tells whether an office is what a sentence quotes.
func (r *reading) officeSpeaks(s string, ts []token) bool {
	for k, t := range ts {
		if k > 0 && r.lang.reports(t) {
			if v, ok := r.body(s, ts, k); ok && v.Name != "" {
				return true
			}
		}
	}
	return false
}
