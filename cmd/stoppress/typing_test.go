package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stoppress/stoppress/internal/newsroom"
)

// What the API offers to those who type: private working copies, speakers who are
// known, pasted copy and pasted addresses.

func TestWorkingCopiesAreOnesOwn(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	s.blog("marina")
	const drafts = "/api/v1/blogs/harbour/drafts"
	ida, tam := s.token("reporter"), s.token("editor")
	words := func(device, text string) map[string]any {
		return map[string]any{"device": device, "words": map[string]any{"title": text, "elements": []any{}}}
	}

	first := s.ask("PUT", drafts+"/draft-1", ida, words("laptop", "Half a <b>line")).want(200)
	if got := s.ask("GET", drafts+"/draft-1", ida, nil).want(200); got.tag() != first.tag() || got.object()["words"].(map[string]any)["title"] != "Half a <b>line" {
		t.Errorf("the words came back as %s", got.body)
	}
	s.ask("GET", drafts+"/draft-1", tam, nil).want(404)
	if got := s.ask("GET", drafts, tam, nil).want(200).object()["drafts"].([]any); len(got) != 0 {
		t.Errorf("somebody else sees %v", got)
	}
	if got := s.ask("GET", posts, tam, nil).want(200).object()["posts"].([]any); len(got) != 0 {
		t.Errorf("it is among the posts: %v", got)
	}
	if got := s.ask("GET", "/api/v1/blogs/marina/drafts", ida, nil).want(200).object()["drafts"].([]any); len(got) != 0 {
		t.Errorf("another blog has it: %v", got)
	}

	// The answer to the second was lost: sent again it is no conflict.
	second := s.ask("PUT", drafts+"/draft-1", ida, words("laptop", "Half a line, and"), "If-Match", first.tag()).want(200)
	again := s.ask("PUT", drafts+"/draft-1", ida, words("laptop", "Half a line, and"), "If-Match", first.tag()).want(200)
	if again.tag() != second.tag() {
		t.Errorf("sent again it is %s, want %s", again.tag(), second.tag())
	}
	// Another device takes it up; the first learns so, and loses nothing.
	taken := s.ask("PUT", drafts+"/draft-1", ida, words("phone", "Half a line, and more"), "If-Match", second.tag()).want(200)
	stale := s.ask("PUT", drafts+"/draft-1", ida, words("laptop", "Half a line, and what"), "If-Match", second.tag()).want(412)
	if current := stale.object()["current"].(map[string]any); current["device"] != "phone" || fmt.Sprintf("%q", fmt.Sprint(current["revision"])) != taken.tag() {
		t.Errorf("the newer version is told as %v", current)
	}
	s.ask("PUT", drafts+"/draft-1", ida, words("laptop", "x")).want(412)

	s.ask("DELETE", drafts+"/draft-1", ida, nil).want(204)
	s.ask("DELETE", drafts+"/draft-1", ida, nil).want(204)
	s.ask("GET", drafts+"/draft-1", ida, nil).want(404)
	s.ask("PUT", drafts+"/draft-1", ida, words("laptop", "what was let go elsewhere begins anew"), "If-Match", taken.tag()).want(200)

	s.ask("GET", "/api/v1/blogs/nowhere/drafts", ida, nil).want(404)
	s.ask("GET", drafts, "", nil).want(401)
	s.ask("PUT", drafts+"/a.b", ida, words("laptop", "x")).wantField(422, "body.name")
	s.ask("PUT", drafts+"/"+strings.Repeat("a", 81), ida, words("laptop", "x")).wantField(422, "body.name")
	s.ask("PUT", drafts+"/a", ida, words("two words", "x")).wantField(422, "body.device")
	s.ask("PUT", drafts+"/a", ida, map[string]any{"device": "laptop"}).wantField(422, "body.words")
	s.ask("PUT", drafts+"/a", ida, map[string]any{"device": "laptop", "words": []any{}}).wantField(422, "body.words")
	s.ask("PUT", drafts+"/a", ida, words("laptop", strings.Repeat("a", newsroom.MaxWorkingCopyBytes))).wantField(422, "body.words")
	s.ask("PUT", drafts+"/a", ida, words("laptop", strings.Repeat("a", newsroom.MaxWorkingCopyBytes-100))).want(200)
	s.ask("PUT", drafts+"/a", ida, "no JSON").want(400)
	s.ask("PUT", drafts+"/a", ida, words("laptop", "x"), "Content-Type", "text/plain").want(415)
	for i := 2; i < newsroom.MaxWorkingCopies; i++ {
		s.ask("PUT", fmt.Sprintf("/api/v1/blogs/marina/drafts/n-%d", i), ida, words("laptop", "x")).want(200)
	}
	s.ask("PUT", drafts+"/one-too-many", ida, words("laptop", "x")).wantField(422, "body.name")
	s.ask("PUT", drafts+"/another", tam, words("laptop", "somebody else has room")).want(200)

	// They are there when the server comes back.
	s.stop()
	s = start(t, s.dir)
	if got := s.ask("GET", drafts, ida, nil).want(200).object()["drafts"].([]any); len(got) != 2 {
		t.Errorf("after a restart there are %v, want 2", got)
	}
}

func TestSpeakersAreKnownInAllBlogs(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	s.blog("marina")
	editor := s.token("editor")
	quote := func(blog, status, name, role string) reply {
		return s.ask("POST", "/api/v1/blogs/"+blog+"/posts", editor, map[string]any{"status": status, "elements": []any{
			map[string]any{"type": "quote", "paragraphs": []string{"So it is."}, "speaker": map[string]any{"name": name, "role": role}}}}).want(201)
	}
	find := func(query string) (found []string) {
		t.Helper()
		for _, one := range s.ask("GET", "/api/v1/speakers?"+query, editor, nil).want(200).object()["speakers"].([]any) {
			one := one.(map[string]any)
			found = append(found, fmt.Sprintf("%v, %v, %v", one["name"], one["role"], one["here"]))
		}
		return found
	}
	want := func(query string, names ...string) {
		t.Helper()
		if got := find(query); !slices.Equal(got, names) {
			t.Errorf("%s: %q, want %q", query, got, names)
		}
	}
	quote("marina", "published", "Tomás Vela", "harbour master")
	quote("marina", "draft", "Nobody Yet", "")
	quote("harbour", "draft", "Marit Voll", "mayor")
	quote("harbour", "published", "Tor Vale", "pilot")
	quote("marina", "published", "Tor Vale", "chief pilot")

	// The list of all blogs is told to this node like to any other.
	for range 200 {
		if len(find("q=tomas")) == 1 && strings.Contains(strings.Join(find("q=tor"), ""), "chief") {
			break
		}
	}
	want("q=tomas", "Tomás Vela, harbour master, false")
	want("q=nobody")
	want("q=nobody&blog=marina", "Nobody Yet, <nil>, true")
	want("q=vol&blog=harbour", "Marit Voll, mayor, true")
	want("q=t&blog=harbour", "Tor Vale, chief pilot, true", "Tomás Vela, harbour master, false")
	want("q=t&blog=harbour&limit=1", "Tor Vale, chief pilot, true")
	s.ask("GET", "/api/v1/speakers?blog=nowhere", editor, nil).want(404)
	s.ask("GET", "/api/v1/speakers?limit=51", editor, nil).wantField(422, "query.limit")
	s.ask("GET", "/api/v1/speakers", "", nil).want(401)

	s.stop()
	s = start(t, s.dir)
	for range 200 {
		if len(find("q=tomas")) == 1 {
			break
		}
	}
	want("q=tomas", "Tomás Vela, harbour master, false")

	// Pasted copy is read, and nothing is written.
	const taste = "/api/v1/blogs/harbour/copytaste"
	copy := "Port reopens after storm\n\nThe port of Veld reopened on Monday after a storm that shut it for two days, the port authority said.\n\n" +
		"Harbour master Tomás Vela said:\n\n“We checked every berth before we let the first ship in.”\n\nFerries will run again from noon."
	var read tasted
	body := s.ask("POST", taste, editor, map[string]any{"text": copy}).want(200).body
	if err := json.Unmarshal(body, &read); err != nil || strings.Contains(string(body), "null") {
		t.Fatalf("%v: %s", err, body)
	}
	if len(read.Posts) != 1 || len(read.Posts[0].Decisions) == 0 || !slices.ContainsFunc(read.Posts[0].Elements, func(e tastedElement) bool { return e.Speaker.Name == "Tomás Vela" }) {
		t.Errorf("the release was read as %+v", read)
	}
	if got := s.ask("GET", posts, editor, nil).want(200).object()["posts"].([]any); len(got) != 2 {
		t.Errorf("tasting has made posts: %v", got)
	}
	s.ask("POST", taste, editor, map[string]any{"text": strings.Repeat("a", 256<<10+1)}).wantField(422, "body.text")
	s.ask("POST", taste, editor, map[string]any{}).wantField(422, "body.text")
	s.ask("POST", taste, editor, map[string]any{"text": ""}).want(200)
	s.ask("POST", "/api/v1/blogs/nowhere/copytaste", editor, map[string]any{"text": "x"}).want(404)
	s.ask("POST", taste, "", map[string]any{"text": "x"}).want(401)

	// An address that leads inside is not asked for.
	s.ask("GET", "/api/v1/unfurl?url="+s.base+"/harbour", editor, nil).wantField(422, "query.url")
	s.ask("GET", "/api/v1/unfurl?url=http://169.254.169.254/", editor, nil).wantField(422, "query.url")
	s.ask("GET", "/api/v1/unfurl?url=http://localhost/", editor, nil).wantField(422, "query.url")
	s.ask("GET", "/api/v1/unfurl", editor, nil).wantField(422, "query.url")
	s.ask("GET", "/api/v1/unfurl?url=https://example.org/", "", nil).want(401)
}

// tasted is the answer to pasted copy, as far as the test looks at it.
type tasted struct {
	Posts []struct {
		Elements  []tastedElement
		Decisions []struct{ Rule string }
	}
}

type tastedElement struct {
	Type    string
	Speaker struct{ Name string }
}
