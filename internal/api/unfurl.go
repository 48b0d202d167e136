package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/unfurl"
)

func (a *API) unfurlRoutes() {
	huma.Register(a.huma, huma.Operation{
		OperationID: "unfurl", Method: http.MethodGet, Path: "/api/v1/unfurl", Summary: "What an address of the public web stands for",
		Errors: problemAnswers(),
	}, func(ctx context.Context, in *struct {
		URL string `query:"url" required:"true" maxLength:"4096"`
	}) (*struct{ Body unfurl.Page }, error) {
		page, err := a.Unfurler.Page(ctx, in.URL)
		return answer(a, &struct{ Body unfurl.Page }{page}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "keep-still", Method: http.MethodPost, Path: "/api/v1/stills", Summary: "Keep the picture that a page names, to be shown here before its site is",
		DefaultStatus: http.StatusCreated, Errors: problemAnswers(http.StatusRequestEntityTooLarge),
	}, func(ctx context.Context, in *struct {
		Body struct {
			URL string `json:"url" required:"true" maxLength:"4096" doc:"The image of an unfurled page"`
		}
	}) (*struct{ Body coverage.Picture }, error) {
		file, err := a.Unfurler.Picture(ctx, in.Body.URL)
		if err != nil {
			return answer[struct{ Body coverage.Picture }](a, nil, err)
		}
		picture, _, err := a.Media.Add(ctx, actorOf(ctx), file)
		return answer(a, &struct{ Body coverage.Picture }{picture}, err)
	})
}
