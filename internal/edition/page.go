package edition

// PageSize is the number of posts of an older page. The first page holds from
// PageSize to 2×PageSize-1 posts where there are older ones, so that a new post
// only seldom moves one from page to page.
const PageSize = 50

// OlderPages is the number of older pages. They are numbered from the oldest
// posts, which are page 1, so that what stands on one does not move when new
// posts come.
func (e *Edition) OlderPages() int {
	return max(0, len(e.posts)/PageSize-1)
}

// FirstPage are the posts of the first page, newest first.
func (e *Edition) FirstPage() []*Post {
	return e.posts[:len(e.posts)-e.OlderPages()*PageSize]
}

// OlderPage are the posts of an older page, newest first; ok is false where there
// is no page of that number.
func (e *Edition) OlderPage(n int) (posts []*Post, ok bool) {
	if n < 1 || n > e.OlderPages() {
		return nil, false
	}
	end := len(e.posts) - (n-1)*PageSize
	return e.posts[end-PageSize : end], true
}

// PageOf tells which page a public post stands on: 0 for the first page, else the
// number of the older one.
func (e *Edition) PageOf(p *Post) int {
	for i, other := range e.posts {
		if other.ID == p.ID {
			if fromOldest := len(e.posts) - 1 - i; fromOldest/PageSize < e.OlderPages() {
				return fromOldest/PageSize + 1
			}
			return 0
		}
	}
	return 0
}
