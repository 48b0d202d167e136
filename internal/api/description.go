package api

import (
	"encoding/json"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/stoppress/stoppress/internal/coverage"
)

const schemas = "#/components/schemas/"

// description gives the OpenAPI document. It says more than huma, which knows only
// what a request must have: which fields an answer always has, that lists are there
// when they are empty, and which fields each type of element has.
func description(openAPI *huma.OpenAPI) ([]byte, error) {
	encoded, err := openAPI.MarshalJSON()
	if err != nil {
		return nil, err
	}
	var document map[string]any
	if err := json.Unmarshal(encoded, &document); err != nil {
		return nil, err
	}
	described := document["components"].(map[string]any)["schemas"].(map[string]any)
	for name := range answered(document, described) {
		if t := openAPI.Components.Schemas.TypeFromRef(schemas + name); t != nil {
			if always := alwaysThere(t); len(always) > 0 {
				described[name].(map[string]any)["required"] = always
			}
		}
	}
	describeElements(described)
	neverNull(document)
	return json.Marshal(document)
}

// answered gives the names of the schemas that answers are made of.
func answered(document, described map[string]any) map[string]bool {
	names := map[string]bool{}
	var walk func(value any)
	walk = func(value any) {
		switch v := value.(type) {
		case map[string]any:
			if ref, ok := v["$ref"].(string); ok {
				if name := strings.TrimPrefix(ref, schemas); !names[name] {
					names[name] = true
					walk(described[name])
				}
			}
			for _, inner := range v {
				walk(inner)
			}
		case []any:
			for _, inner := range v {
				walk(inner)
			}
		}
	}
	for _, methods := range document["paths"].(map[string]any) {
		for _, operation := range methods.(map[string]any) {
			walk(operation.(map[string]any)["responses"])
		}
	}
	return names
}

// alwaysThere gives the JSON fields of a struct that are written whatever is in them.
func alwaysThere(t reflect.Type) []string {
	var names []string
	if t.Kind() != reflect.Struct {
		return nil
	}
	for field := range t.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case field.Anonymous && name == "":
			names = append(names, alwaysThere(field.Type)...)
		case name != "" && name != "-" && !strings.Contains(options, "omit"):
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// describeElements parts the schema of an element, which has the fields of all
// types, into one for each type: "type" tells which.
func describeElements(described map[string]any) {
	all := described["Element"].(map[string]any)["properties"].(map[string]any)
	var types []any
	mapping := map[string]any{}
	for _, kind := range coverage.ElementTypes {
		fields, needed := coverage.ElementFields(kind)
		properties := map[string]any{"type": map[string]any{"type": "string", "enum": []any{kind}}}
		for _, name := range fields {
			field := maps.Clone(all[name].(map[string]any))
			if words, ok := field["description"].(string); ok {
				_, field["description"], _ = strings.Cut(words, ": ") // before it are the types that have it
			}
			properties[name] = field
		}
		name := strings.ToUpper(string(kind[:1])) + string(kind[1:]) + "Element"
		described[name] = map[string]any{
			"type": "object", "additionalProperties": false, "properties": properties, "required": append([]string{"type"}, needed...),
		}
		types = append(types, map[string]any{"$ref": schemas + name})
		mapping[string(kind)] = schemas + name
	}
	described["Element"] = map[string]any{"oneOf": types, "discriminator": map[string]any{"propertyName": "type", "mapping": mapping}}
}

// neverNull takes null from the types of lists: none is ever written.
func neverNull(value any) {
	switch v := value.(type) {
	case map[string]any:
		if types, ok := v["type"].([]any); ok && slices.Contains(types, any("array")) {
			v["type"] = "array"
		}
		for _, inner := range v {
			neverNull(inner)
		}
	case []any:
		for _, inner := range v {
			neverNull(inner)
		}
	}
}

func (a *API) descriptionRoute() error {
	document, err := description(a.huma.OpenAPI())
	if err != nil {
		return err
	}
	a.mux.HandleFunc("GET /api/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(document) // whoever asked may have gone away
	})
	return nil
}
