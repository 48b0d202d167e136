package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/newsroom"
	"github.com/stoppress/stoppress/internal/problem"
)

type copyBody struct {
	To       string          `json:"to" required:"true" doc:"The slug of the other blog"`
	Status   coverage.Status `json:"status,omitempty" enum:"draft,submitted,published" doc:"Of the copy; a draft where it is left out"`
	Withdraw bool            `json:"withdraw,omitempty" doc:"Withdraw this post in the same step, so that it moves; then If-Match is required"`
}

type copied struct {
	Post      coverage.Post       `json:"post" doc:"The new post, in the other blog"`
	Withdrawn *coverage.Post      `json:"withdrawn,omitempty" doc:"This post, where it has moved"`
	Dropped   []coverage.Relation `json:"dropped" doc:"Relations that the new post does not have, since the other blog has no such posts"`
}

type copyAnswer struct {
	ETag     string `header:"ETag"`
	Location string `header:"Location"`
	Replayed string `header:"Idempotency-Replayed"`
	Body     copied
}

func (a *API) copyRoutes() {
	body := newShape[copyBody](a.huma)
	huma.Register(a.huma, huma.Operation{
		OperationID: "copy-post", Method: http.MethodPost, Path: "/api/v1/blogs/{blog}/posts/{id}/copy",
		Summary: "Copy a post to another blog, or move it there", DefaultStatus: http.StatusCreated,
		MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: body.request(jsonType),
		Errors: problemAnswers(append(bodyProblems, http.StatusPreconditionFailed, http.StatusPreconditionRequired)...),
	}, func(ctx context.Context, in *struct {
		PostAddress
		Key     string `header:"Idempotency-Key"`
		IfMatch string `header:"If-Match" doc:"The seq of the version that is to be copied, in quotes; required where the post moves"`
		RawBody []byte
	}) (*copyAnswer, error) {
		actor := actorOf(ctx)
		request, err := retried(actor, "POST /api/v1/blogs/"+in.Blog+"/posts/"+in.ID+"/copy", in.Key, in.RawBody)
		if err != nil {
			return answer[copyAnswer](a, nil, err)
		}
		want, err := body.decode(in.RawBody)
		if err != nil {
			return answer[copyAnswer](a, nil, err)
		}
		var expect coverage.Seq
		var unconditional error
		if in.IfMatch != "" || want.Withdraw {
			if expect, unconditional = expectation(in.IfMatch); expect == 0 && unconditional == nil {
				expect = coverage.OwnSeq // a version that never was
			}
		}
		if unconditional != nil && !want.Withdraw {
			return answer[copyAnswer](a, nil, unconditional)
		}
		made, replayed, err := a.Newsroom.CopyPost(ctx, actor, in.slug(), in.id(), expect,
			newsroom.Copying{To: coverage.Slug(want.To), Status: want.Status, Withdraw: want.Withdraw}, request)
		dropped := made.Dropped
		if dropped == nil {
			dropped = []coverage.Relation{}
		}
		return answer(a, &copyAnswer{
			ETag: problem.ETag(made.Post.Seq), Location: "/api/v1/blogs/" + want.To + "/posts/" + string(made.Post.ID), Replayed: yes(replayed),
			Body: copied{Post: made.Post, Withdrawn: made.Withdrawn, Dropped: dropped},
		}, refusal(err, unconditional))
	})
}
