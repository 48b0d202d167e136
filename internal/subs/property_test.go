package subs

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/stoppress/stoppress/internal/coverage"
)

var (
	aName  = rapid.StringMatching(`[A-Z][a-z]{3,8}`)
	aWord  = rapid.SampledFrom([]string{"the", "ferry", "left", "with", "and", "said", "at", "13:34.", "(see 12:01)", "“no”", "“", "Monday", "minister"})
	aStory = rapid.Custom(func(t *rapid.T) []coverage.Post {
		names := rapid.SliceOfN(aName, 3, 12).Draw(t, "names")
		posts := make([]coverage.Post, rapid.IntRange(0, 12).Draw(t, "posts"))
		for i := range posts {
			posts[i] = coverage.Post{
				ID: coverage.NewPostID(time.UnixMilli(int64(i)), coverage.Entropy{}), Seq: coverage.Seq(i + 1),
				Status: rapid.SampledFrom([]coverage.Status{coverage.Published, coverage.Published, coverage.Draft, coverage.Withdrawn}).Draw(t, "status"),
				Copy:   aCopy(t, names),
			}
			posts[i].PublishedAt = time.Date(2026, 3, 4, 12, i%3, 0, 0, time.UTC)
			if rapid.IntRange(0, 4).Draw(t, "settled") == 0 {
				posts[i].Silenced = []string{"name:" + strings.ToLower(names[0])}
			}
		}
		return posts
	})
)

func aCopy(t *rapid.T, names []string) coverage.Copy {
	var words []string
	for range rapid.IntRange(1, 20).Draw(t, "words") {
		if rapid.Bool().Draw(t, "name") {
			words = append(words, rapid.SampledFrom(names).Draw(t, "which"))
		} else {
			words = append(words, aWord.Draw(t, "word"))
		}
	}
	c := coverage.Copy{Elements: []coverage.Element{{Type: coverage.Text, HTML: coverage.ParagraphHTML(strings.Join(words, " "))}}}
	if rapid.Bool().Draw(t, "quote") {
		c.Elements = append(c.Elements, coverage.Element{
			Type: coverage.Quote, Paragraphs: []string{strings.Join(words, " ")},
			Speaker: &coverage.Speaker{Name: rapid.SampledFrom(names).Draw(t, "speaker"), Role: rapid.SampledFrom([]string{"", "mayor", "the mayor", "baker"}).Draw(t, "role")},
		})
	}
	return c
}

func libraryOf(posts []coverage.Post) *Library {
	l := NewLibrary()
	l.SetBlog(coverage.Header{Language: "en", Settings: coverage.Settings{Style: []coverage.StyleRule{{Write: "boat", Not: "ferry"}}}})
	for _, p := range posts {
		l.Take(p)
	}
	return l
}

func linkerOf(l *Library) Linker {
	return Linker{
		Times: l.Times(), Where: Place{Blog: "harbour", Language: "en", Zone: time.UTC, At: time.Date(2026, 3, 4, 14, 0, 0, 0, time.UTC)},
		Public: func(coverage.PostID) bool { return true },
	}
}

// What a library says follows from the newest states of the posts alone: not from the order
// in which they came, nor from what came before them.
func TestALibraryFollowsFromThePostsAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		posts := aStory.Draw(t, "story")
		draft := aCopy(t, []string{"Holmgaard", "Starmer", aName.Draw(t, "another")})
		one := libraryOf(posts)
		other := NewLibrary()
		other.SetBlog(coverage.Header{Language: "de"})
		for _, p := range aStory.Draw(t, "before") {
			p.Seq += 100
			other.Take(p)
		}
		for _, p := range rapid.Permutation(posts).Draw(t, "order") {
			other.Take(p)
		}
		for id := range other.posts {
			if !slices.ContainsFunc(posts, func(p coverage.Post) bool { return p.ID == id }) {
				other.Forget(id)
			}
		}
		other.SetBlog(coverage.Header{Language: "en", Settings: coverage.Settings{Style: one.kept}})
		for _, p := range posts {
			other.Forget(p.ID)
			other.Take(p)
		}
		if a, b := one.Read(draft, linkerOf(one)), other.Read(draft, linkerOf(other)); !reflect.DeepEqual(a, b) {
			t.Fatalf("one says\n%+v\nthe other\n%+v", a, b)
		}
		for _, p := range posts {
			one.Forget(p.ID)
		}
		if n := len(one.posts) + len(one.words) + len(one.names) + len(one.gaps) + len(one.plain) + len(one.speakers) + len(one.quotes) + len(one.times) + len(one.settled); n != 0 {
			t.Fatalf("it has forgotten all posts, and still knows %d things: %+v", n, one)
		}
	})
}

func TestANameThatTheBlogUsesIsNeverFlagged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		posts := aStory.Draw(t, "story")
		var used []string
		for _, p := range posts {
			if !p.Public() {
				continue
			}
			for _, text := range textsOf(p.Copy) {
				for _, n := range namesIn(wordsOf(text.words, libraryOf(nil).vocab), libraryOf(nil).vocab) {
					used = append(used, n.last().text)
				}
			}
		}
		l := libraryOf(posts)
		for _, name := range used {
			if u := l.words[coverage.Fold(name)]; u == nil || u.posts < 2 {
				continue
			}
			draft := coverage.Copy{Elements: []coverage.Element{{Type: coverage.Text, HTML: coverage.ParagraphHTML("It was " + name + " who left.")}}}
			for _, w := range l.Read(draft, linkerOf(l)).Warnings {
				if w.Kind == Name {
					t.Fatalf("%q is used, and flagged: %+v", name, w)
				}
			}
		}
	})
}

func TestDistanceCountsLetters(t *testing.T) {
	word := rapid.StringMatching(`[a-c]{0,7}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := []rune(word.Draw(t, "a")), []rune(word.Draw(t, "b"))
		d := distance(a, b, 9)
		if d != distance(b, a, 9) || (d == 0) != slices.Equal(a, b) || d > max(len(a), len(b)) {
			t.Fatalf("%q to %q is %d, and back %d", string(a), string(b), d, distance(b, a, 9))
		}
		for most := range 4 {
			if got := distance(a, b, most); (got <= most) != (d <= most) || got <= most && got != d {
				t.Fatalf("%q to %q is %d; up to %d it is said to be %d", string(a), string(b), d, most, got)
			}
		}
		if len(a) > 1 {
			i := rapid.IntRange(0, len(a)-2).Draw(t, "at")
			swapped := slices.Clone(a)
			swapped[i], swapped[i+1] = a[i+1], a[i]
			if distance(a, swapped, 9) > 1 || distance(a, slices.Delete(slices.Clone(a), i, i+1), 9) != 1 {
				t.Fatalf("one letter of %q counts for more", string(a))
			}
		}
	})
}

// FuzzRead reads any HTML: it never fails, names words that stand where it says, and
// makes links without a change of a single character.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", "<p>Starner said “no (see 12:01).</p>", "<p>See <em>12:0</em>1 and (12:01) &amp; 12:02 UTC</p>", "“a\n“b”", "<p>🚢 Starner (see 1.34pm GMT) ferry</p>",
		"<p>«a „b“ 「c</p><p>»</p>", "see 12:01 and 12:02, 12:00", "<p>as we’ve reported at 12:01</p>", "(0:00)(24:00)(1.00)", "İstanbul’s İ Ferry", "A A A A Starmer’s Starner", "\xff(see 12:01)", "<a href=/harbour/posts/01JNGF0000000000000000000A>12:01</a> see 12:01",
		"<p>Wie um 12.01 Uhr berichtet</p>", "Keir <b>Star</b>ner.", "“ab cd ef gh ij kl”",
	} {
		f.Add(s, "en")
	}
	f.Add("<p>(siehe 12.01 Uhr)</p>", "de")
	story := []coverage.Post{{ID: coverage.NewPostID(time.UnixMilli(1), coverage.Entropy{}), Seq: 1, Status: coverage.Published, Copy: coverage.Copy{
		PublishedAt: time.Date(2026, 3, 4, 12, 1, 0, 0, time.UTC),
		Elements:    []coverage.Element{{Type: coverage.Quote, Paragraphs: []string{"ab cd ef gh ij kl"}, Speaker: &coverage.Speaker{Name: "Keir Starmer", Role: "mayor"}}}}}}
	f.Fuzz(func(t *testing.T, in, language string) {
		l := libraryOf(story)
		linker := linkerOf(l)
		linker.Where.Language = language
		c := coverage.Copy{Title: in, Elements: []coverage.Element{{Type: coverage.Text, HTML: coverage.SanitiseHTML(in)}, {Type: coverage.Quote, Paragraphs: []string{in, in}, Speaker: &coverage.Speaker{Name: in, Role: in}}}}
		read := l.Read(c, linker)
		at := func(element int, field Field, offset int, words string) {
			text := c.Title
			switch {
			case field == SpeakerField || field == RoleField:
				text = in
				if element == 0 { // a quotation in a text: the words are there
					text = coverage.ReadProse(c.Elements[0].HTML).Text
				}
			case element == 0:
				text = coverage.ReadProse(c.Elements[0].HTML).Text
			case element == 1:
				text = c.Elements[1].PlainText()
			}
			if !utf8.ValidString(text) || !utf8.ValidString(words) {
				return
			}
			units, want := utf16.Encode([]rune(text)), utf16.Encode([]rune(words))
			if offset < 0 || offset+len(want) > len(units) || !slices.Equal(units[offset:offset+len(want)], want) {
				t.Errorf("%q does not stand at %d of %q", words, offset, text)
			}
		}
		for _, w := range read.Warnings {
			at(w.Element, w.Field, w.Offset, w.Words)
		}
		for _, link := range read.Links {
			at(link.Element, TextField, link.Offset, link.Words)
		}
		linked := linker.Link(c.Elements, asNew)
		if linked[0].PlainText() != c.Elements[0].PlainText() || coverage.SanitiseHTML(linked[0].HTML) != linked[0].HTML {
			t.Errorf("%q became %q", c.Elements[0].HTML, linked[0].HTML)
		}
		if again := linker.Link(linked, asNew); again[0].HTML != linked[0].HTML {
			t.Errorf("linked again, %q became %q", linked[0].HTML, again[0].HTML)
		}
	})
}

// asNew has no words that lead somewhere already.
func asNew(e coverage.Element) (coverage.Element, bool) { return e, false }
