package exchange

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/copytaster"
	"github.com/stoppress/stoppress/internal/coverage"
)

// Story is a blog as another system had it. Its form as JSON is what a dry run
// prints.
type Story struct {
	Blog     coverage.Header `json:"blog"`
	Posts    []coverage.Copy `json:"posts"` // newest first
	Warnings []string        `json:"-"`
}

// Into is the blog that a story is to come into, as far as it is known or there already.
type Into struct {
	Language string         // a BCP 47 tag, or empty
	Zone     *time.Location // of times that name none; nil for UTC
	Posts    []coverage.Post
}

// ReadText reads the plain text of a live blog.
func ReadText(data []byte, into Into) (Story, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")) // a byte order mark is no word
	switch {
	case bytes.IndexByte(data, 0) >= 0:
		return Story{}, coverage.Errorf(coverage.Malformed, "this is not a text but a binary file; save it as plain text first")
	case !utf8.Valid(data):
		return Story{}, coverage.Errorf(coverage.Malformed, "the text is not in UTF-8; convert it, for example with iconv")
	case strings.TrimSpace(string(data)) == "":
		return Story{}, coverage.Errorf(coverage.Malformed, "the text is empty; there is nothing to import")
	}
	read := copytaster.Read(string(data), copytaster.Home{Language: into.Language, Zone: into.Zone})
	story := Story{Blog: read.Header, Posts: make([]coverage.Copy, 0, len(read.Posts)), Warnings: read.Warnings}
	for _, p := range read.Posts {
		kept, err := coverage.CheckCopy(p.Copy, time.Time{}) // in the form in which it would be kept
		if err != nil {
			return Story{}, fmt.Errorf("check what the text was read as: %w", err)
		}
		story.Posts = append(story.Posts, kept)
	}
	story.Warnings = append(story.Warnings, subbed(story, into.Posts)...)
	return story, nil
}
