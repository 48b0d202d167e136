package media

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

// quarters is a picture whose corners have colours of their own: red, green, blue
// and white, from the first row's beginning to the last row's end.
func quarters(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{255, 0, 0, 255}
			switch {
			case x >= w/2 && y >= h/2:
				c = color.RGBA{255, 255, 255, 255}
			case y >= h/2:
				c = color.RGBA{0, 0, 255, 255}
			case x >= w/2:
				c = color.RGBA{0, 255, 0, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func asJPEGFile(t testing.TB, m image.Image, segments ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	file := b.Bytes()
	out := append([]byte{}, file[:2]...)
	for _, s := range segments {
		out = append(out, s...)
	}
	return append(out, file[2:]...)
}

func asPNGFile(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asGIFFile(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gif.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// segment is a part of a JPEG file that holds no pixels.
func segment(marker byte, content string) []byte {
	out := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(content)+2))
	return append(out, content...)
}

// exif is a camera's segment: how the picture is to be turned, who took it, with
// what and where.
func exif(orientation uint16) []byte {
	var b bytes.Buffer
	order := binary.BigEndian
	write := func(values ...any) {
		for _, v := range values {
			_ = binary.Write(&b, order, v)
		}
	}
	artist, camera := "Ida Brandt\x00", "Serial 4711\x00"
	b.WriteString("Exif\x00\x00MM\x00\x2a")
	write(uint32(8), uint16(4))
	at := uint32(8 + 2 + 4*12 + 4)
	write(uint16(0x010f), uint16(2), uint32(len(camera)), at)
	write(uint16(0x0112), uint16(3), uint32(1), orientation, uint16(0))
	write(uint16(0x013b), uint16(2), uint32(len(artist)), at+uint32(len(camera)))
	gps := at + uint32(len(camera)+len(artist))
	write(uint16(0x8825), uint16(4), uint32(1), gps, uint32(0))
	b.WriteString(camera + artist)
	write(uint16(1), uint16(1), uint16(2), uint32(2), [4]byte{'N', 0, 0, 0}, uint32(0))
	return segment(0xe1, b.String())
}

// iptc is an agency's segment.
func iptc(datasets map[byte]string) []byte {
	var data bytes.Buffer
	data.Write([]byte{0x1c, 1, 90, 0, 3, 0x1b, 0x25, 0x47}) // in UTF-8
	for _, number := range []byte{80, 110, 116, 120} {
		if s := datasets[number]; s != "" {
			data.Write([]byte{0x1c, 2, number})
			_ = binary.Write(&data, binary.BigEndian, uint16(len(s)))
			data.WriteString(s)
		}
	}
	var b bytes.Buffer
	b.WriteString("Photoshop 3.0\x008BIM\x04\x04\x00\x00")
	_ = binary.Write(&b, binary.BigEndian, uint32(data.Len()))
	b.Write(data.Bytes())
	if data.Len()%2 == 1 {
		b.WriteByte(0)
	}
	return segment(0xed, b.String())
}

func xmp(properties string) []byte {
	return segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00"+`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`+
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">`+
		properties+`</rdf:Description></rdf:RDF></x:xmpmeta>`)
}

func alternatives(words string) string {
	return `<rdf:Alt><rdf:li xml:lang="x-default">` + words + `</rdf:li></rdf:Alt>`
}
