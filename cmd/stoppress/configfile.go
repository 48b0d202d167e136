package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/alecthomas/kong"
)

// configFile takes flags from a JSON object. Unlike kong's own, it refuses a key
// that is no flag: a setting that is misspelt must not go unnoticed.
func configFile(r io.Reader) (kong.Resolver, error) {
	values := map[string]any{}
	if err := json.NewDecoder(r).Decode(&values); err != nil {
		return nil, fmt.Errorf("the configuration file is not a JSON object: %w", err)
	}
	return settings(values), nil
}

type settings map[string]any

// Validate looks for keys that are no flag of any command.
func (s settings) Validate(app *kong.Application) error {
	flags := map[string]bool{}
	var gather func(*kong.Node)
	gather = func(n *kong.Node) {
		for _, f := range n.Flags {
			flags[f.Name] = true
		}
		for _, child := range n.Children {
			gather(child)
		}
	}
	gather(app.Node)
	for _, key := range slices.Sorted(maps.Keys(s)) {
		if !flags[key] {
			return errors.New("the configuration file names " + key + ", which is no flag; stoppress serve --help lists them, without the dashes")
		}
	}
	return nil
}

// Resolve gives a flag's value, nil where the file has none.
func (s settings) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	value, ok := s[flag.Name]
	if !ok {
		return nil, nil
	}
	return value, nil
}
