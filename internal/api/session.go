package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/stoppress/stoppress/internal/accounts"
	"github.com/stoppress/stoppress/internal/coverage"
)

type signIn struct {
	Email    string `json:"email" required:"true"`
	Password string `json:"password" required:"true"`
}

type firstAccount struct {
	Code     string `json:"code" required:"true" doc:"From the link that the server printed"`
	Name     string `json:"name" required:"true"`
	Email    string `json:"email" required:"true"`
	Password string `json:"password" required:"true" doc:"12 characters or more"`
}

type signedIn struct {
	User accounts.User `json:"user"`
}

type signedInAnswer struct {
	Body signedIn
}

// connection keeps the request and its answer at hand, for cookies.
type connection struct {
	request *http.Request
	writer  http.ResponseWriter
}

// Resolve is called by huma for each request.
func (c *connection) Resolve(ctx huma.Context) []error {
	c.request, c.writer = humago.Unwrap(ctx)
	return nil
}

// credential is what the request was let in with, "" for the owner of the socket.
func (c *connection) credential(cookieName string) string {
	if header := c.request.Header.Get("Authorization"); header != "" {
		return header
	}
	cookie, err := c.request.Cookie(cookieName)
	if err != nil {
		return ""
	}
	return cookie.Value
}

func (a *API) sessionRoutes() {
	credentials, first := newShape[signIn](a.huma), newShape[firstAccount](a.huma)
	anybody := []map[string][]string{}

	huma.Register(a.huma, huma.Operation{
		OperationID: "sign-in", Method: http.MethodPost, Path: "/api/v1/session", Summary: "Sign in, and get the session's cookie",
		DefaultStatus: http.StatusOK, MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: credentials.request(jsonType), Security: anybody,
		Errors: problemAnswers(bodyProblems...),
	}, func(ctx context.Context, in *struct {
		connection
		RawBody []byte
	}) (*signedInAnswer, error) {
		want, err := credentials.decode(in.RawBody)
		if err != nil {
			return answer[signedInAnswer](a, nil, err)
		}
		user, err := a.Accounts.SignIn(ctx, want.Email, want.Password, a.Client(in.request))
		if err == nil {
			err = a.Accounts.StartSession(ctx, in.writer, user)
		}
		return answer(a, &signedInAnswer{signedIn{user}}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "first-admin", Method: http.MethodPost, Path: "/api/v1/welcome", Summary: "Make the first admin with the server's one-time link, and sign in",
		DefaultStatus: http.StatusOK, MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: first.request(jsonType), Security: anybody,
		Errors: problemAnswers(append(bodyProblems, http.StatusConflict)...),
	}, func(ctx context.Context, in *struct {
		connection
		RawBody []byte
	}) (*signedInAnswer, error) {
		want, err := first.decode(in.RawBody)
		if err != nil {
			return answer[signedInAnswer](a, nil, err)
		}
		user, err := a.Accounts.FirstAdmin(ctx, want.Code, want.Email, want.Name, want.Password)
		if err == nil {
			err = a.Accounts.StartSession(ctx, in.writer, user)
		}
		return answer(a, &signedInAnswer{signedIn{user}}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "get-session", Method: http.MethodGet, Path: "/api/v1/session", Summary: "Who is signed in", Errors: problemAnswers(),
	}, func(_ context.Context, in *struct{ connection }) (*signedInAnswer, error) {
		user, ok, err := a.Accounts.SessionUser(in.request)
		if err == nil && !ok {
			err = coverage.Errorf(coverage.Unauthenticated, "nobody is signed in here")
		}
		return answer(a, &signedInAnswer{signedIn{user}}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "sign-out", Method: http.MethodDelete, Path: "/api/v1/session", Summary: "Sign out",
		DefaultStatus: http.StatusNoContent, Errors: problemAnswers(),
	}, func(_ context.Context, in *struct{ connection }) (*struct{}, error) {
		return answer(a, &struct{}{}, a.Accounts.EndSession(in.writer, in.request))
	})
}
