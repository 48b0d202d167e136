package main

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// The demo is a fictional newsroom: a story that has happened already when it
// starts, and a scripted reporter who files, edits, pins and withdraws from then
// on. It talks to the server like anyone else, over the public API with a token.

//go:embed demo/story.json demo/harbour.svg
var demoFiles embed.FS

const (
	demoSlug = "harbour-talks"
	// demoPace is the time between two steps.
	demoPace = 4 * time.Second
	// demoReporter is the name of the scripted reporter's token, and so of its posts' author.
	demoReporter = "Demo reporter"
)

// fields is a part of the script that goes to the API as it stands.
type fields = map[string]json.RawMessage

type demoStory struct {
	Blogs []struct {
		Slug       string   `json:"slug"`
		Title      string   `json:"title"`
		Standfirst string   `json:"standfirst"`
		State      string   `json:"state"`
		Posts      []fields `json:"posts"`
	} `json:"blogs"`
	Blog struct {
		Title      string `json:"title"`
		Standfirst string `json:"standfirst"`
		Timezone   string `json:"timezone"`
	} `json:"blog"`
	// Before are posts of the main blog; "as" names one for the steps, "ago" is its
	// age in minutes.
	Before []fields `json:"before"`
	// Steps repeat for ever: "do" is publish, edit, pin, unpin, withdraw or state.
	Steps []fields `json:"steps"`
}

// demo is a scripted reporter at work.
type demo struct {
	*client
	posts map[string]coverage.PostID // by the script's names
}

// demo runs until ctx ends.
func (s *site) demo(ctx context.Context) error {
	token, secret, _, err := s.accounts.AddToken(ctx, coverage.Request{}, "", coverage.Editor, demoReporter)
	if err != nil {
		return err
	}
	// The token is of no use to anybody once the reporter has gone home.
	defer func() { _ = s.accounts.RevokeToken(context.WithoutCancel(ctx), token.ID) }()
	d := &demo{
		client: &client{http: &http.Client{Timeout: answerWithin}, base: "http://" + s.address, token: secret},
		posts:  map[string]coverage.PostID{},
	}
	if err = d.run(ctx, s.baseURL); ctx.Err() != nil {
		return nil
	}
	return err
}

func (d *demo) run(ctx context.Context, baseURL string) error {
	data, err := demoFiles.ReadFile("demo/story.json")
	if err != nil {
		return err
	}
	var story demoStory
	if err := json.Unmarshal([]byte(strings.ReplaceAll(string(data), "BASE", baseURL)), &story); err != nil {
		return err
	}
	if err := d.tell(ctx, story); err != nil {
		return err
	}
	pace := time.NewTicker(demoPace)
	defer pace.Stop()
	for {
		for _, step := range story.Steps {
			select {
			case <-pace.C:
			case <-ctx.Done():
				return ctx.Err()
			}
			if err := d.step(ctx, step); err != nil {
				return err
			}
		}
	}
}

// tell makes the blogs and what happened before; a demo that starts again finds
// them, and takes back what its steps had published, which they will publish again.
func (d *demo) tell(ctx context.Context, story demoStory) error {
	for _, b := range story.Blogs {
		if err := d.blog(ctx, map[string]string{"slug": b.Slug, "title": b.Title, "standfirst": b.Standfirst, "state": b.State}, b.Posts); err != nil {
			return err
		}
	}
	return d.blog(ctx, map[string]string{
		"slug": demoSlug, "title": story.Blog.Title, "standfirst": story.Blog.Standfirst, "timezone": story.Blog.Timezone, "state": string(coverage.Live),
	}, story.Before)
}

func (d *demo) blog(ctx context.Context, header map[string]string, posts []fields) error {
	var blog coverage.Blog
	err := d.call(ctx, http.MethodGet, "/api/v1/blogs/"+header["slug"], nil, &blog)
	if isStatus(err, http.StatusNotFound) {
		err = d.call(ctx, http.MethodPost, "/api/v1/blogs", header, &blog)
	}
	if err != nil {
		return err
	}
	there, err := d.allPosts(ctx, header["slug"])
	if err != nil {
		return err
	}
	for i, post := range posts {
		ago := number(post["ago"])
		if len(there) > 0 {
			// Told at an earlier start: the posts are there, the oldest last.
			if i < len(there) {
				d.posts[word(post["as"])] = there[len(there)-1-i].ID
			}
			continue
		}
		at := blog.CreatedAt.Add(-time.Duration(ago) * time.Minute)
		if err := d.publish(ctx, header["slug"], post, at); err != nil {
			return err
		}
	}
	for _, p := range there[:max(0, len(there)-len(posts))] {
		if p.Author.Name == demoReporter && p.Status == coverage.Published {
			if err := d.withdraw(ctx, p.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// publish makes a post of the script; a zero time is now.
func (d *demo) publish(ctx context.Context, slug string, script fields, at time.Time) error {
	body := maps.Clone(script)
	for _, mine := range []string{"as", "ago", "do", "post"} {
		delete(body, mine)
	}
	if _, ok := body["status"]; !ok {
		body["status"] = json.RawMessage(`"published"`)
	}
	if !at.IsZero() {
		stamp, err := json.Marshal(at)
		if err != nil {
			return err
		}
		body["publishedAt"] = stamp
	}
	if err := d.resolve(body, at); err != nil {
		return err
	}
	var post coverage.Post
	if err := d.call(ctx, http.MethodPost, "/api/v1/blogs/"+slug+"/posts", body, &post); err != nil {
		return err
	}
	d.posts[word(script["as"])] = post.ID
	return nil
}

// resolve puts ids in the place of the script's names, and lets corrections of
// older posts be as old as they would be.
func (d *demo) resolve(body fields, at time.Time) error {
	if raw, ok := body["relations"]; ok {
		var relations []coverage.Relation
		if err := json.Unmarshal(raw, &relations); err != nil {
			return err
		}
		for i := range relations {
			relations[i].Post = d.posts[string(relations[i].Post)]
		}
		encoded, err := json.Marshal(relations)
		if err != nil {
			return err
		}
		body["relations"] = encoded
	}
	if raw, ok := body["corrections"]; ok && !at.IsZero() {
		var corrections []coverage.Correction
		if err := json.Unmarshal(raw, &corrections); err != nil {
			return err
		}
		for i := range corrections {
			corrections[i].At = at.Add(9 * time.Minute)
		}
		encoded, err := json.Marshal(corrections)
		if err != nil {
			return err
		}
		body["corrections"] = encoded
	}
	return nil
}

func (d *demo) step(ctx context.Context, script fields) error {
	switch action := word(script["do"]); action {
	case "publish":
		// In the second round the post of the first one makes room.
		if old, ok := d.posts[word(script["as"])]; ok {
			if err := d.withdraw(ctx, old); err != nil {
				return err
			}
		}
		return d.publish(ctx, demoSlug, script, time.Time{})
	case "edit":
		change := maps.Clone(script)
		delete(change, "do")
		delete(change, "post")
		return d.change(ctx, d.posts[word(script["post"])], change)
	case "pin", "unpin":
		return d.change(ctx, d.posts[word(script["post"])], map[string]bool{"pinned": action == "pin"})
	case "withdraw":
		return d.withdraw(ctx, d.posts[word(script["post"])])
	case "state":
		return d.state(ctx, word(script["state"]))
	default:
		return fmt.Errorf("the script has an unknown step %q", action)
	}
}

func (d *demo) withdraw(ctx context.Context, id coverage.PostID) error {
	return d.newest(ctx, id, func(path, tag string) error {
		return d.call(ctx, http.MethodDelete, path, nil, nil, "If-Match", tag)
	})
}

func (d *demo) change(ctx context.Context, id coverage.PostID, change any) error {
	return d.newest(ctx, id, func(path, tag string) error {
		return d.call(ctx, http.MethodPatch, path, change, nil, "If-Match", tag)
	})
}

// newest does something on the newest version of a post. A visitor at the desk may
// be at the same post: then once more.
func (d *demo) newest(ctx context.Context, id coverage.PostID, do func(path, tag string) error) error {
	path := "/api/v1/blogs/" + demoSlug + "/posts/" + string(id)
	for {
		var post coverage.Post
		if err := d.call(ctx, http.MethodGet, path, nil, &post); err != nil {
			return err
		}
		if err := do(path, fmt.Sprintf(`"%d"`, post.Seq)); !isStatus(err, http.StatusPreconditionFailed) {
			return err
		}
	}
}

func (d *demo) state(ctx context.Context, state string) error {
	path := "/api/v1/blogs/" + demoSlug
	var blog coverage.Blog
	if err := d.call(ctx, http.MethodGet, path, nil, &blog); err != nil {
		return err
	}
	err := d.call(ctx, http.MethodPatch, path, map[string]string{"state": state}, nil, "If-Match", fmt.Sprintf(`"%d"`, blog.Seq))
	if isStatus(err, http.StatusPreconditionFailed) {
		return nil // a visitor at the desk changed the header: theirs counts
	}
	return err
}

func word(raw json.RawMessage) string {
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return ""
	}
	return s
}

func number(raw json.RawMessage) int {
	var n int
	if err := json.Unmarshal(raw, &n); err != nil {
		return 0
	}
	return n
}
