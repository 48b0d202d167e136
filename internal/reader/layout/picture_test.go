package layout_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

const (
	quayID = coverage.PictureID("0123456789abcdefghijklmnopqrstuv")
	soft   = "data:image/png;base64,iVBORw0KGgo="
)

func quay(width, height int) coverage.Element {
	return coverage.Element{Type: coverage.Image, Media: coverage.PicturePath(quayID, width, "jpg"), Alt: "The quay", Width: width, Height: height, Placeholder: soft}
}

func TestAnUploadedPictureComesInTheFormsAndWidthsThatFit(t *testing.T) {
	a := alone(t, holding(quay(1600, 1067)))
	same(t, "types", attrs(where(a, tag("source")), "type"), []string{"image/avif", "image/webp"})
	same(t, "forms", attrs(where(a, tag("source")), "srcset")[0],
		"/media/"+string(quayID)+"/480.avif 480w, /media/"+string(quayID)+"/960.avif 960w, /media/"+string(quayID)+"/1600.avif 1600w")
	picture := one(t, a, "picture", tag("picture"))
	img := one(t, picture, "img", tag("img"))
	for key, want := range map[string]string{
		"width": "1600", "height": "1067", "alt": "The quay", "loading": "lazy", "decoding": "async", "src": "/media/" + string(quayID) + "/1600.jpg",
	} {
		if got, _ := attr(img, key); got != want {
			t.Errorf("%s=%q, want %q", key, got, want)
		}
	}
	placeholder := one(t, a, "placeholder", with("class", "soft"))
	same(t, "placeholder", attrs([]*html.Node{placeholder, placeholder}, "src"), []string{soft, soft})
	if got, ok := attr(placeholder, "alt"); !ok || got != "" {
		t.Errorf("the placeholder says %q", got)
	}
	small := alone(t, holding(quay(300, 200)))
	same(t, "a small one is not enlarged", attrs(where(small, tag("source")), "sizes"), []string{"300px", "300px"})
	same(t, "and has one width", attrs(where(small, tag("source")), "srcset")[0], "/media/"+string(quayID)+"/300.avif 300w")
}

func TestAPictureFromElsewhereKeepsTheRoomItAsksFor(t *testing.T) {
	known := coverage.Element{Type: coverage.Image, Media: "https://pictures.example/quay.jpg", Alt: "A quay", Width: 30, Height: 20}
	img := one(t, alone(t, holding(known)), "img", tag("img"))
	same(t, "size", attrs([]*html.Node{img}, "width"), []string{"30"})
	known.Width, known.Height = 0, 0
	if _, has := attr(one(t, alone(t, holding(known)), "img", tag("img")), "width"); has {
		t.Error("a picture of which no size is known has one")
	}
}

func TestReadersElsewhereGetOneWholeAddress(t *testing.T) {
	e := edition.New(harbour(), []coverage.Post{post(1, 94, holding(quay(1600, 1067), coverage.Element{Type: coverage.Embed, URL: "https://youtu.be/dQw4w9WgXcQ", Title: "At sea"}))})
	p, _ := e.Post(postID(1))
	out, err := newLayout(t).Content(e.Blog(), p)
	if err != nil {
		t.Fatal(err)
	}
	c := parse(t, out)
	same(t, "pictures", attrs(where(c, tag("img")), "src"), []string{"https://news.example/media/" + string(quayID) + "/1600.jpg"})
	same(t, "choices", len(where(c, tag("source"))), 0)
	same(t, "links", attrs(where(c, tag("a")), "href"), []string{"https://youtu.be/dQw4w9WgXcQ"})
	head := page(t, e, layout.View{})
	same(t, "passed on", attrs(where(head, with("property", "og:image")), "content"), []string{"https://news.example/media/" + string(quayID) + "/1600.jpg"})
}

func TestThePictureOnTopIsAskedForEarly(t *testing.T) {
	preloads := func(v layout.View, posts ...coverage.Post) []string {
		return attrs(where(page(t, edition.New(harbour(), posts), v), with("as", "image")), "imagesrcset")
	}
	plain, pictured := post(1, 94), post(2, 95, holding(quay(300, 200)))
	want := []string{"/media/" + string(quayID) + "/300.avif 300w"}
	same(t, "newest on top", preloads(layout.View{}, plain, pictured), want)
	same(t, "oldest on top", preloads(layout.View{Order: coverage.Oldest}, plain, pictured), []string{})
	same(t, "pinned on top", preloads(layout.View{}, post(1, 94, pin, holding(quay(300, 200))), post(2, 95)), want)
}

func TestAnEmbedNamesItsSiteAndAsksItForNothing(t *testing.T) {
	l, err := layout.New(layout.Site{BaseURL: "https://news.example", Player: "/assets/player.js"})
	if err != nil {
		t.Fatal(err)
	}
	shown := func(e coverage.Element) *html.Node {
		in := edition.New(harbour(), []coverage.Post{post(1, 94, holding(e))})
		p, _ := in.Post(postID(1))
		return one(t, parse(t, l.Article(in.Blog(), p)), "a card", func(n *html.Node) bool { class, _ := attr(n, "class"); return strings.HasPrefix(class, "card") })
	}
	film := coverage.Element{Type: coverage.Embed, URL: "https://www.youtube.com/watch?v=dQw4w9WgXcQ"}
	card := shown(film)
	same(t, "without a title", text(card), "See it on YouTube YouTube Press to load it from YouTube, which then learns of your visit")
	link := one(t, card, "link", tag("a"))
	for key, want := range map[string]string{"class": "play", "data-kind": "video", "data-ui-player": "/assets/player.js", "href": film.URL} {
		if got, _ := attr(link, key); got != want {
			t.Errorf("%s=%q, want %q", key, got, want)
		}
	}
	film.Title, film.Still, film.Width, film.Height, film.Placeholder = "At sea", coverage.PicturePath(quayID, 480, "jpg"), 480, 270, soft
	card = shown(film)
	same(t, "the title", text(one(t, card, "b", tag("b"))), "At sea")
	for _, src := range attrs(where(card, with("src")), "src") {
		if src != soft && !strings.HasPrefix(src, "/media/") {
			t.Errorf("the card loads %s", src)
		}
	}
	for _, address := range []string{"https://www.facebook.com/harbour/posts/1", "https://video.example/4"} {
		card = shown(coverage.Element{Type: coverage.Embed, URL: address})
		if n := len(where(card, with("data-ui-player"))); n != 0 {
			t.Errorf("%s is to be framed", address)
		}
	}
	framed, policy, ok, err := l.Player(film.URL)
	if err != nil || !ok || !strings.Contains(policy, "frame-src https://www.youtube-nocookie.com;") {
		t.Fatalf("the player's page: %q, %t, %v", policy, ok, err)
	}
	same(t, "frame", attrs(where(parse(t, framed), tag("iframe")), "src"), []string{"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"})
}
