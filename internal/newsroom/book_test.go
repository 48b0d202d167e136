package newsroom

import (
	"sync"
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// Run with -race: it is what finds a map that two books share.
func TestABookIsNeverChanged(t *testing.T) {
	post := coverage.Post{ID: coverage.NewPostID(time.Unix(1e9, 0), coverage.Entropy{1}), Seq: 2}
	book := newBook(coverage.Blog{Seq: 1}, []coverage.Post{post})
	var reading sync.WaitGroup
	reading.Go(func() {
		for range 1000 {
			if book.byEntropy[post.ID.Entropy()] != post.ID || book.posts[post.ID].Seq != 2 || book.head != 2 {
				t.Error("the book was changed")
				return
			}
		}
	})
	next := book
	for seq := coverage.Seq(3); seq < 100; seq++ {
		newer := post
		newer.Seq = seq
		next = next.apply(journal.Entry{Seq: seq, Post: &newer})
	}
	reading.Wait()
	if next.head != 99 || next.posts[post.ID].Seq != 99 || next.byEntropy[post.ID.Entropy()] != post.ID {
		t.Errorf("the newest book is at %d", next.head)
	}
}
