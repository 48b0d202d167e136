package copytaster

import (
	"maps"
	"slices"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
)

// inNoLabel are characters that the label of who speaks does not have.
var inNoLabel = charsetOf(",;!?“”\"«»")

// dottedLabels end labels of transcripts, as Spanish has them.
var dottedLabels = [...]string{".-", ".–", ".—"}

// label of a paragraph in a transcript, and what follows it: "Holm: We will not sign.", "Sra.
// Holm.- No firmaremos."
func transcriptLabel(s string) (name, said string, ok bool) {
	head := s[:min(len(s), maxStamp)]
	name, said, ok = strings.Cut(head, ":")
	for _, mark := range dottedLabels {
		if before, after, found := strings.Cut(head, mark); found && (!ok || len(before) < len(name)) && !strings.Contains(before, "(") { // no dateline
			name, said, ok = before, after, true
		}
	}
	if !ok || said != "" && (!strings.HasPrefix(said, " ") || !hasWords(said)) || !hasWords(name) || inNoLabel.in(name) {
		return "", "", false
	}
	return withoutNumber(strings.TrimRight(name, " \u00a0")), said, true
}

// withoutNumber takes the number of a question from a label, as the minutes of committees have
// it: "Q12 Ida Holm".
func withoutNumber(label string) string {
	number, name, ok := strings.Cut(label, " ")
	if ok && strings.HasPrefix(number, "Q") && len(number) > 1 && isNumber(number[1:]) {
		return strings.TrimLeft(name, " ")
	}
	return label
}

// findLabels counts the names and roles that paragraphs begin with. One that comes again
// is somebody who speaks.
func (r *reading) findLabels(paragraphs []string) {
	const most = 200 // labels of a text
	for _, names := range inOrder(paragraphs, r.lang.labelOfSpeaker) {
		for _, name := range names {
			if r.labels[name] == 0 && len(r.labels) >= most {
				continue
			}
			if r.labels == nil {
				r.labels = map[string]int{}
			}
			r.labels[name]++
		}
	}
	r.shortenLabels()
	const least, share = 4, 3 // labels, one paragraph in so many
	again, all := 0, 0
	for name, n := range r.labels {
		if n > 1 {
			again, all = again+1, all+n
		} else {
			delete(r.labels, name)
		}
	}
	r.transcript = again > 1 && all >= least && all*share >= len(paragraphs)
	if !r.transcript { // "GOAL" and "FULL TIME" are nobody's names
		for name := range r.labels {
			if strings.ToUpper(name) == name {
				delete(r.labels, name)
			}
		}
	}
}

// labelOfSpeaker gives the label that a paragraph begins with, where it may be a name or
// a role.
func (l *language) labelOfSpeaker(s string) (string, bool) {
	const longest = 5 // words
	name, _, ok := transcriptLabel(s)
	if !ok || l.questionLabel(s) != notAsked || l.Continues.Labels[label(s)] || l.isCredit(s) {
		return "", false
	}
	ts := l.tokens(name)
	if len(ts) == 0 || len(ts) > longest || !ts[0].capital {
		return "", false
	}
	last := ts[len(ts)-1]
	return name, l.isRole(last.lower) || l.HeadFirst && l.isRole(ts[0].lower) || last.capital && !l.NotNames[last.lower] && !l.FunctionWords[last.lower]
}

// shortenLabels takes "Holm" and "Mayor" for "Mayor Ida Holm", where the text has that
// label as well.
func (r *reading) shortenLabels() {
	for _, full := range slices.Sorted(maps.Keys(r.labels)) {
		n := r.labels[full]
		words := strings.Fields(full)
		if len(words) < 2 {
			continue
		}
		for _, short := range []string{words[len(words)-1], words[0]} {
			if again := r.labels[short]; again > 0 && (short != words[0] || r.lang.isRole(plain(short))) {
				if r.labelOf == nil {
					r.labelOf = map[string]string{}
				}
				r.labelOf[short] = full
				r.labels[full] = max(n, 2) // so that it stays
				r.labels[short] = max(again, 2)
			}
		}
	}
}

// transcribed reads a paragraph that begins with who speaks, and where the text is a
// transcript those that go on with it. It gives the index of the next, or i.
func (r *reading) transcribed(d *draft, lines []pageLine, i int) int {
	s := lines[i].text
	v, ok := r.inTranscript(d.cast, s)
	if !ok {
		return i
	}
	said := []string{s}
	if strings.HasSuffix(s, ":") { // the label has a line of its own
		if !r.transcript {
			return i
		}
		d.write(s)
		said = nil
	}
	j := i + 1
	_, rest, _ := transcriptLabel(s)
	marks := beginsQuoted(strings.TrimLeft(rest, " \u00a0"))
	for r.transcript && j < len(lines) && !lines[j].cut && !lines[j].opens {
		if marks && closed(lines[j-1].text) && !beginsQuoted(lines[j].text) { // Holm: “No.”
			break
		}
		if _, _, labelled := transcriptLabel(lines[j].text); labelled || asksNext(lines, j) || r.narrates(d.cast, v, lines[j].text, r.tokens(lines[j].text)) > 2 {
			break
		}
		said = append(said, lines[j].text)
		j++
	}
	if len(said) == 0 {
		return j
	}
	for _, p := range said {
		d.remember(r.tokens(p))
	}
	d.quote(said, v, "", "quote-with-speaker", 0.8)
	return j
}

// isLineUp tells whether what follows a label is names and nothing else: who plays.
func (l *language) isLineUp(s string) bool {
	const least = 5 // names
	names, words := 0, 0
	for _, t := range l.tokens(s) {
		if t.word && !l.NameParticles[t.lower] {
			words++
			if t.capital {
				names++
			}
		}
	}
	return names >= least && names == words && strings.Contains(s, ",") && !endsSentence(strings.TrimRight(s, "."))
}

// asksNext tells whether the paragraph at i is a question that whoever has the next label answers.
func asksNext(lines []pageLine, i int) bool {
	if ends(lines[i].text) != '?' || i+1 >= len(lines) {
		return false
	}
	_, _, labelled := transcriptLabel(lines[i+1].text)
	return labelled
}

// inTranscript reads a paragraph that begins with the name of who speaks, as interviews
// and transcripts have it. The text has to name them in full as well, or to begin other
// paragraphs with the same words.
func (r *reading) inTranscript(c *cast, s string) (voice, bool) {
	name, rest, ok := transcriptLabel(s)
	if !ok || r.lang.questionLabel(s) != notAsked || rest != "" && r.lang.isLineUp(s[len(name):]) {
		return voice{}, false
	}
	dotted := strings.HasPrefix(s[len(name):], ".") // "Sra. Holm.- No firmaremos"
	if full, short := r.labelOf[name]; short {
		name = full
	}
	sure := dotted || r.labels[name] > 1
	ts := r.tokens(name)
	if !sure && (len(ts) == 0 || !ts[0].capital || !ts[len(ts)-1].capital) { // no name alone
		return voice{}, false
	}
	ms := r.mentions(name, ts)
	if len(ms) == 1 && ms[0].after == len(ts) && (ms[0].at == 0 || sure) && !strings.Contains(name, ".") || len(ms) == 1 && sure {
		if r.people.full[ms[0].name] || r.people.hasLast(ms[0].name) {
			if full, ok := r.people.named(ms[0].name, c.named); ok {
				return r.person(c, full, "", "speaker-label", 0.85), true
			}
		}
		if sure {
			return voice{Speaker: coverage.Speaker{Name: ms[0].name, Role: ms[0].role}, rule: "speaker-label", confidence: 0.75}, true
		}
	}
	if sure && len(ts) > 0 && (r.lang.isRole(ts[len(ts)-1].lower) || r.lang.HeadFirst && r.lang.isRole(ts[0].lower)) {
		if holder, ok := r.people.withRole(name); ok {
			return r.person(c, holder, "", "speaker-label", 0.75), true
		}
		return voice{Speaker: coverage.Speaker{Name: name, Role: name}, rule: "speaker-label", confidence: 0.75}, true
	}
	return voice{}, false
}
