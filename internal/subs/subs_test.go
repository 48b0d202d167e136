package subs_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/subs"
)

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// idOf makes an id that reads as what it names.
func idOf(n int) coverage.PostID {
	return coverage.NewPostID(noon, coverage.Entropy{9: byte(n), 8: byte(n >> 8)})
}

// desk is a blog and what has been published in it.
type desk struct {
	library *subs.Library
	header  coverage.Header
	posts   map[coverage.PostID]coverage.Post
}

func newDesk(language string, style ...coverage.StyleRule) *desk {
	d := &desk{library: subs.NewLibrary(), header: coverage.Header{Language: language, Settings: coverage.Settings{Style: style}}, posts: map[coverage.PostID]coverage.Post{}}
	d.library.SetBlog(d.header)
	return d
}

// publish adds a post, one minute after the one before it.
func (d *desk) publish(c coverage.Copy) coverage.PostID {
	n := len(d.posts) + 1
	c.PublishedAt = noon.Add(time.Duration(n) * time.Minute)
	return d.take(coverage.Post{ID: idOf(n), Seq: 1, Status: coverage.Published, Copy: c})
}

func (d *desk) take(p coverage.Post) coverage.PostID {
	d.posts[p.ID] = p
	d.library.Take(p)
	return p.ID
}

func (d *desk) read(c coverage.Copy, silenced ...string) subs.Reading {
	return d.library.Read(c, subs.Linker{
		Times: d.library.Times(), Silenced: silenced,
		Where:  subs.Place{Blog: "harbour", Language: d.header.Language, Zone: time.UTC, At: noon.Add(2 * time.Hour)},
		Public: func(id coverage.PostID) bool { return d.posts[id].Public() },
	})
}

func text(paragraphs ...string) coverage.Copy {
	return coverage.Copy{Elements: []coverage.Element{{Type: coverage.Text, HTML: coverage.ParagraphHTML(paragraphs...)}}}
}

func quote(name, role string, paragraphs ...string) coverage.Copy {
	return coverage.Copy{Elements: []coverage.Element{{Type: coverage.Quote, Paragraphs: paragraphs, Speaker: &coverage.Speaker{Name: name, Role: role}}}}
}

// said writes a reading's warnings: kind, words and suggestion.
func said(r subs.Reading) string {
	var out []string
	for _, w := range r.Warnings {
		s := string(w.Kind) + " " + w.Words
		if w.Suggestion != "" {
			s += " → " + w.Suggestion
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestANameThatIsALetterOffIsAskedAbout(t *testing.T) {
	d := newDesk("en")
	d.publish(quote("Keir Starmer", "prime minister", "The talks go on."))
	d.publish(text("The envoy Mette Holmgaard met Volodymyr Zelenskyy in Riga. Then Holmgaard left for Northport with Paul Reyes."))
	d.publish(text("Downing Street denied it. Russia and Iran said nothing. The meeting in Northport started late."))
	for _, c := range []struct{ in, want string }{
		{"Starner said it.", "name Starner → Starmer"},
		{"Then Starme said it.", "name Starme → Starmer"},
		{"It was said by Keir Starner.", "name Starner → Starmer"},
		{"It was said by Sir Keir Starner, the prime minister.", "name Starner → Starmer"},
		{"It was Kier Starmer’s idea.", "name Kier → Keir"},
		{"It was Starner’s idea.", "name Starner → Starmer"},
		{"Meanwhile Satrmer left.", "name Satrmer → Starmer"},
		{"The envoy, Holmgard, left.", "name Holmgard → Holmgaard"},
		{"They spoke of Zelensky and Volodymyr Zelenskky.", "name Zelensky → Zelenskyy; name Zelenskky → Zelenskyy"},
		{"Pauly Reyes said it.", "name Pauly → Paul"},
		{"They met in Nortport.", "name Nortport → Northport"},

		{"Keir Starmer said it. Starmer’s office, the Starmers and Starmer-watchers agree.", ""},
		{"Started at nine. Starting late.", ""},
		{"Stephen Starner, a baker, said it.", ""}, // somebody else
		{"The Russian and Iraq’s envoys left.", ""},
		{"STARNER is an acronym, Star a word, and starner a verb.", ""},
		{"On Monday Marcus left. In March he came.", ""},
	} {
		if got := said(d.read(text(c.in))); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.in, got, c.want)
		}
	}
	if got := said(d.read(quote("Keir Starner", "prime minister", "No."))); got != "name Starner → Starmer" {
		t.Errorf("as a speaker: %s", got)
	}
	if got := said(d.read(coverage.Copy{Title: "Starner Denies Reports of a Deal", Elements: text("x").Elements})); got != "name Starner → Starmer" {
		t.Errorf("in a title: %s", got)
	}
	if got := said(d.read(text("Starner said it."), "name:starner")); got != "" {
		t.Errorf("silenced: %s", got)
	}
}

func TestNamesAreWrittenAsTheirLanguageDoes(t *testing.T) {
	for _, c := range []struct{ language, story, in, want string }{
		{"de", "Das Schiff lag nach der Nacht im Hafen von Bodenwerder. Der Sprecher ging.", "Die Schiffe und die Schiffer lagen im Häfen, Bodenwerde schlief.", ""},
		{"de", "", "Es war Olaf Scholtz, und Scholzens Sprecher sagte nichts.", "name Scholtz → Scholz"},
		{"uk", "Про це сказав речник Мельника.", "Мельник і Мельником задоволені, як і Мельникові.", ""},
		{"fr", "Le maire de Bordeaux a vu Jeanne Tardieu.", "Jeanne Tardieux est partie.", "name Tardieux → Tardieu"},
		{"en", "They met in Russia. America agreed with Canada.", "The Russian and American envoys saw Canadians and a Russia-watcher.", ""},
	} {
		d := newDesk(c.language)
		d.publish(quote("Olaf Scholz", "", "So."))
		d.publish(text(c.story))
		if got := said(d.read(text(c.in))); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.language, c.in, got, c.want)
		}
	}
}

func TestAThingThatSomebodySettledIsSettledForTheBlog(t *testing.T) {
	d := newDesk("en")
	d.publish(quote("Keir Starmer", "", "The talks go on."))
	draft := coverage.Post{ID: idOf(99), Seq: 1, Status: coverage.Draft, Silenced: []string{"name:starner"}}
	d.take(draft)
	if got := said(d.read(text("Starner said it."))); got != "" {
		t.Errorf("got %s", got)
	}
	draft.Seq, draft.Silenced = 2, nil
	d.take(draft)
	if got := said(d.read(text("Starner said it."))); got == "" {
		t.Error("nobody says any more that it is right")
	}
}

func TestNamesThatAreBothUsedAreLeftAlone(t *testing.T) {
	d := newDesk("en")
	for range 3 {
		d.publish(text("The ferry of Captain Hansen met the tug of Jansen. Both Hansen and Jansen waved."))
	}
	if got := said(d.read(text("It was Hansen who said it, not Jansen."))); got != "" {
		t.Errorf("got %s", got)
	}
}

func TestWhatIsWithdrawnIsForgotten(t *testing.T) {
	d := newDesk("en")
	id := d.publish(quote("Keir Starmer", "prime minister", "The talks go on until there is a result."))
	p := d.posts[id]
	p.Seq, p.Status = 2, coverage.Withdrawn
	d.take(p)
	for _, c := range []coverage.Copy{text("Starner said it. (See 12.01pm.)"), quote("Keir Starmer", "leader", "The talks go on until there is a result.")} {
		if got := said(d.read(c)); got != "" && got != "time 12.01pm" {
			t.Errorf("a withdrawn post still says: %s", got)
		}
	}
}

func TestQuotationMarksHaveToPair(t *testing.T) {
	for _, c := range []struct {
		language, in string
		odd          int // warnings
	}{
		{"en", "He said “no” and “yes”.", 0},
		{"en", "He said “no and “yes”.", 1},
		{"en", "He said no” and left.", 1},
		{"en", `He said "no" and "yes".`, 0},
		{"en", `He said "no and left.`, 1},
		{"en", `A 6" pipe and a 12" one.`, 0},
		{"en", "It’s the dockers’ ‘strike’, she said: “We don’t.”", 0},
		{"en", "“First paragraph.\n“Second paragraph.”", 0},
		{"en", "“First paragraph.\nSecond paragraph.”", 2},
		{"de", "Er sagte: „Nein“ und »ja«.", 0},
		{"de", "Er sagte: „Nein und ging.", 1},
		{"fr", "Il a dit « non » et « oui ».", 0},
		{"fr", "Il a dit « non et « oui ».", 1},
		{"sv", "Han sade ”nej” och ”ja”.", 0},
		{"ja", "彼は「いいえ」と言った。", 0},
		{"ja", "彼は「いいえと言った。", 1},
	} {
		got := 0
		for _, w := range newDesk(c.language).read(text(strings.Split(c.in, "\n")...)).Warnings {
			if w.Kind == subs.Marks {
				got++
			}
		}
		if got != c.odd {
			t.Errorf("%q: %d warnings, want %d", c.in, got, c.odd)
		}
	}
	if got := said(newDesk("en").read(quote("Ida Holm", "", "“We stay.", "“And we stay long.”"))); got != "" {
		t.Errorf("a quote that goes on: %s", got)
	}
}

func TestAQuoteHasASpeakerAndIsMadeOnce(t *testing.T) {
	d := newDesk("en")
	first := d.publish(quote("Ida Holm", "harbour master", "The crane has not been looked at for eleven years, and it shows."))
	for _, c := range []struct {
		name string
		in   coverage.Copy
		want string
	}{
		{"nobody says it", quote("", "", "We stay."), "speaker "},
		{"a paragraph that nobody says", text("The crane fell.", "“We will not go back to work while it stands there like this.”", "The port is closed."),
			"speaker “We will not go back to work while it stands there like this.”"},
		{"one whose speaker stands before it", text("The mayor said:", "“We will not go back to work while it stands there like this.”"), ""},
		{"one whose speaker stands behind it", text("“We will not go back to work while it stands there like this.”", "The mayor said so today."), ""},
		{"a slogan", text("The banner:", "“We stay here!”"), ""},
		{"the same words", quote("Ida Holm", "harbour master", "“The crane has not been looked at for eleven years, and it shows.”"), "repeated “The crane has not been looked at for eleven years, and it shows.”"},
		{"nearly the same words", quote("Ida Holm", "harbour master", "The crane has not been looked at for eleven years, and it really shows"), "repeated The crane has not been looked at for eleven years, and it really shows"},
		{"other words", quote("Ida Holm", "harbour master", "The crane has not moved since Monday, and the ferry has not either."), ""},
		{"another role", quote("Ida Holm", "mayor", "No."), "role mayor → harbour master"},
		{"the same role in other words", quote("Ida Holm", "the Northport harbour master", "No."), ""},
	} {
		if got := said(d.read(c.in)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	again := quote("Ida Holm", "harbour master", "The crane has not been looked at for eleven years, and it shows.")
	again.Relations = []coverage.Relation{{Type: coverage.Confirms, Post: first}}
	if got := said(d.read(again)); got != "" {
		t.Errorf("repeated on purpose: %s", got)
	}
}

func TestTheStyleListIsHeldTo(t *testing.T) {
	d := newDesk("en", coverage.StyleRule{Write: "adviser", Not: "advisor"}, coverage.StyleRule{Write: "Covid", Not: "COVID"}, coverage.StyleRule{Write: "Kyiv", Not: "Kiev"},
		coverage.StyleRule{Write: "south-east", Not: "south east"})
	for _, c := range []struct{ in, want string }{
		{"Advisor to the mayor", "style Advisor → Adviser"},
		{"An advisor in Kiev, in the South East.", "style advisor → adviser; style Kiev → Kyiv; style South East → South-east"},
		{"Covid, and an adviser in Kyiv; advisors; COVIDs.", ""},
		{"COVID again.", "style COVID → Covid"},
	} {
		if got := said(d.read(text(c.in))); got != c.want {
			t.Errorf("%q: got %s, want %s", c.in, got, c.want)
		}
	}
	if got := said(d.read(quote("Ida Holm", "", "My advisor said so."))); got != "" {
		t.Errorf("what was said: %s", got)
	}
}

func TestATimeLeadsToTheOnePostOfItsMinute(t *testing.T) {
	d := newDesk("en")
	one := d.publish(text("One.")) // 12:01
	d.publish(text("Two."))        // 12:02
	three := coverage.Post{ID: idOf(50), Seq: 1, Status: coverage.Published, Copy: text("Also two.")}
	three.PublishedAt = noon.Add(2*time.Minute + 30*time.Second)
	d.take(three)
	draft := coverage.Post{ID: idOf(51), Seq: 1, Status: coverage.Draft, Copy: text("Draft.")}
	draft.PublishedAt = noon.Add(5 * time.Minute)
	d.take(draft)
	old := coverage.Post{ID: idOf(52), Seq: 1, Status: coverage.Published, Copy: text("The day before.")}
	old.PublishedAt = noon.Add(-13 * time.Hour) // 23:00
	d.take(old)
	link := func(r subs.Reading) string {
		var out []string
		for _, l := range r.Links {
			out = append(out, fmt.Sprintf("%d %s %s", l.Offset, l.Words, map[coverage.PostID]string{one: "one", old.ID: "old"}[l.Post]))
		}
		return strings.Join(out, "; ")
	}
	for _, c := range []struct{ in, links, warnings string }{
		{"🚢 It is as before (see 12.01pm GMT).", "24 12.01pm GMT one", ""},
		{"As we reported at 12:01, it is as before.", "18 12:01 one", ""},
		{"It was said earlier (12.01).", "21 12.01 one", ""},
		{"It was said (12.01).", "13 12.01 one", ""},
		{"See 7.01am EST and 13:01 CET.", "4 7.01am EST one; 19 13:01 CET one", ""},
		{"See 11pm.", "4 11pm old", ""},
		{"It was said (23:00).", "", ""},
		{"It was said (yesterday at 23:00), or yesterday at 12:01.", "26 23:00 old", ""},
		{"See yesterday at 12:01.", "", "time 12:01"},
		{"See 12:02.", "", "time 12:02"},
		{"See 12:05.", "", "time 12:05"},
		{"It was said (12:05). It left at 12:01. Kick-off: 12:01.", "", ""},
	} {
		r := d.read(text(c.in))
		if got := link(r); got != c.links {
			t.Errorf("%q: links %s, want %s", c.in, got, c.links)
		}
		if got := said(r); got != c.warnings {
			t.Errorf("%q: warnings %s, want %s", c.in, got, c.warnings)
		}
	}
	several := d.read(text("See 12:02.")).Warnings[0]
	if len(several.Posts) != 2 || !strings.Contains(several.Message, "Which") {
		t.Errorf("of several: %+v", several)
	}
	left := text("x")
	left.Elements[0].HTML = `<p>See <a href="` + coverage.PostLink("harbour", draft.ID) + `">12:05</a>.</p>`
	if r := d.read(left); said(r) != "time 12:05" || len(r.Links) != 0 || !strings.Contains(r.Warnings[0].Message, "cannot see") {
		t.Errorf("of one that readers cannot see: %+v", r)
	}
	if r := d.read(text("See 12:02. See 12:01."), "time:12:02", "time:12:01"); len(r.Warnings)+len(r.Links) != 0 {
		t.Errorf("silenced: %+v", r)
	}
}

func TestATimeInAListOrAQuoteLeadsThereToo(t *testing.T) {
	d := newDesk("en")
	one := d.publish(text("One.")) // 12:01
	c := quote("Ida Holm", "", "“No,” Holm said.", "🚢 “Never,” she added. (See 12.01pm.)")
	c.Elements = append(c.Elements, coverage.Element{Type: coverage.List, Items: []string{"A", "The ferry stays <in port> (see 12:01 and 12:09)."}})
	linker := subs.Linker{
		Times: d.library.Times(), Where: subs.Place{Blog: "harbour", Language: "en", Zone: time.UTC, At: noon.Add(2 * time.Hour)},
		Public: func(id coverage.PostID) bool { return d.posts[id].Public() },
	}
	fresh := func(e coverage.Element) (coverage.Element, bool) { return e, false }
	linked := linker.Link(c.Elements, fresh)
	href := `<a href="/harbour/posts/` + string(one) + `#post-` + string(one) + `">`
	if got, want := linked[0].LinkedLines("harbour", "")[1], "🚢 “Never,” she added. (See "+href+"12.01pm</a>.)"; got != want {
		t.Errorf("the quote says %s, want %s", got, want)
	}
	if got, want := linked[1].LinkedLines("harbour", "")[1], "The ferry stays &lt;in port&gt; (see "+href+"12:01</a> and 12:09)."; got != want {
		t.Errorf("the list says %s, want %s", got, want)
	}
	if got := linked[0].LinkedLines("harbour", "https://news.example")[1]; !strings.Contains(got, `"https://news.example/harbour/posts/`) {
		t.Errorf("elsewhere it says %s", got)
	}
	read := d.read(c)
	if got := said(read); got != "time 12:09" || len(read.Links) != 2 || read.Links[0].Offset != 45 {
		t.Errorf("the desk hears %s, and of links %+v", got, read.Links)
	}

	// Edited, the words lead where they led, wherever that post is now.
	d.take(coverage.Post{ID: one, Seq: 2, Status: coverage.Published, Copy: coverage.Copy{PublishedAt: noon.Add(-time.Hour), Elements: text("One.").Elements}})
	linker.Times, linker.Before = d.library.Times(), linked
	edited := []coverage.Element{{Type: coverage.List, Items: []string{"See 12:01."}, References: []coverage.Reference{{Words: "See", Post: idOf(77)}}}}
	if got := linker.Link(edited, fresh)[0].References; len(got) != 1 || got[0].Post != one || got[0].Offset != 4 {
		t.Errorf("edited, it leads to %+v", got)
	}
	alone := coverage.WithoutLinks(linked, "harbour", func(id coverage.PostID) bool { return id == one })
	if alone[0].References != nil || alone[1].References != nil || linked[1].References == nil {
		t.Errorf("of a post that is gone there is %+v", alone)
	}
}
