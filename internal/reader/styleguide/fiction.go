package styleguide

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
)

// sample is a blog of the fiction, in one of the states that blogs go through.
type sample struct {
	Name  string // in the address
	Title string
	When  string

	edition *edition.Edition
}

// Path is the address of the sample's page.
func (s sample) Path() string { return Root + "/" + s.Name }

// readSamples reads the fiction of all sample states. base is the site's address,
// which its pictures are absolute under.
func readSamples(base string) ([]sample, error) {
	samples := []sample{
		{Name: "live", Title: "Live, with everything", When: "Every element, attribute, relation and correction in one running story."},
		{Name: "upcoming", Title: "Upcoming, and empty", When: "The blog is announced and nobody has filed yet."},
		{Name: "paused", Title: "Paused", When: "The newsroom has stopped for a while and says that it will be back."},
		{Name: "ended", Title: "Ended, oldest first", When: "The story is over, and is read from its beginning."},
		{Name: "arabic", Title: "From right to left", When: "The blog’s language is written from right to left, here Arabic; all sides change places."},
		{Name: "busy", Title: "A long day", When: "More than a hundred posts, key events on a rail, the newest words of each speaker in a third column, and older pages."},
	}
	for i, s := range samples {
		data, err := files.ReadFile("fiction/" + s.Name + ".json")
		if err != nil {
			return nil, err
		}
		read := readFiction
		if s.Name == "busy" {
			read = readLongDay
		}
		e, err := read(s.Name, bytes.ReplaceAll(data, []byte("BASE"), []byte(base)))
		if err != nil {
			return nil, fmt.Errorf("read the fiction of %q: %w", s.Name, err)
		}
		samples[i].edition = e
	}
	return samples, nil
}

// fiction is a blog as its file tells it.
type fiction struct {
	Blog  coverage.Header `json:"blog"`
	Posts []told          `json:"posts"` // oldest first
}

// told is a post of the fiction. Relations name other posts by As.
type told struct {
	As string    `json:"as"`
	At time.Time `json:"at"`
	coverage.Copy
}

func readFiction(name string, data []byte) (*edition.Edition, error) {
	var f fiction
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, err
	}
	return f.edition(name)
}

// edition makes what the public would see, by the rules that hold for what people
// write: fiction that breaks one is an error. The blog's slug leads back into the
// guide, so that its links do.
func (f fiction) edition(name string) (*edition.Edition, error) {
	header, err := coverage.CheckHeader(f.Blog)
	if err != nil {
		return nil, err
	}
	slug := coverage.Slug(Root[1:] + "/" + name)
	blog := coverage.Blog{ID: coverage.BlogID(nameID(slug, "")), Seq: 1, Slug: slug, Header: header}
	posts := make([]coverage.Post, 0, len(f.Posts))
	for i, t := range f.Posts {
		t.PublishedAt = t.At
		for j, r := range t.Relations {
			t.Relations[j].Post = nameID(slug, string(r.Post))
		}
		written, err := coverage.CheckCopy(t.Copy, t.At.Add(9*time.Minute))
		if err != nil {
			return nil, fmt.Errorf("post %q: %w", t.As, err)
		}
		p := coverage.Succeed(nil, coverage.Post{
			ID: nameID(slug, t.As), Seq: coverage.Seq(i + 2), Blog: slug, Status: coverage.Published, Copy: written,
			CreatedAt: t.At, UpdatedAt: t.At, FirstPublishedAt: t.At,
		})
		p.Trace.Face = p.Seq // as the journal has it
		posts = append(posts, p)
		blog.UpdatedAt = t.At
	}
	return edition.New(blog, posts), nil
}

// nameID gives the id of what the fiction names, always the same one.
func nameID(slug coverage.Slug, name string) coverage.PostID {
	sum := sha256.Sum256([]byte(string(slug) + "/" + name))
	return coverage.NewPostID(time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC), coverage.Entropy(sum[:10]))
}
