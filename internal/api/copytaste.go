package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/copytaster"
	"github.com/stoppress/stoppress/internal/coverage"
)

// pastedBody is copy as it was pasted.
type pastedBody struct {
	Text string `json:"text" required:"true" doc:"Plain text, up to 256 KiB; empty lines part paragraphs"`
}

// tastedPost is what a text was read as. Nothing is written anywhere: whoever asked
// looks at it and decides.
type tastedPost struct {
	coverage.Copy
	Decisions []tastedDecision `json:"decisions" doc:"Why it was read so"`
}

type tastedDecision struct {
	Rule       string  `json:"rule" doc:"Such as title-line or quote-after-colon"`
	Confidence float64 `json:"confidence" minimum:"0" maximum:"1"`
	Words      string  `json:"words" doc:"The words it is about"`
}

type tasted struct {
	Title      string       `json:"title" doc:"The headline; empty where there is none"`
	Standfirst string       `json:"standfirst" doc:"What stands under the headline, and in no post"`
	Posts      []tastedPost `json:"posts" doc:"Newest first"`
	Furniture  []string     `json:"furniture" doc:"Lines that belong to the page and not to the story"`
	Warnings   []string     `json:"warnings" doc:"What a person should look at"`
}

func (a *API) copytasteRoutes() {
	body := newShape[pastedBody](a.huma)
	huma.Register(a.huma, huma.Operation{
		OperationID: "taste-copy", Method: http.MethodPost, Path: "/api/v1/blogs/{blog}/copytaste", Summary: "Read pasted copy as structured posts; nothing is written",
		DefaultStatus: http.StatusOK, MaxBodyBytes: maxBody, SkipValidateBody: true, RequestBody: body.request(jsonType), Errors: problemAnswers(bodyProblems...),
	}, func(ctx context.Context, in *struct {
		Blog    string `path:"blog"`
		RawBody []byte
	}) (*struct{ Body tasted }, error) {
		blog, err := a.Newsroom.Blog(ctx, coverage.Slug(in.Blog))
		if err != nil {
			return answer[struct{ Body tasted }](a, nil, err)
		}
		want, err := body.decode(in.RawBody)
		if err == nil && len(want.Text) > coverage.MaxCopyBytes {
			err = coverage.InvalidField("text", "has %d bytes; up to %d are read at a time", len(want.Text), coverage.MaxCopyBytes)
		}
		if err != nil {
			return answer[struct{ Body tasted }](a, nil, err)
		}
		out, err := taste(want.Text, copytaster.Home{Language: blog.Language, Zone: blog.Location()})
		return answer(a, &struct{ Body tasted }{out}, err)
	})
}

func taste(text string, home copytaster.Home) (tasted, error) {
	story := copytaster.Read(text, home)
	out := tasted{Title: story.Header.Title, Standfirst: story.Header.Standfirst, Posts: []tastedPost{}, Furniture: append([]string{}, story.Furniture...), Warnings: append([]string{}, story.Warnings...)}
	for _, p := range story.Posts {
		// Every proposal passes, as the copytaster promises; it comes out in the form in
		// which it would be kept.
		kept, err := coverage.CheckCopy(p.Copy, time.Time{})
		if err != nil {
			return out, fmt.Errorf("check what the copytaster proposes: %w", err)
		}
		post := tastedPost{Copy: kept, Decisions: []tastedDecision{}}
		for _, d := range p.Decisions {
			post.Decisions = append(post.Decisions, tastedDecision(d))
		}
		out.Posts = append(out.Posts, post)
	}
	return out, nil
}
