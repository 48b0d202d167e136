package web_test

import (
	"bytes"
	"io"
	"io/fs"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

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
	addresses := []string{assets.Script, assets.Style, assets.Icon, assets.Guide}
	for _, script := range []string{"Latn", "Cyrl", "Hebr", "Arab"} {
		addresses = append(addresses, assets.SerifFonts[script], assets.SansFonts[script])
	}
	for _, address := range addresses {
		name, ok := strings.CutPrefix(address, "/assets/")
		if _, err := fs.Stat(assets.Files, name); !ok || err != nil {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestPackedFilesUnpackToTheFilesBesideThem(t *testing.T) {
	assets, err := web.Reader()
	desk, deskErr := web.Desk()
	if err != nil || deskErr != nil {
		t.Skip("the front ends are not built")
	}
	packed := 0
	for _, files := range []fs.FS{assets.Files, desk} {
		err := fs.WalkDir(files, ".", func(name string, _ fs.DirEntry, err error) error {
			plainName, ok := strings.CutSuffix(name, ".br")
			if err != nil || !ok {
				return err
			}
			packed++
			small, err := fs.ReadFile(files, name)
			if err != nil {
				return err
			}
			plain, err := fs.ReadFile(files, plainName)
			if err != nil {
				return err
			}
			if got, err := io.ReadAll(brotli.NewReader(bytes.NewReader(small))); err != nil || !bytes.Equal(got, plain) {
				t.Errorf("%s does not unpack to %s: %v", name, plainName, err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	if packed < 4 { // a script and a style sheet each
		t.Errorf("%d files are packed", packed)
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
