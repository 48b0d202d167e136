package coverage

import "time"

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
