package coverage

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// SpeakerID tells speakers apart: it follows from a name, whatever its case and
// accents, so that each name has one before anybody thought of it.
type SpeakerID string

// foldings are used again: to make one costs more than to fold a name.
var foldings = sync.Pool{New: func() any {
	return transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), cases.Fold(), norm.NFC)
}}

// Fold gives a text as names are compared: case, accents and white space around it
// don't count.
func Fold(s string) string {
	s = strings.TrimSpace(s)
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return strings.ToLower(s)
	}
	folding := foldings.Get().(transform.Transformer)
	defer foldings.Put(folding)
	out, _, err := transform.String(folding, s)
	if err != nil {
		return strings.ToLower(s)
	}
	return out
}

// SpeakerOf gives the id of the speaker who is known by a name.
func SpeakerOf(name string) SpeakerID {
	sum := sha256.Sum256([]byte(Fold(name)))
	return SpeakerID(hex.EncodeToString(sum[:16]))
}

// WellFormed tells whether the id could be a speaker's.
func (id SpeakerID) WellFormed() bool {
	b, err := hex.DecodeString(string(id))
	return err == nil && len(b) == 16 && strings.ToLower(string(id)) == string(id)
}

// SpeakerKind says what a speaker is.
type SpeakerKind string

// The kinds of speakers, as https://schema.org tells them apart.
const (
	Person       SpeakerKind = "person"
	Organization SpeakerKind = "organization"
)

// Identity is what an editor knows of a speaker beside the names that posts give. One
// who is known by several names has one identity: the others lead to it.
type Identity struct {
	ID SpeakerID `json:"id"`
	// Name is how pages name the speaker; where it is empty, as the newest quote does.
	Name string `json:"name" maxLength:"300"`
	// Kind is what the speaker is; a person where nobody has said so.
	Kind     SpeakerKind `json:"kind,omitempty" enum:"person,organization" doc:"What they are; a person where nobody has said so"`
	URL      string      `json:"url,omitempty" doc:"Address of a page about them"`
	Wikidata string      `json:"wikidata,omitempty" doc:"Their id at Wikidata" example:"Q42"`
	// Into is the identity that this name belongs to, since an editor said so.
	Into    SpeakerID        `json:"into,omitempty"`
	History []IdentityChange `json:"history,omitempty" doc:"What editors changed, oldest first"`
}

// IdentityChange is one thing that an editor did to an identity.
type IdentityChange struct {
	At   time.Time `json:"at"`
	By   Author    `json:"by"`
	What string    `json:"what" enum:"changed,merged,split"`
	// Name is the one that was merged or split off.
	Name string `json:"name,omitempty"`
}

// MaxIdentityChanges is how much of an identity's history is kept: the newest.
const MaxIdentityChanges = 200

var wikidataForm = regexp.MustCompile(`^Q[1-9][0-9]{0,11}$`)

// CheckIdentity gives what editors say of a speaker tidied, or an Invalid error.
func CheckIdentity(i Identity) (Identity, error) {
	var p problems
	i.Name, i.URL, i.Wikidata = line(i.Name), strings.TrimSpace(i.URL), strings.TrimSpace(i.Wikidata)
	p.limit("name", i.Name, MaxTitle)
	switch i.Kind {
	case "", Person, Organization:
	default:
		p.add("kind", "%q is neither person nor organization", i.Kind)
	}
	p.webAddress("url", i.URL, false)
	if i.Wikidata != "" && !wikidataForm.MatchString(i.Wikidata) {
		p.add("wikidata", "%q is not an id of Wikidata such as \"Q42\"", i.Wikidata)
	}
	return i, p.err()
}

// Did gives the identity with one change more in its history.
func (i Identity) Did(c IdentityChange) Identity {
	i.History = append(slices.Clip(i.History), c)
	i.History = i.History[max(0, len(i.History)-MaxIdentityChanges):]
	return i
}
