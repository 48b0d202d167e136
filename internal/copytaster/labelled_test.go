package copytaster_test

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/copytaster"
	"github.com/stoppress/stoppress/internal/coverage"
)

// Labelled texts are fiction, written for the tests. Each line begins with a letter
// that says what it is; without the letters they are the text to be read:
//
//	H headline          S standfirst            F furniture: a stamp, "Share"
//	T title of a post   B byline => its names   P paragraph, L item of a list
//	Q words on record   O the same, where they may as well be left as text
//
// Lines that begin with # are remarks. Lines with @ are labels alone: @post, with its time; @speaker NAME; ROLE; REPORTER
// for the quotes after it; @source NAME for the post.
//
//go:embed all:testdata/labelled
var labelledFiles embed.FS

// labelledText is one text with its labels.
type labelledText struct {
	language, name string
	input          string
	stamped        bool
	truth          document
}

// labelledTexts gives all of them, and of each that has stamps also the text that is
// left without furniture.
func labelledTexts(t testing.TB) []labelledText {
	t.Helper()
	own, err := fs.Sub(labelledFiles, "testdata/labelled")
	if err != nil {
		t.Fatal(err)
	}
	return labelledTextsIn(t, own)
}

// labelledTextsIn reads those in folders named after languages.
func labelledTextsIn(t testing.TB, files fs.FS) []labelledText {
	t.Helper()
	var out []labelledText
	err := fs.WalkDir(files, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".txt") {
			return err
		}
		b, err := fs.ReadFile(files, file)
		if err != nil {
			return err
		}
		l := path.Base(path.Dir(file))
		name := strings.TrimSuffix(path.Base(file), ".txt")
		text, err := parseLabels(string(b), true)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		text.language, text.name = l, name+" (stamped)"
		if strings.Count(string(b), "\nF ") < 2 {
			text.name, text.stamped = name, false
			out = append(out, text)
			return nil
		}
		out = append(out, text)
		bare, err := parseLabels(string(b), false)
		bare.language, bare.name = l, name+" (bare)"
		out = append(out, bare)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func parseLabels(s string, stamped bool) (labelledText, error) {
	out := labelledText{stamped: stamped}
	out.truth.optional = map[string]bool{}
	var lines []string
	var posts []coverage.Copy
	var speaker coverage.Speaker
	via := ""
	for n, ln := range strings.Split(strings.TrimSpace(s), "\n") {
		if ln == "" || strings.HasPrefix(ln, "#") {
			continue
		}
		mark, rest, _ := strings.Cut(ln, " ")
		rest = strings.TrimSpace(rest)
		if len(posts) == 0 && strings.Contains("TBPLQO", mark) {
			posts = append(posts, coverage.Copy{})
		}
		var post *coverage.Copy
		if len(posts) > 0 {
			post = &posts[len(posts)-1]
		}
		switch mark {
		case "@post":
			posts = append(posts, coverage.Copy{})
			if rest != "" && stamped {
				at, err := time.Parse("2006-01-02T15:04Z", rest)
				if err != nil {
					return out, err
				}
				posts[len(posts)-1].PublishedAt = at
			}
			continue
		case "@speaker":
			fields := append(strings.Split(rest, ";"), "", "")
			speaker = coverage.Speaker{Name: strings.TrimSpace(fields[0]), Role: strings.TrimSpace(fields[1])}
			via = strings.TrimSpace(fields[2])
			continue
		case "@source":
			post.Sources = append(post.Sources, coverage.Source{Name: rest})
			continue
		case "H":
			out.truth.header.Title = rest
		case "S":
			out.truth.header.Standfirst = strings.TrimSpace(out.truth.header.Standfirst + " " + rest)
		case "F":
			if !stamped {
				continue
			}
			out.truth.furniture = append(out.truth.furniture, rest)
		case "T":
			post.Title = rest
		case "B":
			line, names, _ := strings.Cut(rest, "=>")
			rest = strings.TrimSpace(line)
			around := rest
			for _, name := range strings.Split(names, ";") {
				name = strings.TrimSpace(name)
				post.Byline = append(post.Byline, coverage.Contributor{Name: name})
				around = strings.Replace(around, name, "", 1)
			}
			out.truth.furniture = append(out.truth.furniture, around)
		case "O":
			out.truth.optional[cleaned(rest)] = true
			post.Elements = append(post.Elements, coverage.Element{Type: coverage.Text, HTML: coverage.ParagraphHTML(rest)})
		case "Q":
			said := speaker
			post.Elements = append(post.Elements, coverage.Element{Type: coverage.Quote, Paragraphs: []string{rest}, Speaker: &said, ReportedBy: via})
		case "P", "L":
			post.Elements = append(post.Elements, coverage.Element{Type: coverage.Text, HTML: coverage.ParagraphHTML(rest)})
			if mark == "L" {
				post.Elements[len(post.Elements)-1] = coverage.Element{Type: coverage.List, Items: []string{strings.TrimLeft(rest, "•*- ")}}
			}
		default:
			return out, fmt.Errorf("line %d has the mark %q", n+1, mark)
		}
		lines = append(lines, rest)
	}
	out.input = strings.Join(lines, "\n") + "\n"
	out.truth.posts = posts
	return out, nil
}

func readAs(s copytaster.Story) document {
	d := document{header: s.Header}
	for _, p := range s.Posts {
		d.posts = append(d.posts, p.Copy)
	}
	return d
}
