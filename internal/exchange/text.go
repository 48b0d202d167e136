package exchange

import (
	"bytes"
	"strings"
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

// ReadText reads the plain text of a live blog.
func ReadText(data []byte) (Story, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")) // a byte order mark is no word
	switch {
	case bytes.IndexByte(data, 0) >= 0:
		return Story{}, coverage.Errorf(coverage.Malformed, "this is not a text but a binary file; save it as plain text first")
	case !utf8.Valid(data):
		return Story{}, coverage.Errorf(coverage.Malformed, "the text is not in UTF-8; convert it, for example with iconv")
	case strings.TrimSpace(string(data)) == "":
		return Story{}, coverage.Errorf(coverage.Malformed, "the text is empty; there is nothing to import")
	}
	read := copytaster.Read(string(data), "")
	story := Story{Blog: read.Header, Posts: make([]coverage.Copy, 0, len(read.Posts)), Warnings: read.Warnings}
	for _, p := range read.Posts {
		story.Posts = append(story.Posts, p.Copy)
	}
	story.Warnings = append(story.Warnings, subbed(story)...)
	return story, nil
}
