package coverage

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"math"
	"regexp"
	"strings"
)

// PictureID names a picture that was uploaded here. It is made of the uploaded
// bytes, so that the same file is the same picture wherever and however often it
// comes in.
type PictureID string

// Picture is an uploaded picture as posts show it: turned upright, in the colours
// of the web, without what its file told of its maker's camera and place.
type Picture struct {
	ID          PictureID `json:"id"`
	Media       string    `json:"media" doc:"What the media of an image element is set to"`
	Width       int       `json:"width" doc:"In pixels, of the largest form that is kept"`
	Height      int       `json:"height"`
	Placeholder string    `json:"placeholder" doc:"A few pixels as a data: address, to stand there until the picture comes"`
	Alt         string    `json:"alt" doc:"As the file itself says it, as the next two; empty where it does not"`
	Caption     string    `json:"caption"`
	Credit      string    `json:"credit"`
}

// MaxPictureWidth and MaxPictureHeight bound the largest form of a picture that is
// kept, in pixels: twice the width of a page's widest column.
const (
	MaxPictureWidth  = 1600
	MaxPictureHeight = 3200
	// MaxSide bounds what an element may say of a picture that lies elsewhere.
	MaxSide = 1 << 16
)

// smaller are the widths of a picture's smaller forms.
var smaller = []int{480, 960}

var (
	pictureText = base32.NewEncoding("0123456789abcdefghijklmnopqrstuv").WithPadding(base32.NoPadding)
	pictureForm = regexp.MustCompile(`^[0-9a-v]{32}$`)
	picturePath = regexp.MustCompile(`^/media/([0-9a-v]{32})/[1-9][0-9]{0,3}\.jpg$`)
	placeholder = regexp.MustCompile(`^data:image/png;base64,[0-9A-Za-z+/]{1,400}={0,2}$`)
)

// PictureOf gives the id of the picture that a file is.
func PictureOf(file []byte) PictureID {
	sum := sha256.Sum256(file)
	return PictureID(pictureText.EncodeToString(sum[:20]))
}

// WellFormed tells whether the id could be a picture's.
func (id PictureID) WellFormed() bool { return pictureForm.MatchString(string(id)) }

// PicturePath is the address of one form of a picture, from the site's own on.
func PicturePath(id PictureID, width int, extension string) string {
	return fmt.Sprintf("/media/%s/%d.%s", id, width, extension)
}

// ParseMedia gives the id of the picture that an image element's media names, if it
// is one that was uploaded here.
func ParseMedia(media string) (PictureID, bool) {
	if m := picturePath.FindStringSubmatch(media); m != nil {
		return PictureID(m[1]), true
	}
	return "", false
}

// PictureWidths gives the widths in which a picture is kept, rising. None is larger
// than the picture, and none so near to it that it would save little.
func PictureWidths(width int) []int {
	var out []int
	for _, w := range smaller {
		if w*5/4 <= width {
			out = append(out, w)
		}
	}
	return append(out, width)
}

// PictureHeight gives the height that goes with one of the widths.
func PictureHeight(width, height, at int) int {
	return max(1, int(math.Round(float64(height)*float64(at)/float64(width))))
}

// Shown gives the address of the picture that an element shows: an image's own, or
// an embed's still. It is empty where there is none.
func (e Element) Shown() string {
	if e.Type == Embed {
		return e.Still
	}
	return e.Media
}

// checkImage tidies an image. Its media is an address anywhere, or the path of a
// picture that was uploaded here.
func (p *problems) checkImage(at string, e *Element) {
	e.Alt, e.Caption, e.Credit = line(e.Alt), line(e.Caption), line(e.Credit)
	_, own := ParseMedia(e.Media)
	if !own {
		p.webAddress(at+".media", e.Media, true)
	}
	p.limit(at+".alt", e.Alt, MaxStandfirst)
	p.limit(at+".caption", e.Caption, MaxStandfirst)
	p.limit(at+".credit", e.Credit, MaxTitle)
	if e.Decorative && e.Alt != "" {
		p.add(at+".decorative", "cannot be true of a picture with alternative text; take out one of the two")
	}
	p.checkFrame(at, *e)
}

// checkFrame checks what an image or an embed says of the room that its picture
// takes, and of what stands there until it comes.
func (p *problems) checkFrame(at string, e Element) {
	for _, side := range []struct {
		name string
		is   int
	}{{"width", e.Width}, {"height", e.Height}} {
		if side.is < 0 || side.is > MaxSide {
			p.add(at+"."+side.name, "is %d; use 1 to %d pixels", side.is, MaxSide)
		}
	}
	if (e.Width == 0) != (e.Height == 0) {
		p.add(at+".width", "and height go together; say both or neither")
	}
	if e.Placeholder != "" && !placeholder.MatchString(e.Placeholder) {
		p.add(at+".placeholder", "is not one that this server has made")
	}
}

// CheckAlternatives is an error where a post that readers are to see has a picture
// that says nothing to those who cannot see it, and is not marked as decorative. A
// picture that was let through before, in prev, stops nobody from correcting the
// words beside it.
func CheckAlternatives(prev *Post, next Post) error {
	if next.Status != Published && next.Status != Scheduled {
		return nil
	}
	seen := map[string]bool{}
	if prev != nil && (prev.Public() || prev.Status == Scheduled) {
		for _, e := range prev.Elements {
			if e.lacksAlternative() {
				seen[e.Media] = true
			}
		}
	}
	var p problems
	for i, e := range next.Elements {
		if e.lacksAlternative() && !seen[e.Media] {
			p.add(at("elements", i)+".alt", "is missing; say what the picture shows for those who cannot see it, or mark it as decorative")
		}
	}
	return p.err()
}

func (e Element) lacksAlternative() bool {
	return e.Type == Image && strings.TrimSpace(e.Alt) == "" && !e.Decorative
}
