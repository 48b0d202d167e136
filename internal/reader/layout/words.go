package layout

import "github.com/stoppress/stoppress/internal/coverage"

// state is a blog's state in words. The page's script has the same table.
type state struct {
	Name string // as in data-state
	Word string
	Note string
}

func stateOf(s coverage.State) state {
	switch s {
	case coverage.Upcoming:
		return state{string(s), "Upcoming", "Coverage has not begun yet."}
	case coverage.Paused:
		return state{string(s), "Paused", "Coverage will resume."}
	case coverage.Ended:
		return state{string(s), "Ended", "This coverage has ended."}
	}
	return state{string(coverage.Live), "Live", ""}
}

// relationWord says a relation from the side of the post that has it, or, back,
// from the side of the other one.
func relationWord(t coverage.RelationType, back bool) string {
	words := map[coverage.RelationType][2]string{
		coverage.Updates:     {"Updates", "Updated"},
		coverage.Confirms:    {"Confirms", "Confirmed"},
		coverage.Contradicts: {"Contradicts", "Contradicted"},
		coverage.Corrects:    {"Corrects", "Corrected"},
		coverage.Answers:     {"Answers", "Answered"},
	}[t]
	if back {
		return words[1]
	}
	return words[0]
}

func claimWord(c coverage.Claim) string {
	return map[coverage.Claim]string{
		coverage.Reported:   "Reported",
		coverage.Confirmed:  "Confirmed",
		coverage.Official:   "Official",
		coverage.Unverified: "Unverified",
	}[c]
}

func correctionWord(k coverage.CorrectionKind) string {
	return map[coverage.CorrectionKind]string{
		coverage.Minor:            "Minor change",
		coverage.Clarification:    "Clarification",
		coverage.CorrectionOfFact: "Correction",
		coverage.Retraction:       "Retraction",
	}[k]
}

// sourceWord says what sort of source it is, where that tells a reader more than
// the name does.
func sourceWord(k coverage.SourceKind) string {
	return map[coverage.SourceKind]string{
		coverage.Agency:         "agency",
		coverage.OfficialSource: "official",
		coverage.Social:         "social media",
		coverage.Own:            "own reporting",
	}[k]
}
