package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/newsroom"
)

type quoteList struct {
	Quotes []newsroom.FoundQuote `json:"quotes" doc:"The newest blog's first, in each the newest post's"`
	Next   string                `json:"next,omitempty" doc:"Give it back as before; there may be a next also where there are fewer quotes than asked for"`
}

func (a *API) quoteRoutes() {
	huma.Register(a.huma, huma.Operation{
		OperationID: "find-quotes", Method: http.MethodGet, Path: "/api/v1/quotes", Summary: "Who said what, in public posts of one blog or of all",
		Description: "One answer looks at 20 blogs at most, so it may hold fewer quotes than asked for, or none: there are no more where next is missing.",
		Errors:      problemAnswers(),
	}, func(ctx context.Context, in *struct {
		Speaker string `query:"speaker" maxLength:"300" doc:"A speaker's id, or one of their names or words of it, such as the last name; case and accents don't count"`
		Blog    string `query:"blog" doc:"A blog's slug"`
		Text    string `query:"q" maxLength:"300" doc:"Words that stand in the quote; case and accents don't count"`
		From    string `query:"from" doc:"Of posts from this time on (RFC 3339, or a day in UTC)"`
		To      string `query:"to" doc:"Of posts before this time; a day is included"`
		Before  string `query:"before" doc:"A cursor: next of an earlier answer"`
		Limit   int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	}) (*struct{ Body quoteList }, error) {
		from, fromErr := parseTime("query.from", in.From, 0)
		to, toErr := parseTime("query.to", in.To, 24*time.Hour)
		if err := coverage.Together(fromErr, toErr); err != nil {
			return answer[struct{ Body quoteList }](a, nil, err)
		}
		if !from.IsZero() && !to.IsZero() && !from.Before(to) {
			return answer[struct{ Body quoteList }](a, nil, coverage.InvalidField("query.to", "is not after from"))
		}
		found, next, err := a.Newsroom.Quotes(ctx, actorOf(ctx), newsroom.QuoteQuery{
			Speaker: in.Speaker, Blog: coverage.Slug(in.Blog), Text: in.Text, From: from, To: to, Before: in.Before, Limit: in.Limit,
		})
		for i := range found {
			found[i].Permalink = a.BaseURL + "/" + string(found[i].Blog) + "/posts/" + string(found[i].Post)
		}
		return answer(a, &struct{ Body quoteList }{quoteList{found, next}}, err)
	})
}

// parseTime reads a time or a day; of a day it is the beginning, and end after it.
func parseTime(field, text string, end time.Duration) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return t, coverage.InvalidField(field, "%q is neither a time such as 2026-03-04T12:00:00Z nor a day such as 2026-03-04", text)
	}
	return t.Add(end), nil
}
