package reader

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/textproto"
	"testing"

	"github.com/stoppress/stoppress/internal/reader/layout"
)

func TestPagesHintAtWhatTheyNeedOverHTTP2Alone(t *testing.T) {
	h := newHistory(t, 3)
	h.paper.hints = []string{"</assets/style.css>; rel=preload; as=style"}
	r := lister(t)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'")
		r.servePage(w, req, h.paper, layout.View{})
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	one := httptest.NewServer(server.Config.Handler)
	defer one.Close()
	for _, c := range []struct {
		name, address string
		client        *http.Client
		tag           string
		early         int
	}{
		{"HTTP/2", server.URL, server.Client(), "", 1},
		{"HTTP/2, by one who has a page", server.URL, server.Client(), `"other"`, 0},
		{"HTTP/1.1", one.URL, one.Client(), "", 0},
	} {
		var early []http.Header
		req, err := http.NewRequestWithContext(withHints(t, &early), http.MethodGet, c.address, nil)
		if err != nil {
			t.Fatal(err)
		}
		if c.tag != "" {
			req.Header.Set("If-None-Match", c.tag)
		}
		a, err := c.client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		a.Body.Close()
		if a.StatusCode != http.StatusOK || a.Header.Get("Link") != h.paper.hints[0] || len(early) != c.early {
			t.Errorf("%s: status %d, Link %q, and before it %v", c.name, a.StatusCode, a.Header.Get("Link"), early)
		}
		for _, header := range early {
			if header.Get("Link") != h.paper.hints[0] || header.Get("Etag") != "" {
				t.Errorf("%s: early hints %v", c.name, header)
			}
		}
	}
	server.Client().CloseIdleConnections()
	one.Client().CloseIdleConnections()
}

// withHints notes the headers of answers that come ahead of the one that counts.
func withHints(t *testing.T, early *[]http.Header) context.Context {
	return httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{
		Got1xxResponse: func(_ int, header textproto.MIMEHeader) error {
			*early = append(*early, http.Header(header))
			return nil
		},
	})
}
