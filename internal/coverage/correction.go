package coverage

import (
	"slices"
	"strings"
	"time"
)

// CorrectionKind says how much a correction changes.
type CorrectionKind string

// The kinds of corrections.
const (
	Minor            CorrectionKind = "minor"
	Clarification    CorrectionKind = "clarification"
	CorrectionOfFact CorrectionKind = "correction"
	Retraction       CorrectionKind = "retraction"
)

// MaxReason is the longest reason of a correction, in characters.
const MaxReason = 2000

// Correction is a recorded change to published words.
type Correction struct {
	Kind   CorrectionKind `json:"kind" enum:"minor,clarification,correction,retraction"`
	Reason string         `json:"reason" maxLength:"2000"`
	At     time.Time      `json:"at,omitzero"`
	// Rewordings are the server's to find; see SucceedCorrections.
	Rewordings []Rewording `json:"rewordings,omitempty" doc:"Which words it changed, as the server found when it was made; an empty list takes them away"`
}

func sameCorrection(a, b Correction) bool {
	return a.same(b) && slices.Equal(a.Rewordings, b.Rewordings)
}

func (p *problems) checkCorrections(in []Correction, now time.Time) []Correction {
	if len(in) > MaxCorrections {
		p.add("corrections", "has %d corrections; up to %d are kept", len(in), MaxCorrections)
	}
	out := make([]Correction, 0, len(in))
	for i, c := range in {
		switch c.Kind {
		case Minor, Clarification, CorrectionOfFact, Retraction:
		default:
			p.add(at("corrections", i)+".kind", "%q is not one of minor, clarification, correction, retraction", c.Kind)
		}
		c.Reason = prose(c.Reason)
		if c.Reason == "" {
			p.add(at("corrections", i)+".reason", "is missing; say what was changed and why")
		}
		p.limit(at("corrections", i)+".reason", c.Reason, MaxReason)
		if c.At.IsZero() {
			c.At = now
		}
		c.At = Millisecond(c.At)
		out = append(out, c)
	}
	return out
}

// OweCorrection is an error where a change of a post keeps quiet about words that
// readers had: next says something else than prev, later after the first publication
// than the blog's setting allows, and records no correction. It holds for a withdrawn
// post as well, or the way back to readers would be a way around it.
func OweCorrection(s Settings, prev, next Post, now time.Time) error {
	if s.SilentMinutes == nil || prev.FirstPublishedAt.IsZero() || SameWords(prev.Copy, next.Copy) {
		return nil
	}
	if free := time.Duration(*s.SilentMinutes) * time.Minute; now.Sub(prev.FirstPublishedAt) < free {
		return nil
	}
	if len(next.Corrections) > len(prev.Corrections) && slices.ContainsFunc(next.Corrections, func(c Correction) bool {
		return !slices.ContainsFunc(prev.Corrections, c.same)
	}) {
		return nil
	}
	return InvalidField("corrections", "must have a new entry: the change is of words that readers have had, and this blog records those; "+
		"send all corrections there are and one more, with its kind (minor, clarification, correction, retraction) and its reason")
}

func (c Correction) same(d Correction) bool {
	return c.Kind == d.Kind && c.Reason == d.Reason && c.At.Equal(d.At)
}

// SameWords tells whether readers of two copies read the same, whatever the white
// space between it and however it is set.
func SameWords(a, b Copy) bool { return slices.Equal(a.words(), b.words()) }

// words are all that readers read or see in a copy's title and elements, word by word.
func (c Copy) words() []string {
	said := []string{c.Title}
	for _, e := range c.Elements {
		switch e.Type {
		case Quote:
			if e.Speaker != nil {
				said = append(said, e.Speaker.Name, e.Speaker.Role)
			}
			said = append(said, e.Channel, e.ReportedBy)
		case Image:
			said = append(said, e.Media, e.Alt, e.Credit)
		case Embed, Link:
			said = append(said, e.URL)
		}
		said = append(said, e.PlainText())
	}
	return strings.Fields(strings.Join(said, "\n"))
}
