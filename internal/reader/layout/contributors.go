package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
)

// contributor is one of those who cover the story, at the page's opening.
type contributor struct {
	coverage.Profile
	// Initials stand where the photo is until it comes, and where it does not come.
	// They are empty where nobody has a photo: then names stand alone.
	Initials string
}

func newContributors(profiles []coverage.Profile) []contributor {
	out := make([]contributor, 0, len(profiles))
	pictured := false
	for _, p := range profiles {
		out = append(out, contributor{Profile: p})
		pictured = pictured || p.Photo != ""
	}
	for i := range out {
		if pictured {
			out[i].Initials = initials(out[i].Name)
		}
	}
	return out
}

// initials gives the first letters of the first and the last name. Where letters
// have no capitals it is one: two would be read as a word.
func initials(name string) string {
	words := strings.Fields(name)
	first, _ := utf8.DecodeRuneInString(words[0])
	first = unicode.ToUpper(first)
	if len(words) == 1 || !unicode.IsUpper(first) {
		return string(first)
	}
	last, _ := utf8.DecodeRuneInString(words[len(words)-1])
	return string([]rune{first, unicode.ToUpper(last)})
}
