package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/newsroom"
)

// unreadBody is a post as somebody is writing it.
type unreadBody struct {
	Post     coverage.PostID `json:"post,omitempty" doc:"The post that is being changed"`
	Silenced []string        `json:"silenced,omitempty" maxItems:"100" doc:"Warnings that are not to come, by their keys"`
	coverage.Copy
}

func (a *API) checkRoutes() {
	body := newShape[unreadBody](a.huma)
	huma.Register(a.huma, huma.Operation{
		OperationID: "check-post", Method: http.MethodPost, Path: "/api/v1/blogs/{blog}/checks", Summary: "Read a post before it goes out: what may be wrong, and which times lead to other posts; nothing is written",
		DefaultStatus: http.StatusOK, MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: body.request(jsonType), Errors: problemAnswers(bodyProblems...),
	}, func(ctx context.Context, in *struct {
		Blog    string `path:"blog"`
		RawBody []byte
	}) (*struct{ Body newsroom.Read }, error) {
		want, err := body.decode(in.RawBody)
		if err != nil {
			return answer[struct{ Body newsroom.Read }](a, nil, err)
		}
		read, err := a.Newsroom.Check(ctx, actorOf(ctx), coverage.Slug(in.Blog), newsroom.Unread(want))
		return answer(a, &struct{ Body newsroom.Read }{read}, err)
	})
}
