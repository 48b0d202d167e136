package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/problem"
)

// newBlog is the body that makes a blog.
type newBlog struct {
	Slug string `json:"slug" required:"true" doc:"Its name in addresses: [a-z0-9-]{1,80}" example:"harbour-talks"`
	coverage.Header
}

type blogAnswer struct {
	ETag     string `header:"ETag"`
	Location string `header:"Location"`
	Replayed string `header:"Idempotency-Replayed"`
	Body     coverage.Blog
}

type blogList struct {
	Blogs []coverage.Blog `json:"blogs"`
	Next  string          `json:"next,omitempty" doc:"Give it back as before for those that follow"`
}

func (a *API) blogRoutes() {
	creation, header := newShape[newBlog](a.huma), newShape[coverage.Header](a.huma)

	huma.Register(a.huma, huma.Operation{
		OperationID: "list-blogs", Method: http.MethodGet, Path: "/api/v1/blogs", Summary: "Blogs, the newest first",
		Errors: problemAnswers(),
	}, func(_ context.Context, in *struct {
		Before string `query:"before" doc:"A cursor: next of an earlier answer"`
		Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	}) (*struct{ Body blogList }, error) {
		blogs, next, err := a.Newsroom.Blogs(in.Before, in.Limit)
		return answer(a, &struct{ Body blogList }{blogList{Blogs: blogs, Next: next}}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "create-blog", Method: http.MethodPost, Path: "/api/v1/blogs", Summary: "Make a blog",
		DefaultStatus: http.StatusCreated, MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: creation.request(jsonType),
		Errors: problemAnswers(append(bodyProblems, http.StatusConflict)...),
	}, func(ctx context.Context, in *struct {
		Key     string `header:"Idempotency-Key"`
		RawBody []byte
	}) (*blogAnswer, error) {
		actor := actorOf(ctx)
		request, err := retried(actor, "POST /api/v1/blogs", in.Key, in.RawBody)
		if err != nil {
			return answer[blogAnswer](a, nil, err)
		}
		want, err := creation.decode(in.RawBody)
		if err != nil {
			return answer[blogAnswer](a, nil, err)
		}
		blog, replayed, err := a.Newsroom.CreateBlog(ctx, actor, want.Slug, want.Header, request)
		return answer(a, &blogAnswer{ETag: problem.ETag(blog.Seq), Location: "/api/v1/blogs/" + string(blog.Slug), Replayed: yes(replayed), Body: blog}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "get-blog", Method: http.MethodGet, Path: "/api/v1/blogs/{blog}", Summary: "A blog",
		Errors: problemAnswers(),
	}, func(ctx context.Context, in *struct {
		Blog string `path:"blog"`
	}) (*blogAnswer, error) {
		blog, err := a.Newsroom.Blog(ctx, coverage.Slug(in.Blog))
		return answer(a, &blogAnswer{ETag: problem.ETag(blog.Seq), Body: blog}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "change-blog", Method: http.MethodPatch, Path: "/api/v1/blogs/{blog}", Summary: "Change a blog's header or state",
		MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: header.request(jsonType, patchType),
		Errors: problemAnswers(append(bodyProblems, http.StatusPreconditionFailed, http.StatusPreconditionRequired)...),
	}, func(ctx context.Context, in *struct {
		Blog    string `path:"blog"`
		IfMatch string `header:"If-Match" doc:"The seq of the version that the change is based on, in quotes"`
		RawBody []byte
	}) (*blogAnswer, error) {
		expect, unconditional := expectation(in.IfMatch)
		blog, err := a.Newsroom.ChangeBlog(ctx, actorOf(ctx), coverage.Slug(in.Blog), expect, func(now coverage.Header) (coverage.Header, error) {
			return header.patch(now, in.RawBody)
		})
		return answer(a, &blogAnswer{ETag: problem.ETag(blog.Seq), Body: blog}, refusal(err, unconditional))
	})
}
