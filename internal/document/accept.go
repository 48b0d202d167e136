package document

import (
	"strconv"
	"strings"
)

// asItIs stands in the place of a packing's index for the plain form.
const asItIs = -1

// notSaid is the quality of a coding that Accept-Encoding does not name.
const notSaid = -1

// choose gives the packing that the lines of an Accept-Encoding like best (RFC
// 9110, 12.5.3); of those that are liked alike the first of the table. What is not
// worth packing is packed only for one who refuses it as it is. Who refuses
// everything gets it as it is, as the RFC allows: a page that cannot be read helps
// nobody less than a 406 does.
func choose(accept []string, worth bool) int {
	if len(accept) == 0 {
		return asItIs
	}
	liked := preferences(accept)
	best, quality := asItIs, 0.0
	for i := range packings {
		if q := liked.of(liked.packed[i]); q > quality {
			best, quality = i, q
		}
	}
	plain := liked.plain()
	if plain > 0 && (!worth || quality < plain) {
		return asItIs
	}
	return best
}

// leastLiked is the quality of the plain form where nothing is said of it: it is
// taken, after everything that is named.
const leastLiked = 0.0001

// liking is what Accept-Encoding says of each coding.
type liking struct {
	packed             [len(packings)]float64
	identity, anything float64
}

func preferences(accept []string) liking {
	l := liking{identity: notSaid, anything: notSaid}
	for i := range l.packed {
		l.packed[i] = notSaid
	}
	for _, line := range accept {
		for part := range strings.SplitSeq(line, ",") {
			coding, parameters, _ := strings.Cut(part, ";")
			switch coding = strings.TrimSpace(coding); {
			case coding == "*":
				l.anything = quality(parameters)
			case strings.EqualFold(coding, "identity"):
				l.identity = quality(parameters)
			default:
				for i := range packings {
					if strings.EqualFold(coding, packings[i].name) {
						l.packed[i] = quality(parameters)
					}
				}
			}
		}
	}
	return l
}

// of is the quality of a coding for which said was said: "*" speaks for those that
// are not named.
func (l liking) of(said float64) float64 {
	if said == notSaid {
		return max(0, l.anything)
	}
	return said
}

// plain is the quality of the form as it is, 0 where it is refused.
func (l liking) plain() float64 {
	if l.identity == notSaid && l.anything == notSaid {
		return leastLiked
	}
	return l.of(l.identity)
}

// Takes tells whether Accept-Encoding takes a coding (RFC 9110, 12.5.3).
func Takes(accept, name string) bool {
	others := false
	for part := range strings.SplitSeq(accept, ",") {
		coding, parameters, _ := strings.Cut(part, ";")
		switch coding = strings.TrimSpace(coding); {
		case strings.EqualFold(coding, name):
			return quality(parameters) > 0
		case coding == "*":
			others = quality(parameters) > 0
		}
	}
	return others
}

// quality reads "q=0.5": 1 where nothing is said, and 0 where it is no number from
// 0 to 1.
func quality(parameters string) float64 {
	if parameters == "" {
		return 1
	}
	name, value, ok := strings.Cut(strings.TrimSpace(parameters), "=")
	if !ok || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 1
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}
