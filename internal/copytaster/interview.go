package copytaster

import "strings"

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

// putsAside tells whether a question's label announces a subject of its own ("Next
// question: …"), where a mere "Q:" goes on with the same person.
func putsAside(s string) bool { return strings.Contains(label(s), " ") }
