package main

import (
	"strings"
	"sync"
	"testing"
	"time"
)

const harbourQuay = "/api/v1/blogs/quay/posts"

func copyTo(blog string, more ...any) map[string]any {
	body := map[string]any{"to": blog}
	for i := 0; i+1 < len(more); i += 2 {
		body[more[i].(string)] = more[i+1]
	}
	return body
}

func TestAPostIsCopiedToAnotherBlog(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	s.blog("quay")
	editor, writer := s.token("editor"), s.token("reporter")
	other := s.ask("POST", posts, editor, published("Before that.")).want(201)
	first := s.ask("POST", posts, editor, published("The ferries stay.", "title", "Ferries", "keyEvent", true, "pinned", true,
		"publishedAt", in(-time.Hour), "corrections", []any{map[string]any{"kind": "minor", "reason": "a name"}},
		"relations", []any{map[string]any{"type": "updates", "post": other.id()}})).want(201)
	path := posts + "/" + first.id() + "/copy"

	key := []string{"Idempotency-Key", "copy 1"}
	made := s.ask("POST", path, writer, copyTo("quay"), key...).want(201)
	post := made.object()["post"].(map[string]any)
	if post["blog"] != "quay" || post["status"] != "draft" || post["title"] != "Ferries" || post["keyEvent"] != true || post["pinned"] != false || post["id"] == first.id() {
		t.Errorf("the copy is %v", post)
	}
	if post["publishedAt"] != nil || len(post["corrections"].([]any)) != 0 {
		t.Errorf("the copy has a past that its readers never saw: %v", post)
	}
	if dropped := made.object()["dropped"].([]any); len(dropped) != 1 || dropped[0].(map[string]any)["post"] != other.id() {
		t.Errorf("dropped relations: %v", dropped)
	}
	if location := made.header.Get("Location"); location != harbourQuay+"/"+post["id"].(string) {
		t.Errorf("Location: %s", location)
	}
	again := s.ask("POST", path, writer, copyTo("quay"), key...).want(201)
	if string(again.body) != string(made.body) || again.header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("asked again: %s", again.body)
	}
	s.ask("POST", path, writer, copyTo("quay", "status", "published"), key...).wantField(422, "header.Idempotency-Key")
	s.ask("POST", path, editor, copyTo("quay", "status", "published")).want(201)
	if got := s.ask("GET", posts+"/"+first.id(), editor, nil); got.tag() != first.tag() {
		t.Error("to copy a post changed it")
	}

	for _, c := range []struct {
		body  map[string]any
		field string
	}{
		{copyTo("nowhere"), "body.to"},
		{copyTo("NO SLUG"), "body.to"},
		{copyTo("harbour"), "body.to"},
		{map[string]any{}, "body.to"},
		{copyTo("quay", "status", "scheduled"), "body.status"},
		{copyTo("quay", "status", "withdrawn"), "body.status"},
		{copyTo("quay", "withdraw", "yes"), "body.withdraw"},
		{copyTo("quay", "from", "harbour"), "body.from"},
	} {
		s.ask("POST", path, editor, c.body).wantField(422, c.field)
	}
	s.ask("POST", posts+"/01JZZZZZZZZZZZZZZZZZZZZZZZ/copy", editor, copyTo("quay")).want(404)
	s.ask("POST", "/api/v1/blogs/nowhere/posts/"+first.id()+"/copy", editor, copyTo("quay")).want(404)
	s.ask("POST", path, "", copyTo("quay")).want(401)
	s.ask("POST", path, editor, copyTo("quay"), "If-Match", `"1"`).want(412)
	held := s.ask("POST", posts, writer, text("held", "embargo", in(time.Hour))).want(201)
	s.ask("POST", posts+"/"+held.id()+"/copy", editor, copyTo("quay", "status", "published")).wantField(422, "body.embargo")
	kept := s.ask("POST", posts+"/"+held.id()+"/copy", editor, copyTo("quay")).want(201).object()["post"].(map[string]any)
	if kept["embargo"] == nil {
		t.Error("a copy is a way around an embargo")
	}
	head := s.ask("GET", "/api/v1/blogs/quay", editor, nil).want(200)
	s.ask("PATCH", "/api/v1/blogs/quay", editor, map[string]any{"reportersPublish": false}, "If-Match", head.tag()).want(200)
	s.ask("POST", path, writer, copyTo("quay", "status", "published")).wantField(403, "body.status")
}

func TestAPostMovesWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	s := start(t, dir)
	s.blog("harbour")
	s.blog("quay")
	editor, writer := s.token("editor"), s.token("reporter")
	at := in(-time.Hour)
	first := s.ask("POST", posts, editor, published("The ferries stay.", "publishedAt", at)).want(201)
	path := posts + "/" + first.id()
	move := copyTo("quay", "withdraw", true, "status", "published")

	quiet := func(why string) {
		t.Helper()
		if n := len(s.ask("GET", harbourQuay, editor, nil).want(200).object()["posts"].([]any)); n != 0 {
			t.Errorf("%s: the other blog has %d posts", why, n)
		}
		if got := s.ask("GET", path, editor, nil).want(200).object()["status"]; got != "published" {
			t.Errorf("%s: the first one is %v", why, got)
		}
	}
	s.ask("POST", path+"/copy", editor, move).want(428)
	s.ask("POST", path+"/copy", writer, move, "If-Match", first.tag()).want(403)
	s.ask("POST", path+"/copy", editor, copyTo("nowhere", "withdraw", true), "If-Match", first.tag()).wantField(422, "body.to")
	quiet("refused")
	newer := s.ask("PATCH", path, editor, map[string]any{"title": "Ferries"}, "If-Match", first.tag()).want(200)
	stale := s.ask("POST", path+"/copy", editor, move, "If-Match", first.tag()).want(412)
	if current, ok := stale.object()["current"].(map[string]any); !ok || current["title"] != "Ferries" {
		t.Errorf("412 without the newer version: %s", stale.body)
	}
	quiet("stale")

	// The same request many times at a time moves it once.
	replies := make([]reply, 4)
	var all sync.WaitGroup
	for i := range replies {
		all.Go(func() {
			replies[i] = s.ask("POST", path+"/copy", editor, move, "If-Match", newer.tag(), "Idempotency-Key", "move 1")
		})
	}
	all.Wait()
	for _, r := range replies {
		made := r.want(201).object()
		if post := made["post"].(map[string]any); post["id"] != replies[0].object()["post"].(map[string]any)["id"] || post["title"] != "Ferries" || post["publishedAt"] != at {
			t.Errorf("moved: %v", post)
		}
		if gone := made["withdrawn"].(map[string]any); gone["id"] != first.id() || gone["status"] != "withdrawn" {
			t.Errorf("the first one: %v", gone)
		}
	}
	s.ask("GET", "/harbour/posts/"+first.id(), "", nil).want(410)
	if body := s.ask("GET", "/quay.json", "", nil).want(200).body; strings.Count(string(body), "The ferries stay.") != 1 {
		t.Errorf("readers of the other blog see %s", body)
	}
	s.stop()
	s = start(t, dir)
	s.ask("POST", path+"/copy", editor, move, "If-Match", newer.tag(), "Idempotency-Key", "move 1").want(201)
	if body := s.ask("GET", "/quay.json", "", nil).want(200).body; strings.Count(string(body), "The ferries stay.") != 1 {
		t.Errorf("after a restart readers of the other blog see %s", body)
	}
	own := s.ask("POST", posts, writer, published("A reporter's own.")).want(201)
	made := s.ask("POST", posts+"/"+own.id()+"/copy", writer, copyTo("quay", "withdraw", true), "If-Match", own.tag()).want(201).object()
	if post := made["post"].(map[string]any); post["status"] != "draft" || post["publishedAt"] != nil {
		t.Errorf("a reporter's move made %v", post)
	}
}

func TestWhereTheBlogSaysSoPublishedWordsChangeWithACorrection(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	const blog = "/api/v1/blogs/harbour"
	first := s.ask("POST", posts, editor, published("Nine ferries.")).want(201)
	path := posts + "/" + first.id()
	free := s.ask("PATCH", path, editor, text("Ten ferries."), "If-Match", first.tag()).want(200)
	head := s.ask("GET", blog, editor, nil).want(200)
	for _, wrong := range []any{-1, 1441, "5", 1.5} {
		s.ask("PATCH", blog, editor, map[string]any{"silentMinutes": wrong}, "If-Match", head.tag()).wantField(422, "body.silentMinutes")
	}
	head = s.ask("PATCH", blog, editor, map[string]any{"silentMinutes": 0}, "If-Match", head.tag()).want(200)
	if got := head.object()["silentMinutes"]; got != 0.0 {
		t.Errorf("silentMinutes is %v", got)
	}
	refused := s.ask("PATCH", path, editor, text("Eleven ferries."), "If-Match", free.tag()).wantField(422, "body.corrections")
	if !strings.Contains(string(refused.body), "new entry") {
		t.Errorf("it does not say what to do: %s", refused.body)
	}
	pinned := s.ask("PATCH", path, editor, map[string]any{"pinned": true}, "If-Match", free.tag()).want(200)
	one := map[string]any{"kind": "correction", "reason": "There are eleven."}
	said := s.ask("PATCH", path, editor, text("Eleven ferries.", "corrections", []any{one}), "If-Match", pinned.tag()).want(200)
	s.ask("PATCH", path, editor, text("Twelve ferries.", "corrections", []any{one}), "If-Match", said.tag()).wantField(422, "body.corrections")
	if page := s.ask("GET", "/harbour", "", nil).want(200).body; !strings.Contains(string(page), "There are eleven.") {
		t.Error("readers do not see the correction at the post")
	}
	s.ask("PATCH", blog, editor, map[string]any{"silentMinutes": 5}, "If-Match", head.tag()).want(200)
	s.ask("PATCH", path, editor, text("Twelve ferries."), "If-Match", said.tag()).want(200)
}
