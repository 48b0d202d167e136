package media

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"github.com/kovidgoyal/imaging"
	"github.com/kovidgoyal/imaging/prism/meta/autometa"
	"github.com/kovidgoyal/imaging/prism/meta/icc"
	"golang.org/x/image/draw"

	"github.com/stoppress/stoppress/internal/coverage"
)

// develop makes the pixels of a file's largest form: not larger than the file's own,
// upright, in sRGB, on white. The header must have been read.
func develop(file []byte, f format, orientation int) (*image.RGBA, error) {
	raw, err := f.decode(bytes.NewReader(file))
	if err != nil {
		return nil, unreadable(f.name, err)
	}
	bounds := raw.Bounds()
	width, height := fit(bounds.Dx(), bounds.Dy(), orientation)
	flat := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(flat, flat.Bounds(), image.White, image.Point{}, draw.Src)
	draw.CatmullRom.Scale(flat, flat.Bounds(), raw, bounds, draw.Over, nil)
	return turn(toSRGB(flat, raw, file), orientation), nil
}

// fit gives the size of the largest form, before it is turned.
func fit(width, height, orientation int) (int, int) {
	maxWidth, maxHeight := coverage.MaxPictureWidth, coverage.MaxPictureHeight
	if swapsSides(orientation) {
		maxWidth, maxHeight = maxHeight, maxWidth
	}
	if width > maxWidth {
		width, height = maxWidth, coverage.PictureHeight(width, height, maxWidth)
	}
	if height > maxHeight {
		width, height = coverage.PictureHeight(height, width, maxHeight), maxHeight
	}
	return width, height
}

// toSRGB converts the colours of a picture that says which others they are. One
// whose profile cannot be used keeps its numbers, as browsers would have it.
func toSRGB(flat *image.RGBA, raw image.Image, file []byte) (out *image.RGBA) {
	out = flat
	defer func() {
		if recover() != nil { // of a profile that contradicts itself
			out = flat
		}
	}()
	switch raw.(type) {
	case *image.CMYK, *image.Gray, *image.Gray16:
		return flat // the profile is of other channels than those that are left
	}
	about, _, err := autometa.Load(bytes.NewReader(file))
	if err != nil || about == nil {
		return flat
	}
	profile, err := about.ICCProfile()
	if err != nil || profile == nil || profile.Header.DataColorSpace != icc.ColorSpaceRGB {
		return flat
	}
	work := image.NewRGBA(flat.Bounds()) // the conversion may write into what it is given
	copy(work.Pix, flat.Pix)
	converted, err := imaging.ConvertToSRGB(profile, imaging.Relative, true, work)
	if err != nil {
		return flat
	}
	if same, ok := converted.(*image.RGBA); ok {
		return same
	}
	draw.Draw(work, work.Bounds(), converted, converted.Bounds().Min, draw.Src)
	return work
}

func swapsSides(orientation int) bool { return orientation >= 5 }

// turn turns a picture upright, as EXIF's orientation says it must be.
func turn(in *image.RGBA, orientation int) *image.RGBA {
	w, h := in.Bounds().Dx(), in.Bounds().Dy()
	// from tells which pixel of the file comes to a place.
	var from func(x, y int) (int, int)
	switch orientation {
	case 2:
		from = func(x, y int) (int, int) { return w - 1 - x, y }
	case 3:
		from = func(x, y int) (int, int) { return w - 1 - x, h - 1 - y }
	case 4:
		from = func(x, y int) (int, int) { return x, h - 1 - y }
	case 5:
		from = func(x, y int) (int, int) { return y, x }
	case 6:
		from = func(x, y int) (int, int) { return y, h - 1 - x }
	case 7:
		from = func(x, y int) (int, int) { return w - 1 - y, h - 1 - x }
	case 8:
		from = func(x, y int) (int, int) { return w - 1 - y, x }
	default:
		return in
	}
	size := image.Rect(0, 0, w, h)
	if swapsSides(orientation) {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			fx, fy := from(x, y)
			copy(out.Pix[out.PixOffset(x, y):][:4], in.Pix[in.PixOffset(fx, fy):][:4])
		}
	}
	return out
}

// resize gives the picture in one of its widths.
func resize(in *image.RGBA, width int) *image.RGBA {
	size := in.Bounds()
	if width == size.Dx() {
		return in
	}
	out := image.NewRGBA(image.Rect(0, 0, width, coverage.PictureHeight(size.Dx(), size.Dy(), width)))
	draw.CatmullRom.Scale(out, out.Bounds(), in, size, draw.Src, nil)
	return out
}

// The placeholder's pixels: browsers draw so few as a soft gradient.
const placeholderWidth, placeholderHeight = 4, 3

// placeholderOf gives a few pixels of the picture as a data: address of some 150
// characters.
func placeholderOf(in *image.RGBA) (string, error) {
	small := image.NewRGBA(image.Rect(0, 0, placeholderWidth, placeholderHeight))
	draw.CatmullRom.Scale(small, small.Bounds(), in, in.Bounds(), draw.Src, nil)
	for y := range placeholderHeight {
		for x := range placeholderWidth {
			c := small.RGBAAt(x, y)
			// Fewer shades are fewer bytes; nobody sees them so far apart.
			small.SetRGBA(x, y, color.RGBA{c.R &^ 3, c.G &^ 3, c.B &^ 3, 0xff})
		}
	}
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&b, small); err != nil {
		return "", fmt.Errorf("write the placeholder: %w", err)
	}
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(b.Bytes()), nil
}
