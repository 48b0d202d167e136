package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/accounts"
	"github.com/stoppress/stoppress/internal/coverage"
)

type newToken struct {
	Role coverage.Role `json:"role" required:"true" enum:"reporter,editor,admin"`
	Name string        `json:"name" doc:"What it is for; what it does is done in this name"`
}

type tokenSecret struct {
	accounts.Token
	Secret string `json:"token" doc:"Shown this once"`
}

type tokenAnswer struct {
	Replayed string `header:"Idempotency-Replayed"`
	Body     tokenSecret
}

type tokenList struct {
	Tokens []accounts.Token `json:"tokens"`
}

func (a *API) tokenRoutes() {
	creation := newShape[newToken](a.huma)

	huma.Register(a.huma, huma.Operation{
		OperationID: "list-tokens", Method: http.MethodGet, Path: "/api/v1/tokens", Summary: "API tokens, without their secrets", Errors: problemAnswers(),
	}, func(ctx context.Context, _ *struct{}) (*struct{ Body tokenList }, error) {
		if err := adminOnly(ctx); err != nil {
			return answer[struct{ Body tokenList }](a, nil, err)
		}
		tokens, err := a.Accounts.Tokens(ctx)
		return answer(a, &struct{ Body tokenList }{tokenList{tokens}}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "create-token", Method: http.MethodPost, Path: "/api/v1/tokens", Summary: "Make an API token",
		DefaultStatus: http.StatusCreated, MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: creation.request(jsonType), Errors: problemAnswers(bodyProblems...),
	}, func(ctx context.Context, in *struct {
		connection
		Key     string `header:"Idempotency-Key"`
		RawBody []byte
	}) (*tokenAnswer, error) {
		if err := adminOnly(ctx); err != nil {
			return answer[tokenAnswer](a, nil, err)
		}
		request, err := retried(actorOf(ctx), "POST /api/v1/tokens", in.Key, in.RawBody)
		if err != nil {
			return answer[tokenAnswer](a, nil, err)
		}
		want, err := creation.decode(in.RawBody)
		if err != nil {
			return answer[tokenAnswer](a, nil, err)
		}
		token, secret, replayed, err := a.Accounts.AddToken(ctx, request, in.credential(a.Accounts.CookieName()), want.Role, want.Name)
		return answer(a, &tokenAnswer{yes(replayed), tokenSecret{token, secret}}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "revoke-token", Method: http.MethodDelete, Path: "/api/v1/tokens/{id}", Summary: "Revoke an API token",
		DefaultStatus: http.StatusNoContent, Errors: problemAnswers(),
	}, func(ctx context.Context, in *struct {
		ID string `path:"id"`
	}) (*struct{}, error) {
		if err := adminOnly(ctx); err != nil {
			return answer[struct{}](a, nil, err)
		}
		return answer(a, &struct{}{}, a.Accounts.RevokeToken(ctx, in.ID))
	})
}
