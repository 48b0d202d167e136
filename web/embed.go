// Package web holds the built front ends: what "make build" writes to built/,
// inside the binary. It imports no other room.
package web

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
)

//go:embed all:built
var built embed.FS

var errNotBuilt = errors.New("the front ends are not in this binary; run \"make build\" and start bin/stoppress")

// ReaderAssets are the files of the reader's page, under names that change with
// what is in them, so that they may be kept for ever.
type ReaderAssets struct {
	// Addresses under /assets/.
	Script, Style, Icon string
	Player              string // the script of what other sites' cards become
	Guide               string // the style guide's own stylesheet
	Sheet               string // what is in Style
	// Those of the two families by script (an ISO 15924 code such as "Latn").
	SerifFonts, SansFonts map[string]string
	// Files is what to serve under /assets/.
	Files fs.FS
}

// Reader gives the assets of the reader's page.
func Reader() (ReaderAssets, error) {
	files, err := fs.Sub(built, "built/reader")
	if err != nil {
		return ReaderAssets{}, err
	}
	manifest, err := fs.ReadFile(files, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return ReaderAssets{}, fmt.Errorf("load the reader's page: %w", errNotBuilt)
	}
	if err != nil {
		return ReaderAssets{}, fmt.Errorf("load the reader's page: %w", err)
	}
	var names struct {
		Script, Style, Icon, Guide, Player string
		Serif, Sans                        map[string]string
	}
	if err := json.Unmarshal(manifest, &names); err != nil {
		return ReaderAssets{}, fmt.Errorf("read web/built/reader/manifest.json: %w", err)
	}
	assets := ReaderAssets{Files: files}
	for _, a := range []struct {
		to   *string
		name string
	}{{&assets.Script, names.Script}, {&assets.Style, names.Style}, {&assets.Icon, names.Icon}, {&assets.Guide, names.Guide}, {&assets.Player, names.Player}} {
		if *a.to, err = address(files, a.name); err != nil {
			return ReaderAssets{}, err
		}
	}
	for _, a := range []struct {
		to    *map[string]string
		names map[string]string
	}{{&assets.SerifFonts, names.Serif}, {&assets.SansFonts, names.Sans}} {
		*a.to = map[string]string{}
		for script, name := range a.names {
			if (*a.to)[script], err = address(files, name); err != nil {
				return ReaderAssets{}, err
			}
		}
	}
	sheet, err := fs.ReadFile(files, names.Style)
	if err != nil {
		return ReaderAssets{}, fmt.Errorf("load the reader's page: %w", err)
	}
	assets.Sheet = string(sheet)
	return assets, nil
}

// EmbedScript gives the script of /embed.js, which other sites' pages load.
func EmbedScript() ([]byte, error) {
	script, err := fs.ReadFile(built, "built/embed/embed.js")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("load the script for other sites' pages: %w", errNotBuilt)
	}
	return script, err
}

// address gives the address of a file that the manifest names.
func address(files fs.FS, name string) (string, error) {
	if _, err := fs.Stat(files, name); err != nil {
		return "", fmt.Errorf("web/built/reader/manifest.json names %q: %w", name, err)
	}
	return "/assets/" + name, nil
}

// Desk gives the files of the desk, index.html among them.
func Desk() (fs.FS, error) {
	files, err := fs.Sub(built, "built/desk")
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(files, "index.html"); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("load the desk: %w", errNotBuilt)
	} else if err != nil {
		return nil, fmt.Errorf("load the desk: %w", err)
	}
	return files, nil
}
