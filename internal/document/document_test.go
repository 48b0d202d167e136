package document_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

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

func TestEachAskerGetsTheFormItLikesBest(t *testing.T) {
	d := document.New("text/html; charset=utf-8", page)
	for accept, want := range map[string]string{
		"": "", "identity": "", "gzip": "gzip", "gzip, deflate, br, zstd": "br", "br;q=0, gzip": "gzip", "zstd, gzip": "zstd",
		"*": "br", "br;q=0, *": "zstd", "gzip;q=0": "", "GZIP": "gzip", "br;q=x": "", "br;q=2": "", "br;q=NaN, gzip": "gzip",
		"gzip;q=0.5, br;q=0.1": "gzip", "gzip; q=0.8, zstd;q=0.9 ,br;q=0.7": "zstd",
		"gzip;q=0.5, identity": "", "gzip;q=0.5, identity;q=0.5": "gzip", "identity;q=0": "", "identity;q=0, gzip;q=0.1": "gzip",
		"*;q=0": "", "gzip, *;q=0": "gzip", "identity, *;q=0": "", "*;q=0.5, gzip;q=0": "br", ",,;q=1,": "",
	} {
		a := get(t, d, http.MethodGet, "Accept-Encoding", accept)
		if got := a.Header.Get("Content-Encoding"); got != want {
			t.Errorf("%q got %q, want %q", accept, got, want)
		}
		if got := unpack(t, a); !bytes.Equal(got, page) {
			t.Errorf("%q: %d bytes unpacked, want %d", accept, len(got), len(page))
		}
		if a.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: Vary %q", accept, a.Header.Get("Vary"))
		}
	}
}

func unpack(t testing.TB, a *http.Response) []byte {
	t.Helper()
	body := io.Reader(a.Body)
	var err error
	switch a.Header.Get("Content-Encoding") {
	case "gzip":
		body, err = gzip.NewReader(a.Body)
	case "br":
		body = brotli.NewReader(a.Body)
	case "zstd":
		var z *zstd.Decoder
		if z, err = zstd.NewReader(a.Body, zstd.WithDecoderMaxWindow(8<<20)); err == nil {
			defer z.Close()
			body = z
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestSmallAnswersArePackedOnlyForWhoRefusesThemAsTheyAre(t *testing.T) {
	d := document.New("text/html", page[:200])
	for accept, want := range map[string]string{"br, gzip": "", "gzip, identity;q=0": "gzip", "gzip, *;q=0": "gzip"} {
		a := get(t, d, http.MethodGet, "Accept-Encoding", accept)
		if got := a.Header.Get("Content-Encoding"); got != want {
			t.Errorf("%q got %q, want %q", accept, got, want)
		}
		if !bytes.Equal(unpack(t, a), page[:200]) {
			t.Errorf("%q: other bytes", accept)
		}
	}
}

func TestWhatHeadersSayAlreadyStays(t *testing.T) {
	d := document.New("text/html", page)
	for range 2 {
		w := httptest.NewRecorder()
		w.Header().Set("Vary", "Origin")
		d.Serve(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil), http.StatusOK)
		if got := w.Header()["Vary"]; len(got) != 2 || got[0] != "Origin" || got[1] != "Accept-Encoding" {
			t.Errorf("Vary %q", got)
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
	for _, accept := range []string{"", "gzip"} {
		length := get(t, d, http.MethodGet, "Accept-Encoding", accept).ContentLength
		a := get(t, d, http.MethodHead, "Accept-Encoding", accept)
		if body, _ := io.ReadAll(a.Body); a.ContentLength != length || length <= 0 || len(body) != 0 {
			t.Errorf("HEAD %q says %d bytes and sends %d, GET sends %d", accept, a.ContentLength, len(body), length)
		}
	}
	if get(t, document.New("text/html", page[1:]), http.MethodGet).Header.Get("ETag") == tag {
		t.Error("other bytes have the same tag")
	}
}

func TestDatesCountWhereNoTagIsGivenAndTheyTellVersionsApart(t *testing.T) {
	at := time.Date(2026, 3, 4, 13, 34, 5, 250_000_000, time.UTC)
	const said, before = "Wed, 04 Mar 2026 13:34:05 GMT", "Wed, 04 Mar 2026 13:34:04 GMT"
	for _, c := range []struct {
		exact  bool
		header []string
		want   int
	}{
		{true, []string{"If-Modified-Since", said}, http.StatusNotModified},
		{true, []string{"If-Modified-Since", "Wed, 04 Mar 2026 13:34:06 GMT"}, http.StatusNotModified},
		{true, []string{"If-Modified-Since", before}, http.StatusOK},
		{true, []string{"If-Modified-Since", "yesterday"}, http.StatusOK},
		{true, []string{"If-Modified-Since", said, "If-None-Match", `"other"`}, http.StatusOK},
		{true, nil, http.StatusOK},
		{false, []string{"If-Modified-Since", said}, http.StatusOK},
	} {
		a := get(t, document.New("text/html", page).Modified(at, c.exact), http.MethodGet, c.header...)
		if a.StatusCode != c.want || a.Header.Get("Last-Modified") != said {
			t.Errorf("%v, exact %v: status %d, want %d; Last-Modified %q", c.header, c.exact, a.StatusCode, c.want, a.Header.Get("Last-Modified"))
		}
	}
}

func TestPicturesAreNotCompressedAgain(t *testing.T) {
	d := document.New("font/woff2", page)
	if got := get(t, d, http.MethodGet, "Accept-Encoding", "br").Header.Get("Content-Encoding"); got != "" {
		t.Errorf("a font as %q", got)
	}
}
