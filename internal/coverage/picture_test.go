package coverage

import (
	"slices"
	"strings"
	"testing"
)

func TestPictureWidthsAreNeverLargerThanThePicture(t *testing.T) {
	for width, want := range map[int][]int{
		1: {1}, 480: {480}, 599: {599}, 600: {480, 600}, 1199: {480, 1199}, 1200: {480, 960, 1200}, 1600: {480, 960, 1600},
	} {
		if got := PictureWidths(width); !slices.Equal(got, want) {
			t.Errorf("%d: %v, want %v", width, got, want)
		}
	}
	if h := PictureHeight(1600, 1, 480); h != 1 {
		t.Errorf("a line becomes %d pixels high", h)
	}
}

func TestMediaThatWasUploadedIsKnownByItsPath(t *testing.T) {
	id := PictureOf([]byte("a quay"))
	if got, own := ParseMedia(PicturePath(id, 1600, "jpg")); !own || got != id || !id.WellFormed() {
		t.Errorf("%s is %s (%t)", PicturePath(id, 1600, "jpg"), got, own)
	}
	for _, media := range []string{"", string(id), "/media/" + string(id), "/media/" + string(id) + "/0.jpg", "/media/" + string(id) + "/10.png",
		"/media/../" + string(id) + "/10.jpg", "/media/" + strings.ToUpper(string(id)) + "/10.jpg", "https://a.example/media/" + string(id) + "/10.jpg"} {
		if _, own := ParseMedia(media); own {
			t.Errorf("%q is taken for a picture of ours", media)
		}
	}
}

func TestAPictureNeedsAlternativeTextWhenReadersAreToSeeIt(t *testing.T) {
	image := func(media, alt string, decorative bool) Element {
		return Element{Type: Image, Media: media, Alt: alt, Decorative: decorative}
	}
	with := func(status Status, elements ...Element) Post {
		return Post{Status: status, Copy: Copy{Elements: elements}}
	}
	mute := image("https://a.example/1.jpg", "", false)
	for name, c := range map[string]struct {
		prev  *Post
		next  Post
		wrong string
	}{
		"a draft":                     {nil, with(Draft, mute), ""},
		"submitted":                   {nil, with(Submitted, mute), ""},
		"published":                   {nil, with(Published, image("https://a.example/2.jpg", "A quay", false), mute), "elements[1].alt"},
		"scheduled":                   {nil, with(Scheduled, mute), "elements[0].alt"},
		"of spaces":                   {nil, with(Published, image("https://a.example/1.jpg", "  ", false)), "elements[0].alt"},
		"decorative":                  {nil, with(Published, image("https://a.example/1.jpg", "", true)), ""},
		"seen so before":              {new(with(Published, mute)), with(Published, mute), ""},
		"another one than before":     {new(with(Published, mute)), with(Published, image("https://a.example/3.jpg", "", false)), "elements[0].alt"},
		"its words were taken out":    {new(with(Published, image("https://a.example/1.jpg", "A quay", false))), with(Published, mute), "elements[0].alt"},
		"its time has come":           {new(with(Scheduled, mute)), with(Published, mute), ""},
		"a draft that becomes public": {new(with(Draft, mute)), with(Published, mute), "elements[0].alt"},
		"no picture at all":           {nil, with(Published, Element{Type: Text, HTML: "<p>One.</p>"}), ""},
	} {
		err := CheckAlternatives(c.prev, c.next)
		if (err == nil) != (c.wrong == "") || err != nil && !strings.HasPrefix(err.Error(), c.wrong+" ") {
			t.Errorf("%s: %v, want %q", name, err, c.wrong)
		}
	}
}
