package copytaster

import (
	"slices"
	"strings"
)

// labelled reads who is named before a colon and a quotation, without a verb: "Ida Holm
// (director): “…”", "The mayor, Ida Holm, on the strike: “…”", "Judge: “…”".
func (r *reading) labelled(c *cast, s string, ts []token) (voice, bool) {
	const longest = 24 // words
	l := r.lang
	end := slices.IndexFunc(ts, func(t token) bool { return t.text == ":" })
	if end <= 0 || end > longest {
		return voice{}, false
	}
	head := ts[:end]
	for _, m := range r.lang.mentions(s, head) {
		reaction := m.from > 1 && l.Verbs.From[ts[m.from-1].lower] && l.hasSpeech(head[:m.from-1]) // "The statement from Ida Holm: “…”"
		if (m.from <= 2 || m.from <= 4 && reaction) && !ts[m.after-1].possessive && (m.full || m.shown || r.people.hasLast(m.name) || m.to >= end) {
			if m.role == "" && m.after+2 < end && ts[m.after].text == "(" { // "Ida Holm (director)"
				if k := slices.IndexFunc(head[m.after:], func(t token) bool { return t.text == ")" }); k > 1 {
					m.role = text(s, head[m.after+1:m.after+k])
				}
			}
			v, ok := r.mentioned(c, s, head, m)
			v.rule = "speaker-label"
			return v, ok
		}
	}
	if l.Pronouns.Person[head[0].lower] { // "She was firm: “No.”"
		return c.meant()
	}
	const short = 6 // words of a role and no more
	if l.HeadFirst {
		ps := l.phrases(head)
		if len(ps) > 0 && ps[0].from <= 1 && !ps[0].body && (ps[0].end == end && end <= short || l.Definite[head[0].lower]) { // "Le préfet se veut rassurant : « … »"
			return r.byPhrase(c, s, head, ps[0])
		}
	} else if end <= short && l.isRole(head[end-1].lower) {
		return r.byRole(c, s, head, l.rolePhrase(head, end), end)
	}
	return voice{}, false
}

// signed reads who is named behind a quotation, and nothing more: “We stay.” Ida Holm,
// director of the port.
func (r *reading) signed(c *cast, s string, ts []token) (voice, bool) {
	k := 0
	for k < len(ts) && (!ts[k].word || r.lang.Honorifics[ts[k].lower]) {
		k++
	}
	ms := r.mentions(s, ts)
	if len(ms) == 0 || ms[0].from > k || !ms[0].full || ts[ms[0].after-1].possessive {
		return voice{}, false
	}
	m := ms[0]
	rest := ts[m.to:]
	if m.to < len(ts) && ts[m.to].text == "," {
		if rest = nil; m.role == "" { // a role that no list has, else where they hold it
			m.role = strings.TrimSpace(s[ts[m.to].end:])
		}
	}
	if len(m.role) > maxStamp || hasWord(rest) {
		return voice{}, false
	}
	v, ok := r.mentioned(c, s, ts, m)
	v.rule = "speaker-signed"
	return v, ok
}
