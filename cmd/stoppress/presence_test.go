package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	nats "github.com/nats-io/nats-server/v2/server"
)

// natsServer starts a nats-server of its own, as an operator would.
func natsServer(t *testing.T) string {
	t.Helper()
	srv, err := nats.NewServer(&nats.Options{Host: "127.0.0.1", Port: nats.RANDOM_PORT, NoSigs: true, JetStream: true, StoreDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	go srv.Start()
	if !srv.ReadyForConnections(10 * time.Second) {
		t.Fatal("the nats-server is not ready")
	}
	t.Cleanup(func() { srv.Shutdown(); srv.WaitForShutdown() })
	return srv.ClientURL()
}

// nextBut is next, without the events of a type that come at their own time.
func (o *openStream) nextBut(event string) string {
	o.t.Helper()
	for {
		if got := o.next(); !strings.Contains(got, "event: "+event) {
			return got
		}
	}
}

// hereIn reads an event of who is at the desk, as "name:post" words.
func hereIn(t *testing.T, event string) string {
	t.Helper()
	_, data, ok := strings.Cut(event, "data: ")
	if !strings.Contains(event, "event: here") || !ok || strings.Contains(event, "\nid:") || strings.HasPrefix(event, "id:") {
		t.Fatalf("the event is %q, want who is here, without a seq", event)
	}
	var list struct {
		Here []struct {
			User     struct{ Name string }
			Post     string
			TookOver bool
		}
	}
	if err := json.Unmarshal([]byte(strings.TrimSpace(data)), &list); err != nil {
		t.Fatal(err)
	}
	words := make([]string, len(list.Here))
	for i, p := range list.Here {
		words[i] = p.User.Name + ":" + p.Post
		if p.TookOver {
			words[i] += "!"
		}
	}
	return strings.Join(words, " ")
}

func TestTwoNodesSeeWhoIsAtTheDesk(t *testing.T) {
	url := natsServer(t)
	one := start(t, t.TempDir(), "--nats", url)
	two := start(t, t.TempDir(), "--nats", url)
	one.blog("harbour")
	token := func(name, role string) string {
		return strings.TrimSpace(one.command("", "token", "create", "--role", role, "--name", name))
	}
	ida, tomas := token("Ida", "editor"), token("Tomas", "reporter")
	post := one.ask("POST", posts, ida, published("one")).want(201).id()
	const desk = "/api/v1/blogs/harbour/presence"
	stream := two.stream("/api/v1/blogs/harbour/stream", "Authorization", "Bearer "+tomas)
	defer stream.close()
	for _, step := range []struct {
		at          *server
		token       string
		body        string
		all, method string
	}{
		{one, ida, `{"tab":"a"}`, "Ida:", "PUT"},
		{one, ida, `{"tab":"a","post":"` + post + `"}`, "Ida:" + post, "PUT"},
		{two, tomas, `{"tab":"b","post":null}`, "Ida:" + post + " Tomas:", "PUT"},
		{two, tomas, `{"tab":"b","post":"` + post + `","takeOver":true}`, "Ida:" + post + " Tomas:" + post + "!", "PUT"},
		{two, ida, "", "Tomas:" + post + "!", "DELETE"},
	} {
		if step.method == "PUT" {
			step.at.ask("PUT", desk, step.token, step.body).want(204)
		} else {
			step.at.ask("DELETE", desk+"/a", step.token, nil).want(204)
		}
		if got := hereIn(t, stream.nextBut("audience")); got != step.all {
			t.Errorf("after %s %s the other node's desk sees %q, want %q", step.method, step.body, got, step.all)
		}
	}
	one.ask("PUT", desk, ida, `{"tab":"a b"}`).wantField(422, "body.tab")
	one.ask("PUT", desk, ida, `{}`).wantField(422, "body.tab")
	one.ask("PUT", desk, ida, `{"tab":"a","post":"01JZZZZZZZZZZZZZZZZZZZZZZZ"}`).wantField(422, "body.post")
	one.ask("PUT", "/api/v1/blogs/nothing/presence", ida, `{"tab":"a"}`).want(404)
	one.ask("PUT", desk, "", `{"tab":"a"}`).want(401)

	two.ask("POST", posts+"/"+post+"/comments", tomas, `{"text":"Which quay?"}`).want(201)
	if event := stream.nextBut("audience"); !strings.Contains(event, "event: comments") || !strings.Contains(event, "Which quay?") {
		t.Errorf("the desk hears %q", event)
	}

	readers := []*openStream{one.stream("/harbour/stream"), two.stream("/harbour/stream")}
	for _, s := range []*server{one, two} {
		s.ask("GET", "/harbour", "", nil).want(200)
		got := s.ask("GET", "/api/v1/blogs/harbour/audience", tomas, nil).want(200).object()
		if got["readers"] != 2.0 || got["nodes"] != 2.0 || got["postsPerHour"] != 1.0 || got["viewsPerMinute"].(float64) < 1 {
			t.Errorf("the audience is %v", got)
		}
	}
	for _, r := range readers {
		r.close()
	}
}
