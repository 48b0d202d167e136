package httpd_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"

	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/httpd"
)

// A form that lies beside a file is what those get who take it; all others get the
// file, and the form has no address.
func TestFilesArePackedAsTheFormBesideThemSays(t *testing.T) {
	plain := []byte(strings.Repeat("main { margin: 0 auto } ", 100))
	var small bytes.Buffer
	w := brotli.NewWriterLevel(&small, 1) // the press would make other bytes
	_, _ = w.Write(plain)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := httpd.NewFiles("/assets/", fstest.MapFS{
		"style.css":    {Data: plain},
		"style.css.br": {Data: small.Bytes()},
		"other.css":    {Data: plain},
	}, "", document.NewPress())
	if err != nil {
		t.Fatal(err)
	}
	get := func(name, accept string) *http.Response {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/assets/"+name, nil)
		r.Header.Set("Accept-Encoding", accept)
		w := httptest.NewRecorder()
		files.ServeHTTP(w, r)
		return w.Result()
	}
	for _, c := range []struct {
		name, accept, coding string
		want                 []byte
	}{
		{"style.css", "gzip, br", "br", small.Bytes()},
		{"style.css", "", "", plain},
		{"style.css", "gzip", "gzip", nil},
		{"other.css", "gzip, br", "br", nil},
	} {
		answer := get(c.name, c.accept)
		body, err := io.ReadAll(answer.Body)
		if coding := answer.Header.Get("Content-Encoding"); err != nil || coding != c.coding || c.want != nil && !bytes.Equal(body, c.want) {
			t.Errorf("%s for %q: %d bytes in %q, %v", c.name, c.accept, len(body), coding, err)
		}
	}
	if answer := get("style.css.br", "br"); answer.StatusCode != http.StatusNotFound {
		t.Errorf("the packed form has an address of its own: %s", answer.Status)
	}
}
