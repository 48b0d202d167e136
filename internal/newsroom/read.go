package newsroom

import (
	"cmp"
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// Post gives a post's newest state.
func (n *Newsroom) Post(ctx context.Context, slug coverage.Slug, id coverage.PostID) (coverage.Post, error) {
	book, err := n.books.Get(ctx, slug)
	if err != nil {
		return coverage.Post{}, err
	}
	p, ok := book.Post(id)
	if !ok {
		return coverage.Post{}, noPost(slug, id)
	}
	return p, nil
}

// History gives all states that a post has had, oldest first.
func (n *Newsroom) History(ctx context.Context, slug coverage.Slug, id coverage.PostID) ([]journal.Entry, error) {
	if _, err := n.Post(ctx, slug, id); err != nil {
		return nil, err
	}
	return n.journal.PostHistory(ctx, slug, id)
}

// Posts gives up to limit posts with one of the statuses (none: all), newest
// first, that come after the cursor before ("": from the newest on). next is the
// cursor of the following ones, "" where there are none.
func (n *Newsroom) Posts(ctx context.Context, slug coverage.Slug, statuses []coverage.Status, before string, limit int) (posts []coverage.Post, next string, err error) {
	book, err := n.books.Get(ctx, slug)
	if err != nil {
		return nil, "", err
	}
	after := func(coverage.Post) bool { return true }
	if before != "" {
		mark, err := parseCursor(before)
		if err != nil {
			return nil, "", err
		}
		after = func(p coverage.Post) bool { return coverage.NewestFirst(mark, p) < 0 }
	}
	posts = book.sorted(func(p coverage.Post) bool {
		return (len(statuses) == 0 || slices.Contains(statuses, p.Status)) && after(p)
	})
	if len(posts) > limit {
		posts = posts[:limit]
		next = cursor(posts[limit-1])
	}
	return posts, next, nil
}

// cursor names a place in a listing by the post before it.
func cursor(p coverage.Post) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d %s", p.SortTime().UnixMilli(), p.ID))
}

func parseCursor(s string) (coverage.Post, error) {
	raw, err := base64.RawURLEncoding.DecodeString(s)
	ms, id, ok := strings.Cut(string(raw), " ")
	at, numberErr := strconv.ParseInt(ms, 10, 64)
	if err != nil || !ok || numberErr != nil {
		return coverage.Post{}, coverage.InvalidField("query.before", "is not a cursor of an earlier answer; give back \"next\" as it came")
	}
	return coverage.Post{ID: coverage.PostID(id), Copy: coverage.Copy{PublishedAt: time.UnixMilli(at).UTC()}}, nil
}

// Blogs gives up to limit blogs, the newest first, that come after the cursor
// before.
func (n *Newsroom) Blogs(before string, limit int) (blogs []coverage.Blog, next string, err error) {
	all, _ := n.directory.Blogs()
	newestFirst := func(a, b coverage.Blog) int {
		return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), cmp.Compare(b.ID, a.ID))
	}
	slices.SortFunc(all, newestFirst)
	if before != "" {
		mark, err := parseCursor(before)
		if err != nil {
			return nil, "", err
		}
		last := coverage.Blog{ID: coverage.BlogID(mark.ID), CreatedAt: mark.PublishedAt}
		all = slices.DeleteFunc(all, func(b coverage.Blog) bool { return newestFirst(last, b) >= 0 })
	}
	if len(all) > limit {
		all = all[:limit]
		last := all[limit-1]
		next = cursor(coverage.Post{ID: coverage.PostID(last.ID), CreatedAt: last.CreatedAt})
	}
	return all, next, nil
}
