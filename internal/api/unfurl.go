package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

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
}
