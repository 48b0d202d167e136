package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/coverage"
)

type newComment struct {
	Text string `json:"text" required:"true" doc:"Up to 1,000 characters"`
}

// thread is what the desk said about a post.
type thread struct {
	Post     coverage.PostID    `json:"post"`
	Comments []coverage.Comment `json:"comments" doc:"The oldest first"`
}

type threadAnswer struct {
	Replayed string `header:"Idempotency-Replayed"`
	Body     thread
}

type threadCounts struct {
	Counts map[coverage.PostID]int `json:"counts" doc:"How many comments each post has that has any, by its id"`
}

func (a *API) commentRoutes() {
	creation := newShape[newComment](a.huma)
	const path = "/api/v1/blogs/{blog}/posts/{id}/comments"

	huma.Register(a.huma, huma.Operation{
		OperationID: "count-comments", Method: http.MethodGet, Path: "/api/v1/blogs/{blog}/comments", Summary: "Which posts the desk has comments on, and how many", Errors: problemAnswers(),
	}, func(ctx context.Context, in *struct {
		Blog string `path:"blog"`
	}) (*struct{ Body threadCounts }, error) {
		counts, err := a.Newsroom.CommentCounts(ctx, coverage.Slug(in.Blog))
		return answer(a, &struct{ Body threadCounts }{threadCounts{counts}}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "list-comments", Method: http.MethodGet, Path: path, Summary: "What the desk said about a post; readers never see it", Errors: problemAnswers(),
	}, func(ctx context.Context, in *PostAddress) (*threadAnswer, error) {
		comments, err := a.Newsroom.Comments(ctx, in.slug(), in.id())
		return answer(a, &threadAnswer{Body: thread{in.id(), comments}}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "add-comment", Method: http.MethodPost, Path: path, Summary: "Say something about a post to the desk",
		DefaultStatus: http.StatusCreated, MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: creation.request(jsonType), Errors: problemAnswers(bodyProblems...),
	}, func(ctx context.Context, in *struct {
		PostAddress
		Key     string `header:"Idempotency-Key"`
		RawBody []byte
	}) (*threadAnswer, error) {
		actor := actorOf(ctx)
		request, err := retried(actor, "POST /api/v1/blogs/"+in.Blog+"/posts/"+in.ID+"/comments", in.Key, in.RawBody)
		if err != nil {
			return answer[threadAnswer](a, nil, err)
		}
		want, err := creation.decode(in.RawBody)
		if err != nil {
			return answer[threadAnswer](a, nil, err)
		}
		comments, replayed, err := a.Newsroom.Comment(ctx, actor, in.slug(), in.id(), want.Text, request)
		if err == nil {
			if err := a.Attendance.Commented(in.slug(), in.id()); err != nil {
				a.Log.Warn("a comment is kept, and open desks hear of it when they are opened again", "blog", in.Blog, "post", in.ID, "error", err)
			}
		}
		return answer(a, &threadAnswer{yes(replayed), thread{in.id(), comments}}, err)
	})
}
