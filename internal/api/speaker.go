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

	const one = "/api/v1/speakers/{id}"
	huma.Register(a.huma, huma.Operation{
		OperationID: "get-speaker", Method: http.MethodGet, Path: one, Summary: "A speaker, by the id of any of their names", Errors: problemAnswers(),
	}, func(ctx context.Context, in *struct {
		ID string `path:"id"`
	}) (*speakerAnswer, error) {
		found, err := a.Newsroom.SpeakerByID(ctx, actorOf(ctx), coverage.SpeakerID(in.ID))
		return answer(a, &speakerAnswer{found}, err)
	})

	change := newShape[speakerBody](a.huma)
	huma.Register(a.huma, huma.Operation{
		OperationID: "change-speaker", Method: http.MethodPatch, Path: one, Summary: "Change what is known of a speaker",
		MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: change.request(jsonType, patchType), Errors: problemAnswers(bodyProblems...),
	}, func(ctx context.Context, in *struct {
		ID      string `path:"id"`
		RawBody []byte
	}) (*speakerAnswer, error) {
		found, err := a.Newsroom.ChangeSpeaker(ctx, actorOf(ctx), coverage.SpeakerID(in.ID), func(now coverage.Identity) (coverage.Identity, error) {
			next, err := change.patch(speakerBody{now.Name, now.Kind, now.URL, now.Wikidata}, in.RawBody)
			now.Name, now.Kind, now.URL, now.Wikidata = next.Name, next.Kind, next.URL, next.Wikidata
			return now, err
		})
		return answer(a, &speakerAnswer{found}, err)
	})

	merge := newShape[mergeBody](a.huma)
	huma.Register(a.huma, huma.Operation{
		OperationID: "merge-speakers", Method: http.MethodPost, Path: one + "/merge", Summary: "Make another speaker one with this one", DefaultStatus: http.StatusOK,
		MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: merge.request(jsonType), Errors: problemAnswers(bodyProblems...),
	}, func(ctx context.Context, in *struct {
		ID      string `path:"id"`
		RawBody []byte
	}) (*speakerAnswer, error) {
		want, err := merge.decode(in.RawBody)
		if err != nil {
			return answer[speakerAnswer](a, nil, err)
		}
		found, err := a.Newsroom.MergeSpeakers(ctx, actorOf(ctx), coverage.SpeakerID(in.ID), want.With)
		return answer(a, &speakerAnswer{found}, err)
	})

	split := newShape[splitBody](a.huma)
	huma.Register(a.huma, huma.Operation{
		OperationID: "split-speaker", Method: http.MethodPost, Path: one + "/split", Summary: "Make one of a speaker's names a speaker of its own", DefaultStatus: http.StatusOK,
		MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: split.request(jsonType), Errors: problemAnswers(bodyProblems...),
	}, func(ctx context.Context, in *struct {
		ID      string `path:"id"`
		RawBody []byte
	}) (*speakerAnswer, error) {
		want, err := split.decode(in.RawBody)
		if err != nil {
			return answer[speakerAnswer](a, nil, err)
		}
		found, err := a.Newsroom.SplitSpeaker(ctx, actorOf(ctx), coverage.SpeakerID(in.ID), want.Name)
		return answer(a, &speakerAnswer{found}, err)
	})
}

type speakerAnswer struct{ Body newsroom.SpeakerRecord }

// What is asked of speakers.
type (
	speakerBody struct {
		Name     string               `json:"name,omitempty" maxLength:"300" doc:"How pages name them; where it is empty, as they were quoted last"`
		Kind     coverage.SpeakerKind `json:"kind,omitempty" enum:"person,organization" doc:"What they are; a person where nobody says so"`
		URL      string               `json:"url,omitempty" doc:"Address of a page about them"`
		Wikidata string               `json:"wikidata,omitempty" doc:"Their id at Wikidata" example:"Q42"`
	}
	mergeBody struct {
		With coverage.SpeakerID `json:"with" required:"true" doc:"The id of the other speaker"`
	}
	splitBody struct {
		Name coverage.SpeakerID `json:"name" required:"true" doc:"The id of one of the names"`
	}
)
