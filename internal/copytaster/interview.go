package copytaster

import (
	"slices"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
)

// findQuestions tells whether a text is an interview whose questions have no labels: short
// paragraphs that ask, again and again, with others below them that do not.
func (r *reading) findQuestions(paragraphs []string) {
	const least, share = 3, 6 // questions, one paragraph in so many
	n, dashed := 0, 0
	for i, s := range paragraphs {
		if !asks(s) || i+1 == len(paragraphs) || asks(paragraphs[i+1]) {
			continue
		}
		n++
		if beginsWithDash(s) {
			dashed++
		}
	}
	r.interview = n >= least && n*share >= len(paragraphs) && !r.transcript
	r.dashed = r.interview && r.lang.Dashes && dashed*2 > n
}

// asks tells whether a paragraph is a question and little more.
func asks(s string) bool {
	const longest, least = 400, 2 // bytes, words
	return len(s) <= longest && ends(s) == '?' && !beginsQuoted(s) && strings.Count(s, " ") >= least-1
}

// puts tells whether the paragraph at i of an interview is put to whoever answers: it asks, or
// it begins with a dash as the one below does, and answers nothing.
func (r *reading) puts(d *draft, lines []pageLine, i int) bool {
	return d.last != asking && r.putsAt(lines, i)
}

// putsAt is puts for a paragraph that answers nothing.
func (r *reading) putsAt(lines []pageLine, i int) bool {
	if !r.interview || i+1 == len(lines) || lines[i+1].cut {
		return false
	}
	s := lines[i].text
	if _, _, labelled := transcriptLabel(s); labelled {
		return false
	}
	return asks(s) || r.dashed && beginsWithDash(s) && beginsWithDash(lines[i+1].text) || r.putsToThem(lines, i)
}

// putsToThem tells whether the paragraph at i, below an answer, puts something to whoever answers
// and asks nothing: it says "you", and not "I".
func (r *reading) putsToThem(lines []pageLine, i int) bool {
	const longest = 300
	s := lines[i].text
	if i == 0 || asks(lines[i-1].text) || len(s) > longest || beginsQuoted(s) || !endsSentence(s) {
		return false
	}
	ts := unquoted(r.tokens(s))
	return !slices.ContainsFunc(ts, r.lang.saysWe) && slices.ContainsFunc(ts, func(t token) bool { return r.lang.Pronouns.Second[t.lower] })
}

// ask writes a question of an interview.
func (r *reading) ask(d *draft, s string) {
	d.write(s)
	d.remember(r.tokens(s))
	if d.answering.Name == "" {
		r.interviewee(d)
	}
	d.last = asking
}

// interviewee notes whom the questions of an interview are put to, and by which medium: whom the
// headline or the standfirst names.
func (r *reading) interviewee(d *draft) {
	d.answering = r.nameAbove(d)
	above := r.header.lines()
	for _, p := range d.parts {
		above = append(above, p.paragraphs...)
	}
	for _, s := range above {
		for _, cite := range r.citations(s, r.tokens(s)) {
			if cite.spoken && d.asker == "" {
				d.asker = cite.source.Name
			}
		}
	}
}

// nameAbove gives whom the headline names, else whom the standfirst does, else whom the post is about.
func (r *reading) nameAbove(d *draft) coverage.Speaker {
	for _, s := range r.header.lines() {
		for _, m := range r.mentions(s, r.tokens(s)) {
			full, ok := r.people.named(m.name, nil)
			if !ok && r.lang.HeadFirst { // the headline alone names them
				full, ok = m.name, true
			}
			if ok && m.full {
				return r.person(d.cast, full, m.role, "", 0).Speaker
			}
		}
	}
	return d.cast.focus
}

// tellsOf tells whether a paragraph of an interview is the writer's: it begins with whoever
// answers as "he" or "she", and says nothing of itself.
func (r *reading) tellsOf(ts []token) bool {
	near := ts[:min(len(ts), 3)]
	return slices.ContainsFunc(near, func(t token) bool { return r.lang.Pronouns.Person[t.lower] }) && !slices.ContainsFunc(ts, r.lang.saysWe)
}

// asked notes whom the questions of a post are put to, when the first of them comes:
// whom the post was about, else the first person that the headline or the standfirst
// names in full.
func (r *reading) asked(d *draft) {
	if d.answering.Name != "" {
		return
	}
	if d.answering = d.cast.focus; d.answering.Name != "" {
		return
	}
	for _, s := range r.header.lines() {
		for _, m := range r.mentions(s, r.tokens(s)) {
			if m.full {
				d.answering = r.person(d.cast, m.name, m.role, "", 0).Speaker
				return
			}
		}
	}
}

// answer reads "A: We will not sign.", and what stands below a question of an interview, with the paragraphs that go on with it, as words
// of whom the questions are put to. It gives the index of the next paragraph, or i.
func (r *reading) answer(d *draft, lines []pageLine, i int) int {
	unlabelled := r.interview && d.last == asking
	if d.answering.Name == "" || r.lang.questionLabel(lines[i].text) != answer && !unlabelled {
		return i
	}
	most := 0.0 // that narrates may say of what goes on
	if unlabelled && r.dashed {
		most = hinted.most()
	}
	v := voice{Speaker: d.answering, rule: "speaker-answers", confidence: 0.8}
	var said []string
	j := i
	if unlabelled && d.asker != "" {
		if d.cast.told == nil {
			d.cast.told = map[string]hearing{}
		}
		d.cast.told[v.Name] = hearing{d.asker, d.paragraphs}
	}
	for j < len(lines) && (j == i || !lines[j].cut && !lines[j].opens) {
		s := lines[j].text
		ts := r.tokens(s)
		if j > i {
			if _, _, list := bullet(s); list || isTags(s) || r.narrates(d.cast, v, s, ts) > most || unlabelled && (r.putsAt(lines, j) || beginsWithDash(s) || r.tellsOf(ts)) || r.bare && r.titleAt(lines, j) {
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

// putsAside tells whether a question's label announces a subject of its own ("Next
// question: …"), where a mere "Q:" goes on with the same person.
func putsAside(s string) bool { return strings.Contains(label(s), " ") }
