package media

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"strings"
	"testing"

	"github.com/gen2brain/webp"

	"github.com/stoppress/stoppress/internal/coverage"
)

func asWebPFile(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := webp.Encode(&b, m, webp.Options{Quality: 80, Method: 0}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pngOfSize is a PNG file of a few bytes that says how large it is.
func pngOfSize(w, h uint32) []byte {
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	header := binary.BigEndian.AppendUint32([]byte("IHDR"), w)
	header = append(binary.BigEndian.AppendUint32(header, h), 8, 2, 0, 0, 0)
	_ = binary.Write(&b, binary.BigEndian, uint32(len(header)-4))
	b.Write(header)
	_ = binary.Write(&b, binary.BigEndian, crc32.ChecksumIEEE(header))
	return b.Bytes()
}

// jpegOfSize is a JPEG file up to where its pixels would begin.
func jpegOfSize(w, h uint16) []byte {
	frame := []byte{8}
	frame = binary.BigEndian.AppendUint16(frame, h)
	frame = binary.BigEndian.AppendUint16(frame, w)
	frame = append(frame, 1, 1, 0x11, 0)
	out := append([]byte{0xff, 0xd8}, segment(0xc0, string(frame))...)
	return append(out, segment(0xda, "\x01\x01\x00\x00\x3f\x00")...)
}

func gifOfSize(w, h uint16) []byte {
	out := binary.LittleEndian.AppendUint16([]byte("GIF89a"), w)
	return append(binary.LittleEndian.AppendUint16(out, h), 0, 0, 0)
}

// webpThatLies says that it is tiny, and holds a frame that is not.
func webpThatLies(t testing.TB) []byte {
	t.Helper()
	canvas := append(make([]byte, 4), 0, 0, 0, 0, 0, 0)                   // 1 by 1
	frame := []byte{0x50, 0, 0, 0x9d, 0x01, 0x2a, 0xff, 0x3f, 0xff, 0x3f} // a key frame of 16383 by 16383
	frame[1], frame[2] = 0x10, 0                                          // with a first partition of some length
	var b bytes.Buffer
	b.WriteString("WEBPVP8X")
	_ = binary.Write(&b, binary.LittleEndian, uint32(len(canvas)))
	b.Write(canvas)
	b.WriteString("VP8 ")
	_ = binary.Write(&b, binary.LittleEndian, uint32(len(frame)))
	b.Write(frame)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(b.Len())), b.Bytes()...)
}

func TestAFileIsWhatItsBytesSay(t *testing.T) {
	m := quarters(8, 6)
	for name, c := range map[string]struct {
		file   []byte
		format string // empty: refused
		says   string // what the refusal names
	}{
		"JPEG":                    {asJPEGFile(t, m), "JPEG", ""},
		"PNG":                     {asPNGFile(t, m), "PNG", ""},
		"GIF":                     {asGIFFile(t, m), "GIF", ""},
		"WebP":                    {asWebPFile(t, m), "WebP", ""},
		"nothing":                 {nil, "", "is empty"},
		"HTML":                    {[]byte("<!doctype html><script>alert(1)</script>"), "", "no picture that is taken"},
		"SVG":                     {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "", "no picture that is taken"},
		"a PDF":                   {[]byte("%PDF-1.7"), "", "no picture that is taken"},
		"AVIF":                    {[]byte("\x00\x00\x00\x20ftypavif\x00\x00\x00\x00avif"), "", "AVIF"},
		"HEIC":                    {[]byte("\x00\x00\x00\x20ftypheic\x00\x00\x00\x00mif1"), "", "HEIC"},
		"half a JPEG":             {asJPEGFile(t, m)[:12], "", "JPEG"},
		"half a PNG":              {asPNGFile(t, m)[:20], "", "PNG"},
		"a PNG of 2 thousand MP":  {pngOfSize(50_000, 40_000), "", "50000 by 40000"},
		"a PNG with no pixels":    {pngOfSize(0, 10), "", "PNG"},
		"a long thin PNG":         {pngOfSize(1, 20_000), "", "1 by 20000"},
		"a JPEG of 4 thousand MP": {jpegOfSize(65_535, 65_535), "", "65535 by 65535"},
		"a large JPEG":            {jpegOfSize(8192, 6100), "JPEG", ""},
		"a JPEG of 51 MP":         {jpegOfSize(8200, 6200), "", "8200 by 6200"},
		"a GIF of 4 thousand MP":  {gifOfSize(65_535, 65_535), "", "65535 by 65535"},
		"a WebP that lies":        {webpThatLies(t), "", ""},
		"too many bytes":          {append(asJPEGFile(t, m), make([]byte, MaxBytes)...), "", "25 MiB"},
	} {
		f, err := readHeader(c.file)
		if f.name != c.format || (err == nil) != (c.format != "") {
			t.Errorf("%s: taken for %q, %v", name, f.name, err)
		}
		if err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: refused with %q, which does not say %q", name, err, c.says)
		}
		want := coverage.Invalid
		if len(c.file) > MaxBytes {
			want = coverage.TooLarge
		}
		if kind := coverage.KindOf(err); err != nil && kind != want {
			t.Errorf("%s: an error of kind %d", name, kind)
		}
	}
}

// What passes the header's reader is never larger than what is decoded.
func FuzzReadHeader(f *testing.F) {
	m := quarters(5, 4)
	for _, file := range [][]byte{
		asJPEGFile(f, m, exif(6), iptc(map[byte]string{120: "Words"}), xmp(`<dc:description>`+alternatives("Words")+`</dc:description>`)),
		asPNGFile(f, m), asGIFFile(f, m), asWebPFile(f, m), pngOfSize(50_000, 40_000), webpThatLies(f),
	} {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		kind, err := readHeader(file)
		if err != nil {
			return
		}
		about := readMetadata(file, kind)
		if about.orientation < 1 || about.orientation > 8 {
			t.Fatalf("orientation %d", about.orientation)
		}
		config, err := kind.header(file)
		if err != nil {
			t.Fatal(err)
		}
		if config.Width*config.Height > 1<<20 {
			return // a fuzzer need not decode what takes long
		}
		pixels, err := develop(file, kind, about.orientation)
		if err != nil {
			return
		}
		size := pixels.Bounds()
		if size.Dx() > coverage.MaxPictureWidth || size.Dy() > coverage.MaxPictureHeight || size.Empty() {
			t.Fatalf("the largest form is %v", size)
		}
		if long, most := max(size.Dx(), size.Dy()), max(config.Width, config.Height); long > most {
			t.Fatalf("%d by %d became %v", config.Width, config.Height, size)
		}
	})
}
