package copytaster_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stoppress/stoppress/internal/copytaster"
	"pgregory.net/rapid"
)

// Lines that look like something, so that random texts reach all rules.
var scraps = []string{
	"19.30 GMT", "19.12 GMT", "08.05 GMT", "23.58 BST", "00.10 BST", "7:15 p.m. ET", "2h ago", "just now", "11:08", "Share", "Updated at 19.52 GMT",
	"Updated", "Key events", "Summary", "Tue 9 Mar 2027 19.52 GMT", "First published on Tue 9 Mar 2027 08.00 GMT", "Thursday 4 March 2027",
	"Sort by: Latest first / Oldest first", "Oldest first", "Read more", "---", "* * *", "Pinned",
	"9.00am: The ferry is in.", "9.20am: The ferry is out.", "10am: The mayor meets the crew", "[10.15am] A short word from the quay.",
	"23 min: Northport clear the ball.", "45+2 min", "Half-time", "Q: When does the strike end?", "A: Soon.", "UPDATE: The ferry is in after all.",
	"Ida Holm", "By Ida Holm and Jon Vik", "Ferries stay in port", "‘Nobody asked us’, dockers say",
	"The harbour’s director, Ida Holm, said:", "Holm told the Fjord Times:", "She added:", "To recap:", "Answers include:", "Holm:",
	"• The ferries stay in port", "- The talks go on", "* The mayor is away", "We have waited long enough.", "“I will not sign this.", "“Never,” she said.",
	"Jon Vik, the dockers’ spokesman, gave this statement:", "According to the PA news agency, the mayor said:", "“We are tired,” Vik said.",
	"BODØ, Norway, March 4 (Reuters) - Dockers walked out on Thursday.", "HARBOUR-STRIKE/TALKS (UPDATE 2)", "#harbour", "See https://example.org/x pic.twitter.com/abc",
	"A crane stands idle. Photograph: Jon Vik/Agency", "(See 3.21pm.)", "\u202eمرحبا بالعالم", "⚓️🚢", "\xff\xfe\x00", "a\x00b", "<p>x & y</p>", "…", "  ",
	"13.34 Uhr", "vor 4 Minuten", "il y a 3 min", "14 h 05", "hace 2 horas", "há 21 minutos", "18 хвилин тому", "+++ 14:05 +++", "17.06.2027, 18:22",
	"„Wir gehen nicht“, sagte Holm. „Heute nicht.", "Holm zufolge ist das Schiff da.", "« Non », a-t-il dit à l’AFP.", "—No —dijo Holm—. Sí.", "«Ні, – додав він. – Ні».",
	"За словами Івана Петренка, усе добре, повідомляє «Українська правда».", "قال المتحدث:", "«نعم».", "「はい」と山田は述べた。", "\u200f\"לא\", אמר כרמי.", "@dwhitlock", "Dana Whitlock",
	"Notes to editors", "Madrid, 5 mar (EFE).- Un temporal.", "She spoke to Radio Fjord:",
	"Holm has issued a statement.", "We regret what has happened, and we must do better.", "– Jon Vik, Northport police.", "— Jon Vik (@jonvik) March 9, 2027", "42 Posts", "From the BBC's Ida Holm",
	"Here is the agenda for the day.", "The quay from above. Photograph: Jon Vik/Agency", "Ben Moe QC said:", "“We stay,” said Mr. Vik.", "“Late,” said the 36-year-old.", "Her mother, Kari Moe, was born here.",
}

// singleScraps are lines with speech between single marks, and none with others.
var singleScraps = []string{
	"'We stay until Monday,' she said.", "‘And then we’ll see what the dockers’ union does,’ Holm added.", "Ida Holm, the harbour’s director, said: ‘It’s over, and we know it.’",
	"'It is 'over', and we know it all too well.", "‘We shall stay.", "‘Nobody asked us’, dockers say", "The dockers' quay & all of it", "– Jon Vik (@jonvik) March 9, 2027",
	"• 'A point, and a long one at that,' she wrote", "19.30 GMT", "Share", "By Ida Holm", "'", "‘’", "'' '", "<p>'x' & 'y and z and all the rest of it'</p>",
}

func TestNoWordIsLostBetweenSingleMarks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(singleScraps), 0, 40).Draw(t, "lines"), "\n")
		checkStory(t, text, copytaster.Read(text, copytaster.Home{}))
	})
}

func texts() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		lines := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(scraps), rapid.SampledFrom(scraps), rapid.String(), rapid.Map(rapid.SliceOfN(rapid.SampledFrom(scraps), 1, 4), func(s []string) string { return strings.Join(s, " ") })), 0, 40).Draw(t, "lines")
		return strings.Join(lines, rapid.SampledFrom([]string{"\n", "\n\n", "\r\n", "\r"}).Draw(t, "end"))
	})
}

func TestNoWordIsLostOrInvented(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts().Draw(t, "text")
		checkStory(t, text, copytaster.Read(text, copytaster.Home{}))
	})
}

func TestReadingIsDeterministic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts().Draw(t, "text")
		if a, b := copytaster.Read(text, copytaster.Home{}), copytaster.Read(text, copytaster.Home{}); !reflect.DeepEqual(a, b) {
			t.Errorf("two readings differ:\n%+v\n%+v", a, b)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, s := range scraps {
		f.Add(s)
	}
	f.Add(strings.Join(scraps, "\n"))
	f.Add(strings.Join(singleScraps, "\n"))
	for _, text := range labelledTexts(f) {
		f.Add(text.input)
	}
	for _, shape := range slices.Concat(shapes, moreShapes) {
		f.Add(shaped(shape.name, shape.unit, 200))
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkStory(t, text, copytaster.Read(text, copytaster.Home{}))
	})
}
