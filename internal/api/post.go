package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/newsroom"
	"github.com/stoppress/stoppress/internal/problem"
)

// postBody is what a person may say of a post.
type postBody struct {
	Status   coverage.Status `json:"status,omitempty" enum:"draft,submitted,scheduled,published,withdrawn"`
	Embargo  time.Time       `json:"embargo,omitzero" doc:"Nobody may publish it before; editors may lift it"`
	Note     string          `json:"note,omitempty" doc:"What its writer is told where a submitted post becomes a draft again; up to 1,000 characters"`
	Silenced []string        `json:"silenced,omitempty" maxItems:"100" doc:"Warnings that somebody has looked at, by their keys"`
	coverage.Copy
}

type postAnswer struct {
	ETag     string `header:"ETag"`
	Location string `header:"Location"`
	Replayed string `header:"Idempotency-Replayed"`
	Body     coverage.Post
}

type postList struct {
	Posts []coverage.Post `json:"posts"`
	Next  string          `json:"next,omitempty" doc:"Give it back as before for those that follow"`
}

type revision struct {
	Seq  coverage.Seq    `json:"seq"`
	At   time.Time       `json:"at"`
	By   coverage.Author `json:"by"`
	Post coverage.Post   `json:"post"`
}

type history struct {
	Revisions []revision `json:"revisions" doc:"One for each change, the oldest first"`
}

// PostAddress is the part of an address that names a post. It is exported because
// huma fills in exported parts only.
type PostAddress struct {
	Blog string `path:"blog"`
	ID   string `path:"id"`
}

func (p PostAddress) slug() coverage.Slug { return coverage.Slug(p.Blog) }
func (p PostAddress) id() coverage.PostID { return coverage.PostID(p.ID) }

func (a *API) postRoutes() {
	body := newShape[postBody](a.huma)
	const many, one = "/api/v1/blogs/{blog}/posts", "/api/v1/blogs/{blog}/posts/{id}"

	huma.Register(a.huma, huma.Operation{
		OperationID: "list-posts", Method: http.MethodGet, Path: many, Summary: "A blog's posts, the newest first", Errors: problemAnswers(),
	}, func(ctx context.Context, in *struct {
		Blog   string `path:"blog"`
		Status string `query:"status" doc:"Only those with one of these statuses, parted by commas"`
		Before string `query:"before" doc:"A cursor: next of an earlier answer"`
		Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	}) (*struct{ Body postList }, error) {
		statuses, err := parseStatuses(in.Status)
		if err != nil {
			return answer[struct{ Body postList }](a, nil, err)
		}
		posts, next, err := a.Newsroom.Posts(ctx, coverage.Slug(in.Blog), statuses, in.Before, in.Limit)
		return answer(a, &struct{ Body postList }{postList{Posts: posts, Next: next}}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "create-post", Method: http.MethodPost, Path: many, Summary: "Make a post; with the status published, publish it",
		DefaultStatus: http.StatusCreated, MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: body.request(jsonType),
		Errors: problemAnswers(bodyProblems...),
	}, func(ctx context.Context, in *struct {
		Blog    string `path:"blog"`
		Key     string `header:"Idempotency-Key"`
		RawBody []byte
	}) (*postAnswer, error) {
		actor := actorOf(ctx)
		request, err := retried(actor, "POST /api/v1/blogs/"+in.Blog+"/posts", in.Key, in.RawBody)
		if err != nil {
			return answer[postAnswer](a, nil, err)
		}
		want, err := body.decode(in.RawBody)
		if err != nil {
			return answer[postAnswer](a, nil, err)
		}
		post, replayed, err := a.Newsroom.CreatePost(ctx, actor, coverage.Slug(in.Blog), newsroom.PostChange(want), request)
		return answer(a, &postAnswer{
			ETag: problem.ETag(post.Seq), Location: "/api/v1/blogs/" + in.Blog + "/posts/" + string(post.ID), Replayed: yes(replayed), Body: post,
		}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "get-post", Method: http.MethodGet, Path: one, Summary: "A post", Errors: problemAnswers(),
	}, func(ctx context.Context, in *PostAddress) (*postAnswer, error) {
		post, err := a.Newsroom.Post(ctx, in.slug(), in.id())
		return answer(a, &postAnswer{ETag: problem.ETag(post.Seq), Body: post}, err)
	})

	conditionProblems := []int{http.StatusPreconditionFailed, http.StatusPreconditionRequired}
	huma.Register(a.huma, huma.Operation{
		OperationID: "change-post", Method: http.MethodPatch, Path: one, Summary: "Change a post",
		MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: body.request(jsonType, patchType),
		Errors: problemAnswers(append(bodyProblems, conditionProblems...)...),
	}, func(ctx context.Context, in *struct {
		PostAddress
		IfMatch string `header:"If-Match" doc:"The seq of the version that the change is based on, in quotes"`
		RawBody []byte
	}) (*postAnswer, error) {
		expect, unconditional := expectation(in.IfMatch)
		post, err := a.Newsroom.ChangePost(ctx, actorOf(ctx), in.slug(), in.id(), expect, func(now newsroom.PostChange) (newsroom.PostChange, error) {
			next, err := body.patch(postBody(now), in.RawBody)
			if next.Status == "" {
				next.Status = now.Status
			}
			return newsroom.PostChange(next), err
		})
		return answer(a, &postAnswer{ETag: problem.ETag(post.Seq), Body: post}, refusal(err, unconditional))
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "withdraw-post", Method: http.MethodDelete, Path: one, Summary: "Withdraw a post",
		DefaultStatus: http.StatusOK, Errors: problemAnswers(append(conditionProblems, http.StatusBadRequest)...),
	}, func(ctx context.Context, in *struct {
		PostAddress
		IfMatch string `header:"If-Match" doc:"The seq of the version that the change is based on, in quotes"`
	}) (*postAnswer, error) {
		expect, unconditional := expectation(in.IfMatch)
		post, err := a.Newsroom.WithdrawPost(ctx, actorOf(ctx), in.slug(), in.id(), expect)
		return answer(a, &postAnswer{ETag: problem.ETag(post.Seq), Body: post}, refusal(err, unconditional))
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "post-history", Method: http.MethodGet, Path: one + "/history", Summary: "All states that a post has had", Errors: problemAnswers(),
	}, func(ctx context.Context, in *PostAddress) (*struct{ Body history }, error) {
		entries, err := a.Newsroom.History(ctx, in.slug(), in.id())
		out := history{Revisions: []revision{}}
		for _, e := range entries {
			out.Revisions = append(out.Revisions, revision{Seq: e.Seq, At: e.At, By: e.By, Post: *e.Post})
		}
		return answer(a, &struct{ Body history }{out}, err)
	})
}

func parseStatuses(list string) ([]coverage.Status, error) {
	var out []coverage.Status
	for part := range strings.SplitSeq(list, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		status, ok := coverage.ParseStatus(part)
		if !ok {
			return nil, coverage.InvalidField("query.status", "%q is not one of draft, submitted, scheduled, published, withdrawn", part)
		}
		out = append(out, status)
	}
	return out, nil
}
