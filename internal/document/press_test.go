package document_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/stoppress/stoppress/internal/document"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// words are bytes that the best level packs better than the quick one.
func words() []byte {
	var b bytes.Buffer
	for i := range 400 {
		fmt.Fprintf(&b, "<p>Ferry %d leaves quay %d.</p>", i*i%977, i*7%31)
	}
	return b.Bytes()
}

// running runs a press until the function that it gives is called, which returns
// when the press has ended.
func running(t *testing.T) (p *document.Press, stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	p = document.NewPress()
	done := make(chan struct{})
	go func() { p.Run(ctx); close(done) }()
	return p, func() { cancel(); <-done }
}

func TestADocumentThatRestsIsPackedAnewAtTheBestLevel(t *testing.T) {
	for _, accept := range []string{"br", "zstd", "gzip"} {
		synctest.Test(t, func(t *testing.T) {
			p, stop := running(t)
			defer stop()
			plain := words()
			d := p.New("text/html", plain, 30*time.Second)
			size := func() int64 {
				a := get(t, d, http.MethodGet, "Accept-Encoding", accept)
				if !bytes.Equal(unpack(t, a), plain) {
					t.Fatalf("%s: other bytes", accept)
				}
				return a.ContentLength
			}
			quick := size()
			time.Sleep(29 * time.Second)
			synctest.Wait()
			if got := size(); got != quick {
				t.Fatalf("%s: %d bytes before it rested, want %d", accept, got, quick)
			}
			time.Sleep(time.Second)
			size() // shows that the document is still what is served
			synctest.Wait()
			if best := size(); best >= quick {
				t.Errorf("%s: %d bytes after it rested, and %d before", accept, best, quick)
			}
		})
	}
}

func TestADocumentThatNobodyAsksForIsNotPackedAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, stop := running(t)
		defer stop()
		d := p.New("text/html", words(), 30*time.Second)
		quick := get(t, d, http.MethodGet, "Accept-Encoding", "gzip").ContentLength
		time.Sleep(time.Hour)
		synctest.Wait()
		if got := get(t, d, http.MethodGet, "Accept-Encoding", "gzip").ContentLength; got != quick {
			t.Errorf("it was packed anew: %d bytes, %d before", got, quick)
		}
	})
}

func TestAFullPressIsAskedAgain(t *testing.T) {
	p := document.NewPress() // does not run yet
	plain := words()
	documents := make([]*document.Document, 80)
	for i := range documents {
		documents[i] = p.New("text/html", plain, 0)
		get(t, documents[i], http.MethodGet, "Accept-Encoding", "gzip")
	}
	last := documents[len(documents)-1]
	quick := get(t, last, http.MethodGet, "Accept-Encoding", "gzip").ContentLength
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { p.Run(ctx); close(done) }()
	for get(t, last, http.MethodGet, "Accept-Encoding", "gzip").ContentLength >= quick {
		if t.Context().Err() != nil {
			t.Fatal("it was never packed anew")
		}
	}
	cancel()
	<-done
}
