package httpd

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/stoppress/stoppress/internal/problem"
)

// policies say what a page may load (CSP3), as header values that all answers share.
// Scripts and styles come from here alone; pictures may come from where a post names
// them. Frames are of this site: what others show is framed by /player, which readers
// ask for. Embeds may stand in anybody's page, the others in those of the same site,
// the desk in none. Assets are no pages, and load nothing.
type policies struct{ page, frame, desk, asset []string }

// newPolicies lets pages hold the sheets of style, to the letter, beside those that
// they load from here.
func newPolicies(sheets ...string) *policies {
	styles := "'self'"
	for _, sheet := range sheets {
		digest := sha256.Sum256([]byte(sheet))
		styles += " 'sha256-" + base64.StdEncoding.EncodeToString(digest[:]) + "'"
	}
	anywhere := "default-src 'none'; script-src 'self'; style-src " + styles + "; font-src 'self'; img-src 'self' https: http: data:; connect-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'"
	return &policies{
		page:  []string{anywhere + "; frame-ancestors 'self'"},
		frame: []string{anywhere},
		// The desk shows pictures before they are sent.
		desk:  []string{strings.Replace(anywhere, "img-src 'self'", "img-src 'self' blob:", 1) + "; frame-ancestors 'none'"},
		asset: []string{"default-src 'none'; base-uri 'none'; object-src 'none'"},
	}
}

// The other headers that every answer carries.
var (
	noSniffing = []string{"nosniff"}
	referrers  = []string{"strict-origin-when-cross-origin"}
)

// withSafety sets the headers that every answer carries, and catches panics.
func withSafety(log *slog.Logger, may func() *policies, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		may := may()
		h["Content-Security-Policy"] = may.page
		switch path := r.URL.Path; {
		case path == "/desk" || strings.HasPrefix(path, "/desk/"):
			h["Content-Security-Policy"] = may.desk
		case strings.HasPrefix(path, "/assets/"):
			h["Content-Security-Policy"] = may.asset
		case isEmbed(path):
			h["Content-Security-Policy"] = may.frame
		}
		h["X-Content-Type-Options"] = noSniffing
		h["Referrer-Policy"] = referrers
		if headerBytes(r) > maxHeader {
			// net/http itself refuses what is larger by some KiB, more or less.
			problem.New(http.StatusRequestHeaderFieldsTooLarge, "the request's headers have more than 64 KiB").Write(w)
			return
		}
		out := &started{ResponseWriter: w}
		defer func() {
			caught := recover()
			if caught == nil {
				return
			}
			if err, ok := caught.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(caught) // the way of net/http to cut a connection off
			}
			log.Error("a request panicked", "method", r.Method, "path", r.URL.Path, "panic", caught, "stack", string(debug.Stack()))
			if out.wrote {
				panic(http.ErrAbortHandler) // half an answer must not look like a whole one
			}
			problem.New(http.StatusInternalServerError, "something went wrong here that is written in the server's log").Write(w)
		}()
		next.ServeHTTP(out, r)
	})
}

// isEmbed tells whether an address is that of a blog for frames: /{blog}/embed.
func isEmbed(path string) bool {
	blog, ok := strings.CutSuffix(path, "/embed")
	return ok && strings.LastIndexByte(blog, '/') == 0
}

// headerBytes is the size of the request's first line and its headers.
func headerBytes(r *http.Request) int {
	n := len(r.Method) + len(r.RequestURI) + len(r.Proto) + len("  \r\n") + len("Host: \r\n") + len(r.Host)
	for name, values := range r.Header {
		for _, v := range values {
			n += len(name) + len(": \r\n") + len(v)
		}
	}
	return n
}

// started knows whether an answer has begun.
type started struct {
	http.ResponseWriter
	wrote bool
}

func (s *started) WriteHeader(status int) {
	s.wrote = s.wrote || status >= http.StatusOK // before it come those that only inform (RFC 9110, 15.2)
	s.ResponseWriter.WriteHeader(status)
}

func (s *started) Write(b []byte) (int, error) {
	s.wrote = true
	return s.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach what is beneath.
func (s *started) Unwrap() http.ResponseWriter { return s.ResponseWriter }
