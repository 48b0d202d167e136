package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/attendance"
	"github.com/stoppress/stoppress/internal/coverage"
)

// presenceBody is what a tab says of itself.
type presenceBody struct {
	Tab      string          `json:"tab" required:"true" doc:"A name of the tab's own: 1 to 64 letters, digits and hyphens"`
	Post     coverage.PostID `json:"post,omitempty" nullable:"true" doc:"The post that is being edited in it"`
	TakeOver bool            `json:"takeOver,omitempty" doc:"Whoever edits the post is to let go of it"`
	Away     bool            `json:"away,omitempty" doc:"The tab is not being looked at"`
}

type hereList struct {
	Here []attendance.Presence `json:"here" doc:"One for each tab, by name"`
	Beat int                   `json:"beat" doc:"Seconds after which a tab is to say again that it is there"`
}

// audienceBody is what a desk is told of a blog's readers, and of its own pace.
type audienceBody struct {
	Readers        int          `json:"readers" doc:"How many listen to the stream now, on all nodes together"`
	ViewsPerMinute int          `json:"viewsPerMinute" doc:"Pages of the blog that were sent in the last minute; nobody is followed"`
	PostsPerHour   int          `json:"postsPerHour" doc:"Posts that became public in the last hour"`
	Nodes          int          `json:"nodes" doc:"The servers that were counted"`
	Seq            coverage.Seq `json:"seq" doc:"The newest acknowledged change of the blog or its posts, drafts included"`
}

func (a *API) presenceRoutes() {
	body := newShape[presenceBody](a.huma)
	const path = "/api/v1/blogs/{blog}/presence"

	huma.Register(a.huma, huma.Operation{
		OperationID: "get-presence", Method: http.MethodGet, Path: path, Summary: "Who is at a blog's desk, and edits what", Errors: problemAnswers(),
	}, func(ctx context.Context, in *struct {
		Blog string `path:"blog"`
	}) (*struct{ Body hereList }, error) {
		_, err := a.Newsroom.Book(ctx, coverage.Slug(in.Blog))
		return answer(a, &struct{ Body hereList }{a.here(coverage.Slug(in.Blog))}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "put-presence", Method: http.MethodPut, Path: path, Summary: "Say that a tab is at the desk",
		Description:   "It counts as there for 12 seconds, and for 150 where nobody looks at it. It informs others and keeps nobody from anything.",
		DefaultStatus: http.StatusNoContent, MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: body.request(jsonType), Errors: problemAnswers(bodyProblems...),
	}, func(ctx context.Context, in *struct {
		Blog    string `path:"blog"`
		RawBody []byte
	}) (*struct{}, error) {
		want, err := body.decode(in.RawBody)
		if err != nil {
			return answer[struct{}](a, nil, err)
		}
		slug := coverage.Slug(in.Blog)
		book, err := a.Newsroom.Book(ctx, slug)
		if err != nil {
			return answer[struct{}](a, nil, err)
		}
		_, tabErr := attendance.ParseTab(want.Tab)
		var postErr error
		if _, ok := book.Post(want.Post); want.Post != "" && !ok {
			postErr = coverage.InvalidField("post", "%q is not a post of this blog", want.Post)
		}
		if err := coverage.Together(tabErr, postErr); err != nil {
			return answer[struct{}](a, nil, err)
		}
		err = a.Attendance.Put(actorOf(ctx).Author, slug, attendance.At(want))
		return answer(a, &struct{}{}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "end-presence", Method: http.MethodDelete, Path: path + "/{tab}", Summary: "Say that a tab has left the desk",
		DefaultStatus: http.StatusNoContent, Errors: problemAnswers(),
	}, func(ctx context.Context, in *struct {
		Blog string `path:"blog"`
		Tab  string `path:"tab"`
	}) (*struct{}, error) {
		return answer(a, &struct{}{}, a.Attendance.Leave(actorOf(ctx).Author, coverage.Slug(in.Blog), in.Tab))
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "get-audience", Method: http.MethodGet, Path: "/api/v1/blogs/{blog}/audience", Summary: "How many readers a blog has now", Errors: problemAnswers(),
	}, func(ctx context.Context, in *struct {
		Blog string `path:"blog"`
	}) (*struct{ Body audienceBody }, error) {
		body, err := a.audience(ctx, coverage.Slug(in.Blog))
		return answer(a, &struct{ Body audienceBody }{body}, err)
	})
}

func (a *API) here(slug coverage.Slug) hereList {
	return hereList{Here: a.Attendance.Here(slug), Beat: int(attendance.Beat / time.Second)}
}

func (a *API) audience(ctx context.Context, slug coverage.Slug) (audienceBody, error) {
	book, err := a.Newsroom.Book(ctx, slug)
	if err != nil {
		return audienceBody{}, err
	}
	count, nodes, err := a.Attendance.Audience(ctx, slug)
	return audienceBody{
		Readers: count.Readers, ViewsPerMinute: count.Views, Nodes: nodes,
		PostsPerHour: book.PublishedSince(time.Now().Add(-time.Hour)), Seq: book.Head(),
	}, err
}

// cut tells all nodes that a tab's stream has ended.
func (a *API) cut(who coverage.Author, slug coverage.Slug, tab string) {
	if tab == "" {
		return
	}
	if err := a.Attendance.Cut(who, slug, tab); err != nil {
		a.Log.Debug("a tab is gone, and others see it a little longer", "blog", slug, "error", err)
	}
}
