package media

import (
	"container/list"
	"sync"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
)

// shelfBytes is how many bytes of pictures are kept in memory.
const shelfBytes = 64 << 20

// shelf keeps the forms that were asked for lately.
type shelf struct {
	mu    sync.Mutex // guards all below; held for look-ups only
	order *list.List // of *kept, the latest first
	forms map[string]*list.Element
	bytes int
}

type kept struct {
	id      coverage.PictureID
	name    string
	content *document.Document
}

func newShelf() *shelf { return &shelf{order: list.New(), forms: map[string]*list.Element{}} }

func (s *shelf) get(name string) (*document.Document, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at, ok := s.forms[name]
	if !ok {
		return nil, false
	}
	s.order.MoveToFront(at)
	return at.Value.(*kept).content, true
}

func (s *shelf) put(id coverage.PictureID, name string, content *document.Document) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, has := s.forms[name]; has {
		return
	}
	s.forms[name] = s.order.PushFront(&kept{id, name, content})
	s.bytes += content.Size()
	for s.bytes > shelfBytes {
		s.remove(s.order.Back())
	}
}

// drop takes all forms of a picture out.
func (s *shelf) drop(id coverage.PictureID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, at := range s.forms {
		if at.Value.(*kept).id == id {
			s.remove(at)
		}
	}
}

func (s *shelf) remove(at *list.Element) {
	k := s.order.Remove(at).(*kept)
	delete(s.forms, k.name)
	s.bytes -= k.content.Size()
}
