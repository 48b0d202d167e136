package exchange

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/subs"
)

// maxSubbed are the warnings about single posts that are given of one story.
const maxSubbed = 100

// maxRead is the longest story whose posts are read one by one, in bytes of words: each is
// compared with all that the others say.
const maxRead = 1 << 20

// subbed has the subs look at each post of a story, beside all the others and those that
// the blog has already.
func subbed(story Story, known []coverage.Post) []string {
	size := 0
	for _, p := range story.Posts {
		size += coverage.Size(p.Elements)
	}
	if size > maxRead {
		return []string{fmt.Sprintf("names, quotes and references were not looked at: the text has %d KiB, and that is done up to %d", size>>10, maxRead>>10)}
	}
	library := subs.NewLibrary()
	library.SetBlog(story.Blog)
	same := map[string]bool{}
	for _, c := range story.Posts {
		same[c.Title+"\n"+c.PlainText()] = true
	}
	for _, p := range known {
		if !same[p.Title+"\n"+p.PlainText()] { // what an earlier import of the text has brought is no copy of it
			library.Take(p)
		}
	}
	posts := make([]coverage.Post, len(story.Posts))
	for i, c := range story.Posts {
		// Ids that follow from the place: the same text gives the same warnings.
		id := coverage.NewPostID(time.UnixMilli(int64(i)), coverage.Entropy{})
		posts[i] = coverage.Post{ID: id, Seq: coverage.Seq(i + 1), Status: coverage.Published, Copy: c}
		library.Take(posts[i])
	}
	var out []string
	more := 0
	for _, p := range posts {
		library.Forget(p.ID)
		read := library.Read(p.Copy, subs.Linker{
			Times:  library.Times(),
			Where:  subs.Place{Language: story.Blog.Language, Zone: story.Blog.Location(), Post: p.ID, At: p.PublishedAt},
			Public: func(coverage.PostID) bool { return false },
		})
		library.Take(p)
		for _, w := range read.Warnings {
			if len(out) == maxSubbed {
				more++
				continue
			}
			out = append(out, fmt.Sprintf("in %s: %s", nameOf(p, story.Blog.Location()), w.Message))
		}
	}
	if more > 0 {
		out = append(out, fmt.Sprintf("and %d more like these", more))
	}
	return out
}

// nameOf names a post of a story, so that a person finds it in the text.
func nameOf(p coverage.Post, zone *time.Location) string {
	name := p.Title
	if name == "" {
		name, _, _ = strings.Cut(p.PlainText(), "\n")
	}
	if utf8.RuneCountInString(name) > 60 {
		name = string([]rune(name)[:59]) + "…"
	}
	if p.PublishedAt.IsZero() {
		return "“" + name + "”"
	}
	return p.PublishedAt.In(zone).Format("15:04") + " “" + name + "”"
}
