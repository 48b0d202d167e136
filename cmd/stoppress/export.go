package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"

	"github.com/stoppress/stoppress/internal/coverage"
)

type exportCommand struct {
	Blog   string `help:"The blog's slug." required:""`
	Format string `help:"jsonl: one JSON object a line, first the blog, then each post with its revisions." default:"jsonl" enum:"jsonl"`
	Out    string `help:"File to write; without it, standard output." placeholder:"PATH" type:"path"`
}

type exportedBlog struct {
	Type string `json:"type"`
	coverage.Blog
}

type exportedPost struct {
	Type string `json:"type"`
	coverage.Post
	Revisions json.RawMessage `json:"revisions"`
}

func (c exportCommand) Run(ctx context.Context, where place, std stdio) (err error) {
	server, err := where.connect()
	if err != nil {
		return err
	}
	path := "/api/v1/blogs/" + segment(c.Blog)
	blog := exportedBlog{Type: "blog"}
	if err := server.call(ctx, http.MethodGet, path, nil, &blog.Blog); err != nil {
		return err
	}
	posts, err := server.allPosts(ctx, c.Blog)
	if err != nil {
		return err
	}
	slices.Reverse(posts)
	to := std.out
	if c.Out != "" {
		file, err := os.CreateTemp(filepath.Dir(c.Out), ".stoppress-export-*")
		if err != nil {
			return fmt.Errorf("write the export: %w", err)
		}
		// The name appears once the file is whole.
		defer func() {
			if closeErr := file.Close(); err == nil {
				err = closeErr
			}
			if err == nil {
				err = os.Rename(file.Name(), c.Out)
			}
			if err != nil {
				os.Remove(file.Name())
			}
		}()
		to = file
	}
	lines := bufio.NewWriter(to)
	if err := writeLine(lines, blog); err != nil {
		return err
	}
	for _, p := range posts {
		var history struct {
			Revisions json.RawMessage `json:"revisions"`
		}
		if err := server.call(ctx, http.MethodGet, path+"/posts/"+segment(string(p.ID))+"/history", nil, &history); err != nil {
			return err
		}
		if err := writeLine(lines, exportedPost{Type: "post", Post: p, Revisions: history.Revisions}); err != nil {
			return err
		}
	}
	return lines.Flush()
}

func writeLine(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	return nil
}
