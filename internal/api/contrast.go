package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/coverage"
)

type accentCheck struct {
	Accent     *coverage.Legibility `json:"accent,omitempty" doc:"On light pages"`
	AccentDark *coverage.Legibility `json:"accentDark,omitempty" doc:"On dark pages; made from the accent where none is given"`
}

// contrastRoutes answer a question that a theme's author has before anything is saved.
func (a *API) contrastRoutes() {
	huma.Register(a.huma, huma.Operation{
		OperationID: "check-accent", Method: http.MethodGet, Path: "/api/v1/contrast", Summary: "Whether text in a theme's accent can be read, and the nearest colour where it cannot", Errors: problemAnswers(),
	}, func(_ context.Context, in *struct {
		Accent     string `query:"accent" doc:"As #rrggbb"`
		AccentDark string `query:"accentDark" doc:"As #rrggbb"`
	}) (*struct{ Body accentCheck }, error) {
		light, dark, err := coverage.CheckAccents(in.Accent, in.AccentDark)
		return answer(a, &struct{ Body accentCheck }{accentCheck{light, dark}}, err)
	})
}
