package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/exchange"
)

type importCommand struct {
	Blog     string `help:"The blog to import into; it is made where there is none." required:""`
	Format   string `help:"What the file is: text is a live blog as plain text; auto finds out." default:"auto" enum:"auto,text"`
	Timezone string `help:"IANA time zone of a blog that is made." placeholder:"ZONE"`
	DryRun   bool   `help:"Print what would be imported, and change nothing."`
	JSON     bool   `help:"Print JSON." name:"json"`
	File     string `arg:"" help:"The file; - is standard input."`
}

// maxImport is the largest file that is read, in bytes.
const maxImport = 64 << 20

type imported struct {
	Blog     string   `json:"blog"`
	Created  int      `json:"created"`
	Updated  int      `json:"updated"`
	Warnings []string `json:"warnings"`
}

// plannedBlog is a blog as a dry run prints it.
type plannedBlog struct {
	Blog struct {
		Slug       string `json:"slug"`
		Title      string `json:"title"`
		Standfirst string `json:"standfirst"`
		Language   string `json:"language,omitempty"`
		Timezone   string `json:"timezone,omitempty"`
	} `json:"blog"`
	Posts    []coverage.Copy `json:"posts"`
	Warnings []string        `json:"warnings"`
}

func (c importCommand) Run(ctx context.Context, where place, std stdio) error {
	if _, err := coverage.ParseSlug(c.Blog); err != nil {
		return usageError{"--blog: " + err.Error()}
	}
	data, err := std.read(c.File, maxImport)
	if err != nil {
		return err
	}
	into := exchange.Into{}
	server, err := where.connect()
	if err == nil {
		into, err = c.into(ctx, server)
	}
	if err != nil && !c.DryRun { // a dry run goes without a server
		return err
	}
	if c.Timezone != "" {
		if !coverage.IsTimezone(c.Timezone) {
			return usageError{fmt.Sprintf("--timezone: %q is not an IANA time zone such as \"Europe/London\"", c.Timezone)}
		}
		into.Zone = coverage.Header{Timezone: c.Timezone}.Location()
	}
	story, err := exchange.ReadText(data, into)
	if err != nil {
		return fmt.Errorf("import %s: %w", cmp.Or(c.File, "-"), err)
	}
	story.Blog.Timezone = cmp.Or(c.Timezone, story.Blog.Timezone)
	if n := withoutTime(story.Posts); n > 0 {
		story.Warnings = append(story.Warnings, fmt.Sprintf(
			"%d of %d posts have no time in the text; they are given the time of the import, in the order of the text", n, len(story.Posts)))
	}
	if c.DryRun {
		return c.plan(story, std)
	}
	report := imported{Blog: c.Blog, Warnings: append([]string{}, story.Warnings...)}
	blog, err := c.blog(ctx, server, story)
	if err != nil {
		return err
	}
	// The oldest first, so that the journal's order is the story's.
	for i := len(story.Posts) - 1; i >= 0; i-- {
		created, err := c.post(ctx, server, blog, i, story.Posts[i])
		if err != nil {
			return fmt.Errorf("import post %d of %d (%d are in; running the import again goes on where it stopped): %w",
				len(story.Posts)-i, len(story.Posts), report.Created, err)
		}
		if created {
			report.Created++
		}
	}
	if c.JSON {
		return std.printJSON(report)
	}
	for _, w := range report.Warnings {
		if err := std.say("Look at this: %s", w); err != nil {
			return err
		}
	}
	return std.say("Imported %d posts into /%s.", report.Created, c.Blog)
}

// into gives what the blog has already; nothing of one that is yet to be made.
func (c importCommand) into(ctx context.Context, server *client) (exchange.Into, error) {
	var blog coverage.Blog
	err := server.call(ctx, http.MethodGet, "/api/v1/blogs/"+segment(c.Blog), nil, &blog)
	if isStatus(err, http.StatusNotFound) {
		return exchange.Into{}, nil
	}
	if err != nil {
		return exchange.Into{}, err
	}
	posts, err := server.allPosts(ctx, c.Blog)
	return exchange.Into{Language: blog.Language, Zone: blog.Location(), Posts: posts}, err
}

func withoutTime(posts []coverage.Copy) (n int) {
	for _, p := range posts {
		if p.PublishedAt.IsZero() {
			n++
		}
	}
	return n
}

func (c importCommand) plan(story exchange.Story, std stdio) error {
	if !c.JSON {
		if err := std.say("%s\n%s\n", story.Blog.Title, story.Blog.Standfirst); err != nil {
			return err
		}
		for _, p := range story.Posts {
			if err := std.say("%s\t%s\t%d elements", p.PublishedAt.Format("2006-01-02 15:04"), cmp.Or(p.Title, "(no title)"), len(p.Elements)); err != nil {
				return err
			}
		}
		if len(story.Warnings) > 0 {
			if err := std.say(""); err != nil {
				return err
			}
		}
		for _, w := range story.Warnings {
			if err := std.say("Look at this: %s", w); err != nil {
				return err
			}
		}
		return std.say("\n%d posts would be imported into /%s; nothing was changed.", len(story.Posts), c.Blog)
	}
	var planned plannedBlog
	planned.Blog.Slug, planned.Blog.Title, planned.Blog.Standfirst = c.Blog, story.Blog.Title, story.Blog.Standfirst
	planned.Blog.Language, planned.Blog.Timezone = story.Blog.Language, story.Blog.Timezone
	planned.Posts, planned.Warnings = story.Posts, append([]string{}, story.Warnings...)
	return std.printJSON(planned)
}

// blog gives the blog to import into, made where there is none.
func (c importCommand) blog(ctx context.Context, server *client, story exchange.Story) (coverage.Blog, error) {
	var blog coverage.Blog
	err := server.call(ctx, http.MethodGet, "/api/v1/blogs/"+segment(c.Blog), nil, &blog)
	if !isStatus(err, http.StatusNotFound) {
		return blog, err
	}
	err = server.call(ctx, http.MethodPost, "/api/v1/blogs", map[string]string{
		"slug": c.Blog, "title": cmp.Or(story.Blog.Title, c.Blog), "standfirst": story.Blog.Standfirst,
		"language": cmp.Or(story.Blog.Language, "en"), "timezone": cmp.Or(story.Blog.Timezone, "UTC"), "state": string(coverage.Live),
	}, &blog)
	return blog, err
}

// post publishes one post; created is false for one that an earlier import has
// published.
func (c importCommand) post(ctx context.Context, server *client, blog coverage.Blog, place int, post coverage.Copy) (created bool, err error) {
	words, err := json.Marshal(post)
	if err != nil {
		return false, err
	}
	if post.PublishedAt.IsZero() {
		// The text tells no time. Seconds before the blog was made keep the order,
		// and are the same each time.
		post.PublishedAt = blog.CreatedAt.Add(-time.Duration(place) * time.Second)
	}
	// The same words at the same place are the same post, however often the file is
	// imported.
	sum := sha256.Sum256(fmt.Appendf(words, "\x00%d", place))
	body := struct {
		Status coverage.Status `json:"status"`
		coverage.Copy
	}{coverage.Published, post}
	var answer replayed
	err = server.call(ctx, http.MethodPost, "/api/v1/blogs/"+segment(c.Blog)+"/posts", body, &answer, "Idempotency-Key", "import-"+hex.EncodeToString(sum[:]))
	return err == nil && !answer.yes, err
}
