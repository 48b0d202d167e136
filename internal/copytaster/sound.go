package copytaster

// maySpeak tells at little cost of most paragraphs that neither they nor the next ones sound
// like speech.
func (r *reading) maySpeak(lines []pageLine, i int) bool {
	return r.soundOf(lines, i).speaks || r.speaksUs(lines, i+1)
}

// speaksUs tells whether the paragraph at i says "I" or "we", and not within marks.
func (r *reading) speaksUs(lines []pageLine, i int) bool { return r.soundOf(lines, i).us }

// sound is what the words of a paragraph outside quotation marks sound like.
type sound struct {
	of     string // the paragraph
	speaks bool   // like speech: "you", "must", "don't", or us
	us     bool   // it says "I" or "we"
}

// soundOf listens to the paragraph at i, which must end as a sentence does. What was heard last
// is kept: a paragraph is asked about from the two above it.
func (r *reading) soundOf(lines []pageLine, i int) sound {
	if i >= len(lines) || i > 0 && (lines[i].cut || lines[i].opens) {
		return sound{}
	}
	text := lines[i].text
	for _, s := range r.sounds {
		if len(s.of) == len(text) && s.of == text {
			return s
		}
	}
	heard := sound{of: text}
	if len(text) <= maxParagraph && endsSentence(text) {
		ts := r.tokens(text)
		if heard.hear(r.lang, ts); heard.speaks && opener.in(text) {
			heard = sound{of: text}
			heard.hear(r.lang, unquoted(ts))
		}
	}
	r.sounds[r.nextSound] = heard
	r.nextSound = (r.nextSound + 1) % len(r.sounds)
	return heard
}

func (s *sound) hear(l *language, ts []token) {
	for _, t := range ts {
		if l.saysWe(t) {
			s.us, s.speaks = true, true
			return
		}
		s.speaks = s.speaks || l.Pronouns.Second[t.lower] || l.Demands[t.lower] || l.contracted(t.lower)
	}
}
