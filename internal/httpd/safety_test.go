package httpd

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestWhoMayShowAPageInAFrame(t *testing.T) {
	h := withSafety(slog.New(slog.DiscardHandler), func() *policies { return newPolicies() }, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	for path, want := range map[string]string{
		"/": "'self'", "/harbour": "'self'", "/harbour/posts/1": "'self'", "/embed": "'self'", "/harbour/posts/embed": "'self'", "/embed.js": "'self'",
		"/harbour/embed": "", "/desk/": "'none'", "/desk": "'none'", "/desk/embed": "'none'",
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		policy := w.Header().Get("Content-Security-Policy")
		_, got, _ := strings.Cut(policy, "frame-ancestors ")
		if got != want || !strings.Contains(policy, "object-src 'none'; ") {
			t.Errorf("%s: %q may, want %q: %s", path, got, want, policy)
		}
	}
}

func TestAPanicAfterEarlyHintsIsStillToldAsAProblem(t *testing.T) {
	server := httptest.NewServer(withSafety(slog.New(slog.DiscardHandler), func() *policies { return newPolicies() }, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusEarlyHints)
		panic("paper jam")
	})))
	defer server.Close()
	a, err := server.Client().Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	if a.StatusCode != http.StatusInternalServerError || a.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("status %d, %s", a.StatusCode, a.Header.Get("Content-Type"))
	}
}
