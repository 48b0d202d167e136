package copytaster_test

import (
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stoppress/stoppress/internal/copytaster"
)

// Several strands read a long text, and nobody can tell: what they read is what one does.
func TestManyCoresReadLikeOne(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var prose []string // paragraphs without stamps
	for _, text := range labelledTexts(t) {
		if !text.stamped {
			prose = append(prose, strings.Split(strings.TrimSpace(text.input), "\n")...)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		name  string
		lines []string
	}{
		{"prose", prose},
		{"prose and all else", slices.Concat(prose, prose, scraps)},
		{"a quotation without end", []string{"“We will not sign this."}},
		{"few words", []string{"Ida Holm said:", "No.", "“No.", "Meanwhile, Jon Vik left.", "a"}},
		{"the same again and again", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			b.WriteString("Harbour strike\n")
			for i := range 21_000 {
				if c.lines == nil {
					b.WriteString(prose[i%7] + "\n")
				} else {
					b.WriteString(c.lines[random.IntN(len(c.lines))] + "\n")
				}
			}
			runtime.GOMAXPROCS(1)
			one := copytaster.Read(b.String(), copytaster.Home{})
			runtime.GOMAXPROCS(5)
			if many := copytaster.Read(b.String(), copytaster.Home{}); !reflect.DeepEqual(one, many) {
				t.Errorf("one core reads %d posts and five %d, or other ones", len(one.Posts), len(many.Posts))
			}
		})
	}
}
