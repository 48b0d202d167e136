package copytaster

import (
	"slices"
	"strings"
)

// asked notes whom the questions of a post are put to, when the first of them comes:
// whom the post was about, else the first person that the headline or the standfirst
// names in full.
func (r *reading) asked(d *draft) {
	if d.answering.Name != "" {
		return
	}
	d.answering = d.cast.focus
	for _, s := range []string{r.header.title, r.header.standfirst} {
		ts := r.tokens(s)
		for _, m := range r.mentions(s, ts) {
			if m.full && d.answering.Name == "" {
				d.answering = r.person(d.cast, m.name, m.role, "", 0).Speaker
			}
		}
		for _, cite := range r.citations(s, ts) { // "Ida Holm talks to the Fjord Times"
			if cite.spoken && d.cast.told == nil {
				d.cast.told = map[string]hearing{d.answering.Name: {cite.source.Name, d.paragraphs}}
			}
		}
	}
}

// answer reads "A: We will not sign.", with the paragraphs that go on with it, as words
// of whom the questions are put to. It gives the index of the next paragraph, or i.
func (r *reading) answer(d *draft, lines []pageLine, i int) int {
	if d.answering.Name == "" || r.lang.questionLabel(lines[i].text) != answer {
		return i
	}
	v := voice{Speaker: d.answering, rule: "speaker-answers", confidence: 0.8}
	var said []string
	j := i
	for j < len(lines) && (j == i || !lines[j].cut && !lines[j].opens) {
		s := lines[j].text
		ts := r.tokens(s)
		if j > i {
			if _, _, list := bullet(s); list || isTags(s) || r.narrates(d.cast, v, s, ts) > 0 || r.bare && r.titleAt(lines, j) {
				break
			}
		}
		said = append(said, s)
		d.remember(ts)
		j++
	}
	d.quote(said, v, "", "quote-answers", 0.8)
	return j
}

// isInterview tells whether a story is an interview whose questions nothing marks: pages lose
// that they were in bold type.
func (r *reading) isInterview(lines []pageLine) bool {
	const least, share = 3, 8 // questions; one paragraph in so many
	if !r.report || len(r.labels) > 0 {
		return false
	}
	n := 0
	for i, ln := range lines {
		if r.lang.questionLabel(ln.text) != notAsked {
			return false
		}
		if ends(ln.text) == '?' && r.puts(lines, i) && i+1 < len(lines) && endsSentence(lines[i+1].text) && ends(lines[i+1].text) != '?' {
			n++
		}
	}
	return n >= least && n*share >= len(lines)
}

// puts tells whether a paragraph of an interview is a question, or puts something to whoever is
// asked: it says "you", and not "I".
func (r *reading) puts(lines []pageLine, i int) bool {
	const longest = 300
	s := lines[i].text
	if len(s) > longest || beginsQuoted(s) {
		return false
	}
	ts := unquoted(r.tokens(s))
	if slices.ContainsFunc(ts, r.lang.saysWe) {
		return false
	}
	return ends(s) == '?' || slices.ContainsFunc(ts, func(t token) bool { return r.lang.Pronouns.Second[t.lower] })
}

// interviewed reads a question of such an interview, with the answer below it. It gives the index
// of the next paragraph, or i.
func (r *reading) interviewed(d *draft, lines []pageLine, i int) int {
	if !r.interview || len(d.parts) == 0 || !r.puts(lines, i) || i+1 >= len(lines) || r.puts(lines, i+1) && ends(lines[i].text) != '?' {
		return i
	}
	r.asked(d)
	d.write(lines[i].text)
	d.remember(r.tokens(lines[i].text))
	d.last = asking
	if !r.people.full[d.answering.Name] {
		return i + 1
	}
	v := voice{Speaker: d.answering, rule: "speaker-answers", confidence: 0.7}
	j := i + 1
	for j < len(lines) && (j == i+1 || !r.puts(lines, j) && r.narrates(d.cast, v, lines[j].text, r.tokens(lines[j].text)) <= 0) {
		d.remember(r.tokens(lines[j].text))
		j++
	}
	var said []string
	for _, ln := range lines[i+1 : j] {
		said = append(said, ln.text)
	}
	d.quote(said, v, "", "quote-answers", 0.65)
	return j
}

// putsAside tells whether a question's label announces a subject of its own ("Next
// question: …"), where a mere "Q:" goes on with the same person.
func putsAside(s string) bool { return strings.Contains(label(s), " ") }
