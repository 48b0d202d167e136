package api

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/media"
	"github.com/stoppress/stoppress/internal/problem"
)

// newProblem is what huma makes its own errors with.
func newProblem(status int, detail string, errs ...error) huma.StatusError {
	if status == http.StatusRequestEntityTooLarge {
		detail = tooLarge(detail)
	}
	p := problem.New(status, detail)
	for _, err := range errs {
		var d huma.ErrorDetailer
		switch {
		case err == nil:
		case errors.As(err, &d):
			p.Errors = append(p.Errors, problem.Field{Location: d.ErrorDetail().Location, Message: d.ErrorDetail().Message})
		default:
			p.Errors = append(p.Errors, problem.Field{Location: "request", Message: err.Error()})
		}
	}
	if len(p.Errors) > 0 {
		p.Detail = problem.Describe(p.Errors)
	}
	return p
}

// tooLarge says in plain words what huma says of a body that is larger than its
// operation takes.
func tooLarge(said string) string {
	var limit int64
	if _, numbers, ok := strings.Cut(said, "limit="); ok {
		_, _ = fmt.Sscanf(numbers, "%d", &limit) // 0 where it says it otherwise
	}
	if limit > maxBody {
		return fmt.Sprintf("the picture has more than %d MiB, which is the most that is taken; make it smaller and send it again", media.MaxBytes>>20)
	}
	return "the body is larger than 1 MiB, which is the most that is taken; send less at a time"
}
