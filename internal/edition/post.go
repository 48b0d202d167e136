package edition

import (
	"cmp"
	"slices"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Post is the public form of a post.
type Post struct {
	// Seq is that of the last change of this form: of the post itself, or of a
	// post that it is related or linked to.
	Seq coverage.Seq    `json:"seq"`
	ID  coverage.PostID `json:"id"`
	// Copy has only those relations, and in its texts those links to posts of the blog,
	// that lead to public posts; the words of other links stay.
	coverage.Copy
	UpdatedAt        time.Time `json:"updatedAt"`
	FirstPublishedAt time.Time `json:"firstPublishedAt"`
	// RelatedBy are the relations that other public posts have to it, oldest first.
	RelatedBy []BackRelation `json:"relatedBy,omitempty"`
	// Links are the relations in both directions: first those that the post has,
	// in its order, then those that other posts have to it, oldest first.
	Links []Link `json:"-"`
}

// BackRelation is a relation that another post has to the one it stands at.
type BackRelation struct {
	Type        coverage.RelationType `json:"type"`
	Post        coverage.PostID       `json:"post"`
	Note        string                `json:"note,omitempty"`
	PublishedAt time.Time             `json:"publishedAt"`
}

// Link is one relation as a reader sees it at one of its two ends.
type Link struct {
	Type coverage.RelationType
	// Back: the other post has the relation to this one ("Contradicted by …").
	Back bool
	Note string
	// The other post.
	Post        coverage.PostID
	Title       string
	PublishedAt time.Time
}

// newestFirst orders by publishedAt, then by id, both descending.
func newestFirst(a, b *Post) int {
	if c := b.PublishedAt.Compare(a.PublishedAt); c != 0 {
		return c
	}
	return cmp.Compare(b.ID, a.ID)
}

// links resolves the relations of the public posts in both directions. It only
// looks at states, and at public ones.
func links(states map[coverage.PostID]coverage.Post) map[coverage.PostID][]Link {
	out := map[coverage.PostID][]Link{}
	back := map[coverage.PostID][]Link{}
	for id, from := range states {
		if !from.Public() {
			continue
		}
		for _, r := range from.Relations {
			to, ok := states[r.Post]
			if !ok || !to.Public() {
				continue
			}
			out[id] = append(out[id], Link{Type: r.Type, Note: r.Note, Post: to.ID, Title: to.Title, PublishedAt: to.PublishedAt})
			back[to.ID] = append(back[to.ID], Link{Type: r.Type, Back: true, Note: r.Note, Post: id, Title: from.Title, PublishedAt: from.PublishedAt})
		}
	}
	for id, list := range back {
		slices.SortFunc(list, func(a, b Link) int {
			return cmp.Or(a.PublishedAt.Compare(b.PublishedAt), cmp.Compare(a.Post, b.Post), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Note, b.Note))
		})
		out[id] = append(out[id], list...)
	}
	return out
}

// publicSeq is the seq of the last change of what the public sees of the post on
// its own account; zero where it never was public.
func publicSeq(p coverage.Post) coverage.Seq {
	if p.Public() {
		return p.Seq
	}
	return p.Trace.Face
}
