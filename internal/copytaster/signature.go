package copytaster

import (
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
)

// signature reads a line such as "– Ida Holm, director of the port" under words on
// record, and makes a quote of them: of the paragraph above it, and of those above that
// as long as they sound like speech. Words that are a quote already are of who signs them.
// The line itself stays as it is.
func (r *reading) signature(d *draft, s string) bool {
	n := len(d.parts)
	if n == 0 || d.parts[n-1].kind == coverage.List || len(s) > 2*maxStamp || endsSentence(s) && ends(s) != '.' || !beginsWithDash(s) {
		return false
	}
	name := strings.TrimRight(strings.TrimLeft(s, "–—― \u00a0"), ".")
	name, posted := withoutHandle(name)
	v, ok := r.signed(d.cast, name, r.tokens(name))
	if !ok {
		v, ok = r.signedByRole(d.cast, name)
	}
	if !ok && posted { // "Northport FC (@northportfc)"
		v, ok = voice{Speaker: coverage.Speaker{Name: name}, rule: "speaker-signed", confidence: 0.7}, hasWords(name)
	}
	if !ok {
		return false
	}
	if p := &d.parts[n-1]; p.kind == coverage.Quote {
		if d.last != quoted && !posted {
			return false
		}
		if v.Role == "" && !named(p.speaker) { // "The Fjord Bank's economist tweeted:", and the name below
			v.Role = p.speaker.Role
		}
		p.speaker = v.Speaker
		d.cast.focus = v.Speaker
		d.write(s)
		d.decide(v.rule, v.confidence, v.Name)
		d.last = quoted
		return true
	}
	words := d.parts[n-1].paragraphs
	k := len(words) - 1
	if !posted && n == 1 && k == 0 && r.narrates(d.cast, v, words[0], r.tokens(words[0])) > -2 {
		return false // the post begins with a sentence of the writer's
	}
	for !posted && k > 1 && r.narrates(d.cast, v, words[k-1], r.tokens(words[k-1])) < 0 {
		k--
	}
	if posted {
		k = leadTo(words)
	}
	if n > 1 && d.parts[n-2].kind == coverage.Quote && d.parts[n-2].speaker.Name == v.Name && k <= 1 && !beginsWithDash(words[0]) { // it goes on to the signature
		k = 0
	}
	said := words[k:]
	if d.parts[n-1].paragraphs = words[:k:k]; k == 0 {
		d.parts = d.parts[:n-1]
	}
	d.quote(said, v, "", "quote-signed", 0.8)
	d.write(s)
	d.last = quoted
	return true
}

// signedAtItsEnd reads a paragraph that somebody has posted, with the signature in its own line:
// "What a night — Ida Holm (@idaholm) March 9, 2027".
func (r *reading) signedAtItsEnd(d *draft, s string) bool {
	i := strings.LastIndex(s, " — ")
	if i < 0 || len(s)-i > 2*maxStamp {
		return false
	}
	name, posted := withoutHandle(s[i+len(" — "):])
	if !posted || !hasWords(name) || !hasWords(s[:i]) {
		return false
	}
	v, ok := r.signed(d.cast, name, r.tokens(name))
	if !ok {
		v = voice{Speaker: coverage.Speaker{Name: name}, rule: "speaker-signed", confidence: 0.7}
	}
	d.remember(r.tokens(s))
	d.quote([]string{s}, v, "", "quote-signed", 0.8)
	return true
}

// leadTo gives where what somebody has posted begins, of paragraphs that end with it: below one that
// leads to it, otherwise with the last.
func leadTo(words []string) int {
	const longest = 4 // paragraphs
	last := len(words) - 1
	for k := last; k > 0 && k > last-longest; k-- {
		if beginsWithDash(words[k]) {
			break
		}
		if ends(words[k-1]) == ':' && (k < 2 || ends(words[k-2]) != ':') {
			return k
		}
	}
	return last
}

// withoutHandle gives the name of who posted something, in a line such as "Ida Holm
// (@idaholm) March 9, 2027", and whether it is one.
func withoutHandle(s string) (name string, posted bool) {
	name, handle, found := strings.Cut(s, "(@")
	if !found || !strings.Contains(handle, ")") {
		return s, false
	}
	return strings.TrimSpace(name), true
}

// signedByRole reads a signature without a name: "Port spokesman".
func (r *reading) signedByRole(c *cast, s string) (voice, bool) {
	l := r.lang
	ts := r.tokens(s)
	const longest = 8
	if len(ts) == 0 || len(ts) > longest {
		return voice{}, false
	}
	if l.HeadFirst {
		if ps := l.phrases(ts); len(ps) > 0 && ps[0].from <= 1 && ps[0].end == len(ts) {
			return r.byPhrase(c, s, ts, ps[0])
		}
		return voice{}, false
	}
	if last := ts[len(ts)-1]; l.isRole(last.lower) || l.isBody(last.lower) {
		return voice{Speaker: coverage.Speaker{Name: s, Role: s}, rule: "speaker-signed", confidence: 0.7}, true
	}
	return voice{}, false
}
