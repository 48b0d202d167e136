package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stoppress/stoppress/internal/coverage"
)

// quote makes the element of a quote.
func quote(speaker, words string, more ...any) map[string]any {
	out := map[string]any{"type": "quote", "paragraphs": []string{words}, "speaker": map[string]any{"name": speaker}}
	for i := 0; i+1 < len(more); i += 2 {
		out[more[i].(string)] = more[i+1]
	}
	return out
}

func TestPagesBesideABlogAreKeptAndPurgedWithIt(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	blog := s.ask("GET", "/api/v1/blogs/harbour", editor, nil).want(200)
	s.ask("POST", "/api/v1/blogs/harbour/posts", editor, map[string]any{
		"status": "published", "elements": []any{quote("Mara Lind", "No deal.")},
		"corrections": []any{map[string]any{"kind": "minor", "reason": "A comma."}},
	}).want(201)
	for _, path := range []string{"/harbour/quotes", "/harbour/quotes?speaker=mara+lind", "/harbour/corrections", "/harbour/corrections.atom"} {
		page := s.ask("GET", path, "", nil).want(200)
		if tag := page.header.Get("ETag"); tag == "" {
			t.Errorf("%s has no ETag", path)
		} else {
			s.ask("GET", path, "", nil, "If-None-Match", tag).want(304)
		}
		if got := page.header.Get("Surrogate-Key"); got != "blog-"+blog.id() {
			t.Errorf("%s: Surrogate-Key %q", path, got)
		}
		if got := page.header.Get("Cache-Control"); !strings.HasPrefix(got, "public, max-age=") {
			t.Errorf("%s: Cache-Control %q", path, got)
		}
	}
	for _, path := range []string{"/nowhere/quotes", "/nowhere/corrections", "/nowhere/corrections.atom", "/harbour/quotes?speaker=nobody", "/harbour/quotes?page=2", "/harbour/quotes?page=x", "/harbour/corrections?page=2"} {
		s.ask("GET", path, "", nil).want(404)
	}
	for _, slug := range []string{"quotes", "corrections", "speakers"} {
		s.ask("POST", "/api/v1/blogs", editor, map[string]any{"slug": slug, "title": "T"}).wantField(422, "body.slug")
	}
	s.ask("GET", "/harbour", "", nil).want(200).holds(`href="/harbour/quotes"`, `href="/harbour/corrections"`)
}

// holds fails the test where the answer lacks one of the texts.
func (r reply) holds(texts ...string) reply {
	r.t.Helper()
	for _, text := range texts {
		if !strings.Contains(string(r.body), text) {
			r.t.Errorf("%s: lacks %q in %.3000s", r.asked, text, r.body)
		}
	}
	return r
}

func (r reply) lacks(texts ...string) reply {
	r.t.Helper()
	for _, text := range texts {
		if strings.Contains(string(r.body), text) {
			r.t.Errorf("%s: holds %q in %.3000s", r.asked, text, r.body)
		}
	}
	return r
}

func TestACorrectionIsInLedgerPageFeedAndJSON(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	s.blog("marina")
	editor := s.token("editor")
	const posts = "/api/v1/blogs/harbour/posts"
	first := s.ask("POST", posts, editor, published("The ferry carried 300 people.")).want(201)
	at := posts + "/" + first.id()
	fixed := s.ask("PATCH", at, editor, map[string]any{
		"elements":    []any{map[string]any{"type": "text", "html": "<p>The ferry carried 210 people.</p>"}},
		"corrections": []any{map[string]any{"kind": "correction", "reason": "The harbour master miscounted."}},
	}, "If-Match", first.tag()).want(200)
	for _, path := range []string{"/harbour/corrections", "/corrections"} {
		s.ask("GET", path, "", nil).want(200).holds("The harbour master miscounted.", "<del>300</del>", "<ins>210</ins>", "/harbour/posts/"+first.id())
	}
	for _, path := range []string{"/harbour/corrections.atom", "/corrections.atom"} {
		s.ask("GET", path, "", nil).want(200).holds("The harbour master miscounted.", "<id>"+s.base+"/harbour/corrections#correction-"+first.id())
	}
	s.ask("GET", "/harbour", "", nil).want(200).holds("The harbour master miscounted.", `"CorrectionComment"`)
	s.ask("GET", "/harbour.json", "", nil).want(200).holds(`"rewordings":[{"before":"The ferry carried","was":"300","now":"210","after":"people."}]`)

	// The desk sends the list back as it knows it, with or without the words.
	kept := s.ask("PATCH", at, editor, map[string]any{
		"title": "Ferry", "corrections": []any{map[string]any{"kind": "correction", "reason": "A miscount.", "at": correctionTimes(t, fixed)[0]}},
	}, "If-Match", fixed.tag()).want(200)
	s.ask("GET", "/corrections", "", nil).want(200).holds("A miscount.", "<del>300</del>")
	s.ask("PATCH", at, editor, map[string]any{
		"corrections": []any{map[string]any{"kind": "correction", "reason": "A miscount.", "at": correctionTimes(t, kept)[0], "rewordings": []any{}}},
	}, "If-Match", kept.tag()).want(200)
	s.ask("GET", "/corrections", "", nil).want(200).holds("A miscount.").lacks("<del>")

	// A restart knows it too, and so does a blog that asks not to be found.
	s.stop()
	s = start(t, s.dir)
	s.ask("GET", "/corrections", "", nil).want(200).holds("A miscount.")
	blog := s.ask("GET", "/api/v1/blogs/harbour", editor, nil).want(200)
	s.ask("PATCH", "/api/v1/blogs/harbour", editor, map[string]any{"noIndex": true}, "If-Match", blog.tag()).want(200)
	s.ask("GET", "/corrections", "", nil).want(200).lacks("A miscount.")
	s.ask("GET", "/harbour/corrections", "", nil).want(200).holds("A miscount.")
}

func correctionTimes(t *testing.T, r reply) (out []string) {
	t.Helper()
	for _, c := range r.object()["corrections"].([]any) {
		out = append(out, c.(map[string]any)["at"].(string))
	}
	return out
}

// quotes asks the API for quotes and gives who said what, and the cursor.
func (s *server) quotes(token, query string) (said []string, next string) {
	s.t.Helper()
	answer := s.ask("GET", "/api/v1/quotes?"+query, token, nil).want(200).object()
	for _, q := range answer["quotes"].([]any) {
		q := q.(map[string]any)
		said = append(said, fmt.Sprint(q["speaker"].(map[string]any)["name"], ": ", q["paragraphs"].([]any)[0]))
	}
	next, _ = answer["next"].(string)
	return said, next
}

func TestQuotesAreFoundInOneBlogAndInAll(t *testing.T) {
	s := start(t, t.TempDir())
	editor := s.token("editor")
	const blogs = 25 // more than one answer looks at
	for i := range blogs {
		slug := fmt.Sprintf("blog-%02d", i)
		s.blog(slug)
		s.ask("POST", "/api/v1/blogs/"+slug+"/posts", editor, map[string]any{
			"status": "published", "publishedAt": "2026-03-04T12:00:00Z", "title": "Talks", "elements": []any{
				quote("Mara Lind", fmt.Sprintf("No deal in %s.", slug), "reportedBy", "Harbour Wire", "saidAt", "2026-03-04T11:00:00Z"),
				quote(fmt.Sprintf("Only %d", i), "Perhaps.")},
		}).want(201)
	}
	last := s.ask("POST", "/api/v1/blogs/blog-00/posts", editor, map[string]any{
		"status": "published", "publishedAt": "2026-03-05T12:00:00Z", "elements": []any{quote("Mara Lind", "Later.")},
	}).want(201)
	s.ask("POST", "/api/v1/blogs/blog-00/posts", editor, map[string]any{"elements": []any{quote("Mara Lind", "A draft.")}}).want(201)

	want := func(query string, words ...string) {
		t.Helper()
		var all []string
		for before := ""; ; {
			said, next := s.quotes(editor, query+"&before="+before)
			all = append(all, said...)
			if before = next; next == "" {
				break
			}
		}
		if fmt.Sprint(all) != fmt.Sprint(words) {
			t.Errorf("%s: %q, want %q", query, all, words)
		}
	}
	var hers, everybodys []string
	for i := blogs - 1; i >= 0; i-- {
		if i == 0 {
			hers = append(hers, "Mara Lind: Later.")
			everybodys = append(everybodys, "Mara Lind: Later.")
		}
		deal := fmt.Sprintf("Mara Lind: No deal in blog-%02d.", i)
		hers = append(hers, deal)
		everybodys = append(everybodys, deal, fmt.Sprintf("Only %d: Perhaps.", i))
	}
	for _, limit := range []string{"limit=200", "limit=7", "limit=1"} {
		want(limit+"&speaker=mara%20LIND", hers...)
		want(limit, everybodys...)
	}
	want("speaker=Only+3", "Only 3: Perhaps.") // whose blog is beyond those that one answer looks at
	want("blog=blog-00&q=DEAL", "Mara Lind: No deal in blog-00.")
	want("from=2026-03-05", "Mara Lind: Later.")
	want("blog=blog-00&to=2026-03-04", "Mara Lind: No deal in blog-00.", "Only 0: Perhaps.")
	want("limit=200&speaker=lind", hers...) // who is known by the last name alone
	want("speaker=3", "Only 3: Perhaps.")
	want("speaker=nobody")
	if said, next := s.quotes(editor, "q=in%20blog-00"); len(said) != 0 || next == "" {
		t.Errorf("one answer looks at all blogs: %q, %q", said, next)
	}

	for query, field := range map[string]string{"limit=0": "query.limit", "limit=201": "query.limit", "before=x": "query.before", "from=soon": "query.from", "to=soon": "query.to", "from=2026-03-05&to=2026-03-04T00:00:00Z": "query.to"} {
		s.ask("GET", "/api/v1/quotes?"+query, editor, nil).wantField(422, field)
	}
	s.ask("GET", "/api/v1/quotes?blog=nowhere", editor, nil).want(404)
	s.ask("GET", "/api/v1/quotes", "", nil).want(401)

	s.ask("DELETE", "/api/v1/blogs/blog-00/posts/"+last.id(), editor, nil, "If-Match", last.tag()).want(200)
	want("from=2026-03-05")
	s.stop()
	s = start(t, s.dir)
	if said, _ := s.quotes(editor, "speaker=Only+3"); len(said) != 1 {
		t.Errorf("after a restart: %q", said)
	}
}

func TestASpeakerIsOneAcrossBlogsAndNames(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	s.blog("marina")
	editor, reporter := s.token("editor"), s.token("reporter")
	say := func(blog, at, name, role, words string) reply {
		return s.ask("POST", "/api/v1/blogs/"+blog+"/posts", editor, map[string]any{"status": "published", "publishedAt": at, "elements": []any{
			quote(name, words, "speaker", map[string]any{"name": name, "role": role})}}).want(201)
	}
	say("harbour", "2026-03-01T12:00:00Z", "Mara Lind", "union leader", "No.")
	say("marina", "2026-03-03T12:00:00Z", "Mara Lind", "mayor", "Yes.")
	misspelt := say("marina", "2026-03-02T12:00:00Z", "Mara Lindt", "", "Perhaps.")

	id, other := string(coverage.SpeakerOf("mara lind")), string(coverage.SpeakerOf("Mara Lindt"))
	const speakers = "/api/v1/speakers/"
	s.ask("GET", "/speakers/"+id, "", nil).want(200).holds("No.", "Yes.", "union leader", "mayor", "1 Mar 2026", "3 Mar 2026", "Harbour talks", `"@type":"Person"`).lacks("Perhaps.")

	s.ask("GET", "/marina/quotes?speaker=Mara+Lind", "", nil).want(200).lacks("Perhaps.")
	s.ask("POST", speakers+id+"/merge", reporter, map[string]any{"with": other}).want(403)
	s.ask("POST", speakers+id+"/merge", editor, map[string]any{"with": id}).wantField(422, "body.with")
	s.ask("POST", speakers+id+"/merge", editor, map[string]any{"with": "nobody"}).wantField(422, "body.with")
	s.ask("POST", speakers+id+"/merge", editor, map[string]any{}).wantField(422, "body.with")
	merged := s.ask("POST", speakers+id+"/merge", editor, map[string]any{"with": other}).want(200).object()
	if fmt.Sprint(len(merged["names"].([]any)), merged["blogs"]) != "2 [harbour marina]" {
		t.Errorf("%v", merged)
	}
	s.ask("GET", "/speakers/"+id, "", nil).want(200).holds("Perhaps.", "Mara Lindt")
	s.ask("GET", "/marina/quotes?speaker=Mara+Lind", "", nil).want(200).holds("Perhaps.", "Yes.")
	s.ask("GET", "/harbour/quotes?speaker=Mara+Lindt", "", nil).want(200).holds("No.")
	if to := s.ask("GET", "/speakers/"+other, "", nil).want(307).header.Get("Location"); to != "/speakers/"+id {
		t.Errorf("the other name leads to %s", to)
	}
	if said, _ := s.quotes(editor, "speaker=Mara+Lindt"); len(said) != 3 {
		t.Errorf("by the other name: %q", said)
	}

	s.ask("PATCH", speakers+other, editor, map[string]any{"wikidata": "Lind"}).wantField(422, "body.wikidata")
	s.ask("PATCH", speakers+other, editor, map[string]any{"url": "javascript:alert(1)"}).wantField(422, "body.url")
	s.ask("PATCH", speakers+other, editor, map[string]any{"history": nil}).wantField(422, "body.history")
	s.ask("PATCH", speakers+other, editor, map[string]any{"name": "Mara T. Lind", "wikidata": "Q42", "url": "https://union.example/lind"}).want(200)
	s.ask("GET", "/speakers/"+id, "", nil).want(200).holds("Mara T. Lind", "https://www.wikidata.org/entity/Q42", "https://union.example/lind")

	s.stop()
	s = start(t, s.dir)
	s.ask("POST", speakers+id+"/split", editor, map[string]any{"name": id}).wantField(422, "body.name")
	record := s.ask("POST", speakers+id+"/split", editor, map[string]any{"name": other}).want(200).object()
	if history := record["history"].([]any); len(history) != 3 || history[2].(map[string]any)["what"] != "split" {
		t.Errorf("history %v", history)
	}
	s.ask("GET", "/speakers/"+id, "", nil).want(200).lacks("Perhaps.")
	s.ask("GET", "/speakers/"+other, "", nil).want(200).holds("Perhaps.")
	s.ask("DELETE", "/api/v1/blogs/marina/posts/"+misspelt.id(), editor, nil, "If-Match", misspelt.tag()).want(200)
	s.ask("GET", "/speakers/"+other, "", nil).want(404).lacks("Lindt")
	for _, path := range []string{"/speakers/", "/speakers/x", "/speakers/" + string(coverage.SpeakerOf("Nobody")), "/speakers/quotes", "/speakers"} {
		s.ask("GET", path, "", nil).want(404)
	}
	s.ask("GET", speakers+string(coverage.SpeakerOf("Nobody")), editor, nil).want(404)
}

func TestWhatWasMissedIsAPageWithoutAScript(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	const posts = "/api/v1/blogs/harbour/posts"
	first := s.ask("POST", posts, editor, published("Talks are off.")).want(201)
	s.ask("POST", posts, editor, published("As it was.")).want(201)
	left := s.ask("GET", "/harbour.json", "", nil).want(200).object()["seq"]
	s.ask("POST", posts, editor, published("The union says they go on.", "relations", []any{map[string]any{"type": "contradicts", "post": first.id()}})).want(201)
	s.ask("POST", posts, editor, published("It is done.", "title", "A deal", "keyEvent", true)).want(201)

	page := s.ask("GET", fmt.Sprintf("/harbour?since=%v", left), "", nil).want(200).lacks("As it was.")
	place := 0
	for _, words := range []string{"Key events", "It is done.", "Corrected, contradicted", "Talks are off.", "And besides", "The union says"} {
		at := strings.Index(string(page.body), words)
		if at < place {
			t.Errorf("%q stands at %d, before %d", words, at, place)
		}
		place = at
	}
	s.ask("GET", fmt.Sprintf("/harbour?since=%v", left), "", nil, "If-None-Match", page.header.Get("ETag")).want(304)
	now := s.ask("GET", "/harbour.json", "", nil).want(200).object()["seq"]
	s.ask("GET", fmt.Sprintf("/harbour?since=%v", now), "", nil).want(200).holds("Nothing has changed")
	for _, since := range []string{"", "x", "-1", "1.5"} {
		s.ask("GET", "/harbour?since="+since, "", nil).want(400)
	}
}

// Whatever is withdrawn is in no public answer, in whatever part of the post it stood.
func TestWithdrawnWordsAreAtNoPublicAddress(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	edge := startEdge(t, s.base).awaitReady()
	const posts = "/api/v1/blogs/harbour/posts"
	stays := s.ask("POST", posts, editor, map[string]any{"status": "published", "title": "Stays", "elements": []any{quote("Aud Holm", "I stay.")}}).want(201)
	canary := []string{"wTitle", "wText", "wHeading", "wItem", "wQuote", "wSpeaker", "wRole", "wChannel", "wReporter", "wSource", "wByline", "wAlt", "wCaption", "wCredit", "wLink", "wWas", "wNow", "wReason", "wNote"}
	word := func(name string) string { return "w" + name + "canary" }
	for i := range canary {
		canary[i] += "canary"
	}
	body := func(text string) map[string]any {
		return map[string]any{
			"status": "published", "title": word("Title"), "keyEvent": true, "pinned": true, "claim": "unverified",
			"byline":    []any{map[string]any{"name": word("Byline")}},
			"sources":   []any{map[string]any{"name": word("Source"), "kind": "agency"}},
			"relations": []any{map[string]any{"type": "contradicts", "post": stays.id(), "note": word("Note")}},
			"elements": []any{
				map[string]any{"type": "text", "html": "<p>" + word("Text") + " " + text + "</p>"}, map[string]any{"type": "heading", "text": word("Heading")},
				map[string]any{"type": "list", "items": []string{word("Item")}},
				quote(word("Speaker"), word("Quote"), "speaker", map[string]any{"name": word("Speaker"), "role": word("Role")}, "channel", word("Channel"), "reportedBy", word("Reporter")),
				map[string]any{"type": "image", "media": "https://pictures.example/a.jpg", "alt": word("Alt"), "caption": word("Caption"), "credit": word("Credit")},
				map[string]any{"type": "link", "url": "https://site.example/", "title": word("Link")},
			},
		}
	}
	post := s.ask("POST", posts, editor, body(word("Was"))).want(201)
	corrected := body(word("Now"))
	corrected["corrections"] = []any{map[string]any{"kind": "correction", "reason": word("Reason")}}
	post = s.ask("PATCH", posts+"/"+post.id(), editor, corrected, "If-Match", post.tag()).want(200)

	permalink := "/harbour/posts/" + post.id()
	speaker := "/speakers/" + string(coverage.SpeakerOf(word("Speaker")))
	public := []string{
		"/", "/harbour", "/harbour?order=oldest", "/harbour?since=0", "/harbour.json", "/harbour/changes?since=0", "/harbour/posts/" + stays.id(), permalink,
		"/harbour/quotes", "/harbour/quotes?order=speaker", "/harbour/quotes?speaker=" + word("Speaker"), "/harbour/corrections", "/harbour/corrections.atom",
		"/corrections", "/corrections.atom", speaker, "/speakers/" + string(coverage.SpeakerOf("Aud Holm")),
		"/harbour/feed.atom", "/harbour/feed.rss", "/harbour/feed.json", "/harbour/key-events.atom", "/harbour/key-events.rss", "/harbour/key-events.json",
		"/harbour/embed", "/harbour/embed?post=" + post.id(), "/oembed?url=" + s.base + "/harbour", "/oembed?url=" + s.base + permalink, "/sitemap.xml", "/news-sitemap.xml",
	}
	seen := map[string]bool{}
	scan := func(from *server, each func(path, word string)) {
		for _, path := range public {
			answer := from.ask("GET", path, "", nil)
			for _, word := range canary {
				if strings.Contains(string(answer.body), word) {
					each(path, word)
				}
			}
		}
		stream := from.stream("/harbour/stream?since=0")
		defer stream.close()
		for events := ""; !strings.Contains(events, "event: blog"); {
			events = stream.next()
			for _, word := range canary {
				if strings.Contains(events, word) {
					each("/harbour/stream?since=0", word)
				}
			}
		}
	}
	for _, from := range []*server{s, edge} {
		scan(from, func(path, word string) { seen[path], seen[word] = true, true })
	}
	for _, what := range append(canary, "/harbour/quotes", "/corrections", "/corrections.atom", speaker, "/harbour?since=0", "/harbour/stream?since=0", "/harbour/feed.rss") {
		if !seen[what] {
			t.Errorf("%s was nowhere while it was public, so the scan would not find it", what)
		}
	}

	s.ask("DELETE", posts+"/"+post.id(), editor, nil, "If-Match", post.tag()).want(200)
	scan(s, func(path, word string) { t.Errorf("%s holds %s after the withdrawal", path, word) })
	if said, _ := s.quotes(editor, "q=canary"); len(said) != 0 {
		t.Errorf("the API finds %q", said)
	}
	if out := s.command("", "quotes", "list", "--csv"); strings.Contains(out, "canary") {
		t.Errorf("the export holds %s", out)
	}
	edge.await("to have let the words go", func() bool {
		clean := true
		scan(edge, func(string, string) { clean = false })
		return clean
	})
}

func TestStatementsMoveWithTheirPost(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	s.blog("marina")
	editor := s.token("editor")
	const posts = "/api/v1/blogs/harbour/posts"
	post := s.ask("POST", posts, editor, map[string]any{"status": "published", "elements": []any{quote("Mara Lind", "Three hundred of us.")}}).want(201)
	post = s.ask("PATCH", posts+"/"+post.id(), editor, map[string]any{
		"elements":    []any{quote("Mara Lind", "Two hundred of us.")},
		"corrections": []any{map[string]any{"kind": "correction", "reason": "She was misheard."}},
	}, "If-Match", post.tag()).want(200)
	s.ask("POST", posts+"/"+post.id()+"/copy", editor, map[string]any{"to": "marina", "withdraw": true, "status": "published"}, "If-Match", post.tag()).want(201)
	s.ask("GET", "/harbour/quotes", "", nil).want(200).lacks("hundred")
	s.ask("GET", "/harbour/corrections", "", nil).want(200).lacks("misheard", "hundred")
	s.ask("GET", "/marina/quotes", "", nil).want(200).holds("Two hundred of us.")
	s.ask("GET", "/marina/corrections", "", nil).want(200).holds("<del>Three</del>")
	s.stop()
	s = start(t, s.dir)
	s.ask("GET", "/speakers/"+string(coverage.SpeakerOf("Mara Lind")), "", nil).want(200).holds("Two hundred of us.", "/marina/posts/")
	s.ask("GET", "/corrections", "", nil).want(200).holds("misheard", "/marina/posts/").lacks("/harbour/posts/")
}
