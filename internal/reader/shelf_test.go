package reader

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
)

// printed is a wanted document of so many bytes, which counts how often it is made.
func printed(size int, made *int) wanted {
	return wanted{
		head:    1,
		version: func() version { return version{} },
		print: func() (*document.Document, error) {
			*made++
			return document.New("text/html", make([]byte, size)), nil
		},
	}
}

func TestWhatManyAskForAtOnceIsMadeOnce(t *testing.T) {
	s := newShelf()
	made := 0
	begun, proceed := make(chan struct{}), make(chan struct{})
	want := printed(100, &made)
	print := want.print
	want.print = func() (*document.Document, error) {
		close(begun) // fails where it is made twice
		<-proceed
		return print()
	}
	var asking sync.WaitGroup
	for range 50 {
		asking.Go(func() {
			if doc, err := s.get(place{}, want); err != nil || doc.Size() != 100 {
				t.Errorf("got %v, %v", doc, err)
			}
		})
	}
	<-begun
	close(proceed)
	asking.Wait()
	if made != 1 {
		t.Errorf("it was made %d times", made)
	}
}

func TestWhatCouldNotBeMadeIsTriedAgain(t *testing.T) {
	s := newShelf()
	made := 0
	want := printed(100, &made)
	broken := want
	broken.print = func() (*document.Document, error) { return nil, errors.New("no ink") }
	if _, err := s.get(place{}, broken); err == nil {
		t.Fatal("an error was lost")
	}
	panics := want
	panics.print = func() (*document.Document, error) { panic("paper jam") }
	func() {
		defer func() {
			if recover() == nil {
				t.Error("a panic was lost")
			}
		}()
		_, _ = s.get(place{}, panics)
	}()
	if doc, err := s.get(place{}, want); err != nil || doc == nil || made != 1 {
		t.Errorf("got %v, %v after %d", doc, err, made)
	}
}

func TestTheShelfIsBoundedAndKeepsWhatIsAskedFor(t *testing.T) {
	s := newShelf()
	made, others := 0, 0
	popular := place{post: "popular"}
	const size = 4 << 20
	for i := range 3 * shelfBytes / size {
		if _, err := s.get(popular, printed(size, &made)); err != nil {
			t.Fatal(err)
		}
		if _, err := s.get(place{number: uint64(i + 1)}, printed(size, &others)); err != nil { // a crawler
			t.Fatal(err)
		}
		kept := 0
		for _, p := range s.kept {
			kept += p.size
		}
		if kept != s.bytes || kept > shelfBytes {
			t.Fatalf("%d bytes are kept, and %d are counted", kept, s.bytes)
		}
	}
	if made != 1 {
		t.Errorf("what is asked for all the time was made %d times", made)
	}
}

func TestAReaderOvertakenByAChangeDoesNotPutTheOldBack(t *testing.T) {
	s := newShelf()
	newest := coverage.Seq(0)
	for _, head := range []coverage.Seq{1, 2, 1, 3, 2, 1} {
		doc, err := s.get(place{}, wanted{
			head:    head,
			version: func() version { return atHead(head) },
			print: func() (*document.Document, error) {
				return document.New("text/plain", fmt.Append(nil, head)), nil
			},
		})
		if err != nil || string(doc.Plain()) != fmt.Sprint(head) {
			t.Fatalf("at %d: %v, %v", head, doc, err)
		}
		newest = max(newest, head)
		if kept := s.kept[place{}].from; kept != newest {
			t.Errorf("what is kept is of %d, and the newest is %d", kept, newest)
		}
	}
}
