// Package problem writes errors the way machines read them, as problem documents
// (RFC 9457), and is the one place where kinds of errors become HTTP statuses.
//
// It imports coverage only.
package problem

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Problem is an error as the API answers it (RFC 9457).
type Problem struct {
	Type   string  `json:"type" required:"true" doc:"about:blank: the status says it all"`
	Title  string  `json:"title" required:"true"`
	Status int     `json:"status" required:"true"`
	Detail string  `json:"detail" required:"true" doc:"What happened, and what to do"`
	Errors []Field `json:"errors,omitempty" doc:"Which fields are wrong"`
	// Current is the newer version, in an answer 412.
	Current any `json:"current,omitempty" doc:"412: the newer version"`

	Headers http.Header `json:"-"`
}

// Field is one field and what is wrong with it.
type Field struct {
	Location string `json:"location" required:"true" doc:"Such as body.title, query.limit or header.If-Match"`
	Message  string `json:"message" required:"true"`
}

// Error gives the detail.
func (p *Problem) Error() string { return p.Detail }

// GetStatus gives the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders gives the headers that go with the problem.
func (p *Problem) GetHeaders() http.Header { return p.Headers }

// ContentType gives the media type of a problem document.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// Describe says what is wrong with fields in one line.
func Describe(fields []Field) string {
	said := make([]string, len(fields))
	for i, f := range fields {
		said[i] = f.Location + ": " + f.Message
	}
	return strings.Join(said, "; ")
}

// New makes a problem with a status.
func New(status int, detail string, fields ...Field) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail, Errors: fields, Headers: http.Header{}}
}

// StatusOf is the one place where kinds become HTTP statuses.
func StatusOf(kind coverage.Kind) int {
	switch kind {
	case coverage.Malformed:
		return http.StatusBadRequest
	case coverage.Invalid:
		return http.StatusUnprocessableEntity
	case coverage.Unauthenticated:
		return http.StatusUnauthorized
	case coverage.Forbidden:
		return http.StatusForbidden
	case coverage.NotFound:
		return http.StatusNotFound
	case coverage.Gone:
		return http.StatusGone
	case coverage.Taken:
		return http.StatusConflict
	case coverage.Stale:
		return http.StatusPreconditionFailed
	case coverage.Unconditional:
		return http.StatusPreconditionRequired
	case coverage.TooLarge:
		return http.StatusRequestEntityTooLarge
	case coverage.TooMany:
		return http.StatusTooManyRequests
	case coverage.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// retryAfter are the seconds that an answer says to wait.
var retryAfter = map[int]string{http.StatusTooManyRequests: "60", http.StatusServiceUnavailable: "5"}

// Of makes the answer of an error. What nobody foresaw goes to the log, and
// not to whoever asked.
func Of(err error, log *slog.Logger) *Problem {
	if p, ok := errors.AsType[*Problem](err); ok {
		return p
	}
	e, ok := errors.AsType[*coverage.Error](err)
	if !ok || e.Kind == coverage.Internal {
		log.Error("a request failed", "error", err)
		e = coverage.Errorf(coverage.Internal, "something went wrong here that is written in the server's log; nothing was changed")
	} else if e.Kind == coverage.Unavailable {
		log.Error("a request could not be served", "error", err)
	}
	status := StatusOf(e.Kind)
	p := New(status, e.Message)
	p.Current = e.Current
	for _, f := range e.Fields {
		location := f.Field
		if !strings.HasPrefix(location, "header.") && !strings.HasPrefix(location, "query.") {
			location = strings.TrimSuffix("body."+location, ".")
		}
		p.Errors = append(p.Errors, Field{Location: location, Message: f.Message})
	}
	if wait, ok := retryAfter[status]; ok {
		p.Headers.Set("Retry-After", wait)
	}
	switch current := e.Current.(type) {
	case coverage.Post:
		p.Headers.Set("ETag", ETag(current.Seq))
	case coverage.Blog:
		p.Headers.Set("ETag", ETag(current.Seq))
	}
	return p
}

// Write answers with the problem.
func (p *Problem) Write(w http.ResponseWriter) {
	for name, values := range p.Headers {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	// Whoever asked may have gone away; there is nobody to tell.
	_ = json.NewEncoder(w).Encode(p)
}

// ETag is the entity tag of a version.
func ETag(seq coverage.Seq) string { return fmt.Sprintf(`"%d"`, seq) }
