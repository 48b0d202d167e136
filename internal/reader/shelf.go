package reader

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
)

// shelfBytes bounds what is kept of all blogs together, in bytes of plain forms;
// the packed ones add less than half. It is some hundred pages of 100 posts.
const shelfBytes = 64 << 20

// printingBytes is what a document takes beside its bytes, about.
const printingBytes = 1 << 10

// place names a document: what an address stands for, with all that makes no
// difference left out.
type place struct {
	blog   coverage.Slug
	kind   kind
	post   coverage.PostID // of a permalink
	number uint64          // of an older page, of the first post of a JSON page, of the seq of a delta, of a sitemap
	oldest bool            // first
	poll   int             // of a delta: the seconds to wait that it says
	embed  bool            // a page as others show it in theirs
	feed   feedName        // of a feed

	speaker   coverage.SpeakerID // whose quotes
	bySpeaker bool               // the order of quotes
}

type kind uint8

const (
	homeKind kind = iota
	pageKind
	jsonKind
	changesKind
	feedKind
	sitemapKind
	newsKind
	accessibilityKind
	quotesKind
	ledgerKind
	ledgerFeedKind
	speakerKind
	missedKind
)

// version is a digest of all that a document depends on. Where it is the same, the
// document is.
type version [sha256.Size]byte

// shelf keeps documents from edition to edition, those of all blogs. A document
// that is asked for again after a change is made anew only where its version is
// another one. What is not kept is made once, however many ask for it.
type shelf struct {
	made atomic.Uint64 // counts the documents that were put on it: its clock

	mu    sync.RWMutex // guards kept and bytes; held for map work, never while a document is made
	kept  map[place]*printing
	bytes int
}

// printing is a document on the shelf.
type printing struct {
	version version
	from    coverage.Seq  // the head of the edition that it was made of
	holds   atomic.Uint64 // the newest head at which the version was looked at and was the same
	asked   atomic.Uint64 // when it was asked for last, by the shelf's clock
	size    int           // guarded by the shelf's mutex
	get     func() (*document.Document, error)
}

func newShelf() *shelf { return &shelf{kept: map[place]*printing{}} }

// wanted is what a document is made of where the shelf does not have it.
type wanted struct {
	head coverage.Seq // of the edition that is public now
	// version tells what the document depends on. It is not asked where the shelf
	// has a document for this very head.
	version func() version
	// keeps tells whether a document with the same version, made at an earlier head,
	// may still be served; nil where it may.
	keeps func(from coverage.Seq) bool
	print func() (*document.Document, error)
}

// get gives the document at a place.
func (s *shelf) get(at place, want wanted) (*document.Document, error) {
	s.mu.RLock()
	p := s.kept[at]
	s.mu.RUnlock()
	if p == nil || p.holds.Load() != uint64(want.head) {
		p = s.find(at, want)
	}
	if now := s.made.Load(); p.asked.Load() != now {
		p.asked.Store(now)
	}
	return p.get()
}

// find gives the printing that holds at a head: the one that is there, where it
// does, else a new one.
func (s *shelf) find(at place, want wanted) *printing {
	v := want.version()
	s.mu.Lock()
	defer s.mu.Unlock()
	there := s.kept[at]
	if there != nil && there.version == v && (there.from == want.head || want.keeps == nil || want.keeps(there.from)) {
		there.holds.Store(max(there.holds.Load(), uint64(want.head)))
		return there
	}
	p := &printing{version: v, from: want.head}
	p.holds.Store(uint64(want.head))
	p.get = sync.OnceValues(func() (*document.Document, error) { return s.print(at, p, want.print) })
	if there != nil && there.from > want.head {
		return p // for a reader who was overtaken by a change; nobody else needs it
	}
	s.put(at, p)
	return p
}

// print makes a document. What could not be made is not kept: the next one to ask
// tries again.
func (s *shelf) print(at place, p *printing, print func() (*document.Document, error)) (doc *document.Document, err error) {
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		switch {
		case s.kept[at] != p:
		case doc == nil:
			s.put(at, nil)
		default:
			p.size = doc.Size() + printingBytes
			s.bytes += p.size
			s.makeRoom()
		}
	}()
	return print()
}

// put puts a printing in its place; nil clears it. The mutex is held.
func (s *shelf) put(at place, p *printing) {
	if old := s.kept[at]; old != nil {
		s.bytes -= old.size
	}
	if p == nil {
		delete(s.kept, at)
		return
	}
	s.kept[at] = p
	p.asked.Store(s.made.Add(1))
}

// makeRoom takes what nobody has asked for the longest off a shelf that is too
// full, an eighth of it at a time. The mutex is held.
func (s *shelf) makeRoom() {
	if s.bytes <= shelfBytes {
		return
	}
	type old struct {
		at    place
		asked uint64
	}
	all := make([]old, 0, len(s.kept))
	for at, p := range s.kept {
		all = append(all, old{at, p.asked.Load()})
	}
	slices.SortFunc(all, func(a, b old) int { return cmp.Compare(a.asked, b.asked) })
	for _, o := range all {
		if s.bytes <= shelfBytes-shelfBytes/8 {
			return
		}
		s.put(o.at, nil)
	}
}
