package main

import (
	"strings"
	"testing"
	"time"
)

func TestNamesThatNoBlogCanHaveAreNotFound(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	for _, name := range []string{"*", "%3E", "%00", "a%20b", "har*", "%C3%A4", "harbour%2Fposts", "harbour.post", strings.Repeat("x", 5000)} {
		s.ask("GET", "/api/v1/blogs/"+name, editor, nil).want(404)
		s.ask("GET", "/api/v1/blogs/"+name+"/posts", editor, nil).want(404)
		s.ask("GET", "/api/v1/blogs/"+name+"/stream", editor, nil).want(404)
		s.ask("POST", "/api/v1/blogs/"+name+"/posts", editor, text("x")).want(404)
		s.ask("GET", "/"+name, "", nil).want(404)
	}
}

func TestFieldsAreNamedToTheLetter(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor, admin := s.token("editor"), s.token("admin")
	s.ask("POST", "/api/v1/blogs", editor, `{"title":"x"}`).wantField(422, "body.slug")
	s.ask("POST", "/api/v1/users", admin, `{"name":"Ida"}`).wantField(422, "body.email")
	s.ask("POST", posts, editor, `{"TITLE":"x"}`).wantField(422, "body.TITLE")
	s.ask("POST", posts, editor, `{"elements":[{"TYPE":"text","html":"x"}]}`).wantField(422, "body.elements[0].TYPE")
	s.ask("POST", posts, editor, `{"title":1e999}`).wantField(422, "body")
}

func TestABodyOfOneMiBIsTaken(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	body := `{"title":"Quay"}`
	body += strings.Repeat(" ", 1<<20-len(body))
	s.ask("POST", posts, editor, body).want(201)
	refused := s.ask("POST", posts, editor, body+" ").want(413)
	if !strings.Contains(string(refused.body), "1 MiB") {
		t.Errorf("the answer does not say how much is taken: %s", refused.body)
	}
}

func TestHeadersBeyond64KiBAreRefused(t *testing.T) {
	s := start(t, t.TempDir())
	s.ask("GET", "/", "", nil, "X-Long", strings.Repeat("x", 62<<10)).want(200)
	s.ask("GET", "/", "", nil, "X-Long", strings.Repeat("x", 65<<10)).want(431)
}

func TestAnEmptySinceIsNoNumber(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	for _, since := range []string{"", "%20", "%zz", "+1", "0x1"} {
		s.ask("GET", "/harbour/changes?since="+since, "", nil).wantField(400, "query.since")
		s.ask("GET", "/harbour/stream?since="+since, "", nil).wantField(400, "query.since")
		s.ask("GET", "/api/v1/blogs/harbour/stream?since="+since, editor, nil).wantField(400, "query.since")
	}
}

func TestADeepPatchIsAnsweredAtOnce(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	post := s.ask("POST", posts, editor, text("x", "title", "Quay", "sources", []any{map[string]any{"name": "Wire"}})).want(201)
	const depth = 9000
	deep := strings.Repeat(`{"`+strings.Repeat("k", 90)+`":`, depth) + "1" + strings.Repeat("}", depth)
	begun := time.Now()
	s.ask("PATCH", posts+"/"+post.id(), editor, `{"title":`+deep+`}`, "If-Match", post.tag()).wantField(422, "body.title")
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("it took %s", took)
	}
	// null removes, lists are replaced whole.
	changed := s.ask("PATCH", posts+"/"+post.id(), editor, `{"title":null,"sources":[{"name":"Quay office"}]}`, "If-Match", post.tag()).want(200).object()
	if sources := changed["sources"].([]any); changed["title"] != "" || len(sources) != 1 || sources[0].(map[string]any)["name"] != "Quay office" {
		t.Errorf("changed to %v", changed)
	}
}
