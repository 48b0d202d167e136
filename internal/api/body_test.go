package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/problem"
)

func postShape() shape[postBody] {
	huma.NewError = newProblem
	config := huma.DefaultConfig("", "")
	config.FieldsOptionalByDefault = true
	return newShape[postBody](humago.New(http.NewServeMux(), config))
}

func TestAMergePatchReplacesArraysWholeAndNullTakesAway(t *testing.T) {
	s := postShape()
	now := postBody{Status: coverage.Draft, Copy: coverage.Copy{
		Title: "Ferries", Claim: coverage.Reported,
		Byline:  []coverage.Contributor{{Name: "Ida Brandt", Role: "reporter"}, {Name: "Tomás Vela"}},
		Sources: []coverage.Source{{Name: "Northern Press Agency", Kind: coverage.Agency}},
	}}
	got, err := s.patch(now, []byte(`{"claim":null,"byline":[{"name":"Edda Rask"}],"pinned":true}`))
	if err != nil {
		t.Fatal(err)
	}
	if got.Claim != "" || len(got.Byline) != 1 || got.Byline[0] != (coverage.Contributor{Name: "Edda Rask"}) || !got.Pinned {
		t.Errorf("what was named became %+v", got)
	}
	if got.Title != "Ferries" || len(got.Sources) != 1 || got.Status != coverage.Draft {
		t.Errorf("what was left out became %+v", got)
	}
}

// FuzzPatch holds that whatever comes in through the door is taken or refused by
// name, and never ends the server.
func FuzzPatch(f *testing.F) {
	for _, seed := range []string{
		`{}`, `{"title":"a"}`, `{"title":null}`, `{"elements":[{"type":"list","items":[null]}]}`, `[]`, `"x"`, `{"publishedAt":"2026-03-04T12:00:00Z"}`,
		`{"publishedAt":"2026-02-30T12:00:00Z"}`, `{"byline":{"0":{"name":"x"}}}`, `{"title":1e999}`, `{"a":{"b":{"c":null}}}`, "{\"title\":\"\xff\"}", `{"title":"a","title":2}`,
	} {
		f.Add([]byte(seed))
	}
	s := postShape()
	now := postBody{Copy: coverage.Copy{Title: "Ferries", Byline: []coverage.Contributor{{Name: "Ida"}}}}
	f.Fuzz(func(t *testing.T, patch []byte) {
		got, err := s.patch(now, patch)
		if err != nil {
			var p *problem.Problem
			if kind := coverage.KindOf(err); kind != coverage.Invalid && kind != coverage.Malformed && !errors.As(err, &p) {
				t.Errorf("%q: %v", patch, err)
			}
			return
		}
		if _, err := json.Marshal(got); err != nil {
			t.Errorf("%q makes what cannot be written: %v", patch, err)
		}
	})
}
