package document_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"github.com/stoppress/stoppress/internal/document"
)

// BenchmarkServe is a page that is kept, beside a bare handler that writes the same
// bytes with the same headers.
func BenchmarkServe(b *testing.B) {
	d := document.New("text/html", words())
	r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, "/", nil)
	r.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd")
	first := httptest.NewRecorder()
	d.Serve(first, r, http.StatusOK)
	known := r.Clone(b.Context())
	known.Header.Set("If-None-Match", first.Header().Get("Etag"))
	bytes := first.Body.Bytes()

	for name, serve := range map[string]func(http.ResponseWriter){
		"document":             func(w http.ResponseWriter) { d.Serve(w, r, http.StatusOK) },
		"document not changed": func(w http.ResponseWriter) { d.Serve(w, known, http.StatusOK) },
		"bare": func(w http.ResponseWriter) {
			h := w.Header()
			h.Set("Etag", first.Header().Get("Etag"))
			h.Set("Vary", "Accept-Encoding")
			h.Set("Content-Encoding", "br")
			h.Set("Content-Type", "text/html")
			h.Set("Content-Length", strconv.Itoa(len(bytes)))
			w.WriteHeader(http.StatusOK)
			_, _ = w.Write(bytes)
		},
	} {
		b.Run(name, func(b *testing.B) {
			w := &sink{header: http.Header{}}
			b.ReportAllocs()
			for b.Loop() {
				clear(w.header)
				serve(w)
			}
		})
	}
}

type sink struct{ header http.Header }

func (s *sink) Header() http.Header         { return s.header }
func (s *sink) Write(b []byte) (int, error) { return len(b), nil }
func (s *sink) WriteHeader(int)             {}
