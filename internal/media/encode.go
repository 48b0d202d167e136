package media

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"

	"github.com/gen2brain/avif"
	"github.com/gen2brain/webp"
)

// encoding is one of the forms that pictures are served in.
type encoding struct {
	extension, mediaType string
	write                func(io.Writer, *image.RGBA) error
}

// The qualities are chosen to look alike.
var (
	asJPEG = encoding{"jpg", "image/jpeg", func(w io.Writer, m *image.RGBA) error {
		return jpeg.Encode(w, m, &jpeg.Options{Quality: 82})
	}}
	asWebP = encoding{"webp", "image/webp", func(w io.Writer, m *image.RGBA) error {
		return webp.Encode(w, m, webp.Options{Quality: 76, Method: 4})
	}}
	asAVIF = encoding{"avif", "image/avif", func(w io.Writer, m *image.RGBA) error {
		return avif.Encode(w, m, avif.Options{Quality: 58, QualityAlpha: 100, Speed: 8, ChromaSubsampling: image.YCbCrSubsampleRatio420})
	}}
)

// later are the encodings that take their time. Their encoders are compiled when
// the first picture needs them, not at the start.
var later = []encoding{asWebP, asAVIF}

var encodings = append([]encoding{asJPEG}, later...)

func (e encoding) bytes(m *image.RGBA) ([]byte, error) {
	var b bytes.Buffer
	if err := e.write(&b, m); err != nil {
		return nil, fmt.Errorf("write a picture as %s: %w", e.extension, err)
	}
	return b.Bytes(), nil
}

func encodingOf(extension string) (encoding, bool) {
	for _, e := range encodings {
		if e.extension == extension {
			return e, true
		}
	}
	return encoding{}, false
}
