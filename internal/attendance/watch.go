package attendance

import (
	"github.com/stoppress/stoppress/internal/coverage"
)

// News is what has changed at a desk since it was looked at last.
type News struct {
	Here     bool                         // who is there
	Comments map[coverage.PostID]struct{} // the threads of these posts
}

// Watch tells of changes at one blog's desk. However many there are while nobody
// looks, they are one News.
type Watch struct {
	// C holds one token while there is News.
	C    <-chan struct{}
	wake chan struct{}
	a    *Attendance
	slug coverage.Slug
	news News // guarded by the Attendance's mutex
}

// Watch begins to tell of a desk; its owner calls Close. Where somebody is there
// already, the first News is there at once.
func (a *Attendance) Watch(slug coverage.Slug) *Watch {
	wake := make(chan struct{}, 1)
	w := &Watch{C: wake, wake: wake, a: a, slug: slug, news: News{Comments: map[coverage.PostID]struct{}{}}}
	a.mu.Lock()
	defer a.mu.Unlock()
	d := a.blogs[slug]
	if d == nil {
		d = &desk{tabs: map[string]seen{}, watchers: map[*Watch]struct{}{}}
		a.blogs[slug] = d
	}
	d.watchers[w] = struct{}{}
	if len(d.tabs) > 0 {
		w.tell(func(n *News) { n.Here = true })
	}
	return w
}

// Take gives what is new, and forgets it.
func (w *Watch) Take() News {
	w.a.mu.Lock()
	defer w.a.mu.Unlock()
	news := w.news
	w.news = News{Comments: map[coverage.PostID]struct{}{}}
	return news
}

// Close ends the watch.
func (w *Watch) Close() {
	w.a.mu.Lock()
	defer w.a.mu.Unlock()
	d := w.a.blogs[w.slug]
	delete(d.watchers, w)
	w.a.tidy(w.slug, d)
}

// tell notes something for all who watch. The Attendance's mutex is held.
func (d *desk) tell(note func(*News)) {
	for w := range d.watchers {
		w.tell(note)
	}
}

func (w *Watch) tell(note func(*News)) {
	note(&w.news)
	select {
	case w.wake <- struct{}{}:
	default:
	}
}
