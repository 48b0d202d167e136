package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/stoppress/stoppress/internal/coverage"
)

// siteTheme reads the theme of all pages from a JSON file; "" names none.
func siteTheme(file string) (*coverage.Theme, error) {
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, usageError{fmt.Sprintf("--theme: the file cannot be read: %v", err)}
	}
	var theme coverage.Theme
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&theme); err != nil {
		return nil, usageError{fmt.Sprintf("--theme: %s is not a theme: %v; docs/theming.md shows one", file, err)}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, usageError{fmt.Sprintf("--theme: %s goes on after its JSON object", file)}
	}
	checked, err := coverage.CheckTheme(theme)
	if err != nil {
		return nil, usageError{fmt.Sprintf("--theme: %s: %v", file, err)}
	}
	return checked, nil
}
