package copytaster_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stoppress/stoppress/internal/copytaster"
	"github.com/stoppress/stoppress/internal/coverage"
)

// The real texts are not part of the repository. STOPPRESS_SAMPLES names the
// folder that holds liveblogs/.
func samplesDir() string {
	dir := os.Getenv("STOPPRESS_SAMPLES")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "samples")
	}
	return filepath.Join(dir, "liveblogs")
}

func samples(t *testing.T) string {
	t.Helper()
	dir := samplesDir()
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no samples in %s: set STOPPRESS_SAMPLES to the folder that holds liveblogs/ to measure on real texts", dir)
	}
	return dir
}

// floors are the figures that were reached, with a little slack. A measure that
// is not here has nothing to be measured by in that text.
var floors = map[string]map[string]float64{
	"mars.stamped": {"boundary": 0.99, "title": 0.99, "byline": 0.99, "time": 0.99, "headline": 0.99},
	"mars.bare":    {"boundary": 0.85, "title": 0.99, "byline": 0.99, "headline": 0.99},
	"peace-talks": {"boundary": 0.94, "title": 0.99, "byline": 0.99, "quote": 0.95, "speaker": 0.95, "role": 0.92,
		"reportedBy": 0.95, "source": 0.95, "headline": 0.99},
}

func TestRealTextsAreReadAsWellAsBefore(t *testing.T) {
	dir := samples(t)
	texts, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(texts) == 0 {
		t.Fatalf("no texts in %s: %v", dir, err)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Log("node is not installed: texts are checked for losses, and not scored")
	}
	out := os.Getenv("STOPPRESS_PREDICTIONS") // keeps the predictions, to look at
	if out == "" {
		out = t.TempDir()
	}
	for _, file := range texts {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(name, func(t *testing.T) {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			story := copytaster.Read(string(b), copytaster.Home{})
			checkStory(t, string(b), story)
			prediction := filepath.Join(out, name+".json")
			writePrediction(t, prediction, story)
			if node == "" {
				return
			}
			truth := filepath.Join(dir, name+".json")
			if _, err := os.Stat(truth); err != nil {
				return
			}
			scores := score(t, node, filepath.Join(dir, "score.mjs"), truth, prediction, file)
			for measure, floor := range floors[name] {
				if got := scores[measure]; got < floor {
					t.Errorf("%s is %.2f; it was at least %.2f", measure, got, floor)
				}
			}
			if scores["lost"] > 0 || scores["invented"] > 0 {
				t.Errorf("%v characters lost, %v invented", scores["lost"], scores["invented"])
			}
		})
	}
}

func writePrediction(t *testing.T, file string, story copytaster.Story) {
	t.Helper()
	posts := make([]coverage.Copy, 0, len(story.Posts))
	for _, p := range story.Posts {
		posts = append(posts, p.Copy)
	}
	b, err := json.MarshalIndent(map[string]any{"blog": story.Header, "posts": posts}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// score runs the scorer and reads its table: a line of measures, a line of figures.
func score(t *testing.T, node string, args ...string) map[string]float64 {
	t.Helper()
	b, err := exec.CommandContext(t.Context(), node, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("the scorer failed: %v\n%s", err, b)
	}
	t.Logf("\n%s", b)
	lines := strings.Split(string(b), "\n")
	names, figures := strings.Fields(lines[0]), strings.Fields(lines[1])
	figures = figures[len(figures)-len(names):]
	out := map[string]float64{}
	for i, name := range names {
		if v, err := strconv.ParseFloat(figures[i], 64); err == nil {
			out[name] = v
		}
	}
	return out
}
