package copytaster_test

import (
	"fmt"
	"math"
	"sort"
	"strings"
	"testing"

	"github.com/stoppress/stoppress/internal/copytaster"
)

// aims are what each measure should reach.
var aims = map[string]float64{"boundary": 0.99, "bare boundary": 0.85, "title": 0.97, "byline": 0.97, "quote": 0.95, "speaker": 0.90, "role": 0.85, "reportedBy": 0.90, "source": 0.90, "time": 1, "headline": 0.97}

func TestLabelledTexts(t *testing.T) {
	for _, text := range labelledTexts(t) {
		t.Run(text.language+"/"+text.name, func(t *testing.T) {
			story := copytaster.Read(text.input, "")
			checkStory(t, text.input, story)
			r := compare(text.truth, readAs(story), text.input)
			if r.lost > 0 || r.invented > 0 {
				t.Errorf("%d characters lost, %d invented", r.lost, r.invented)
			}
			sort.Strings(r.wrongs)
			t.Logf("%s\n%s", line(text.name, r), strings.Join(r.wrongs, "\n"))
			if story.Header.Language != text.language {
				t.Errorf("its language was taken for %q", story.Header.Language)
			}
		})
	}
}

func line(name string, r result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-30s", name)
	for _, m := range measures {
		v := "–"
		if f := r.tallies[m].f1(); !math.IsNaN(f) {
			v = fmt.Sprintf("%.2f", f)
		}
		fmt.Fprintf(&b, " %s %s", m, v)
	}
	return b.String()
}
