package main

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
)

type postCommand struct {
	Publish postPublish `cmd:"" help:"Publish a post of plain text."`
	List    postList    `cmd:"" help:"List a blog's posts, the newest first."`
}

type postPublish struct {
	Blog     string `help:"The blog's slug." required:""`
	Title    string `help:"A headline."`
	KeyEvent bool   `help:"Mark it as a turn of the story; it needs a title."`
	JSON     bool   `help:"Print JSON." name:"json"`
	File     string `arg:"" optional:"" help:"The text; empty lines part paragraphs. Without it, or with -, standard input is read."`
}

// maxText is the largest text that is published as one post, in bytes.
const maxText = 1 << 20

func (c postPublish) Run(ctx context.Context, where place, std stdio) error {
	data, err := std.read(c.File, maxText)
	if err != nil {
		return err
	}
	if !utf8.Valid(data) {
		return errors.New("the text is not in UTF-8; convert it, for example with iconv")
	}
	server, err := where.connect()
	if err != nil {
		return err
	}
	html := coverage.ParagraphHTML(paragraphs(string(data))...)
	if html == "" {
		return errors.New("the text is empty; there is nothing to publish")
	}
	var post coverage.Post
	err = server.call(ctx, http.MethodPost, "/api/v1/blogs/"+segment(c.Blog)+"/posts", map[string]any{
		"status": coverage.Published, "title": c.Title, "keyEvent": c.KeyEvent,
		"elements": []coverage.Element{{Type: coverage.Text, HTML: html}},
	}, &post)
	if err != nil {
		return err
	}
	if c.JSON {
		return std.printJSON(post)
	}
	return std.say("Published as /%s/posts/%s.", post.Blog, post.ID)
}

// paragraphs divides a text at its empty lines.
func paragraphs(text string) []string {
	var out []string
	var now []string
	for line := range strings.Lines(strings.ReplaceAll(text, "\r\n", "\n")) {
		if line = strings.TrimRight(line, "\n \t"); line != "" {
			now = append(now, line)
			continue
		}
		out = append(out, strings.Join(now, "\n"))
		now = nil
	}
	return append(out, strings.Join(now, "\n"))
}

type postList struct {
	Blog string `help:"The blog's slug." required:""`
	JSON bool   `help:"Print JSON." name:"json"`
}

func (c postList) Run(ctx context.Context, where place, std stdio) error {
	server, err := where.connect()
	if err != nil {
		return err
	}
	posts, err := server.allPosts(ctx, c.Blog)
	if err != nil {
		return err
	}
	if c.JSON {
		return std.printJSON(map[string]any{"posts": posts})
	}
	for _, p := range posts {
		title := p.Title
		if title == "" {
			title, _, _ = strings.Cut(p.PlainText(), "\n")
		}
		if err := std.say("%s\t%s\t%s\t%s", p.ID, p.SortTime().Format("2006-01-02 15:04"), p.Status, title); err != nil {
			return err
		}
	}
	return nil
}

// allPosts gives all posts of a blog, the newest first.
func (c *client) allPosts(ctx context.Context, blog string) ([]coverage.Post, error) {
	all := []coverage.Post{}
	for before := ""; ; {
		var page struct {
			Posts []coverage.Post `json:"posts"`
			Next  string          `json:"next"`
		}
		if err := c.call(ctx, http.MethodGet, "/api/v1/blogs/"+segment(blog)+"/posts?limit=200&before="+url.QueryEscape(before), nil, &page); err != nil {
			return nil, err
		}
		all = append(all, page.Posts...)
		if before = page.Next; before == "" {
			return all, nil
		}
	}
}
