package layout

import "github.com/stoppress/stoppress/internal/coverage"

// frame is an <iframe> that shows a blog in other sites' pages, as its template sees
// it. Sizes are in CSS pixels.
type frame struct {
	Address, Title string
	Width, Height  int
}

// Frame gives the HTML that shows a blog elsewhere, from a post on where there is one.
func (l *Layout) Frame(b coverage.Blog, post coverage.PostID, width, height int) (string, error) {
	address := l.Address(b) + "/embed"
	if post != "" {
		address += "?post=" + string(post)
	}
	out, err := l.render(l.library.Book(b.Language), "frame.html", frame{address, b.Title, width, height})
	return string(out), err
}
