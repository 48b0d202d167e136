package newsroom

import (
	"context"
	"fmt"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Pictures knows the pictures that were uploaded here: an error of the kind NotFound
// where there never was one, of the kind Gone where it was taken down.
type Pictures interface {
	Picture(ctx context.Context, id coverage.PictureID) (coverage.Picture, error)
}

// illustrated gives the copy with what is known of each uploaded picture written into
// the element that shows it, so that a page has its size and its placeholder without
// asking anybody. prev, which may be nil, is the post as it is now: what it shows
// already stays as it is, also where it was taken down since.
func (n *Newsroom) illustrated(ctx context.Context, prev *coverage.Post, c coverage.Copy) (coverage.Copy, error) {
	known := map[string]coverage.Element{}
	if prev != nil {
		for _, e := range prev.Elements {
			known[e.Shown()] = e
		}
	}
	elements := make([]coverage.Element, len(c.Elements))
	for i, e := range c.Elements {
		field, media := "media", &e.Media
		if e.Type == coverage.Embed {
			field, media = "still", &e.Still
		}
		if e.Type == coverage.Image || e.Type == coverage.Embed {
			*media = n.siteMedia(*media)
			if before, has := known[*media]; has && before.Width > 0 && *media != "" {
				e.Width, e.Height, e.Placeholder = before.Width, before.Height, before.Placeholder
			} else if id, own := coverage.ParseMedia(*media); own {
				picture, err := n.pictures.Picture(ctx, id)
				switch coverage.KindOf(err) {
				case coverage.NotFound:
					return c, coverage.InvalidField(fmt.Sprintf("elements[%d].%s", i, field), "is not a picture that was uploaded here; send it to /api/v1/media first")
				case coverage.Gone:
					return c, coverage.InvalidField(fmt.Sprintf("elements[%d].%s", i, field), "is a picture that was taken down; take it out, or put another one in its place")
				}
				if err != nil {
					return c, err
				}
				*media, e.Width, e.Height, e.Placeholder = picture.Media, picture.Width, picture.Height, picture.Placeholder
			} else {
				e.Placeholder = ""
				if e.Type == coverage.Embed {
					e.Width, e.Height = 0, 0
				}
			}
		}
		elements[i] = e
	}
	c.Elements = elements
	return c, nil
}

// siteMedia gives the address of an uploaded picture as it is kept, from the site's
// own address on, also where it was given as a whole or as an id. Others stay.
func (n *Newsroom) siteMedia(media string) string {
	media = strings.TrimSpace(media)
	if path, ours := strings.CutPrefix(media, n.baseURL); ours {
		if _, own := coverage.ParseMedia(path); own {
			return path
		}
	}
	if id := coverage.PictureID(media); id.WellFormed() {
		// Its real width is put in its place when the picture is looked up.
		return coverage.PicturePath(id, coverage.MaxPictureWidth, "jpg")
	}
	return media
}
