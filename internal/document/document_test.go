package document_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"github.com/stoppress/stoppress/internal/document"
)

var page = []byte("<!doctype html>" + strings.Repeat("<p>The ferries stay in port.</p>", 200))

func get(t testing.TB, d *document.Document, method string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "/", nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	d.Serve(w, r, http.StatusOK)
	return w.Result()
}

func TestEachAskerGetsTheBestFormItTakes(t *testing.T) {
	d := document.New("text/html; charset=utf-8", page)
	for accept, want := range map[string]string{
		"": "", "identity": "", "gzip": "gzip", "gzip, deflate, br, zstd": "br", "br;q=0, gzip": "gzip",
		"*": "br", "br;q=0, *": "gzip", "gzip;q=0": "", "GZIP": "gzip", "br;q=x": "", "gzip;q=0.5, br;q=0.1": "br",
	} {
		a := get(t, d, http.MethodGet, "Accept-Encoding", accept)
		if got := a.Header.Get("Content-Encoding"); got != want {
			t.Errorf("%q got %q, want %q", accept, got, want)
		}
		var body io.Reader = a.Body
		switch want {
		case "gzip":
			unpacked, err := gzip.NewReader(a.Body)
			if err != nil {
				t.Fatal(err)
			}
			body = unpacked
		case "br":
			body = brotli.NewReader(a.Body)
		}
		if got, err := io.ReadAll(body); err != nil || !bytes.Equal(got, page) {
			t.Errorf("%q: %d bytes unpacked (%v), want %d", accept, len(got), err, len(page))
		}
		if a.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: Vary %q", accept, a.Header.Get("Vary"))
		}
	}
}

func TestWhatTheAskerHasIsNotSentAgain(t *testing.T) {
	d := document.New("text/html", page)
	tag := get(t, d, http.MethodGet).Header.Get("ETag")
	for _, list := range []string{tag, "*", `"other", ` + tag, strings.TrimPrefix(tag, "W/")} {
		a := get(t, d, http.MethodGet, "If-None-Match", list)
		if body, _ := io.ReadAll(a.Body); a.StatusCode != http.StatusNotModified || len(body) != 0 || a.Header.Get("ETag") != tag {
			t.Errorf("%s: status %d with %d bytes", list, a.StatusCode, len(body))
		}
	}
	if a := get(t, d, http.MethodGet, "If-None-Match", `W/"other"`); a.StatusCode != http.StatusOK {
		t.Errorf("another tag: status %d", a.StatusCode)
	}
	if a := get(t, d, http.MethodHead); a.ContentLength != int64(len(page)) {
		t.Errorf("HEAD says %d bytes, want %d", a.ContentLength, len(page))
	}
	if get(t, document.New("text/html", page[1:]), http.MethodGet).Header.Get("ETag") == tag {
		t.Error("other bytes have the same tag")
	}
}

func TestPicturesAreNotCompressedAgain(t *testing.T) {
	d := document.New("font/woff2", page)
	if got := get(t, d, http.MethodGet, "Accept-Encoding", "br").Header.Get("Content-Encoding"); got != "" {
		t.Errorf("a font as %q", got)
	}
}

// BenchmarkServe is a page that is kept, beside a bare handler that writes the
// same bytes.
func BenchmarkServe(b *testing.B) {
	d := document.New("text/html", page)
	r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, "/", nil)
	r.Header.Set("Accept-Encoding", "gzip, br")
	packed, err := io.ReadAll(get(b, d, http.MethodGet, "Accept-Encoding", "br").Body)
	if err != nil {
		b.Fatal(err)
	}
	for name, serve := range map[string]func(http.ResponseWriter){
		"document": func(w http.ResponseWriter) { d.Serve(w, r, http.StatusOK) },
		"bare": func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusOK)
			_, _ = w.Write(packed)
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				serve(&sink{header: http.Header{}})
			}
		})
	}
}

type sink struct{ header http.Header }

func (s *sink) Header() http.Header         { return s.header }
func (s *sink) Write(b []byte) (int, error) { return len(b), nil }
func (s *sink) WriteHeader(int)             {}
