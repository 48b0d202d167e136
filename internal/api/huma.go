package api

import (
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/problem"
)

// newProblem is what huma makes its own errors with.
func newProblem(status int, detail string, errs ...error) huma.StatusError {
	if status == http.StatusRequestEntityTooLarge {
		detail = "the body is larger than 1 MiB, which is the most that is taken; send less at a time"
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
