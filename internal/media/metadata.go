package media

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bep/imagemeta"

	"github.com/stoppress/stoppress/internal/coverage"
)

// metadata is what is read from a file before it is forgotten.
type metadata struct {
	alt, caption, credit string
	orientation          int // as EXIF counts: 1 is upright
}

// cameraWords are captions that cameras write by themselves.
var cameraWords = []string{"olympus digital camera", "sony dsc", "digital camera", "samsung camera pictures", "screenshot", "default", "minolta dsc"}

// tagKey names a tag of one of the three ways in which files carry words.
type tagKey struct {
	source imagemeta.Source
	tag    string
}

// Where the words may stand, best first: people write into IPTC and XMP, cameras
// into EXIF.
var (
	altTags     = []tagKey{{imagemeta.XMP, "AltTextAccessibility"}}
	captionTags = []tagKey{{imagemeta.IPTC, "Caption-Abstract"}, {imagemeta.XMP, "Description"}, {imagemeta.EXIF, "ImageDescription"}}
	makerTags   = []tagKey{{imagemeta.IPTC, "By-line"}, {imagemeta.XMP, "Creator"}, {imagemeta.EXIF, "Artist"}}
	creditTags  = []tagKey{{imagemeta.IPTC, "Credit"}, {imagemeta.XMP, "Credit"}}
	rightsTags  = []tagKey{{imagemeta.IPTC, "CopyrightNotice"}, {imagemeta.XMP, "Rights"}, {imagemeta.EXIF, "Copyright"}}
)

var metadataFormats = map[string]imagemeta.ImageFormat{"JPEG": imagemeta.JPEG, "PNG": imagemeta.PNG, "WebP": imagemeta.WebP}

// readMetadata reads what a file says of itself. What cannot be read is left out: a
// picture is no worse for it.
func readMetadata(file []byte, f format) metadata {
	out := metadata{orientation: 1}
	kind, ok := metadataFormats[f.name]
	if !ok {
		return out
	}
	said := map[tagKey]string{}
	turned := false
	wanted := slices.Concat(altTags, captionTags, makerTags, creditTags, rightsTags)
	_, err := imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(file), ImageFormat: kind, Sources: imagemeta.EXIF | imagemeta.IPTC | imagemeta.XMP,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool {
			if t.Source == imagemeta.EXIF && t.Namespace != "IFD0" {
				return false // the camera's own, and the place
			}
			// The character set says how IPTC's other tags are to be read.
			return t.Tag == "Orientation" || t.Tag == "CodedCharacterSet" || slices.Contains(wanted, tagKey{t.Source, t.Tag})
		},
		HandleTag: func(t imagemeta.TagInfo) error {
			if t.Tag == "CodedCharacterSet" {
				return nil
			}
			if t.Tag == "Orientation" {
				if n, ok := t.Value.(uint16); ok && t.Source == imagemeta.EXIF && n >= 1 && n <= 8 && !turned {
					out.orientation, turned = int(n), true
				}
				return nil
			}
			key := tagKey{t.Source, t.Tag}
			if _, has := said[key]; !has {
				said[key] = text(t.Value)
			}
			return nil
		},
	})
	_ = err // what was read until then counts
	out.alt = clip(first(said, altTags), coverage.MaxStandfirst)
	out.caption = clip(first(said, captionTags), coverage.MaxStandfirst)
	if slices.Contains(cameraWords, strings.ToLower(out.caption)) {
		out.caption = ""
	}
	maker, credit := first(said, makerTags), first(said, creditTags)
	switch {
	case maker == "" && credit == "":
		out.credit = first(said, rightsTags)
	case maker == "" || strings.Contains(strings.ToLower(credit), strings.ToLower(maker)):
		out.credit = credit
	case credit == "" || strings.Contains(strings.ToLower(maker), strings.ToLower(credit)):
		out.credit = maker
	default:
		out.credit = maker + "/" + credit
	}
	out.credit = clip(out.credit, coverage.MaxTitle)
	return out
}

func first(said map[tagKey]string, keys []tagKey) string {
	for _, key := range keys {
		if s := said[key]; s != "" {
			return s
		}
	}
	return ""
}

// text makes one line of a tag's value.
func text(value any) string {
	var s string
	switch v := value.(type) {
	case string:
		s = v
	case []byte:
		s = string(v)
	case []string:
		s = strings.Join(v, ", ")
	}
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func clip(s string, characters int) string {
	if utf8.RuneCountInString(s) <= characters {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:characters-1])) + "…"
}
