package unfurl

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// internet is a server that the Unfurler of a test takes for a public place; all
// else that is not public stays shut.
func internet(t *testing.T, handler http.HandlerFunc) (*Unfurler, string) {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	own := netip.MustParseAddrPort(strings.TrimPrefix(server.URL, "http://"))
	return made(t, func(a netip.AddrPort) bool { return a == own }), server.URL
}

func page(w http.ResponseWriter, text string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, text)
}

func TestAPageGivesItsTitleAndItsPicture(t *testing.T) {
	u, base := internet(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/there/", http.StatusFound)
		case "/there/":
			page(w, `<title>Tugs | Gazette</title><meta property=og:title content="Tugs at work"><meta property=og:image content="tug.jpg">`)
		case "/latin":
			w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
			w.Write([]byte("<title>Caf\xe9</title>"))
		case "/app":
			page(w, `<link rel=alternate type=application/json+oembed href="/oembed?x">`)
		case "/oembed":
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprint(w, `{"title":"From oEmbed\n","thumbnail_url":"//example.org/t.jpg"}`)
		case "/picture":
			w.Header().Set("Content-Type", "image/png")
			w.Write([]byte("\x89PNG<title>no</title>"))
		case "/lies":
			page(w, "\x89PNG\r\n\x1a\n\x00\x00\x00")
		case "/script":
			page(w, `<meta property=og:image content="javascript:alert(1)"><title>x</title>`)
		case "/empty":
			page(w, "")
		}
	})
	for path, want := range map[string]Page{
		"/moved":   {Title: "Tugs at work", Image: base + "/there/tug.jpg"},
		"/latin":   {Title: "Café"},
		"/app":     {Title: "From oEmbed", Image: "http://example.org/t.jpg"},
		"/picture": {},
		"/lies":    {},
		"/script":  {Title: "x"},
		"/empty":   {},
	} {
		want.URL = base + path
		got, err := u.Page(t.Context(), base+path)
		if err != nil || got != want {
			t.Errorf("%s:\n got %+v (%v)\nwant %+v", path, got, err, want)
		}
	}
}

func TestNoRequestLeadsInside(t *testing.T) {
	asked := 0
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	t.Cleanup(inside.Close)
	port := inside.URL[strings.LastIndex(inside.URL, ":"):]
	u, base := internet(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusFound)
	})
	shut := made(t, nil)
	for _, to := range []string{inside.URL, "http://localhost" + port, "http://[::1]" + port, "http://[::ffff:127.0.0.1]" + port, "http://0.0.0.0" + port,
		"http://127.1" + port, "http://2130706433" + port, "http://169.254.169.254/latest/meta-data/", "http://[64:ff9b::7f00:1]" + port} {
		for how, try := range map[string]func() (Page, error){
			"asked for":     func() (Page, error) { return shut.Page(t.Context(), to) },
			"redirected to": func() (Page, error) { return u.Page(t.Context(), base+"/?to="+url.QueryEscape(to)) },
			"as an embed's": func() (Page, error) { return shut.Page(t.Context(), to+"/x") },
		} {
			if _, err := try(); coverage.KindOf(err) != coverage.Invalid {
				t.Errorf("%s, %s: %v, want it refused", to, how, err)
			}
		}
	}
	if asked != 0 {
		t.Errorf("what lies inside was asked %d times", asked)
	}
}

func TestAnAddressThatIsNoneIsRefusedUnasked(t *testing.T) {
	u := made(t, nil)
	for _, address := range []string{"", "example.org", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://user:secret@example.org/",
		"http://example.org:8080/", "https://example.org:22/", "http://10.0.0.1/", "http://[fe80::1%25eth0]/", "http://[::1", "gopher://127.0.0.1:25/", "http://example.org/" + strings.Repeat("x", 5000)} {
		_, err := u.Page(t.Context(), address)
		e, ok := errors.AsType[*coverage.Error](err)
		if !ok || e.Kind != coverage.Invalid || len(e.Fields) != 1 || e.Fields[0].Field != "query.url" {
			t.Errorf("%.60q: %v, want an error that names query.url", address, err)
		}
	}
}

func TestRedirectsEnd(t *testing.T) {
	asked := 0
	u, base := internet(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		http.Redirect(w, r, "/again", http.StatusFound)
	})
	if _, err := u.Page(t.Context(), base); coverage.KindOf(err) != coverage.Invalid {
		t.Errorf("an endless chain of redirects: %v", err)
	}
	if asked != maxRedirects+1 {
		t.Errorf("%d requests, want the first and %d redirects", asked, maxRedirects)
	}
}

func TestAnEndlessBodyIsReadNoFurther(t *testing.T) {
	sent := 0
	u, base := internet(t, func(w http.ResponseWriter, r *http.Request) {
		page(w, "<head>")
		for chunk := strings.Repeat("<meta name=x content=y>\n", 1000); r.Context().Err() == nil && sent < 64<<20; sent += len(chunk) {
			if _, err := fmt.Fprint(w, chunk); err != nil {
				return
			}
		}
	})
	if _, err := u.Page(t.Context(), base); err != nil {
		t.Errorf("what was read until there counts: %v", err)
	}
	if sent > 16<<20 {
		t.Errorf("%d bytes were taken of a page without end", sent)
	}
}

// A fake clock runs the five seconds; the network is one within the process.
func TestASlowSiteIsNotWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		u := made(t, nil)
		u.client.Transport = slow{}
		began := time.Now()
		_, err := u.Page(t.Context(), "https://example.org/")
		if coverage.KindOf(err) != coverage.Invalid || !strings.Contains(err.Error(), "did not answer") {
			t.Errorf("a site that does not answer: %v", err)
		}
		if took := time.Since(began); took != patience {
			t.Errorf("it was waited for %v, want %v", took, patience)
		}
	})
}

// slow answers when nobody waits any more.
type slow struct{}

func (slow) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func TestAProvidersAddressIsAnEmbedEvenIfItIsSilent(t *testing.T) {
	u := made(t, nil)
	u.client.Transport = silent{}
	for address, provider := range map[string]string{
		"https://www.youtube.com/watch?v=abc":   "YouTube",
		"https://youtu.be/abc":                  "YouTube",
		"https://X.com/gazette/status/1":        "X",
		"https://player.vimeo.com./video/1":     "Vimeo",
		"https://bsky.app/profile/a/post/b":     "Bluesky",
		"https://mastodon.social/@gazette/1234": "Mastodon",
	} {
		got, err := u.Page(t.Context(), address)
		if err != nil || !got.Embed || got.Provider != provider || got.URL != address {
			t.Errorf("%s: %+v (%v), want an embed of %s", address, got, err, provider)
		}
	}
	for _, address := range []string{"https://www.youtube.com/", "https://notyoutube.com/watch", "https://example.org/x.com/", "https://box.com/a"} {
		if got, err := u.Page(t.Context(), address); err == nil || got.Embed {
			t.Errorf("%s: %+v (%v), want no embed", address, got, err)
		}
	}
}

// made is an Unfurler that calls itself test.
func made(t testing.TB, permit func(netip.AddrPort) bool) *Unfurler {
	t.Helper()
	u, err := New("test", permit)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

type silent struct{}

func (silent) RoundTrip(*http.Request) (*http.Response, error) { return nil, errors.New("refused") }

func TestOneMoreThanThereIsRoomForComesLater(t *testing.T) {
	u := made(t, nil)
	for range maxAtOnce {
		u.seats <- struct{}{}
	}
	if _, err := u.Page(context.Background(), "https://example.org/"); coverage.KindOf(err) != coverage.Unavailable {
		t.Errorf("%v, want to be told to come back", err)
	}
}

func TestAPictureIsFetchedThroughTheSameGuard(t *testing.T) {
	u, at := internet(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/still.jpg":
			fmt.Fprint(w, "a picture")
		case "/inwards":
			http.Redirect(w, r, "http://127.0.0.1:1/still.jpg", http.StatusFound)
		case "/endless":
			for r.Context().Err() == nil {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		default:
			http.NotFound(w, r)
		}
	}))
	got, err := u.Picture(t.Context(), at+"/still.jpg")
	if err != nil || string(got) != "a picture" {
		t.Errorf("%q, %v", got, err)
	}
	for _, address := range []string{at + "/inwards", at + "/endless", at + "/none", "file:///etc/passwd", "http://10.0.0.1/still.jpg"} {
		if got, err := u.Picture(t.Context(), address); coverage.KindOf(err) != coverage.Invalid {
			t.Errorf("%s: %d bytes, %v", address, len(got), err)
		}
	}
}
