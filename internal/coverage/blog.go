package coverage

import (
	"regexp"
	"slices"
	"time"

	"golang.org/x/text/language"
)

// State is a blog's state.
type State string

// The states of a blog.
const (
	Upcoming State = "upcoming"
	Live     State = "live"
	Paused   State = "paused"
	Ended    State = "ended"
)

// Order is an order of posts.
type Order string

// The orders of posts.
const (
	Oldest Order = "oldest"
	Newest Order = "newest"
)

// Limits on a blog's texts, in characters.
const (
	MaxTitle      = 300
	MaxStandfirst = 2000
)

// Header is what an editor sets of a blog.
type Header struct {
	Title      string `json:"title" maxLength:"300" doc:"The headline"`
	Standfirst string `json:"standfirst" maxLength:"2000" doc:"The sentences under the headline"`
	Language   string `json:"language" minLength:"1" doc:"BCP 47 tag" example:"en"`
	Timezone   string `json:"timezone" minLength:"1" doc:"IANA time zone that the blog's times are shown in" example:"Europe/London"`
	State      State  `json:"state" enum:"upcoming,live,paused,ended"`

	OrderOnceEnded Order     `json:"orderOnceEnded,omitempty" enum:"oldest,newest" doc:"The order of the posts once the blog has ended; oldest first where it is left out"`
	Contributors   []Profile `json:"contributors,omitempty" maxItems:"20" doc:"Those who cover the story, as the page presents them"`
	Theme          *Theme    `json:"theme,omitempty" doc:"What is different in the look of this blog's pages"`
	Settings
}

// SameHeader tells whether two headers say the same.
func SameHeader(a, b Header) bool {
	return a.Title == b.Title && a.Standfirst == b.Standfirst && a.Language == b.Language && a.Timezone == b.Timezone && a.State == b.State &&
		a.OrderOnceEnded == b.OrderOnceEnded && slices.Equal(a.Contributors, b.Contributors) &&
		samePointer(a.Theme, b.Theme, func(x, y Theme) bool { return x == y }) && sameSettings(a.Settings, b.Settings)
}

// Blog is one story's rolling coverage.
type Blog struct {
	ID   BlogID `json:"id"`
	Seq  Seq    `json:"seq" doc:"The journal's number of its last change"`
	Slug Slug   `json:"slug"`
	Header
	CreatedAt time.Time `json:"createdAt"`
	UpdatedAt time.Time `json:"updatedAt"`

	// Reset is the seq of the last change that made every post look different
	// (language, time zone); zero where there was none.
	Reset Seq `json:"-"`
}

// Location is the blog's time zone; UTC where the name is not known.
func (h Header) Location() *time.Location {
	loc, err := time.LoadLocation(h.Timezone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// IsTimezone tells whether a name is that of a time zone in the IANA database.
func IsTimezone(name string) bool {
	_, err := time.LoadLocation(name)
	return err == nil && zoneForm.MatchString(name) && name != "Local"
}

// languageForm is that of BCP 47; language.Parse takes some other ones as well.
var languageForm = regexp.MustCompile(`^([A-Za-z]{2,3}|[xi])(-[A-Za-z0-9]{1,8})*$`)

// maxLanguage is the longest tag, in characters: BCP 47 asks for no less.
const maxLanguage = 35

// IsLanguage tells whether a text is a BCP 47 tag.
func IsLanguage(tag string) bool {
	_, err := language.Parse(tag)
	return err == nil && languageForm.MatchString(tag) && len(tag) <= maxLanguage
}

// zoneForm keeps out what some machines have beside the IANA names: the
// files localtime, posixrules, posix/… and right/….
var zoneForm = regexp.MustCompile(`^[A-Z]`)

// CheckHeader gives the header with its texts tidied and what is missing set to
// its default (language "en", time zone "UTC", state live), or an Invalid error.
func CheckHeader(h Header) (Header, error) {
	var p problems
	h.Title = line(h.Title)
	h.Standfirst = prose(h.Standfirst)
	if h.Title == "" {
		p.add("title", "is missing; a blog needs a headline")
	}
	p.limit("title", h.Title, MaxTitle)
	p.limit("standfirst", h.Standfirst, MaxStandfirst)
	if h.Language == "" {
		h.Language = "en"
	}
	if !IsLanguage(h.Language) {
		p.add("language", "%q is not a BCP 47 tag such as \"en\" or \"pt-BR\"", h.Language)
	}
	if h.Timezone == "" {
		h.Timezone = "UTC"
	}
	if !IsTimezone(h.Timezone) {
		p.add("timezone", "%q is not an IANA time zone such as \"Europe/London\"", h.Timezone)
	}
	switch h.State {
	case "":
		h.State = Live
	case Upcoming, Live, Paused, Ended:
	default:
		p.add("state", "%q is not one of upcoming, live, paused, ended", h.State)
	}
	switch h.OrderOnceEnded {
	case "", Oldest, Newest:
	default:
		p.add("orderOnceEnded", "%q is not one of oldest, newest", h.OrderOnceEnded)
	}
	h.Contributors = p.checkProfiles(h.Contributors)
	h.Theme = p.checkTheme("theme.", h.Theme)
	h.Settings = p.checkSettings(h.Settings)
	return h, p.err()
}
