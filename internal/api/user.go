package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/accounts"
	"github.com/stoppress/stoppress/internal/coverage"
)

type newUser struct {
	Email    string        `json:"email" required:"true"`
	Name     string        `json:"name" required:"true"`
	Role     coverage.Role `json:"role" required:"true" enum:"reporter,editor,admin"`
	Password string        `json:"password" required:"true" doc:"12 characters or more"`
}

type userChange struct {
	Name     *string        `json:"name,omitempty"`
	Role     *coverage.Role `json:"role,omitempty" enum:"reporter,editor,admin"`
	Disabled *bool          `json:"disabled,omitempty"`
	Password *string        `json:"password,omitempty" doc:"12 characters or more; ends the user's sessions"`
}

type userAnswer struct {
	Replayed string `header:"Idempotency-Replayed"`
	Body     accounts.User
}

type userList struct {
	Users []accounts.User `json:"users"`
}

// adminOnly is an error for everybody else.
func adminOnly(ctx context.Context) error {
	if actor := actorOf(ctx); !actor.Role.AtLeast(coverage.Admin) {
		return coverage.Errorf(coverage.Forbidden, "only an admin may see and change users and tokens")
	}
	return nil
}

func (a *API) userRoutes() {
	creation, change := newShape[newUser](a.huma), newShape[userChange](a.huma)

	huma.Register(a.huma, huma.Operation{
		OperationID: "list-users", Method: http.MethodGet, Path: "/api/v1/users", Summary: "Users", Errors: problemAnswers(),
	}, func(ctx context.Context, _ *struct{}) (*struct{ Body userList }, error) {
		if err := adminOnly(ctx); err != nil {
			return answer[struct{ Body userList }](a, nil, err)
		}
		users, err := a.Accounts.Users(ctx)
		return answer(a, &struct{ Body userList }{userList{users}}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "add-user", Method: http.MethodPost, Path: "/api/v1/users", Summary: "Add a user",
		DefaultStatus: http.StatusCreated, MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: creation.request(jsonType),
		Errors: problemAnswers(append(bodyProblems, http.StatusConflict)...),
	}, func(ctx context.Context, in *struct {
		Key     string `header:"Idempotency-Key"`
		RawBody []byte
	}) (*userAnswer, error) {
		if err := adminOnly(ctx); err != nil {
			return answer[userAnswer](a, nil, err)
		}
		want, err := creation.decode(in.RawBody)
		if err != nil {
			return answer[userAnswer](a, nil, err)
		}
		// A digest of the password would be easier to guess from than its hash.
		request, err := retried(actorOf(ctx), "POST /api/v1/users", in.Key, []byte(strings.Join([]string{want.Email, want.Name, string(want.Role)}, "\x00")))
		if err != nil {
			return answer[userAnswer](a, nil, err)
		}
		user, replayed, err := a.Accounts.AddUser(ctx, request, want.Email, want.Name, want.Role, want.Password)
		return answer(a, &userAnswer{yes(replayed), user}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "change-user", Method: http.MethodPatch, Path: "/api/v1/users/{id}", Summary: "Change, disable or enable a user",
		MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: change.request(jsonType, patchType), Errors: problemAnswers(bodyProblems...),
	}, func(ctx context.Context, in *struct {
		ID      string `path:"id"`
		RawBody []byte
	}) (*userAnswer, error) {
		if err := adminOnly(ctx); err != nil {
			return answer[userAnswer](a, nil, err)
		}
		want, err := change.decode(in.RawBody)
		if err != nil {
			return answer[userAnswer](a, nil, err)
		}
		user, err := a.Accounts.ChangeUser(ctx, in.ID, accounts.UserChange(want))
		return answer(a, &userAnswer{Body: user}, err)
	})
}
