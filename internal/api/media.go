package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/media"
	"github.com/stoppress/stoppress/internal/problem"
)

const (
	mediaPath = "/api/v1/media"
	// uploadWithin is how long a picture may take to come in: phones send from where
	// there is hardly a net.
	uploadWithin = 10 * time.Minute
	// maxUploads is how many pictures may be coming in at a time; each is held in
	// memory until it is there.
	maxUploads = 32
	// multipartRoom is what a form may have around the picture, in bytes.
	multipartRoom = 64 << 10
)

// uploadTypes are the types that the body of an upload may have. What the picture
// really is, its bytes say.
var uploadTypes = []string{"image/jpeg", "image/png", "image/webp", "image/gif", "application/octet-stream", "multipart/form-data"}

type pictureAnswer struct {
	Status   int
	Location string `header:"Location"`
	Body     coverage.Picture
}

func (a *API) mediaRoutes() {
	body := &huma.RequestBody{Required: true, Description: "The picture's bytes, or a form with one file", Content: map[string]*huma.MediaType{}}
	for _, t := range uploadTypes {
		body.Content[t] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	}
	file := &huma.Schema{Type: huma.TypeString, Format: "binary"}
	body.Content["multipart/form-data"] = &huma.MediaType{Schema: &huma.Schema{
		Type: huma.TypeObject, Properties: map[string]*huma.Schema{"file": file}, Required: []string{"file"},
	}}
	uploads := make(chan struct{}, maxUploads)

	huma.Register(a.huma, huma.Operation{
		OperationID: "add-picture", Method: http.MethodPost, Path: mediaPath, Summary: "Send a picture; the same file is the same picture",
		DefaultStatus: http.StatusCreated, MaxBodyBytes: media.MaxBytes + multipartRoom, BodyReadTimeout: uploadWithin,
		SkipValidateBody: true, RequestBody: body, Errors: problemAnswers(bodyProblems...),
		Middlewares: huma.Middlewares{func(ctx huma.Context, next func(huma.Context)) {
			select {
			case uploads <- struct{}{}:
				defer func() { <-uploads }()
				next(ctx)
			default:
				p := problem.Of(coverage.Errorf(coverage.Unavailable, "many pictures are coming in at this moment; send it again in a few seconds"), a.Log)
				ctx.SetHeader("Retry-After", p.Headers.Get("Retry-After"))
				_ = huma.WriteErr(a.huma, ctx, p.Status, p.Detail) // whoever asked may have gone away
			}
		}},
	}, func(ctx context.Context, in *struct {
		ContentType string `header:"Content-Type"`
		RawBody     []byte
	}) (*pictureAnswer, error) {
		file, err := uploadedFile(in.ContentType, in.RawBody)
		if err != nil {
			return answer[pictureAnswer](a, nil, err)
		}
		picture, added, err := a.Media.Add(ctx, actorOf(ctx), file)
		out := &pictureAnswer{Status: http.StatusCreated, Location: mediaPath + "/" + string(picture.ID), Body: picture}
		if !added {
			out.Status = http.StatusOK
		}
		return answer(a, out, err)
	})

	type address struct {
		ID string `path:"id"`
	}
	const one = mediaPath + "/{id}"
	huma.Register(a.huma, huma.Operation{
		OperationID: "get-picture", Method: http.MethodGet, Path: one, Summary: "What is known of a picture", Errors: problemAnswers(http.StatusGone),
	}, func(ctx context.Context, in *address) (*struct{ Body coverage.Picture }, error) {
		picture, err := a.Media.Picture(ctx, coverage.PictureID(in.ID))
		return answer(a, &struct{ Body coverage.Picture }{picture}, err)
	})

	huma.Register(a.huma, huma.Operation{
		OperationID: "remove-picture", Method: http.MethodDelete, Path: one, Summary: "Take a picture down: nobody is shown it any more, wherever it stands",
		DefaultStatus: http.StatusNoContent, Errors: problemAnswers(),
	}, func(ctx context.Context, in *address) (*struct{}, error) {
		return answer(a, &struct{}{}, a.Media.Remove(ctx, actorOf(ctx), coverage.PictureID(in.ID)))
	})
}

// uploadedFile gives the file that a request's body is, or that stands in its form.
func uploadedFile(contentType string, body []byte) ([]byte, error) {
	given, parameters, err := mime.ParseMediaType(contentType)
	if err != nil || given != "multipart/form-data" {
		return body, nil
	}
	form := multipart.NewReader(bytes.NewReader(body), parameters["boundary"])
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, coverage.InvalidField("file", "is missing; put the picture into the form as a file")
		}
		if err != nil {
			return nil, malformed("the form cannot be read: " + err.Error())
		}
		if part.FileName() == "" && !strings.HasPrefix(part.Header.Get("Content-Type"), "image/") {
			continue
		}
		file, err := io.ReadAll(part)
		if err != nil {
			return nil, malformed("the form breaks off: " + err.Error())
		}
		return file, nil
	}
}
