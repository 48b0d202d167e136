package media

import (
	"image"
	"image/color"
	"testing"
)

// nameOf names the colour at a place.
func nameOf(m image.Image, x, y int) string {
	r, g, b, _ := m.At(x, y).RGBA()
	switch high := func(v uint32) bool { return v > 0x9000 }; {
	case high(r) && high(g) && high(b):
		return "white"
	case high(r):
		return "red"
	case high(g):
		return "green"
	case high(b):
		return "blue"
	}
	return "black"
}

func corners(m image.Image) [4]string {
	b := m.Bounds()
	return [4]string{nameOf(m, 2, 2), nameOf(m, b.Dx()-3, 2), nameOf(m, 2, b.Dy()-3), nameOf(m, b.Dx()-3, b.Dy()-3)}
}

func TestEveryOrientationIsTurnedUpright(t *testing.T) {
	for orientation, want := range map[int][4]string{
		1: {"red", "green", "blue", "white"},
		2: {"green", "red", "white", "blue"},
		3: {"white", "blue", "green", "red"},
		4: {"blue", "white", "red", "green"},
		5: {"red", "blue", "green", "white"},
		6: {"blue", "red", "white", "green"},
		7: {"white", "green", "blue", "red"},
		8: {"green", "white", "red", "blue"},
	} {
		file := asJPEGFile(t, quarters(48, 32), exif(uint16(orientation)))
		f, err := readHeader(file)
		if err != nil {
			t.Fatal(err)
		}
		about := readMetadata(file, f)
		m, err := develop(file, f, about.orientation)
		if err != nil {
			t.Fatal(err)
		}
		size := [2]int{m.Bounds().Dx(), m.Bounds().Dy()}
		wantSize := [2]int{48, 32}
		if orientation >= 5 {
			wantSize = [2]int{32, 48}
		}
		if got := corners(m); got != want || size != wantSize {
			t.Errorf("orientation %d (read as %d): %v in %v, want %v in %v", orientation, about.orientation, got, size, want, wantSize)
		}
	}
}

func TestTheLargestFormFitsAndNoneIsEnlarged(t *testing.T) {
	for _, c := range []struct{ w, h, orientation, toW, toH int }{
		{4000, 3000, 1, 1600, 1200},
		{800, 600, 1, 800, 600},
		{4000, 3000, 6, 3200, 2400}, // turned: 2400 by 3200 would be too wide
		{1000, 20_000, 1, 160, 3200},
		{3000, 4000, 1, 1600, 2133},
		{16_000, 1, 1, 1600, 1},
	} {
		w, h := fit(c.w, c.h, c.orientation)
		if c.orientation == 6 {
			if h > 1600 || w > 3200 {
				t.Errorf("%+v became %d by %d", c, w, h)
			}
			continue
		}
		if w != c.toW || h != c.toH {
			t.Errorf("%+v became %d by %d", c, w, h)
		}
	}
}

func TestWhatIsTransparentBecomesWhite(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 16, 16))
	m.SetNRGBA(8, 8, color.NRGBA{0, 0, 0, 10})
	file := asPNGFile(t, m)
	f, err := readHeader(file)
	if err != nil {
		t.Fatal(err)
	}
	out, err := develop(file, f, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := corners(out); got != [4]string{"white", "white", "white", "white"} {
		t.Errorf("the corners are %v", got)
	}
}

func TestWordsAreReadFromWhereverTheyStand(t *testing.T) {
	for name, c := range map[string]struct {
		segments [][]byte
		want     metadata
	}{
		"nothing":  {nil, metadata{"", "", "", 1}},
		"a camera": {[][]byte{exif(3)}, metadata{"", "", "Ida Brandt", 3}},
		"an agency, before the camera": {[][]byte{exif(1), iptc(map[byte]string{80: "Tomás Vela", 110: "Northern Press", 120: "The quay\nat dusk."})},
			metadata{"", "The quay at dusk.", "Tomás Vela/Northern Press", 1}},
		"a credit that names the maker":         {[][]byte{iptc(map[byte]string{80: "Tomás Vela", 110: "Tomás Vela/NPA"})}, metadata{"", "", "Tomás Vela/NPA", 1}},
		"rights, where there is nothing better": {[][]byte{iptc(map[byte]string{116: "© Harbour Gazette"})}, metadata{"", "", "© Harbour Gazette", 1}},
		"XMP": {[][]byte{xmp(`<dc:description>` + alternatives("Cranes.") + `</dc:description><dc:creator><rdf:Seq><rdf:li>Mara Lind</rdf:li></rdf:Seq></dc:creator>` +
			`<Iptc4xmpCore:AltTextAccessibility>` + alternatives("Three cranes in fog") + `</Iptc4xmpCore:AltTextAccessibility>`)},
			metadata{"Three cranes in fog", "Cranes.", "Mara Lind", 1}},
		"a camera's own caption":      {[][]byte{iptc(map[byte]string{120: "OLYMPUS DIGITAL CAMERA"})}, metadata{"", "", "", 1}},
		"an orientation that is none": {[][]byte{exif(77)}, metadata{"", "", "Ida Brandt", 1}},
	} {
		file := asJPEGFile(t, quarters(8, 8), c.segments...)
		f, err := readHeader(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := readMetadata(file, f); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
