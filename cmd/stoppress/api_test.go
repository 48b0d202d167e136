package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

const posts = "/api/v1/blogs/harbour/posts"

func TestAPostGoesThroughItsStatuses(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	draft := s.ask("POST", posts, editor, text("The ferries stay in port.")).want(201)
	if got := draft.object()["status"]; got != "draft" {
		t.Errorf("a new post is %v, want draft", got)
	}
	path := posts + "/" + draft.id()
	public := "/harbour/posts/" + draft.id()
	if got := draft.header.Get("Location"); got != path {
		t.Errorf("Location %q, want %q", got, path)
	}
	never := s.ask("GET", "/harbour/posts/01JZZZZZZZZZZZZZZZZZZZZZZZ", "", nil).want(404)
	if hidden := s.ask("GET", public, "", nil).want(404); string(hidden.body) != string(never.body) {
		t.Error("a draft and a post that never was are answered differently")
	}
	shown := s.ask("PATCH", path, editor, map[string]any{"status": "published"}, "If-Match", draft.tag()).want(200)
	if !strings.Contains(string(s.ask("GET", public, "", nil).want(200).body), "The ferries stay in port.") {
		t.Error("the permalink does not show the published words")
	}
	if same := s.ask("PATCH", path, editor, map[string]any{"title": ""}, "If-Match", shown.tag()).want(200); same.tag() != shown.tag() {
		t.Errorf("a change of nothing made %s of %s", same.tag(), shown.tag())
	}
	gone := s.ask("DELETE", path, editor, nil, "If-Match", shown.tag()).want(200)
	if got := gone.object(); got["status"] != "withdrawn" || len(got["elements"].([]any)) != 1 {
		t.Errorf("the withdrawn post is %v", got)
	}
	if body := s.ask("GET", public, "", nil).want(410).body; strings.Contains(string(body), "ferries") {
		t.Error("the withdrawn words are still shown")
	}
	for _, address := range []string{"/harbour", "/harbour.json", "/harbour/changes?since=0"} {
		if body := s.ask("GET", address, "", nil).want(200).body; strings.Contains(string(body), "ferries") {
			t.Errorf("%s still has the withdrawn words", address)
		}
	}
	again := s.ask("PATCH", path, editor, map[string]any{"status": "published"}, "If-Match", gone.tag()).want(200)
	if again.id() != draft.id() || again.object()["firstPublishedAt"] != shown.object()["firstPublishedAt"] {
		t.Error("published again it is another post")
	}
	history := s.ask("GET", path+"/history", editor, nil).want(200).object()["revisions"].([]any)
	if len(history) != 4 {
		t.Errorf("%d revisions, want one for each of 4 changes", len(history))
	}
	s.ask("PATCH", path, editor, map[string]any{"status": "draft"}, "If-Match", again.tag()).wantField(422, "body.status")
}

func TestAChangeMustBeBasedOnTheNewestVersion(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	first := s.ask("POST", posts, editor, published("one")).want(201)
	path := posts + "/" + first.id()
	s.ask("PATCH", path, editor, map[string]any{"title": "A"}).wantField(428, "header.If-Match")
	s.ask("PATCH", path, editor, map[string]any{"title": "A"}, "If-Match", "12").wantField(400, "header.If-Match")
	s.ask("PATCH", path, editor, map[string]any{"title": "A"}, "If-Match", "*").wantField(428, "header.If-Match")
	for _, malformed := range []string{`"1`, `W/1`, `w/"1"`, `"1", "2"`} {
		s.ask("PATCH", path, editor, map[string]any{"title": "A"}, "If-Match", malformed).wantField(400, "header.If-Match")
	}
	// As it comes back from behind a proxy that compresses.
	second := s.ask("PATCH", path, editor, map[string]any{"title": "A"}, "If-Match", "W/"+first.tag()).want(200)
	for _, r := range []reply{
		s.ask("PATCH", path, editor, map[string]any{"title": "B"}, "If-Match", first.tag()),
		s.ask("PATCH", path, editor, map[string]any{"title": "B"}, "If-Match", "W/"+first.tag()),
		s.ask("PATCH", path, editor, map[string]any{"title": "B"}, "If-Match", `"999999"`),
		s.ask("DELETE", path, editor, nil, "If-Match", first.tag()),
	} {
		r.wantField(412, "header.If-Match")
		if current := r.object()["current"].(map[string]any); current["title"] != "A" || r.tag() != second.tag() {
			t.Errorf("%s: current is %v with %s", r.asked, current, r.tag())
		}
	}
	// Many at once: one wins, all others are told.
	var wg sync.WaitGroup
	statuses := make([]int, 8)
	for i := range statuses {
		wg.Go(func() {
			statuses[i] = s.ask("PATCH", path, editor, map[string]any{"title": fmt.Sprint("writer ", i)}, "If-Match", second.tag()).status
		})
	}
	wg.Wait()
	slices.Sort(statuses)
	if statuses[0] != 200 || statuses[1] != 412 || statuses[7] != 412 {
		t.Errorf("eight writers on one version: %v", statuses)
	}
	if r := s.ask("GET", path, editor, nil, "If-None-Match", s.ask("GET", path, editor, nil).tag()).want(304); len(r.body) != 0 {
		t.Errorf("304 with a body: %s", r.body)
	}
}

func TestTheSameRequestChangesThingsOnce(t *testing.T) {
	dir := t.TempDir()
	s := start(t, dir)
	s.blog("harbour")
	editor, other := s.token("editor"), s.token("editor")
	key := []string{"Idempotency-Key", "key 1"}
	due := time.Now().Add(time.Hour).UTC().Format(time.RFC3339)
	first := s.ask("POST", posts, editor, text("one", "status", "scheduled", "publishedAt", due), key...).want(201)
	s.ask("PATCH", posts+"/"+first.id(), editor, text("changed"), "If-Match", first.tag()).want(200)
	var wg sync.WaitGroup
	ids := make([]string, 6)
	for i := range ids {
		wg.Go(func() {
			ids[i] = s.ask("POST", posts, editor, published("two"), "Idempotency-Key", "key 2").want(201).id()
		})
	}
	wg.Wait()
	if slices.Sort(ids); ids[0] != ids[5] {
		t.Errorf("one key, sent at the same time, made %v", ids)
	}
	for _, when := range []string{"at once", "after a restart"} {
		again := s.ask("POST", posts, editor, text("one", "status", "scheduled", "publishedAt", due), key...).want(201)
		if string(again.body) != string(first.body) || again.header.Get("Idempotency-Replayed") != "true" {
			t.Errorf("%s: answered %s\nat first %s", when, again.body, first.body)
		}
		s.ask("POST", posts, editor, published("another"), key...).wantField(422, "header.Idempotency-Key")
		s.stop()
		s = start(t, dir)
	}
	if r := s.ask("POST", posts, other, published("one"), key...).want(201); r.id() == first.id() {
		t.Error("the key of one actor was taken for that of another")
	}
	blog := map[string]any{"slug": "ferries", "title": "Ferries"}
	made := s.ask("POST", "/api/v1/blogs", editor, blog, key...).want(201)
	if again := s.ask("POST", "/api/v1/blogs", editor, blog, key...).want(201); string(again.body) != string(made.body) {
		t.Errorf("a blog asked for again: %s", again.body)
	}
	s.ask("POST", "/api/v1/blogs", editor, blog).wantField(409, "body.slug")
	s.ask("POST", posts, editor, published("x"), "Idempotency-Key", strings.Repeat("k", 256)).wantField(422, "header.Idempotency-Key")
}

func TestBadInputIsNamedAndChangesNothing(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	other := s.ask("POST", posts, editor, published("one")).want(201)
	before := string(s.ask("GET", "/harbour/changes?since=0", "", nil).body)
	long := strings.Repeat("x", 301)
	element := func(fields map[string]any) map[string]any {
		return map[string]any{"status": "published", "elements": []any{fields}}
	}
	for _, c := range []struct {
		name   string
		body   any
		status int
		field  string
	}{
		{"malformed JSON", `{"title":`, 400, "body"},
		{"two values", `{} {}`, 400, "body"},
		{"invalid UTF-8", []byte("{\"title\":\"\xff\"}"), 400, "body"},
		{"not an object", `[]`, 422, "body"},
		{"an unknown field", map[string]any{"headline": "x"}, 422, "body.headline"},
		{"an id", text("x", "id", "01J"), 422, "body.id"},
		{"a seq", text("x", "seq", 1), 422, "body.seq"},
		{"a title that is a number", map[string]any{"title": 1}, 422, "body.title"},
		{"a long title", text("x", "title", long), 422, "body.title"},
		{"a key event without a title", published("x", "keyEvent", true), 422, "body.title"},
		{"published without content", map[string]any{"status": "published"}, 422, "body.elements"},
		{"published with nothing but a script", published("<script>x</script>"), 422, "body.elements"},
		{"a quote without a speaker", element(map[string]any{"type": "quote", "paragraphs": []string{"a"}}), 422, "body.elements[0].speaker.name"},
		{"an element of no known type", element(map[string]any{"type": "poem"}), 422, "body.elements[0].type"},
		{"an address that is not one", element(map[string]any{"type": "link", "url": "javascript:x()", "title": "x"}), 422, "body.elements[0].url"},
		{"a source without a name", published("x", "sources", []any{map[string]any{"kind": "agency"}}), 422, "body.sources[0].name"},
		{"a relation to nothing", published("x", "relations", []any{map[string]any{"type": "confirms", "post": "01JZZZZZZZZZZZZZZZZZZZZZZZ"}}), 422, "body.relations[0].post"},
		{"scheduled for the past", text("x", "status", "scheduled", "publishedAt", "2001-01-01T00:00:00Z"), 422, "body.publishedAt"},
		{"a time that is none", text("x", "publishedAt", "soon"), 422, "body.publishedAt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := s.ask("POST", posts, editor, c.body)
			r.t = t
			r.wantField(c.status, c.field)
		})
	}
	path := posts + "/" + other.id()
	s.ask("PATCH", path, editor, map[string]any{"relations": []any{map[string]any{"type": "updates", "post": other.id()}}}, "If-Match", other.tag()).wantField(422, "body.relations[0].post")
	s.ask("PATCH", path, editor, map[string]any{"author": map[string]any{}}, "If-Match", other.tag()).wantField(422, "body.author")
	s.ask("PATCH", path, editor, `[]`, "If-Match", other.tag()).want(422)
	s.ask("POST", posts, editor, `{"title":"`+strings.Repeat("x", 1<<20)+`"}`).want(413)
	s.ask("POST", posts, editor, "title=x", "Content-Type", "application/x-www-form-urlencoded").want(415)
	if allow := s.ask("PUT", path, editor, `{}`).want(405).header.Get("Allow"); !strings.Contains(allow, "PATCH") || !strings.Contains(allow, "DELETE") {
		t.Errorf("Allow %q", allow)
	}
	s.ask("GET", "/api/v1/blogs/nothing", editor, nil).want(404)
	s.ask("GET", posts+"?limit=0", editor, nil).wantField(422, "query.limit")
	s.ask("GET", posts+"?limit=x", editor, nil).wantField(422, "query.limit")
	s.ask("GET", posts+"?status=lost", editor, nil).wantField(422, "query.status")
	s.ask("GET", posts+"?before=x", editor, nil).wantField(422, "query.before")
	for _, since := range []string{"-1", "x", "1.5", "9223372036854775808"} {
		s.ask("GET", "/harbour/changes?since="+since, "", nil).wantField(400, "query.since")
		s.ask("GET", "/harbour/stream?since="+since, "", nil).wantField(400, "query.since")
	}
	if after := string(s.ask("GET", "/harbour/changes?since=0", "", nil).body); after != before {
		t.Errorf("something was changed:\nbefore %s\n after %s", before, after)
	}
	if list := s.ask("GET", posts, editor, nil).object()["posts"].([]any); len(list) != 1 {
		t.Errorf("%d posts are there, want 1", len(list))
	}
}

func TestBlogsAreChecked(t *testing.T) {
	s := start(t, t.TempDir())
	editor := s.token("editor")
	blog := func(more ...any) map[string]any {
		out := map[string]any{"slug": "harbour", "title": "Harbour"}
		for i := 0; i+1 < len(more); i += 2 {
			out[more[i].(string)] = more[i+1]
		}
		return out
	}
	for _, c := range []struct {
		body  map[string]any
		field string
	}{
		{blog("slug", "desk"), "body.slug"}, {blog("slug", "api"), "body.slug"}, {blog("slug", "-a"), "body.slug"},
		{blog("slug", "A"), "body.slug"}, {blog("slug", strings.Repeat("a", 81)), "body.slug"}, {blog("slug", "speakers"), "body.slug"},
		{blog("title", " "), "body.title"}, {blog("language", "english!"), "body.language"}, {blog("timezone", "Mars/Crater"), "body.timezone"},
		{blog("timezone", "Local"), "body.timezone"}, {blog("timezone", ""), "body.timezone"}, {blog("language", ""), "body.language"}, {blog("state", "lost"), "body.state"}, {blog("standfirst", strings.Repeat("x", 2001)), "body.standfirst"},
	} {
		s.ask("POST", "/api/v1/blogs", editor, c.body).wantField(422, c.field)
	}
	made := s.ask("POST", "/api/v1/blogs", editor, blog("title", " Har\u0007bour ", "language", "pt-BR")).want(201)
	if got := made.object(); got["title"] != "Harbour" || got["state"] != "live" || made.tag() != fmt.Sprintf(`"%v"`, got["seq"]) {
		t.Errorf("the blog is %v with %s", got, made.tag())
	}
	s.ask("PATCH", "/api/v1/blogs/harbour", editor, map[string]any{"slug": "other"}, "If-Match", made.tag()).wantField(422, "body.slug")
	changed := s.ask("PATCH", "/api/v1/blogs/harbour", editor, map[string]any{"state": "ended", "standfirst": nil}, "If-Match", made.tag(), "Content-Type", "application/merge-patch+json").want(200)
	if changed.object()["state"] != "ended" {
		t.Errorf("the changed blog is %s", changed.body)
	}
	stale := s.ask("PATCH", "/api/v1/blogs/harbour", editor, map[string]any{"state": "live"}, "If-Match", made.tag()).wantField(412, "header.If-Match")
	if stale.object()["current"].(map[string]any)["state"] != "ended" {
		t.Errorf("current is %s", stale.body)
	}
	for i := range 5 {
		s.ask("POST", "/api/v1/blogs", editor, map[string]any{"slug": fmt.Sprint("b", i), "title": "B"}).want(201)
	}
	var got []string
	for path := "/api/v1/blogs?limit=4"; path != ""; {
		page := s.ask("GET", path, editor, nil).want(200).object()
		for _, b := range page["blogs"].([]any) {
			got = append(got, b.(map[string]any)["slug"].(string))
		}
		path = ""
		if next, ok := page["next"].(string); ok {
			path = "/api/v1/blogs?limit=4&before=" + next
		}
	}
	if len(got) != 6 || got[5] != "harbour" {
		t.Errorf("listed %v", got)
	}
}

func TestListsOfNothingAreListsToo(t *testing.T) {
	s := start(t, t.TempDir())
	editor, admin := s.token("editor"), s.token("admin")
	for _, c := range []struct{ path, field, token string }{
		{"/api/v1/blogs", "blogs", editor},
		{"/api/v1/users", "users", admin},
	} {
		if list, ok := s.ask("GET", c.path, c.token, nil).want(200).object()[c.field].([]any); !ok || len(list) != 0 {
			t.Errorf("%s: %s is %v, want []", c.path, c.field, list)
		}
	}
	s.blog("harbour")
	if list, ok := s.ask("GET", posts, editor, nil).want(200).object()["posts"].([]any); !ok || len(list) != 0 {
		t.Errorf("posts is %v, want []", list)
	}
}

func TestRolesMayDoWhatTheyMay(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	reporter, colleague, editor, admin := s.token("reporter"), s.token("reporter"), s.token("editor"), s.token("admin")
	own := s.ask("POST", posts, reporter, published("mine")).want(201)
	path := posts + "/" + own.id()
	for _, c := range []struct {
		method, path, token string
		body                any
		status              int
	}{
		{"GET", "/api/v1/blogs", "", nil, 401},
		{"GET", "/api/v1/nothing", "", nil, 401},
		{"GET", "/api/v1/session", "", nil, 401},
		{"GET", "/api/v1/blogs", "stoppress_nonsense", nil, 401},
		{"POST", "/api/v1/blogs", reporter, map[string]any{"slug": "x", "title": "X"}, 403},
		{"PATCH", "/api/v1/blogs/harbour", reporter, map[string]any{"title": "X"}, 403},
		{"PATCH", path, colleague, map[string]any{"title": "X"}, 403},
		{"DELETE", path, colleague, nil, 403},
		{"PATCH", path, reporter, map[string]any{"publishedAt": "2020-01-01T00:00:00Z"}, 403},
		{"POST", posts, reporter, published("x", "publishedAt", "2020-01-01T00:00:00Z"), 403},
		{"GET", "/api/v1/users", editor, nil, 403},
		{"POST", "/api/v1/tokens", editor, map[string]any{"role": "admin"}, 403},
		{"GET", "/api/v1/users", admin, nil, 200},
		{"GET", "/api/v1/tokens", admin, nil, 200},
		{"GET", path + "/history", colleague, nil, 200},
		{"PATCH", path, reporter, map[string]any{"title": "X"}, 200},
	} {
		if c.token == "" || c.token == "stoppress_nonsense" {
			s.ask(c.method, c.path, c.token, c.body).want(c.status)
			continue
		}
		tag := own.tag()
		if c.path == "/api/v1/blogs/harbour" {
			tag = s.ask("GET", c.path, editor, nil).tag()
		}
		s.ask(c.method, c.path, c.token, c.body, "If-Match", tag).want(c.status)
	}
	now := s.ask("GET", path, editor, nil)
	s.ask("PATCH", path, editor, map[string]any{"publishedAt": "2020-01-01T00:00:00Z"}, "If-Match", now.tag()).want(200)
	if body := string(s.ask("GET", "/api/v1/tokens", admin, nil).body); strings.Contains(body, reporter) {
		t.Error("a token is listed with its secret")
	}
}

func TestSessionsAreForThisSiteAlone(t *testing.T) {
	s := start(t, t.TempDir())
	const password = "a quay is not a key"
	s.command(password+"\n", "user", "add", "--email", "ida@example.org", "--name", "Ida Brandt", "--role", "editor", "--password-stdin")
	credentials := map[string]any{"email": "ida@example.org", "password": password}
	in := s.ask("POST", "/api/v1/session", "", credentials).want(200)
	cookie := strings.SplitN(in.header.Get("Set-Cookie"), ";", 2)
	if !strings.HasPrefix(cookie[0], "stoppress=") || !strings.Contains(cookie[1], "HttpOnly") || !strings.Contains(cookie[1], "SameSite=Lax") {
		t.Fatalf("the cookie is %q", in.header.Get("Set-Cookie"))
	}
	if user := in.object()["user"].(map[string]any); user["email"] != "ida@example.org" || user["role"] != "editor" {
		t.Errorf("signed in as %v", user)
	}
	blog := map[string]any{"slug": "harbour", "title": "Harbour"}
	for _, headers := range [][]string{
		{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://elsewhere.example"},
	} {
		s.ask("POST", "/api/v1/blogs", "", blog, append(headers, "Cookie", cookie[0])...).want(403)
	}
	s.ask("POST", "/api/v1/blogs?token="+s.token("admin"), "", blog).want(401)
	s.ask("POST", "/api/v1/blogs", "", blog, "Cookie", cookie[0], "Origin", s.base, "Sec-Fetch-Site", "same-origin").want(201)
	s.ask("GET", "/api/v1/session", "", nil, "Cookie", cookie[0]).want(200)
	s.ask("DELETE", "/api/v1/session", "", nil, "Cookie", cookie[0]).want(204)
	s.ask("GET", "/api/v1/session", "", nil, "Cookie", cookie[0]).want(401)
	for range 10 {
		s.ask("POST", "/api/v1/session", "", map[string]any{"email": "ida@example.org", "password": "not the password"}).want(401)
	}
	if wait := s.ask("POST", "/api/v1/session", "", credentials).want(429).header.Get("Retry-After"); wait == "" {
		t.Error("429 without Retry-After")
	}
}

func TestTheFirstLinkMakesTheFirstAdmin(t *testing.T) {
	dir := t.TempDir()
	s := start(t, dir)
	address, code, ok := strings.Cut(s.desk, "#welcome=")
	if !ok || address != s.base+"/desk/" {
		t.Fatalf("the start printed %q", s.desk)
	}
	s.ask("GET", "/desk/", "", nil).want(200)
	account := map[string]any{"code": code, "name": "Ida Brandt", "email": "ida@example.org", "password": "a quay is not a key"}
	s.ask("POST", "/api/v1/welcome", "", account, "Origin", "https://elsewhere.example").want(403)
	s.ask("POST", "/api/v1/welcome", "", account).want(200)
	s.ask("POST", "/api/v1/welcome", "", account).want(403)
	s.stop()
	if s = start(t, dir); strings.Contains(s.desk, "#") {
		t.Errorf("with an admin the start still prints a link: %q", s.desk)
	}
}

func TestAScheduledPostIsPublishedAtItsTime(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	due := time.Now().Add(1500 * time.Millisecond).UTC()
	post := s.ask("POST", posts, editor, text("later", "status", "scheduled", "publishedAt", due.Format(time.RFC3339Nano))).want(201)
	head := post.object()["seq"].(float64)
	s.ask("GET", "/harbour/posts/"+post.id(), "", nil).want(404)
	event := s.nextEvent(fmt.Sprintf("/harbour/stream?since=%.0f", head))
	if !strings.Contains(event, post.id()) || time.Now().Before(due) {
		t.Errorf("at %s, due %s: %s", time.Now().UTC(), due, event)
	}
	if got := s.ask("GET", posts+"/"+post.id(), editor, nil).object(); got["status"] != "published" {
		t.Errorf("the post is %v", got["status"])
	}
}

func TestTheAPIDescribesItself(t *testing.T) {
	s := start(t, t.TempDir())
	document := s.ask("GET", "/api/openapi.json", "", nil).want(200).object()
	if version := document["openapi"].(string); !strings.HasPrefix(version, "3.1.") {
		t.Errorf("OpenAPI %s", version)
	}
	admin := s.token("admin")
	paths := document["paths"].(map[string]any)
	if len(paths) < 9 {
		t.Errorf("%d paths are described", len(paths))
	}
	for path, methods := range paths {
		concrete := strings.NewReplacer("{blog}", "nothing", "{id}", "01JZZZZZZZZZZZZZZZZZZZZZZZ").Replace(path)
		for _, method := range []string{"GET", "POST", "PATCH", "DELETE"} {
			operation, described := methods.(map[string]any)[strings.ToLower(method)]
			if concrete == "/api/v1/session" && method == "DELETE" {
				continue // would be answered by signing nobody out
			}
			exists := s.ask(method, concrete, admin, `{}`, "If-Match", `"1"`).status != http.StatusMethodNotAllowed
			if exists != described {
				t.Errorf("%s %s: served %v, described %v", method, path, exists, described)
			}
			if described {
				if answers := operation.(map[string]any)["responses"].(map[string]any); len(answers) < 2 {
					t.Errorf("%s %s: describes %d answers", method, path, len(answers))
				}
			}
		}
	}
	encoded, _ := json.Marshal(document)
	if strings.Contains(string(encoded), "$schema") {
		t.Error("answers are described with $schema, which they do not have")
	}
}

func TestAPostWhoseTimeComesWhileItIsWrittenIsPublished(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	stream := s.stream("/harbour/stream")
	defer stream.close()
	waiting := map[string]bool{}
	for i := range 60 {
		due := time.Now().Add(time.Duration(1+i%5) * time.Millisecond).UTC()
		made := s.ask("POST", posts, editor, text("soon", "status", "scheduled", "publishedAt", due.Format(time.RFC3339Nano)))
		if made.status == 201 { // 422 where the time came even before
			waiting[made.id()] = true
		}
	}
	for len(waiting) > 0 {
		_, id, _ := strings.Cut(stream.next(), `"id":"`)
		id, _, _ = strings.Cut(id, `"`)
		delete(waiting, id)
	}
}
