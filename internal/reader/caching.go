package reader

import "net/http"

// How long answers may be kept. Browsers ask again each time, so that going back
// and reloading show what is now. Shared caches keep a page for two seconds, which
// takes the load off, and may serve the one that they have for eight more while
// they ask for a new one, so that nobody waits. Withdrawn words are thus in no
// cache for longer than ten seconds, though nobody purges it. Where the server does
// not answer, nothing is withdrawn there either: a cache may then show its page for
// five minutes, and is to be purged where it is the way between the two that is
// broken.
//
// Deltas are small, and their readers wait for the answer: they are kept for a
// second, and three more. Lists of blogs for search engines hold no words of posts,
// and robots.txt changes with the base URL alone.
var (
	pageCaching    = []string{"public, max-age=0, s-maxage=2, stale-while-revalidate=8, stale-if-error=300"}
	changesCaching = []string{"public, max-age=1, s-maxage=1, stale-while-revalidate=3, stale-if-error=60"}
	listCaching    = []string{"public, max-age=0, s-maxage=10, stale-while-revalidate=60, stale-if-error=300"}
	steadyCaching  = []string{"public, max-age=3600"}
	noticeCaching  = []string{"public, max-age=0, s-maxage=1"}
)

// tell marks an answer as one that holds words of the blog, and says how long it
// may be kept.
func (p *paper) tell(w http.ResponseWriter, caching []string) {
	h := w.Header()
	h["Surrogate-Key"] = p.key
	h["Cache-Control"] = caching
	if p.Blog().NoIndex {
		h["X-Robots-Tag"] = noIndex
	}
}

// noIndex says of whatever holds a blog's words what its pages say in their heads.
var noIndex = []string{"noindex"}
