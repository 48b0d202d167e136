package api

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/stoppress/stoppress/internal/accounts"
	"github.com/stoppress/stoppress/internal/attendance"
	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/fanout"
	"github.com/stoppress/stoppress/internal/media"
	"github.com/stoppress/stoppress/internal/newsroom"
	"github.com/stoppress/stoppress/internal/problem"
	"github.com/stoppress/stoppress/internal/unfurl"
)

// Options are what the API needs.
type Options struct {
	Newsroom *newsroom.Newsroom
	Accounts *accounts.Accounts
	Media    *media.Library
	// Attendance knows who is at the desks, and how many read.
	Attendance *attendance.Attendance
	Hub        *fanout.Hub // of the desk's streams
	Unfurler   *unfurl.Unfurler
	BaseURL    string
	Version    string
	Now        func() time.Time
	Log        *slog.Logger
	// Client tells where a request comes from, for counting failures.
	Client func(*http.Request) string
}

// API answers everything under /api/.
type API struct {
	Options
	mux     *http.ServeMux
	huma    huma.API
	origins *http.CrossOriginProtection
}

// tellHuma sets what huma keeps for all APIs of a process; it knows no other way to
// be told.
var tellHuma = sync.OnceFunc(func() {
	huma.NewError = newProblem
	huma.ValidateStrictCasing = true
})

// New makes the API.
func New(opts Options) (*API, error) {
	a := &API{Options: opts, mux: http.NewServeMux(), origins: http.NewCrossOriginProtection()}
	if err := a.origins.AddTrustedOrigin(opts.BaseURL); err != nil {
		return nil, err
	}
	tellHuma()
	config := huma.DefaultConfig("Stoppress", opts.Version)
	config.CreateHooks = nil // no "$schema" in answers
	config.DocsPath, config.SchemasPath, config.OpenAPIPath = "", "", ""
	config.FieldsOptionalByDefault = true
	config.Info.Description = "Blogs and posts of a live-coverage server. Everything but signing in needs a token (Authorization: Bearer TOKEN) or a session's cookie."
	config.Servers = []*huma.Server{{URL: opts.BaseURL}}
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token":   {Type: "http", Scheme: "bearer"},
		"session": {Type: "apiKey", In: "cookie", Name: opts.Accounts.CookieName()},
	}
	config.Security = []map[string][]string{{"token": {}}, {"session": {}}}
	a.huma = humago.New(a.mux, config)
	a.blogRoutes()
	a.postRoutes()
	a.copyRoutes()
	a.commentRoutes()
	a.presenceRoutes()
	a.contrastRoutes()
	a.draftRoutes()
	a.speakerRoutes()
	a.quoteRoutes()
	a.copytasteRoutes()
	a.unfurlRoutes()
	a.checkRoutes()
	a.streamRoutes()
	a.sessionRoutes()
	a.userRoutes()
	a.tokenRoutes()
	a.mediaRoutes()
	if err := a.descriptionRoute(); err != nil {
		return nil, err
	}
	return a, nil
}

// problemAnswers are the errors that an operation may answer with, for its
// description.
func problemAnswers(statuses ...int) []int {
	return append([]int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusServiceUnavailable, http.StatusInternalServerError}, statuses...)
}

var bodyProblems = []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType}

type contextKey int

const actorKey contextKey = iota

// ownerActor is whoever can open the server's own socket.
var ownerActor = coverage.Actor{Author: coverage.Author{ID: "owner", Name: "Owner"}, Role: coverage.Admin}

// AsOwner marks the requests of a listener whose permissions are authority enough.
func AsOwner(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), actorKey, ownerActor)))
	})
}

func actorOf(ctx context.Context) coverage.Actor {
	actor, _ := ctx.Value(actorKey).(coverage.Actor)
	return actor
}

// ServeHTTP answers a request to /api/.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "private, no-store")
	if strings.HasPrefix(r.URL.Path, "/api/v1/") || r.URL.Path == "/api/v1" {
		actor, err := a.authenticate(r)
		if err != nil {
			p := problem.Of(err, a.Log)
			if p.Status == http.StatusUnauthorized {
				w.Header().Set("WWW-Authenticate", `Bearer realm="stoppress"`)
			}
			p.Write(w)
			return
		}
		r = r.WithContext(context.WithValue(r.Context(), actorKey, actor))
	}
	handler, pattern := a.mux.Handler(r)
	if pattern == "" {
		a.noRoute(w, r, handler)
		return
	}
	if p := checkContentType(r); p != nil {
		p.Write(w)
		return
	}
	// Not the handler that was found: only the mux fills in the path's values.
	a.mux.ServeHTTP(&conditional{ResponseWriter: w, request: r}, r)
}

// open are the doors that need no signing in.
func open(r *http.Request) bool {
	return r.Method == http.MethodPost && (r.URL.Path == "/api/v1/session" || r.URL.Path == "/api/v1/welcome")
}

// authenticate tells who asks. A request that brings no token came from a browser
// or could have, so it must not have been made by another site's page.
func (a *API) authenticate(r *http.Request) (coverage.Actor, error) {
	ctx := r.Context()
	if actor := actorOf(ctx); actor == ownerActor {
		return actor, nil
	}
	if header := r.Header.Get("Authorization"); header != "" {
		scheme, secret, _ := strings.Cut(header, " ")
		if strings.EqualFold(scheme, "Bearer") {
			actor, ok, err := a.Accounts.TokenActor(ctx, strings.TrimSpace(secret))
			if err != nil || ok {
				return actor, err
			}
		}
		if !open(r) {
			return coverage.Actor{}, coverage.Errorf(coverage.Unauthenticated, "the token is not known, or was revoked; make one with \"stoppress token create\"")
		}
	}
	if err := a.origins.Check(r); err != nil {
		return coverage.Actor{}, coverage.Errorf(coverage.Forbidden, "this change was asked for by another site's page, so it was not made")
	}
	user, ok, err := a.Accounts.SessionUser(r)
	if err != nil {
		return coverage.Actor{}, err
	}
	if !ok && !open(r) {
		return coverage.Actor{}, coverage.Errorf(coverage.Unauthenticated, "sign in first, or send a token: Authorization: Bearer TOKEN")
	}
	if !ok {
		return coverage.Actor{}, nil
	}
	return user.Actor(), nil
}

// noRoute answers for an address or a method that is not there, with what the mux
// would have said: 404, or 405 with Allow.
func (a *API) noRoute(w http.ResponseWriter, r *http.Request, handler http.Handler) {
	probe := &statusProbe{header: http.Header{}}
	handler.ServeHTTP(probe, r)
	p := problem.New(http.StatusNotFound, "there is nothing at this address; /api/openapi.json lists what there is")
	if probe.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", probe.header.Get("Allow"))
		p = problem.New(http.StatusMethodNotAllowed, "this address does not take "+r.Method+"; it takes "+probe.header.Get("Allow"))
	}
	p.Write(w)
}

// statusProbe takes an answer's status and header and no more.
type statusProbe struct {
	header http.Header
	status int
}

func (p *statusProbe) Header() http.Header         { return p.header }
func (p *statusProbe) Write(b []byte) (int, error) { return len(b), nil }
func (p *statusProbe) WriteHeader(status int)      { p.status = status }

// conditional turns a 200 whose ETag the asker has into a 304 (RFC 9110, 13.1.2).
type conditional struct {
	http.ResponseWriter
	request *http.Request
	same    bool
}

func (c *conditional) WriteHeader(status int) {
	tag := c.Header().Get("ETag")
	if status == http.StatusOK && tag != "" && c.request.Method == http.MethodGet && document.HasTag(c.request.Header.Get("If-None-Match"), tag) {
		c.same = true
		c.Header().Del("Content-Type")
		c.Header().Del("Content-Length")
		status = http.StatusNotModified
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *conditional) Write(b []byte) (int, error) {
	if c.same {
		return len(b), nil
	}
	return c.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach what is beneath.
func (c *conditional) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// answer passes a value on, or makes the problem of an error.
func answer[O any](a *API, out *O, err error) (*O, error) {
	if err != nil {
		return nil, problem.Of(err, a.Log)
	}
	return out, nil
}
