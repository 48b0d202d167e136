package media

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/riff"
	"golang.org/x/image/vp8"
	"golang.org/x/image/vp8l"
	"golang.org/x/image/webp"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Limits of what is taken in.
const (
	MaxBytes  = 25 << 20
	maxPixels = 50_000_000 // the largest that phones make of themselves
	maxSide   = 1 << 14
)

// format is a kind of picture files.
type format struct {
	name   string
	magic  func([]byte) bool
	header func([]byte) (image.Config, error) // reads no pixels
	decode func(io.Reader) (image.Image, error)
}

// formats are the kinds that are taken.
var formats = []format{
	{"JPEG", begins("\xff\xd8\xff"), configOf(jpeg.DecodeConfig), jpeg.Decode},
	{"PNG", begins("\x89PNG\r\n\x1a\n"), configOf(png.DecodeConfig), png.Decode},
	{"GIF", begins("GIF8"), configOf(gif.DecodeConfig), gif.Decode},
	{"WebP", func(b []byte) bool { return len(b) > 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP" }, webpHeader, webp.Decode},
}

// refused are kinds that people have on their devices and that are not taken, with
// what to do. The AVIF decoders that can be built without C have no bounds of memory
// and time that a file could not break; the desk turns such files into JPEG itself.
var refused = []struct{ brands, name string }{
	{"avif avis", "AVIF"}, {"heic heix heim heis hevc mif1 msf1", "HEIC"},
}

func begins(magic string) func([]byte) bool {
	return func(b []byte) bool { return bytes.HasPrefix(b, []byte(magic)) }
}

func configOf(read func(io.Reader) (image.Config, error)) func([]byte) (image.Config, error) {
	return func(b []byte) (image.Config, error) { return read(bytes.NewReader(b)) }
}

// readHeader tells what a file is, and refuses what is not taken. It decodes nothing.
func readHeader(file []byte) (format, error) {
	if len(file) == 0 {
		return format{}, coverage.InvalidField("", "is empty; send the bytes of a picture")
	}
	if len(file) > MaxBytes {
		return format{}, coverage.Errorf(coverage.TooLarge, "the picture has more than %d MiB; make it smaller and send it again", MaxBytes>>20)
	}
	for _, f := range formats {
		if !f.magic(file) {
			continue
		}
		config, err := f.header(file)
		if err != nil {
			return format{}, unreadable(f.name, err)
		}
		w, h := config.Width, config.Height
		if w <= 0 || h <= 0 {
			return format{}, unreadable(f.name, errors.New("it has no pixels"))
		}
		if w > maxSide || h > maxSide || w*h > maxPixels {
			return format{}, coverage.InvalidField("", "has %d by %d pixels; up to %d million are taken, and %d on a side: make it smaller and send it again", w, h, maxPixels/1_000_000, maxSide)
		}
		return f, nil
	}
	if len(file) > 12 && string(file[4:8]) == "ftyp" {
		for _, r := range refused {
			if bytes.Contains([]byte(r.brands), file[8:12]) {
				return format{}, notTaken("is a picture in the format %s, which is not taken; save it as JPEG, PNG or WebP and send that", r.name)
			}
		}
	}
	return format{}, notTaken("is no picture that is taken; send a JPEG, PNG, WebP or GIF file")
}

func notTaken(format string, args ...any) error { return coverage.InvalidField("", format, args...) }

func unreadable(name string, err error) error {
	e := coverage.InvalidField("", "begins like a %s file and cannot be read as one; send another copy of it", name)
	e.Cause = err
	return e
}

// webpHeader gives the larger of what a WebP file says of its canvas and of each of
// the frames in it: they may contradict each other, and the decoder believes the
// frame.
func webpHeader(file []byte) (image.Config, error) {
	config, err := webp.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return config, err
	}
	_, chunks, err := riff.NewReader(bytes.NewReader(file))
	if err != nil {
		return config, err
	}
	for {
		id, size, data, err := chunks.Next()
		if errors.Is(err, io.EOF) {
			return config, nil
		}
		if err != nil {
			return config, err
		}
		var w, h int
		switch string(id[:]) {
		case "VP8 ":
			d := vp8.NewDecoder()
			d.Init(data, int(size))
			frame, err := d.DecodeFrameHeader()
			if err != nil {
				return config, fmt.Errorf("read the frame: %w", err)
			}
			w, h = frame.Width, frame.Height
		case "VP8L":
			frame, err := vp8l.DecodeConfig(data)
			if err != nil {
				return config, fmt.Errorf("read the frame: %w", err)
			}
			w, h = frame.Width, frame.Height
		}
		config.Width, config.Height = max(config.Width, w), max(config.Height, h)
	}
}
