package main

import (
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestADeskStreamTellsNothingToOneWhoIsOut(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	s.command("low tide at the quay\n", "user", "add", "--email", "ida@example.org", "--name", "Ida", "--role", "reporter", "--password-stdin")
	cookie := s.ask("POST", "/api/v1/session", "", `{"email":"ida@example.org","password":"low tide at the quay"}`).want(200).header.Get("Set-Cookie")
	cookie, _, _ = strings.Cut(cookie, ";")
	token := s.ask("POST", "/api/v1/tokens", s.token("admin"), `{"role":"reporter"}`).want(201).object()
	streams := []*openStream{
		s.stream("/api/v1/blogs/harbour/stream", "Cookie", cookie),
		s.stream("/api/v1/blogs/harbour/stream", "Authorization", "Bearer "+token["token"].(string)),
	}
	s.ask("POST", posts, editor, text("before")).want(201)
	for _, stream := range streams {
		if event := stream.next(); !strings.Contains(event, "before") {
			t.Errorf("the stream brought %s", event)
		}
	}
	s.command("", "user", "disable", "ida@example.org")
	s.command("", "token", "revoke", token["id"].(string))
	s.ask("POST", posts, editor, text("after")).want(201)
	for _, stream := range streams {
		for stream.lines.Scan() {
			if strings.Contains(stream.lines.Text(), "after") {
				t.Errorf("the stream still brought %s", stream.lines.Text())
			}
		}
		stream.close()
	}
}

func TestAnEmptyLastPartLeadsToBlogsAlone(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	if to := s.ask("GET", "/harbour/", "", nil).want(308).header.Get("Location"); to != "/harbour" {
		t.Errorf("led to %q", to)
	}
	for _, path := range []string{"/%5Cexample.org/", "/%2Fexample.org/", "/%5C%5Cexample.org/", "/nothing/"} {
		s.ask("GET", path, "", nil).want(404)
	}
}

func TestTheSameRequestMakesOneUserAndOneToken(t *testing.T) {
	dir := t.TempDir()
	s := start(t, dir)
	admin, other := s.token("admin"), s.token("admin")
	key := []string{"Idempotency-Key", "key 1"}
	const password = "low tide at the quay"
	user := func(name, password string) map[string]any {
		return map[string]any{"email": "ida@example.org", "name": name, "role": "editor", "password": password}
	}
	token := map[string]any{"role": "editor", "name": "wire"}
	madeUser := s.ask("POST", "/api/v1/users", admin, user("Ida", password), key...).want(201)
	madeToken := s.ask("POST", "/api/v1/tokens", admin, token, key...).want(201)
	for _, when := range []string{"at once", "after a restart"} {
		for path, first := range map[string]reply{"/api/v1/users": madeUser, "/api/v1/tokens": madeToken} {
			body := map[string]any(token)
			if path == "/api/v1/users" {
				body = user("Ida", password)
			}
			again := s.ask("POST", path, admin, body, key...).want(201)
			if string(again.body) != string(first.body) || again.header.Get("Idempotency-Replayed") != "true" || first.header.Get("Idempotency-Replayed") != "" {
				t.Errorf("%s: %s\nanswered %s\nat first %s", path, when, again.body, first.body)
			}
		}
		s.stop()
		s = start(t, dir)
	}
	s.ask("POST", "/api/v1/users", admin, user("Eve", password), key...).wantField(422, "header.Idempotency-Key")
	s.ask("POST", "/api/v1/users", admin, user("Ida", password+"!"), key...).wantField(422, "header.Idempotency-Key")
	s.ask("POST", "/api/v1/tokens", admin, map[string]any{"role": "editor", "name": "other"}, key...).wantField(422, "header.Idempotency-Key")
	s.ask("POST", "/api/v1/users", other, user("Ida", password), key...).wantField(409, "body.email")
	if r := s.ask("POST", "/api/v1/tokens", other, token, key...).want(201); r.id() == madeToken.id() {
		t.Error("the key of one actor was taken for that of another")
	}
	// A refused request does not use its key up, and a revoked token does not come back.
	s.ask("POST", "/api/v1/users", admin, user("Ida", password), "Idempotency-Key", "key 2").want(409)
	s.ask("POST", "/api/v1/users", admin, map[string]any{"email": "bo@example.org", "name": "Bo", "role": "editor", "password": password}, "Idempotency-Key", "key 2").want(201)
	secret := madeToken.object()["token"].(string)
	s.ask("GET", "/api/v1/blogs", secret, nil).want(200)
	s.ask("DELETE", "/api/v1/tokens/"+madeToken.id(), admin, nil).want(204)
	s.ask("POST", "/api/v1/tokens", admin, token, key...).want(201)
	s.ask("GET", "/api/v1/blogs", secret, nil).want(401)
	var wg sync.WaitGroup
	ids := make([]string, 6)
	for i := range ids {
		wg.Go(func() {
			r := s.ask("POST", "/api/v1/users", admin, map[string]any{"email": "una@example.org", "name": "Una", "role": "editor", "password": password}, "Idempotency-Key", "key 3").want(201)
			ids[i] = r.id()
		})
	}
	wg.Wait()
	if slices.Sort(ids); ids[0] != ids[5] {
		t.Errorf("one key, sent at the same time, made %v", ids)
	}
}

func TestWhatIsNotThereOrNotAllowedIsSaidBeforeItsVersion(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor, reporter := s.token("editor"), s.token("reporter")
	path := posts + "/" + s.ask("POST", posts, editor, text("x")).want(201).id()
	change := map[string]any{"title": "y"}
	s.ask("PATCH", path, editor, change).wantField(428, "header.If-Match")
	s.ask("DELETE", path, editor, nil).wantField(428, "header.If-Match")
	s.ask("PATCH", "/api/v1/blogs/harbour", editor, change).wantField(428, "header.If-Match")
	s.ask("PATCH", path, reporter, change).want(403)
	s.ask("DELETE", path, reporter, nil).want(403)
	s.ask("PATCH", "/api/v1/blogs/harbour", reporter, change).want(403)
	s.ask("PATCH", "/api/v1/blogs/nothing", editor, change).want(404)
	s.ask("DELETE", posts+"/01JZZZZZZZZZZZZZZZZZZZZZZZ", editor, nil).want(404)
}
