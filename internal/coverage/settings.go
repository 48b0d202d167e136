package coverage

import (
	"slices"
	"strings"
)

// Settings are the rules that an editor gives a blog. Each may be left out, and then
// holds as if nobody had thought of it.
type Settings struct {
	PollCeiling      int    `json:"pollCeiling,omitempty" minimum:"1" maximum:"60" doc:"The most seconds that readers who poll are told to wait; 60 where it is left out"`
	NoIndex          bool   `json:"noIndex,omitempty" doc:"Search engines are asked not to list the blog, and no sitemap names it"`
	Comments         string `json:"comments,omitempty" doc:"Address where readers discuss the story: http, https, or a path on this server" example:"https://www.example.org/forum/harbour"`
	ReportersPublish *bool  `json:"reportersPublish,omitempty" doc:"Whether reporters publish their own posts; where false they submit them, and an editor publishes. True where it is left out"`
	SilentMinutes    *int   `json:"silentMinutes,omitempty" minimum:"0" maximum:"1440" doc:"For how many minutes after its first publication a post's words may change without a recorded correction; 0 for none. Where it is left out no change needs one"`
	RemindAfterHours int    `json:"remindAfterHours,omitempty" minimum:"1" maximum:"168" doc:"Remind editors of a live blog that has had no post for so many hours; never where it is left out"`

	Style []StyleRule `json:"style,omitempty" maxItems:"200" doc:"What the desk is reminded of while it writes: the forms that this blog uses"`
}

// StyleRule is one line of a style list: write this, not that.
type StyleRule struct {
	Write string `json:"write" maxLength:"100" doc:"The form that is used" example:"adviser"`
	Not   string `json:"not" maxLength:"100" doc:"The form that is not" example:"advisor"`
}

// The bounds of a blog's numbers.
const (
	MaxPoll          = 60   // seconds
	MaxRemindHour    = 168  // a week
	MaxSilentMinutes = 1440 // a day
	MaxStyleRules    = 200
	maxStyleWords    = 100 // characters of a form
)

// MayPublish tells whether one of the role may do what readers see.
func (s Settings) MayPublish(r Role) bool {
	return s.ReportersPublish == nil || *s.ReportersPublish || r.AtLeast(Editor)
}

func sameSettings(a, b Settings) bool {
	return a.PollCeiling == b.PollCeiling && a.NoIndex == b.NoIndex && a.Comments == b.Comments &&
		a.RemindAfterHours == b.RemindAfterHours && slices.Equal(a.Style, b.Style) &&
		samePointer(a.SilentMinutes, b.SilentMinutes, func(x, y int) bool { return x == y }) &&
		samePointer(a.ReportersPublish, b.ReportersPublish, func(x, y bool) bool { return x == y })
}

func (p *problems) checkSettings(s Settings) Settings {
	if s.PollCeiling < 0 || s.PollCeiling > MaxPoll {
		p.add("pollCeiling", "is %d seconds; use a number from 1 to %d", s.PollCeiling, MaxPoll)
	}
	if s.RemindAfterHours < 0 || s.RemindAfterHours > MaxRemindHour {
		p.add("remindAfterHours", "is %d hours; use a number from 1 to %d", s.RemindAfterHours, MaxRemindHour)
	}
	if n := s.SilentMinutes; n != nil && (*n < 0 || *n > MaxSilentMinutes) {
		p.add("silentMinutes", "is %d minutes; use a number from 0 to %d", *n, MaxSilentMinutes)
	}
	s.Comments = strings.TrimSpace(s.Comments)
	p.addressHere("comments", s.Comments)
	s.Style = p.checkStyle(s.Style)
	return s
}

// checkStyle gives nil for none.
func (p *problems) checkStyle(in []StyleRule) []StyleRule {
	if len(in) > MaxStyleRules {
		p.add("style", "has %d lines; up to %d are kept", len(in), MaxStyleRules)
		return in
	}
	var out []StyleRule
	for i, rule := range in {
		where := at("style", i)
		rule.Write, rule.Not = line(rule.Write), line(rule.Not)
		switch {
		case rule.Write == "":
			p.add(where+".write", "is missing; say which form is used")
		case rule.Not == "":
			p.add(where+".not", "is missing; say which form is not used")
		case rule.Write == rule.Not:
			p.add(where+".not", "is the form that is used")
		}
		p.limit(where+".write", rule.Write, maxStyleWords)
		p.limit(where+".not", rule.Not, maxStyleWords)
		out = append(out, rule)
	}
	return out
}
