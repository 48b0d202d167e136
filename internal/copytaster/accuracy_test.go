package copytaster_test

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/stoppress/stoppress/internal/copytaster"
)

// make accuracy writes the table into the page, or measures texts of others.
var (
	accuracyPage = flag.String("accuracy", "", "the page whose table is to be written anew")
	othersTexts  = flag.String("labelled", "", "a folder of labelled texts, in folders named after languages, to be measured as well")
)

// least are floors for each language's labelled texts, below what was reached, so
// that a change which reads them worse is seen. Bare texts have their own for what
// only stamps make sure.
var (
	least     = map[string]float64{"boundary": 0.99, "title": 0.97, "byline": 0.97, "quote": 0.95, "speaker": 0.90, "role": 0.85, "reportedBy": 0.90, "source": 0.90, "time": 1, "headline": 0.97}
	leastBare = map[string]float64{"boundary": 0.85, "title": 0.97, "byline": 0.97, "quote": 0.95, "speaker": 0.90, "role": 0.85, "reportedBy": 0.90, "source": 0.80, "headline": 0.95}
)

func TestLabelledTextsAreReadWell(t *testing.T) {
	sums := map[string]result{} // by language and form
	for _, text := range labelledTexts(t) {
		t.Run(text.language+"/"+text.name, func(t *testing.T) {
			story := copytaster.Read(text.input, copytaster.Home{})
			checkStory(t, text.input, story)
			r := compare(text.truth, readAs(story), text.input)
			if r.lost > 0 || r.invented > 0 {
				t.Errorf("%d characters lost, %d invented", r.lost, r.invented)
			}
			sort.Strings(r.wrongs)
			t.Logf("%s\n%s", row(text.name, r), strings.Join(r.wrongs, "\n"))
			if got := story.Header.Language; got != text.language && got != "" {
				t.Errorf("its language was taken for %q", got)
			}
			form := text.language + ", bare"
			if text.stamped {
				form = text.language + ", with stamps"
			}
			sums[form] = r.plus(sums[form])
		})
	}
	for form, r := range sums {
		if l, _, _ := strings.Cut(form, ","); strings.HasSuffix(form, "bare") && slices.Contains([]string{"ar", "he", "ja"}, l) {
			continue // without a table, nothing tells where a post begins
		}
		floors := least
		if strings.HasSuffix(form, "bare") {
			floors = leastBare
		}
		for measure, floor := range floors {
			if got := r.tallies[measure].f1(); got < floor {
				t.Errorf("%s: %s is %.2f; it should be %.2f at least", form, measure, got, floor)
			}
		}
	}
	if *accuracyPage != "" {
		writeAccuracy(t, sums)
	}
}

// Copy of other papers, labelled by whoever wants to know how it is read.
func TestTextsOfOthers(t *testing.T) {
	if *othersTexts == "" {
		t.Skip("no folder is named with -labelled")
	}
	sums := map[string]result{}
	for _, text := range labelledTextsIn(t, os.DirFS(*othersTexts)) {
		story := copytaster.Read(text.input, copytaster.Home{})
		checkStory(t, text.input, story)
		r := compare(text.truth, readAs(story), text.input)
		sort.Strings(r.wrongs)
		t.Logf("\n%s\n%s", row(text.language+"/"+text.name, r), strings.Join(r.wrongs, "\n"))
		sums[text.language] = r.plus(sums[text.language])
	}
	for _, l := range slices.Sorted(maps.Keys(sums)) {
		t.Logf("\n%s", row(fmt.Sprintf("%s (%d)", l, sums[l].texts), sums[l]))
	}
}

func (r result) plus(o result) result {
	sum := result{tallies: map[string]tally{}, lost: r.lost + o.lost, invented: r.invented + o.invented, texts: max(1, r.texts) + o.texts}
	for _, m := range measures {
		a, b := r.tallies[m], o.tallies[m]
		sum.tallies[m] = tally{a.right + b.right, a.wrong + b.wrong, a.missed + b.missed}
	}
	return sum
}

func row(name string, r result) string {
	cells := []string{name}
	for _, m := range measures {
		v := "–"
		if f := r.tallies[m].f1(); !math.IsNaN(f) {
			v = fmt.Sprintf("%.2f", f)
		}
		cells = append(cells, v)
	}
	return "| " + strings.Join(append(cells, fmt.Sprint(r.lost), fmt.Sprint(r.invented)), " | ") + " |"
}

// writeAccuracy writes the tables into the page, between its marks.
func writeAccuracy(t *testing.T, sums map[string]result) {
	t.Helper()
	b, err := os.ReadFile(*accuracyPage)
	if err != nil {
		t.Fatal(err)
	}
	head := "| | " + strings.Join(measures, " | ") + " | lost | invented |\n|" + strings.Repeat("---|", len(measures)+3) + "\n"
	ours := head
	for _, form := range slices.Sorted(maps.Keys(sums)) {
		r := sums[form]
		ours += row(fmt.Sprintf("%s (%d)", form, r.texts), r) + "\n"
	}
	page := between(string(b), "labelled", ours)
	page = between(page, "samples", samplesTable(t, head))
	if err := os.WriteFile(*accuracyPage, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", ours)
}

// samplesTable scores the real texts with the scorer beside them, where there are any.
func samplesTable(t *testing.T, head string) string {
	t.Helper()
	dir := samplesDir()
	texts, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(texts) == 0 {
		t.Logf("no real texts in %s: their part of the page says so", dir)
		return "The real texts were not there when this was measured: set STOPPRESS_SAMPLES to the folder that holds liveblogs/.\n"
	}
	node, err := exec.LookPath("node")
	if err != nil {
		return "The real texts were not scored: their scorer needs node.\n"
	}
	out := head
	for _, file := range texts {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		prediction := filepath.Join(t.TempDir(), "prediction.json")
		writePrediction(t, prediction, copytaster.Read(string(b), copytaster.Home{}))
		scores := score(t, node, filepath.Join(dir, "score.mjs"), strings.TrimSuffix(file, ".txt")+".json", prediction, file)
		cells := []string{strings.TrimSuffix(filepath.Base(file), ".txt")}
		for _, m := range append(slices.Clone(measures), "lost", "invented") {
			v, ok := scores[m]
			switch {
			case !ok:
				cells = append(cells, "–")
			case m == "lost", m == "invented":
				cells = append(cells, fmt.Sprint(v))
			default:
				cells = append(cells, fmt.Sprintf("%.2f", v))
			}
		}
		out += "| " + strings.Join(cells, " | ") + " |\n"
	}
	return out
}

// between puts text between the page's two comments of that name.
func between(page, name, text string) string {
	marks := regexp.MustCompile(`(?s)(<!-- ` + name + ` -->\n).*?(<!-- /` + name + ` -->)`)
	return marks.ReplaceAllString(page, "${1}\n"+strings.ReplaceAll(text, "$", "$$")+"\n${2}")
}
