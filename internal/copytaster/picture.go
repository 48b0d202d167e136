package copytaster

import "strings"

// isPicture tells whether the line at i belongs to a picture: a caption with its credit, or the
// description above one.
func (l *language) isPicture(lines []pageLine, i int) bool {
	const alike = 0.5 // of the words
	s := lines[i].text
	if l.isCredit(s) {
		return true
	}
	if i+1 >= len(lines) || lines[i+1].cut || !l.isCredit(lines[i+1].text) || len(s) > 2*maxTitleRunes {
		return false
	}
	described, both, all := map[string]bool{}, 0, 0
	for _, w := range strings.Fields(plain(lines[i+1].text)) {
		described[strings.Trim(w, ".,:;")] = true
	}
	for _, w := range strings.Fields(plain(s)) {
		w = strings.Trim(w, ".,:;")
		all++
		if described[w] {
			both++
		}
	}
	return float64(both) >= alike*float64(all)
}

// isCredit tells whether a line is a caption with its picture's credit.
func (l *language) isCredit(s string) bool {
	i := strings.LastIndexByte(s, ':')
	if i < 0 || len(s)-i > 160 {
		return false
	}
	return l.Credits[plain(strings.TrimLeft(lastWord(strings.TrimSpace(s[:i])), "(["))]
}
