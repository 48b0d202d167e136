package media

import (
	"context"
	"fmt"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Store keeps files by name. Get gives journal.ErrNoObject where there is none, and
// deleting what is not there is no error.
type Store interface {
	Put(ctx context.Context, name string, content []byte) error
	Get(ctx context.Context, name string) ([]byte, error)
	Delete(ctx context.Context, name string) error
}

// formName is the name of one form of a picture in the store.
func formName(id coverage.PictureID, width int, e encoding) string {
	return fmt.Sprintf("%s/%d.%s", id, width, e.extension)
}

// negativeName is that of the pixels that forms are still to be made of.
func negativeName(id coverage.PictureID) string { return string(id) + "/negative" }

// namesOf are all names that a picture may have in the store.
func namesOf(id coverage.PictureID, width int) []string {
	names := []string{negativeName(id)}
	for _, w := range coverage.PictureWidths(width) {
		for _, e := range encodings {
			names = append(names, formName(id, w, e))
		}
	}
	return names
}
