package web_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/stoppress/stoppress/web"
)

// The front ends may be built or not where this runs; each has its rule.

func TestReaderHasItsFilesOrSaysHowToBuildThem(t *testing.T) {
	assets, err := web.Reader()
	if err != nil {
		if !strings.Contains(err.Error(), "make build") {
			t.Errorf("%q does not say what to do", err)
		}
		return
	}
	for _, address := range append([]string{assets.Script, assets.Style, assets.Icon}, assets.Fonts...) {
		name, ok := strings.CutPrefix(address, "/assets/")
		if _, err := fs.Stat(assets.Files, name); !ok || err != nil {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestDeskHasItsPageOrSaysHowToBuildIt(t *testing.T) {
	files, err := web.Desk()
	if err != nil {
		if !strings.Contains(err.Error(), "make build") {
			t.Errorf("%q does not say what to do", err)
		}
		return
	}
	if _, err := fs.Stat(files, "index.html"); err != nil {
		t.Error(err)
	}
}
