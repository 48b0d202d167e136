package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/newsroom"
	"github.com/stoppress/stoppress/internal/problem"
)

// workingBody is what a desk keeps of words that are being typed.
type workingBody struct {
	Device string          `json:"device" required:"true" doc:"Which of the person's devices this is: 1 to 80 letters, digits and hyphens"`
	Words  json.RawMessage `json:"words" required:"true" doc:"An object, in the desk's own form; it comes back as it was sent"`
}

type workingAnswer struct {
	ETag string `header:"ETag"`
	Body newsroom.WorkingCopy
}

// listedCopy is a working copy without its words.
type listedCopy struct {
	Name     string `json:"name"`
	Revision uint64 `json:"revision"`
	At       string `json:"at" format:"date-time"`
}

type workingList struct {
	Drafts []listedCopy `json:"drafts" doc:"One's own, newest first"`
}

// WorkingAddress is the part of an address that names a working copy. It is
// exported because huma fills in exported parts only.
type WorkingAddress struct {
	Blog string `path:"blog"`
	Name string `path:"name" doc:"1 to 80 letters, digits and hyphens"`
}

func (a *API) draftRoutes() {
	body := newShape[workingBody](a.huma)
	const many, one = "/api/v1/blogs/{blog}/drafts", "/api/v1/blogs/{blog}/drafts/{name}"

	huma.Register(a.huma, huma.Operation{
		OperationID: "list-drafts", Method: http.MethodGet, Path: many, Summary: "What oneself is typing, on any device",
		Description: "Private working copies: the words in a box that nobody has let go. Nobody else sees them, and they go by themselves after 30 days. A post of status draft is something else.",
		Errors:      problemAnswers(),
	}, func(ctx context.Context, in *struct {
		Blog string `path:"blog"`
	}) (*struct{ Body workingList }, error) {
		copies, err := a.Newsroom.WorkingCopies(ctx, actorOf(ctx), coverage.Slug(in.Blog))
		out := workingList{Drafts: []listedCopy{}}
		for _, c := range copies {
			out.Drafts = append(out.Drafts, listedCopy{Name: c.Name, Revision: c.Revision, At: c.At.Format("2006-01-02T15:04:05.000Z")})
		}
		return answer(a, &struct{ Body workingList }{out}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "get-draft", Method: http.MethodGet, Path: one, Summary: "Words that oneself is typing", Errors: problemAnswers(),
	}, func(ctx context.Context, in *WorkingAddress) (*workingAnswer, error) {
		c, err := a.Newsroom.WorkingCopy(ctx, actorOf(ctx), coverage.Slug(in.Blog), in.Name)
		return answer(a, &workingAnswer{ETag: problem.ETag(coverage.Seq(c.Revision)), Body: c}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "keep-draft", Method: http.MethodPut, Path: one, Summary: "Keep words that oneself is typing",
		MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: body.request(jsonType),
		Errors: problemAnswers(append(bodyProblems, http.StatusPreconditionFailed)...),
	}, func(ctx context.Context, in *struct {
		WorkingAddress
		IfMatch string `header:"If-Match" doc:"The revision that the words go on from, in quotes; none for a new name"`
		RawBody []byte
	}) (*workingAnswer, error) {
		var expect coverage.Seq
		if in.IfMatch != "" {
			var err error
			if expect, err = expectation(in.IfMatch); err != nil {
				return answer[workingAnswer](a, nil, err)
			}
		}
		want, err := body.decode(in.RawBody)
		if err != nil {
			return answer[workingAnswer](a, nil, err)
		}
		c, err := a.Newsroom.KeepWorkingCopy(ctx, actorOf(ctx), coverage.Slug(in.Blog), in.Name, uint64(expect), want.Device, want.Words)
		return answer(a, &workingAnswer{ETag: problem.ETag(coverage.Seq(c.Revision)), Body: c}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "drop-draft", Method: http.MethodDelete, Path: one, Summary: "Forget words that oneself was typing",
		DefaultStatus: http.StatusNoContent, Errors: problemAnswers(),
	}, func(ctx context.Context, in *WorkingAddress) (*struct{}, error) {
		err := a.Newsroom.DropWorkingCopy(ctx, actorOf(ctx), coverage.Slug(in.Blog), in.Name)
		return answer(a, &struct{}{}, err)
	})
}
