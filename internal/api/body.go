package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/problem"
)

// maxBody is what huma refuses a body from, in bytes: a body of a whole MiB is
// taken.
const maxBody = 1<<20 + 1

const (
	jsonType  = "application/json"
	patchType = "application/merge-patch+json"
)

// checkContentType is an error where a request's body is not of a type that its
// method takes.
func checkContentType(r *http.Request) *problem.Problem {
	takes := []string{jsonType}
	switch {
	case r.Method == http.MethodPost && r.URL.Path == mediaPath:
		takes = uploadTypes
	case r.Method == http.MethodPost, r.Method == http.MethodPut:
	case r.Method == http.MethodPatch:
		takes = append(takes, patchType)
	default:
		return nil
	}
	given, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err == nil && slices.Contains(takes, given) {
		return nil
	}
	return problem.New(http.StatusUnsupportedMediaType, "send the body as "+strings.Join(takes, ", ")+", and say so in Content-Type",
		problem.Field{Location: "header.Content-Type", Message: "is not " + strings.Join(takes, ", ")})
}

// shape checks and decodes the body of one kind of request.
type shape[T any] struct {
	registry huma.Registry
	schema   *huma.Schema
}

func newShape[T any](api huma.API) shape[T] {
	registry := api.OpenAPI().Components.Schemas
	return shape[T]{registry: registry, schema: registry.Schema(reflect.TypeFor[T](), true, "")}
}

// request describes the body in the OpenAPI document.
func (s shape[T]) request(types ...string) *huma.RequestBody {
	content := map[string]*huma.MediaType{}
	for _, t := range types {
		content[t] = &huma.MediaType{Schema: s.schema}
	}
	return &huma.RequestBody{Required: true, Content: content}
}

// decode reads a body: 400 for what is not JSON in UTF-8, 422 for what is of
// another shape.
func (s shape[T]) decode(raw []byte) (T, error) {
	var value T
	parsed, err := parse(raw)
	if err != nil {
		return value, err
	}
	result := &huma.ValidateResult{}
	huma.Validate(s.registry, s.schema, huma.NewPathBuffer([]byte("body"), len("body")), huma.ModeWriteToServer, parsed, result)
	if len(result.Errors) > 0 {
		return value, newProblem(http.StatusUnprocessableEntity, "", atTheirFields(result.Errors)...)
	}
	if err := json.Unmarshal(raw, &value); err != nil {
		if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			return value, coverage.InvalidField(e.Field, "cannot be a %s", e.Value)
		}
		return value, coverage.InvalidField("", "cannot be read: %v", err)
	}
	return value, nil
}

// atTheirFields moves errors about a field that is missing from the object that
// lacks it to the field.
func atTheirFields(errs []error) []error {
	for _, err := range errs {
		var name string
		if d, ok := errors.AsType[*huma.ErrorDetail](err); ok {
			if n, _ := fmt.Sscanf(d.Message, validation.MsgExpectedRequiredProperty, &name); n == 1 {
				d.Location, d.Message = d.Location+"."+name, "is missing"
			}
		}
	}
	return errs
}

// patch applies a JSON merge patch (RFC 7396) to what is there now.
func (s shape[T]) patch(now T, raw []byte) (T, error) {
	parsed, err := parse(raw)
	if err != nil {
		return now, err
	}
	fields, ok := parsed.(map[string]any)
	if !ok {
		return now, coverage.InvalidField("", "must be an object with the fields to change")
	}
	schema := s.schema
	if schema.Ref != "" {
		schema = s.registry.SchemaFromRef(schema.Ref)
	}
	for name := range fields {
		if _, known := schema.Properties[name]; !known {
			return now, coverage.InvalidField(name, "is not a field that can be changed")
		}
	}
	before, err := json.Marshal(now)
	if err != nil {
		return now, err
	}
	var target any
	if err := json.Unmarshal(before, &target); err != nil {
		return now, err
	}
	after, err := json.Marshal(merge(target, fields))
	if err != nil {
		return now, err
	}
	return s.decode(after)
}

// merge is MergePatch of RFC 7396, section 2.
func merge(target, patch any) any {
	fields, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	out, ok := target.(map[string]any)
	if !ok {
		out = map[string]any{}
	}
	for name, value := range fields {
		if value == nil {
			delete(out, name)
		} else {
			out[name] = merge(out[name], value)
		}
	}
	return out
}

func parse(raw []byte) (any, error) {
	if !utf8.Valid(raw) {
		return nil, malformed("the body is not valid UTF-8")
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	var value any
	switch err := decoder.Decode(&value); {
	case errors.As(err, new(*json.UnmarshalTypeError)):
		// JSON it is; no field here takes a number that large.
		return nil, coverage.InvalidField("", "holds a number that is too large")
	case err != nil:
		return nil, malformed("the body is not JSON: " + err.Error())
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, malformed("the body goes on after its JSON value")
	}
	return value, nil
}

func malformed(message string) error {
	return &coverage.Error{Kind: coverage.Malformed, Message: message, Fields: []coverage.FieldError{{Field: "", Message: message}}}
}
