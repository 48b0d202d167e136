package layout

import (
	"slices"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/reader/words"
)

// homePage is the list of blogs as its template sees it.
type homePage struct {
	Head   head
	Groups []homeGroup
}

// homeGroup are the blogs of one state.
type homeGroup struct {
	State coverage.State
	Blogs []homeBlog
}

type homeBlog struct {
	Path, Title, Standfirst string
	Language, Direction     string
	Changed                 moment
}

// Home gives the list of blogs: those that are live first, then upcoming, paused
// and ended ones, in each the one that changed last first.
func (l *Layout) Home(blogs []coverage.Blog) ([]byte, error) {
	book := l.library.Book(l.site.Language)
	description, err := book.Say("home.description", l.site.Name)
	if err != nil {
		return nil, err
	}
	page := homePage{Head: head{
		Site:        l.site,
		Language:    l.site.Language,
		Direction:   words.Direction(l.site.Language),
		Title:       l.site.Name,
		Description: description,
		Canonical:   l.site.BaseURL + "/",
		Look:        l.look(nil),
	}}
	for _, s := range []coverage.State{coverage.Live, coverage.Upcoming, coverage.Paused, coverage.Ended} {
		group := homeGroup{State: s}
		for _, b := range newestChanged(blogs, s) {
			group.Blogs = append(group.Blogs, homeBlog{
				blogPath(b.Slug), b.Title, b.Standfirst, b.Language, words.Direction(b.Language), clock{b.Location(), book}.moment(b.UpdatedAt),
			})
		}
		if len(group.Blogs) > 0 {
			page.Groups = append(page.Groups, group)
		}
	}
	return l.render(book, "home.html", page)
}

func newestChanged(blogs []coverage.Blog, s coverage.State) []coverage.Blog {
	out := slices.DeleteFunc(slices.Clone(blogs), func(b coverage.Blog) bool { return b.State != s })
	slices.SortStableFunc(out, func(a, b coverage.Blog) int { return b.UpdatedAt.Compare(a.UpdatedAt) })
	return out
}
