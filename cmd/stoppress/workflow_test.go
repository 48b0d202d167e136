package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// in is a time so far from now, as the API takes it.
func in(d time.Duration) string { return time.Now().Add(d).UTC().Format(time.RFC3339) }

func TestASubmittedPostIsSentBackWithANoteThatItsWriterSees(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	writer, editor := s.token("reporter"), s.token("editor")
	first := s.ask("POST", posts, writer, text("one", "status", "submitted")).want(201)
	path := posts + "/" + first.id()
	s.ask("PATCH", path, editor, map[string]any{"note": "Who says so?"}, "If-Match", first.tag()).wantField(422, "body.note")
	s.ask("PATCH", path, editor, map[string]any{"status": "draft", "note": strings.Repeat("a", 1001)}, "If-Match", first.tag()).wantField(422, "body.note")
	s.ask("POST", posts, writer, text("two", "note", "a note to nobody")).wantField(422, "body.note")
	back := s.ask("PATCH", path, editor, map[string]any{"status": "draft", "note": " Who says so? "}, "If-Match", first.tag()).want(200)
	note := s.ask("GET", path, writer, nil).want(200).object()["note"].(map[string]any)
	if note["text"] != "Who says so?" || note["by"].(map[string]any)["name"] == "" {
		t.Errorf("the writer sees %v", note)
	}
	edited := s.ask("PATCH", path, writer, text("The harbour master says so."), "If-Match", back.tag()).want(200)
	if edited.object()["note"] == nil {
		t.Error("the note is gone while it is being heeded")
	}
	again := s.ask("PATCH", path, writer, map[string]any{"status": "submitted"}, "If-Match", edited.tag()).want(200)
	if again.object()["note"] != nil {
		t.Error("what was submitted again still has its note")
	}
	own := s.ask("PATCH", path, writer, map[string]any{"status": "draft"}, "If-Match", again.tag()).want(200)
	s.ask("PATCH", path, editor, map[string]any{"status": "published"}, "If-Match", own.tag()).want(200)
	for _, public := range []string{"/harbour", "/harbour.json", "/harbour/changes?since=0", "/harbour/feed.json"} {
		if body := s.ask("GET", public, "", nil).want(200).body; strings.Contains(string(body), "Who says so") || strings.Contains(string(body), "embargo") {
			t.Errorf("%s shows readers what the desk said", public)
		}
	}
}

func TestWhereReportersDoNotPublishEditorsDo(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	writer, editor := s.token("reporter"), s.token("editor")
	const blog = "/api/v1/blogs/harbour"
	free := s.ask("POST", posts, writer, published("as ever")).want(201)
	head := s.ask("GET", blog, editor, nil).want(200)
	s.ask("PATCH", blog, editor, map[string]any{"reportersPublish": "no"}, "If-Match", head.tag()).wantField(422, "body.reportersPublish")
	head = s.ask("PATCH", blog, editor, map[string]any{"reportersPublish": false}, "If-Match", head.tag()).want(200)
	if got := head.object()["reportersPublish"]; got != false {
		t.Errorf("reportersPublish is %v", got)
	}
	refused := s.ask("POST", posts, writer, published("at once")).wantField(403, "body.status")
	if !strings.Contains(string(refused.body), "submitted") {
		t.Errorf("it does not say what to do: %s", refused.body)
	}
	draft := s.ask("POST", posts, writer, text("first", "status", "submitted")).want(201)
	s.ask("PATCH", posts+"/"+draft.id(), writer, map[string]any{"status": "published"}, "If-Match", draft.tag()).wantField(403, "body.status")
	s.ask("PATCH", posts+"/"+free.id(), writer, text("words that readers would see"), "If-Match", free.tag()).wantField(403, "body.status")
	same := s.ask("PATCH", posts+"/"+free.id(), writer, map[string]any{"title": ""}, "If-Match", free.tag()).want(200)
	gone := s.ask("DELETE", posts+"/"+free.id(), writer, nil, "If-Match", same.tag()).want(200) // never kept from anybody
	s.ask("PATCH", posts+"/"+free.id(), writer, map[string]any{"status": "published"}, "If-Match", gone.tag()).wantField(403, "body.status")
	s.ask("PATCH", posts+"/"+draft.id(), editor, map[string]any{"status": "published"}, "If-Match", draft.tag()).want(200)
	s.ask("PATCH", blog, editor, map[string]any{"reportersPublish": nil}, "If-Match", head.tag()).want(200)
	s.ask("POST", posts, writer, published("as ever again")).want(201)
}

func TestNobodyPublishesBeforeAnEmbargoEnds(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	writer, editor := s.token("reporter"), s.token("editor")
	ends := in(time.Hour)
	for _, token := range []string{writer, editor} {
		s.ask("POST", posts, token, published("too early", "embargo", ends)).wantField(422, "body.embargo")
	}
	s.ask("POST", posts, editor, text("too early", "status", "scheduled", "publishedAt", in(time.Minute), "embargo", ends)).wantField(422, "body.publishedAt")
	s.ask("POST", posts, editor, text("in time", "status", "scheduled", "publishedAt", ends, "embargo", ends)).want(201)
	s.ask("POST", posts, editor, published("past", "embargo", in(-time.Hour))).want(201)

	draft := s.ask("POST", posts, writer, text("held", "embargo", ends)).want(201)
	path := posts + "/" + draft.id()
	if draft.object()["embargo"] == nil {
		t.Error("the embargo is not shown")
	}
	longer := s.ask("PATCH", path, writer, map[string]any{"embargo": in(2 * time.Hour)}, "If-Match", draft.tag()).want(200)
	s.ask("PATCH", path, writer, map[string]any{"embargo": ends}, "If-Match", longer.tag()).wantField(403, "body.embargo")
	s.ask("PATCH", path, writer, map[string]any{"embargo": nil}, "If-Match", longer.tag()).wantField(403, "body.embargo")
	s.ask("PATCH", path, editor, map[string]any{"status": "published"}, "If-Match", longer.tag()).wantField(422, "body.embargo")
	out := s.ask("PATCH", path, editor, map[string]any{"status": "published", "embargo": nil}, "If-Match", longer.tag()).want(200)
	s.ask("PATCH", path, editor, map[string]any{"embargo": ends}, "If-Match", out.tag()).wantField(422, "body.embargo")
	s.ask("PATCH", path, editor, map[string]any{"embargo": "soon"}, "If-Match", out.tag()).wantField(422, "body.embargo")
}

func TestTheDesksCommentsAreItsOwn(t *testing.T) {
	dir := t.TempDir()
	s := start(t, dir)
	s.blog("harbour")
	writer, editor := s.token("reporter"), s.token("editor")
	post := s.ask("POST", posts, writer, text("The ferries stay in port.")).want(201)
	thread := posts + "/" + post.id() + "/comments"
	key := []string{"Idempotency-Key", "key 1"}
	for range 2 {
		s.ask("POST", thread, editor, map[string]any{"text": "Which ferries?"}, key...).want(201)
	}
	s.ask("POST", thread, editor, map[string]any{"text": "All of them?"}, key...).wantField(422, "header.Idempotency-Key")
	s.ask("POST", thread, writer, map[string]any{"text": "The northern line."}).want(201)
	s.ask("POST", thread, writer, map[string]any{"text": " \n "}).wantField(422, "body.text")
	s.ask("POST", thread, writer, map[string]any{"text": strings.Repeat("a", 1001)}).wantField(422, "body.text")
	s.ask("POST", thread, "", map[string]any{"text": "a reader"}).want(401)
	s.ask("POST", posts+"/01JZZZZZZZZZZZZZZZZZZZZZZZ/comments", writer, map[string]any{"text": "a"}).want(404)
	s.stop()
	s = start(t, dir)
	got := s.ask("GET", thread, writer, nil).want(200).object()["comments"].([]any)
	if len(got) != 2 || got[0].(map[string]any)["text"] != "Which ferries?" || got[1].(map[string]any)["text"] != "The northern line." {
		t.Errorf("the thread is %v", got)
	}
	counts := s.ask("GET", "/api/v1/blogs/harbour/comments", writer, nil).want(200).object()["counts"].(map[string]any)
	if fmt.Sprint(counts) != "map["+post.id()+":2]" {
		t.Errorf("the counts are %v", counts)
	}
	if r := s.ask("GET", posts+"/"+post.id(), writer, nil); r.tag() != post.tag() {
		t.Error("to say something about a post changed it")
	}
	s.ask("PATCH", posts+"/"+post.id(), editor, map[string]any{"status": "published"}, "If-Match", post.tag()).want(200)
	for _, public := range []string{"/harbour", "/harbour.json", "/harbour/changes?since=0", "/harbour/feed.atom"} {
		if body := s.ask("GET", public, "", nil).want(200).body; strings.Contains(string(body), "Which ferries") {
			t.Errorf("%s shows readers what the desk said", public)
		}
	}
	if out := s.command("", "export", "--blog", "harbour", "--format", "jsonl"); strings.Contains(out, "Which ferries") {
		t.Error("an export holds what the desk said")
	}
	for i := range 98 {
		s.ask("POST", thread, writer, map[string]any{"text": fmt.Sprint(i)}).want(201)
	}
	s.ask("POST", thread, writer, map[string]any{"text": "one too many"}).wantField(422, "body.text")
}

func TestABlogsSettingsReachItsReaders(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	const blog = "/api/v1/blogs/harbour"
	if body := s.ask("GET", "/sitemap.xml", "", nil).want(200).body; !strings.Contains(string(body), "/harbour<") {
		t.Errorf("the sitemap is %s", body)
	}
	head := s.ask("GET", blog, editor, nil).want(200)
	for field, wrong := range map[string]any{"pollCeiling": 61, "remindAfterHours": 0, "comments": "ftp://a", "noIndex": "yes"} {
		s.ask("PATCH", blog, editor, map[string]any{field: wrong}, "If-Match", head.tag()).wantField(422, "body."+field)
	}
	head = s.ask("PATCH", blog, editor, map[string]any{"pollCeiling": 1, "comments": "/forum/harbour?a=1&b=2", "noIndex": true, "remindAfterHours": 3}, "If-Match", head.tag()).want(200)
	page := s.ask("GET", "/harbour", "", nil).want(200)
	for _, part := range []string{`<meta name="robots" content="noindex">`, `href="/forum/harbour?a=1&amp;b=2">Join the discussion</a>`} {
		if !strings.Contains(string(page.body), part) {
			t.Errorf("the page has no %s", part)
		}
	}
	if got := s.ask("GET", "/harbour/feed.atom", "", nil).want(200).header.Get("X-Robots-Tag"); got != "noindex" {
		t.Errorf("a feed says X-Robots-Tag: %q", got)
	}
	if got := s.ask("GET", "/harbour/changes?since=0", "", nil).want(200).object()["poll"]; got != 1.0 {
		t.Errorf("readers are to poll after %v s", got)
	}
	for _, list := range []string{"/sitemap.xml", "/news-sitemap.xml"} {
		if body := s.ask("GET", list, "", nil).want(200).body; strings.Contains(string(body), "/harbour<") {
			t.Errorf("%s still names the blog", list)
		}
	}
	got := s.ask("PATCH", blog, editor, map[string]any{"pollCeiling": nil, "comments": nil, "noIndex": false, "remindAfterHours": nil}, "If-Match", head.tag()).want(200).object()
	for _, field := range []string{"pollCeiling", "comments", "noIndex", "remindAfterHours"} {
		if got[field] != nil {
			t.Errorf("%s is still %v", field, got[field])
		}
	}
	contrast := s.ask("GET", "/api/v1/contrast?accent=%23ff6600", editor, nil).want(200).object()["accent"].(map[string]any)
	if contrast["nearest"] != "#bf4a00" || contrast["ratio"] != 2.66 {
		t.Errorf("the accent is judged as %v", contrast)
	}
	s.ask("GET", "/api/v1/contrast?accent=red", editor, nil).wantField(422, "query.accent")
}
