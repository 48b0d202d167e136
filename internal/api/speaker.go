package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/newsroom"
)

type speakerList struct {
	Speakers []newsroom.KnownSpeaker `json:"speakers" doc:"Those of the blog first, each newest first"`
}

func (a *API) speakerRoutes() {
	huma.Register(a.huma, huma.Operation{
		OperationID: "find-speakers", Method: http.MethodGet, Path: "/api/v1/speakers", Summary: "People who were quoted, with the role of the last time",
		Errors: problemAnswers(),
	}, func(ctx context.Context, in *struct {
		Text  string `query:"q" maxLength:"300" doc:"What a word of the name begins with; case and accents don't count"`
		Blog  string `query:"blog" doc:"A blog's slug, whose speakers come first"`
		Limit int    `query:"limit" minimum:"1" maximum:"50" default:"8"`
	}) (*struct{ Body speakerList }, error) {
		found, err := a.Newsroom.Speakers(ctx, actorOf(ctx), coverage.Slug(in.Blog), in.Text, in.Limit)
		return answer(a, &struct{ Body speakerList }{speakerList{found}}, err)
	})
}
