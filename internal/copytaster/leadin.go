package copytaster

import "slices"

// leadIn is a paragraph that ends with a colon and announces what follows.
type leadIn struct {
	voice      voice
	reportedBy string
	channel    string
	list       bool // what follows are points, not words on record
	doubt      doubt
}

// shortLead is of how many words and marks a paragraph is that names what follows, and no more.
const shortLead = 5

// doubt is how much what follows a lead-in must sound like speech to be words on record.
type doubt uint8

const (
	sure      doubt = iota
	announced       // words are announced: it is enough that nothing speaks against it
	likely          // somebody is named before a colon
	hinted          // somebody is named, and a statement of theirs
	possible        // somebody is named
)

// most is what narrates may say of words on record below such a lead-in.
func (d doubt) most() float64 {
	switch d {
	case announced:
		return 2
	case likely:
		return -1
	case hinted:
		return -2
	default: // it says "we"
		return -3
	}
}

// rule names what makes a quote below such a lead-in, and how sure it is.
func (d doubt) rule() (name string, confidence float64) {
	switch d {
	case sure:
		return "quote-after-colon", 0.9
	case announced:
		return "quote-announced", 0.75
	case likely:
		return "quote-after-name", 0.65
	case hinted:
		return "quote-after-hint", 0.55
	default:
		return "quote-by-its-sound", 0.45
	}
}

// leads reads a paragraph as a lead-in: "X told Y:", "X gave this update:", or
// "To recap:".
func (r *reading) leads(c *cast, s string, ts []token) (leadIn, bool) {
	l := r.lang
	if ends(s) != ':' {
		return r.introduces(c, s, ts)
	}
	all := r.sentences(ts)
	last := all[len(all)-1]
	if n := len(last); len(all) == 1 && n > 1 && n <= shortLead && l.List.LeadWords[last[n-2].lower] { // "Key points:"
		return leadIn{list: true}, true
	}
	v, ok := r.announcer(c, s, last, r.mentions(s, last))
	if !ok || v.Name == "" {
		list := r.announcesList(s, last)
		return leadIn{list: list}, list
	}
	lead := leadIn{voice: v, channel: l.channelIn(last)}
	told := last
	if v.rule == "speaker-by-pronoun" { // "Holm told the Fjord Times … She added:"
		told = ts
	}
	lead.reportedBy = r.reporter(c, s, told, v)
	return lead, true
}

// leadsToMarks reads a paragraph that ends with a colon and has a quotation after it,
// but no verb that says so: "She spoke to Radio Fjord:". Whoever its last sentence is
// about speaks.
func (r *reading) leadsToMarks(c *cast, s string, ts []token) (leadIn, bool) {
	l := r.lang
	all := r.sentences(ts)
	last := all[len(all)-1]
	v, ok := r.subject(c, s, last, r.mentions(s, last))
	if !ok && c.focus.Name != "" {
		v, ok = voice{Speaker: c.focus, rule: "speaker-in-focus", confidence: 0.5}, true
	}
	if !ok || v.Name == "" {
		return leadIn{}, false
	}
	lead := leadIn{voice: v, channel: l.channelIn(last)}
	for i := range last {
		if m, _, found := l.outletAt(last, i); found {
			lead.reportedBy = m.Name
			break
		}
	}
	return lead, true
}

// leadsToSpeech reads a paragraph that has no verb of speech before its colon, or no colon, and
// may stand before words on record all the same: "Ida Holm is pleased:", "Ida Holm has issued a
// statement."
func (r *reading) leadsToSpeech(c *cast, s string, ts []token) (leadIn, bool) {
	l := r.lang
	if l.Continues.Labels[label(s)] || l.isCredit(s) {
		return leadIn{}, false
	}
	all := r.sentences(ts)
	last := all[len(all)-1]
	ms := r.mentions(s, last)
	v, ok := r.subject(c, s, last, ms)
	if !ok {
		v, ok = r.namedFirst(c, s, last)
	}
	if first := firstWordOf(last); !ok && l.Pronouns.Person[first] {
		v, ok = c.meant()
	}
	if i := slices.IndexFunc(ms, func(m mention) bool { return m.full && !last[m.after-1].possessive }); !ok && i >= 0 && ends(s) == ':' {
		v, ok = r.mentioned(c, s, last, ms[i])
	}
	if who, asked := r.whoIsAsked(c, s, last, ms); asked {
		v, ok = who, true
	}
	if !ok && c.focus.Name == "" && len(all) > 1 && ends(s) == ':' { // "Northbank has issued a statement. This is its last sentence:"
		v, _ = r.announcer(c, s, all[0], r.mentions(s, all[0]))
	} else if !ok {
		v = voice{Speaker: c.focus, rule: "speaker-in-focus", confidence: 0.5}
	}
	lead := leadIn{voice: v, channel: l.channelIn(last), doubt: possible}
	says, points, speech := false, false, false
	for i, t := range last {
		speech = speech || l.phraseAt(last, i, l.Verbs.Speech, 2) > 0 && i > 0 && last[i-1].word && (!l.Citation.Told[last[i-1].lower] || last[i-1].capital) && // not "declined to comment"
			!slices.ContainsFunc(last[max(0, i-3):i], func(t token) bool { return l.Affiliations[t.lower] }) // nor "said in its update"
		points = points || (l.reports(t) || l.Verbs.Open[t.lower]) && l.isBelow(last, i+1)
		says = says || l.reports(t)
	}
	spoke := last
	if ends(s) != ':' && len(all) == 2 && l.HeadFirst { // "Ida Holm atendió por teléfono a Radio Fjord. Lleva nueve horas sin salir."
		spoke = ts
	}
	for _, cite := range r.citations(s, spoke) { // "Ida Holm was on Radio Fjord."
		if cite.spoken && !l.within(cite.source.Name, v.Name) {
			speech, lead.reportedBy = true, cite.source.Name
		}
	}
	if who, found := r.issues(c, s, last, ms); found && !ok { // "The port authority has put out a statement."
		lead.voice, v, ok = who, who, true
	}
	says = says || speech
	switch colon := ends(s) == ':'; {
	case points:
		lead.doubt = announced
	case colon && (ok || says || named(c.focus) && slices.ContainsFunc(ts, l.reports)):
		lead.doubt = likely
	case ok && speech:
		lead.doubt = hinted
	case colon && named(c.focus): // "On the fare:"
	case !says, v.body:
		return leadIn{}, false
	}
	return lead, v.Name != ""
}

// issues finds the office that puts out a statement.
func (r *reading) issues(c *cast, s string, ts []token, ms []mention) (voice, bool) {
	for i, t := range ts {
		if r.lang.Verbs.Open[t.lower] && !r.lang.Verbs.Auxiliary[t.lower] && r.speechAfter(ts, i+1) {
			v, ok := r.before(c, s, ts, ms, i)
			return v, ok && v.body
		}
	}
	return voice{}, false
}

// whoIsAsked finds who has to answer: "The chair asks Ida Holm whether she knew."
func (r *reading) whoIsAsked(c *cast, s string, ts []token, ms []mention) (voice, bool) {
	l := r.lang
	i := slices.IndexFunc(ts, func(t token) bool { return l.Verbs.Ask[t.lower] })
	if i < 1 {
		return voice{}, false
	}
	for _, m := range ms {
		if m.from <= i || m.from > i+2 {
			continue
		}
		if _, known := r.people.named(m.name, c.named); known || m.full || m.shown {
			return r.mentioned(c, s, ts, m)
		}
	}
	return voice{}, false
}

// isBelow tells whether the word at i stands for what follows: "(posted) this on Sunday", and
// not "(believed) this critique".
func (l *language) isBelow(ts []token, i int) bool {
	return i < len(ts) && l.Below[ts[i].lower] &&
		(i+1 == len(ts) || !ts[i+1].word || l.FunctionWords[ts[i+1].lower] || l.hasSpeech(ts[i+1:min(len(ts), i+3)]))
}

// pointsBelow tells whether the end of a paragraph may point at what follows: "He posted this."
func (l *language) pointsBelow(ts []token) bool {
	const end = 10 // words
	return slices.ContainsFunc(ts[max(0, len(ts)-end):], func(t token) bool { return l.Below[t.lower] })
}

// firstWordOf gives the first word of a sentence in small letters.
func firstWordOf(ts []token) string {
	if i := slices.IndexFunc(ts, func(t token) bool { return t.word }); i >= 0 {
		return ts[i].lower
	}
	return ""
}

// introduces reads "Here’s Ida Holm, the mayor.", which may stand before words on
// record as well.
func (r *reading) introduces(c *cast, s string, ts []token) (leadIn, bool) {
	const longest = 200
	if lead, ok := r.statementFrom(c, s, ts); ok {
		return lead, true
	}
	if len(s) > longest || !r.lang.Verbs.Here.startsWith(s) {
		return leadIn{}, false
	}
	ms := r.mentions(s, ts)
	if len(ms) == 0 || !ms[0].full && !ms[0].shown || ts[ms[0].after-1].possessive || slices.ContainsFunc(ts[ms[0].to:], r.lang.reports) {
		return leadIn{}, false
	}
	v, ok := r.mentioned(c, s, ts, ms[0])
	return leadIn{voice: v, doubt: possible}, ok
}

// statementFrom reads a last sentence such as "It has issued this statement from Ida Holm,
// the mayor.", after which her words stand.
func (r *reading) statementFrom(c *cast, s string, ts []token) (leadIn, bool) {
	l := r.lang
	all := r.sentences(ts)
	last := all[len(all)-1]
	if v, ok := r.hereIsWhat(c, s, last); ok {
		return leadIn{voice: v, channel: l.channelIn(last), doubt: announced}, true
	}
	here := len(last) > 0 && l.Verbs.Here.startsWith(s[last[0].start:])
	for i := 1; i+1 < len(last); i++ {
		if !l.Verbs.From[last[i].lower] || !l.hasSpeech(last[max(0, i-2):i]) && !(here && i <= 2) {
			continue
		}
		for _, m := range r.mentions(s, last) {
			if m.from > i && m.from <= i+2 && m.full && m.to+1 >= len(last) {
				v, ok := r.mentioned(c, s, last, m)
				return leadIn{voice: v, channel: l.channelIn(last), doubt: announced}, ok
			}
		}
	}
	return leadIn{}, false
}

// hereIsWhat reads "Here's what Holm said." and "According to Reuters, this is what he told
// the BBC."
func (r *reading) hereIsWhat(c *cast, s string, ts []token) (voice, bool) {
	const longest = 30 // words
	l := r.lang
	if len(ts) > longest {
		return voice{}, false
	}
	for i := range ts {
		if i > 0 && ts[i-1].word && !l.Conjunctions[ts[i-1].lower] || !l.Verbs.Here.startsWith(s[ts[i].start:]) {
			continue
		}
		near := ts[min(i+1, len(ts)):min(i+4, len(ts))]
		if !slices.ContainsFunc(near, func(t token) bool { return l.Pronouns.What[t.lower] }) {
			continue
		}
		for k := len(ts) - 1; k > i+1; k-- {
			if l.reports(ts[k]) || l.Verbs.Open[ts[k].lower] {
				v, ok := r.beside(c, s, ts[i:], r.mentions(s, ts[i:]), k-i)
				return v, ok && v.Name != ""
			}
		}
	}
	return voice{}, false
}

// announcer finds who is about to speak in a sentence that ends with a colon.
func (r *reading) announcer(c *cast, s string, ts []token, ms []mention) (voice, bool) {
	l := r.lang
	if v, ok := r.hereIsWhat(c, s, ts); ok {
		return v, true
	}
	for v := len(ts) - 1; v >= 0; v-- {
		t := ts[v]
		spoken := l.saysAt(ts, v)
		if !spoken && (!l.Verbs.Open[t.lower] || !r.speechAfter(ts, v+1)) || v > 0 && ts[v-1].possessive { // "the mayor's comments"
			continue
		}
		if v > 1 && l.Conjunctions[ts[v-1].lower] && l.Pronouns.Person[firstWordOf(ts)] { // "She thanks the mayor, and asks:"
			return c.meant()
		}
		if who, ok := r.beside(c, s, ts, ms, v); ok {
			return who, true
		}
		if !spoken {
			continue
		}
		if l.Citation.Before[t.lower] { // "spoke of the strike, telling Ida Holm:"
			if who, ok := r.subject(c, s, ts[:v], r.mentions(s, ts[:v])); ok && v > 0 {
				return who, true
			}
			continue
		}
		for _, m := range ms { // "said the mayor, Ida Holm:"
			if m.from == v+1 || m.at == v+1 || m.from == v+2 && l.Articles[ts[v+1].lower] {
				return r.mentioned(c, s, ts, m)
			}
		}
	}
	if who, ok := r.according(c, s, ts, ms); ok && l.HeadFirst {
		return who, true
	}
	// "Holm:", "Ida Holm, the mayor:"
	if len(ms) == 1 && ms[0].from <= 1 && ms[0].to >= len(ts)-1 && (ms[0].full || r.people.hasLast(ms[0].name)) {
		return r.mentioned(c, s, ts, ms[0])
	}
	if i := slices.IndexFunc(ts, func(t token) bool { return l.Verbs.From[t.lower] }); len(ms) > 0 && i >= 0 && (i == 0 || i == 1 && l.Conjunctions[ts[0].lower]) &&
		ms[0].from > i && ms[0].from <= i+2 && (ms[0].to >= len(ts)-1 || ms[0].shown) { // "From Ida Holm:"
		return r.mentioned(c, s, ts, ms[0])
	}
	if who, ok := r.ownsWords(c, s, ts, ms); ok {
		return who, true
	}
	// "Here is a statement from the port authority:"
	here := l.Verbs.Here.startsWith(text(s, ts))
	for i := 1; i+1 < len(ts); i++ {
		if !l.Verbs.From[ts[i].lower] || !here && ts[i-1].text != "," && !l.hasSpeech(ts[max(0, i-5):i]) {
			continue
		}
		for _, m := range ms {
			if m.from > i && m.from <= i+3 {
				return r.mentioned(c, s, ts, m)
			}
		}
		end := len(ts) - 1
		if k := slices.IndexFunc(ts, func(t token) bool { return l.Pronouns.Who[t.lower] }); k > i && k < end { // "from an official who has been speaking to Reuters"
			end = k
		}
		if l.isRole(ts[end-1].lower) && end-1 > i {
			return r.byRole(c, s, ts, l.rolePhrase(ts, end), end)
		}
		return r.body(s, ts, end)
	}
	return voice{}, false
}

// ownsWords finds whose words a sentence leads to: "More of the mayor's remarks from Northport:".
func (r *reading) ownsWords(c *cast, s string, ts []token, ms []mention) (voice, bool) {
	l := r.lang
	for i := 0; i+1 < len(ts); i++ {
		if !ts[i].possessive || l.phraseAt(ts, i+1, l.Verbs.Speech, 2) == 0 {
			continue
		}
		for _, m := range ms {
			if m.after == i+1 {
				return r.mentioned(c, s, ts, m)
			}
		}
		owner := slices.Clone(ts[:i+1])
		owner[i].text, _ = l.withoutPossessive(owner[i].text)
		owner[i].end, owner[i].possessive = owner[i].start+len(owner[i].text), false
		if l.isRole(ts[i].lower) {
			return r.byRole(c, s, owner, l.rolePhrase(owner, i+1), i+1)
		}
		if v, ok := r.bodyMeant(c, s, owner, i+1); ok {
			return v, true
		}
	}
	return voice{}, false
}

// speechAfter tells whether a word for something spoken follows within a phrase:
// "(gave) this update", "(issued) the following statement".
func (r *reading) speechAfter(ts []token, i int) bool {
	const longest = 7
	for k := i; k < len(ts) && k < i+longest; k++ {
		if !ts[k].word && ts[k].text != "-" {
			return false
		}
		if r.lang.phraseAt(ts, k, r.lang.Verbs.Speech, 4) > 0 {
			return true
		}
	}
	return false
}

func (l *language) hasSpeech(ts []token) bool {
	for i := range ts {
		if l.phraseAt(ts, i, l.Verbs.Speech, 2) > 0 {
			return true
		}
	}
	return false
}

// announcesList tells whether a sentence announces points.
func (r *reading) announcesList(s string, ts []token) bool {
	l := r.lang
	for i, t := range ts {
		if l.reports(t) && i > 0 && !l.List.LeadWords[t.lower] {
			return false
		}
	}
	if l.List.LeadPhrases.startsWith(text(s, ts)) {
		return true
	}
	for i, t := range ts {
		if l.List.LeadWords[t.lower] || l.phraseAt(ts, i, l.List.LeadPhrases, 3) > 0 {
			return true
		}
	}
	return false
}
