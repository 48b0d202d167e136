package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/stoppress/stoppress/internal/coverage"
)

type blogCommand struct {
	Create blogCreate `cmd:"" help:"Make a blog."`
	List   blogList   `cmd:"" help:"List the blogs, the newest first."`
	State  blogState  `cmd:"" help:"Set a blog's state."`
}

type blogCreate struct {
	Slug       string `help:"Its name in addresses: a-z, 0-9 and \"-\"." required:""`
	Title      string `help:"The headline." required:""`
	Standfirst string `help:"The sentences under the headline."`
	Language   string `help:"BCP 47 tag." default:"en"`
	Timezone   string `help:"IANA time zone that times are shown in." default:"Europe/London"`
	State      string `help:"upcoming, live, paused or ended." default:"live" enum:"upcoming,live,paused,ended"`
	JSON       bool   `help:"Print JSON." name:"json"`
}

func (c blogCreate) Run(ctx context.Context, where place, std stdio) error {
	server, err := where.connect()
	if err != nil {
		return err
	}
	var blog coverage.Blog
	err = server.call(ctx, http.MethodPost, "/api/v1/blogs", map[string]string{
		"slug": c.Slug, "title": c.Title, "standfirst": c.Standfirst, "language": c.Language, "timezone": c.Timezone, "state": c.State,
	}, &blog)
	if err != nil {
		return err
	}
	if c.JSON {
		return std.printJSON(blog)
	}
	return std.say("The blog is at /%s, and is %s.", blog.Slug, blog.State)
}

type blogList struct {
	JSON bool `help:"Print JSON." name:"json"`
}

func (c blogList) Run(ctx context.Context, where place, std stdio) error {
	server, err := where.connect()
	if err != nil {
		return err
	}
	all := struct {
		Blogs []coverage.Blog `json:"blogs"`
	}{Blogs: []coverage.Blog{}}
	for before := ""; ; {
		var page struct {
			Blogs []coverage.Blog `json:"blogs"`
			Next  string          `json:"next"`
		}
		if err := server.call(ctx, http.MethodGet, "/api/v1/blogs?limit=200&before="+url.QueryEscape(before), nil, &page); err != nil {
			return err
		}
		all.Blogs = append(all.Blogs, page.Blogs...)
		if before = page.Next; before == "" {
			break
		}
	}
	if c.JSON {
		return std.printJSON(all)
	}
	for _, b := range all.Blogs {
		if err := std.say("%s\t%s\t%s", b.Slug, b.State, b.Title); err != nil {
			return err
		}
	}
	return nil
}

type blogState struct {
	Slug  string `arg:"" help:"The blog."`
	State string `arg:"" help:"upcoming, live, paused or ended." enum:"upcoming,live,paused,ended"`
	JSON  bool   `help:"Print JSON." name:"json"`
}

func (c blogState) Run(ctx context.Context, where place, std stdio) error {
	server, err := where.connect()
	if err != nil {
		return err
	}
	path := "/api/v1/blogs/" + segment(c.Slug)
	for {
		var blog coverage.Blog
		if err := server.call(ctx, http.MethodGet, path, nil, &blog); err != nil {
			return err
		}
		err := server.call(ctx, http.MethodPatch, path, map[string]string{"state": c.State}, &blog, "If-Match", fmt.Sprintf(`"%d"`, blog.Seq))
		if isStatus(err, http.StatusPreconditionFailed) {
			continue // somebody changed the header in between; the state is asked for all the same
		}
		if err != nil {
			return err
		}
		if c.JSON {
			return std.printJSON(blog)
		}
		return std.say("%s is %s.", blog.Slug, blog.State)
	}
}
