package copytaster_test

import (
	"html"
	"math"
	"regexp"
	"strings"
	"unicode"

	"github.com/stoppress/stoppress/internal/coverage"
	"golang.org/x/text/unicode/norm"
)

// The measures are those of the sample texts' scorer, so that figures of labelled
// fiction and of real texts mean the same.
var measures = []string{"boundary", "title", "byline", "quote", "speaker", "role", "reportedBy", "source", "time", "headline"}

// tally counts what was found rightly, found wrongly, and missed.
type tally struct{ right, wrong, missed int }

func (t tally) f1() float64 {
	if t.right+t.wrong+t.missed == 0 {
		return math.NaN()
	}
	return 2 * float64(t.right) / float64(2*t.right+t.wrong+t.missed)
}

type result struct {
	tallies        map[string]tally
	lost, invented int      // in characters
	wrongs         []string // what was wrong, for people
	texts          int      // of how many texts it is the sum
}

// document is a blog with its posts, newest first, as a label or as a reading.
type document struct {
	header    coverage.Header
	posts     []coverage.Copy
	furniture []string        // lines that may vanish
	optional  map[string]bool // paragraphs that may be quotes or text
}

type paragraph struct {
	text  string
	quote *coverage.Element
}

var tags = regexp.MustCompile(`<[^>]+>`)

func cleaned(s string) string {
	return strings.Join(strings.Fields(norm.NFC.String(html.UnescapeString(tags.ReplaceAllString(s, "")))), " ")
}

func bagOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(cleaned(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

func paragraphsOf(c coverage.Copy) []paragraph {
	var out []paragraph
	add := func(s string, quote *coverage.Element) {
		if s = cleaned(s); s != "" {
			out = append(out, paragraph{s, quote})
		}
	}
	for i := range c.Elements {
		e := &c.Elements[i]
		switch e.Type {
		case coverage.Quote:
			for _, p := range e.Paragraphs {
				add(p, e)
			}
		case coverage.List:
			for _, p := range e.Items {
				add(p, nil)
			}
		default:
			for _, p := range strings.Split(e.HTML, "</p>") {
				add(p, nil)
			}
		}
	}
	return out
}

func firstOf(c coverage.Copy) string {
	if ps := paragraphsOf(c); len(ps) > 0 {
		return ps[0].text
	}
	return cleaned(c.Title)
}

func startOf(c coverage.Copy) string {
	if t := cleaned(c.Title); t != "" {
		return t
	}
	return firstOf(c)
}

func sameName(a, b string) bool {
	x, y := strings.ToLower(cleaned(a)), strings.ToLower(cleaned(b))
	for _, article := range []string{"the ", "der ", "die ", "das ", "le ", "la ", "l’", "l'", "les ", "el ", "o ", "a "} {
		x, y = strings.TrimPrefix(x, article), strings.TrimPrefix(y, article)
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	return x == y || x != "" && strings.HasSuffix(y, " "+x)
}

func sameSource(a, b string) bool {
	x, y := bagOf(a), bagOf(b)
	within := func(a, b []string) bool {
		for _, w := range a {
			if !strings.Contains(" "+strings.Join(b, " ")+" ", " "+w+" ") {
				return false
			}
		}
		return len(a) > 0
	}
	return within(x, y) || within(y, x)
}

func alike(a, b string, least float64) bool {
	have := map[string]bool{}
	for _, w := range bagOf(a) {
		have[w] = true
	}
	other := map[string]bool{}
	both := 0
	for _, w := range bagOf(b) {
		if !other[w] && have[w] {
			both++
		}
		other[w] = true
	}
	return len(have)+len(other) == 0 || 2*float64(both)/float64(len(have)+len(other)) >= least
}

func reportersOf(c coverage.Copy) []string {
	var out []string
	for _, s := range c.Sources {
		if s.Kind != coverage.OfficialSource {
			out = append(out, s.Name)
		}
	}
	return out
}

func namesOf(c coverage.Copy) []string {
	var out []string
	for _, b := range c.Byline {
		out = append(out, b.Name)
	}
	return out
}

// compare scores a reading against its label.
func compare(truth, got document, input string) result {
	r := result{tallies: map[string]tally{}}
	count := func(m string, right, wrong, missed int) {
		t := r.tallies[m]
		r.tallies[m] = tally{t.right + right, t.wrong + wrong, t.missed + missed}
	}
	note := func(m, what, s string) { r.wrongs = append(r.wrongs, m+" "+what+": "+s) }
	match := func(m string, want, have []string, same func(a, b string) bool) {
		rest := append([]string{}, have...)
	next:
		for _, w := range want {
			for i, h := range rest {
				if same(w, h) {
					count(m, 1, 0, 0)
					rest = append(rest[:i], rest[i+1:]...)
					continue next
				}
			}
			count(m, 0, 0, 1)
			note(m, "missed", w)
		}
		for _, h := range rest {
			count(m, 0, 1, 0)
			note(m, "wrong", h)
		}
	}
	one := func(m, want, have string, same func(a, b string) bool) {
		switch {
		case want != "" && have != "" && same(want, have):
			count(m, 1, 0, 0)
		case want != "" && have != "":
			count(m, 0, 1, 1)
			note(m, "wrong", have+" for "+want)
		case want != "":
			count(m, 0, 0, 1)
			note(m, "missed", want)
		case have != "":
			count(m, 0, 1, 0)
			note(m, "wrong", have)
		}
	}
	equal := func(a, b string) bool { return a == b }
	var starts, titles [2][]string
	for k, posts := range [][]coverage.Copy{truth.posts, got.posts} {
		for _, p := range posts {
			starts[k] = append(starts[k], startOf(p))
			if p.Title != "" {
				titles[k] = append(titles[k], cleaned(p.Title))
			}
		}
	}
	match("boundary", starts[0], starts[1], equal)
	match("title", titles[0], titles[1], equal)
	one("headline", cleaned(truth.header.Title), cleaned(got.header.Title), equal)
	one("headline", cleaned(truth.header.Standfirst), cleaned(got.header.Standfirst), func(a, b string) bool { return alike(a, b, 0.9) })

	holder := map[string]int{} // paragraph → index of the post that has it
	for i, p := range got.posts {
		for _, q := range paragraphsOf(p) {
			if _, ok := holder[q.text]; !ok {
				holder[q.text] = i
			}
		}
	}
	used := map[int]bool{}
	for _, t := range truth.posts {
		i, ok := holder[firstOf(t)]
		var p coverage.Copy
		if ok && !used[i] {
			p, used[i] = got.posts[i], true
		}
		match("byline", namesOf(t), namesOf(p), sameName)
		match("source", reportersOf(t), reportersOf(p), sameSource)
		if !t.PublishedAt.IsZero() {
			have := ""
			if !p.PublishedAt.IsZero() {
				have = p.PublishedAt.UTC().Format("2006-01-02T15:04")
			}
			one("time", t.PublishedAt.UTC().Format("2006-01-02T15:04"), have, equal)
		}
	}
	for i, p := range got.posts {
		if !used[i] {
			count("byline", 0, len(p.Byline), 0)
			count("source", 0, len(reportersOf(p)), 0)
		}
	}
	quotes := func(posts []coverage.Copy) (out []paragraph) {
		for _, c := range posts {
			for _, p := range paragraphsOf(c) {
				if p.quote != nil {
					out = append(out, p)
				}
			}
		}
		return out
	}
	want, have := quotes(truth.posts), quotes(got.posts)
	var wantText, haveText []string
	by := map[string]*coverage.Element{}
	for _, q := range want {
		wantText = append(wantText, q.text)
	}
	for _, q := range have {
		by[q.text] = q.quote
		if !truth.optional[q.text] {
			haveText = append(haveText, q.text)
		}
	}
	match("quote", wantText, haveText, equal)
	for _, q := range want {
		var name, role, via string
		if e := by[q.text]; e != nil {
			name, role, via = e.Speaker.Name, e.Speaker.Role, e.ReportedBy
		}
		one("speaker", q.quote.Speaker.Name, name, sameName)
		one("role", q.quote.Speaker.Role, role, func(a, b string) bool { return alike(a, b, 0.5) })
		one("reportedBy", q.quote.ReportedBy, via, sameSource)
	}

	bag := map[string]int{}
	add := func(s string, n int) {
		for _, w := range bagOf(s) {
			bag[w] += n
		}
	}
	out := func(n int) {
		add(got.header.Title, n)
		add(got.header.Standfirst, n)
		for _, p := range got.posts {
			add(p.Title, n)
			for _, name := range namesOf(p) {
				add(name, n)
			}
			for _, q := range paragraphsOf(p) {
				add(q.text, n)
			}
		}
	}
	out(-1)
	add(input, 1)
	for w, n := range bag {
		if n < 0 {
			r.invented -= n * len([]rune(w))
			note("words", "invented", w)
		}
	}
	for _, f := range truth.furniture {
		add(f, -1)
	}
	for w, n := range bag {
		if n > 0 {
			r.lost += n * len([]rune(w))
			note("words", "lost", w)
		}
	}
	return r
}
