package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"mime/multipart"
	"strings"
	"testing"
)

const uploads = "/api/v1/media"

// pictureFile is a file that no other picture is made of.
func pictureFile(t *testing.T, shade uint8, w, h int) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = shade
	}
	m.SetGray(0, 0, color.Gray{Y: 255 - shade})
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// inForm puts a file into a form, and gives the form's type with it.
func inForm(t *testing.T, file []byte) (body []byte, contentType string) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	if err := form.WriteField("note", "from the quay"); err != nil {
		t.Fatal(err)
	}
	part, err := form.CreateFormFile("file", "quay.exe")
	if err == nil {
		_, err = part.Write(file)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), form.FormDataContentType()
}

func TestAPictureIsSentShownAndTakenDown(t *testing.T) {
	dir := t.TempDir()
	s := start(t, dir)
	s.blog("harbour")
	reporter, editor := s.token("reporter"), s.token("editor")
	raw := []string{"Content-Type", "application/octet-stream"}
	file := pictureFile(t, 90, 1200, 800)

	s.ask("POST", uploads, "", file, raw...).want(401)
	made := s.ask("POST", uploads, reporter, file, raw...).want(201)
	picture := made.object()
	media, _ := picture["media"].(string)
	if picture["width"] != 1200.0 || picture["height"] != 800.0 || !strings.HasPrefix(media, "/media/"+made.id()+"/1200.jpg") {
		t.Errorf("the picture is %v", picture)
	}
	form, formType := inForm(t, file)
	if again := s.ask("POST", uploads, editor, form, "Content-Type", formType).want(200); string(again.body) != string(made.body) {
		t.Errorf("the same file in a form is %s", again.body)
	}
	one := made.header.Get("Location")
	if got := s.ask("GET", one, reporter, nil).want(200); string(got.body) != string(made.body) {
		t.Errorf("%s is %s", one, got.body)
	}
	if served := s.ask("GET", media, "", nil).want(200); served.header.Get("Content-Type") != "image/jpeg" || served.header.Get("X-Content-Type-Options") != "nosniff" ||
		!strings.Contains(served.header.Get("Cache-Control"), "immutable") || !strings.Contains(served.header.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("it is served with %v", served.header)
	}

	shown := func(media string, more ...any) map[string]any {
		element := map[string]any{"type": "image", "media": media}
		for i := 0; i+1 < len(more); i += 2 {
			element[more[i].(string)] = more[i+1]
		}
		return map[string]any{"status": "published", "elements": []any{element}}
	}
	s.ask("POST", posts, reporter, shown(media)).wantField(422, "body.elements[0].alt")
	s.ask("POST", posts, reporter, shown(media, "alt", "A quay", "decorative", true)).wantField(422, "body.elements[0].decorative")
	s.ask("POST", posts, reporter, shown("/media/0123456789abcdefghijklmnopqrstuv/480.jpg", "alt", "A quay")).wantField(422, "body.elements[0].media")
	s.ask("POST", posts, reporter, shown("/media/demo/quay.svg", "alt", "A quay")).wantField(422, "body.elements[0].media")
	s.ask("POST", posts, reporter, shown("https://pictures.example/quay.jpg", "alt", "A quay", "width", 30)).wantField(422, "body.elements[0].width")
	decorative := s.ask("POST", posts, reporter, shown(made.id(), "decorative", true)).want(201)
	for _, address := range []string{media, s.base + media} {
		post := s.ask("POST", posts, reporter, shown(address, "alt", "A quay", "width", 7, "height", 7, "placeholder", "data:image/png;base64,AAAA")).want(201)
		element := post.object()["elements"].([]any)[0].(map[string]any)
		if element["media"] != media || element["width"] != 1200.0 || element["height"] != 800.0 || element["placeholder"] != picture["placeholder"] {
			t.Errorf("%s is kept as %v", address, element)
		}
		// Sent back as it came it changes nothing.
		s.ask("PATCH", posts+"/"+post.id(), reporter, map[string]any{"elements": post.object()["elements"]}, "If-Match", post.tag()).want(200)
	}
	edge := startEdge(t, s.base).awaitReady()
	wantSame(t, edge, s, media, "/media/"+made.id()+"/960.jpg", "/media/"+made.id()+"/7.jpg", "/harbour")
	page := string(s.ask("GET", "/harbour", "", nil).want(200).body)
	for _, want := range []string{`type="image/avif" srcset="/media/` + made.id() + `/480.avif 480w, `, `width="1200" height="800"`, `class="soft"`, `alt="A quay"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not have %s", want)
		}
	}
	if said := string(s.ask("GET", "/harbour.json", "", nil).want(200).body); !strings.Contains(said, `"media":"`+s.base+media+`"`) {
		t.Error("the public JSON does not have its whole address")
	}
	if said := s.feed("/harbour/feed.atom").Items[0].Content; !strings.Contains(said, `src="`+s.base+media+`"`) || strings.Contains(said, "<picture") {
		t.Errorf("the feed has %s", said)
	}

	s.stop()
	s = start(t, dir)
	s.ask("GET", media, "", nil).want(200)
	s.ask("DELETE", one, reporter, nil).want(403)
	s.ask("DELETE", uploads+"/0123456789abcdefghijklmnopqrstuv", editor, nil).want(404)
	s.ask("DELETE", one, editor, nil).want(204)
	s.ask("DELETE", one, editor, nil).want(204)
	s.ask("GET", media, "", nil).want(410)
	s.ask("GET", one, editor, nil).want(410)
	s.ask("POST", posts, editor, shown(media, "alt", "A quay")).wantField(422, "body.elements[0].media")
	// The words beside it can still be corrected.
	s.ask("PATCH", posts+"/"+decorative.id(), editor, map[string]any{"title": "At the quay"}, "If-Match", decorative.tag()).want(200)
}

func TestWhatIsNoPictureIsRefused(t *testing.T) {
	s := start(t, t.TempDir())
	reporter := s.token("reporter")
	s.ask("POST", uploads, reporter, map[string]any{"media": "x"}).wantField(415, "header.Content-Type")
	s.ask("POST", uploads, reporter, []byte("<svg/>"), "Content-Type", "image/png").wantField(422, "body")
	s.ask("POST", uploads, reporter, []byte{}, "Content-Type", "image/png").want(400)
	_, formType := inForm(t, nil)
	s.ask("POST", uploads, reporter, []byte("no form"), "Content-Type", formType).wantField(422, "body.file")
	if r := s.ask("POST", uploads, reporter, make([]byte, 26<<20), "Content-Type", "image/jpeg").want(413); !strings.Contains(string(r.body), "25 MiB") {
		t.Errorf("a body that is too large: %s", r.body)
	}
	form, formType := inForm(t, []byte("MZ\x90"))
	s.ask("POST", uploads, reporter, form, "Content-Type", formType).wantField(422, "body")
}

func TestAnotherSiteIsFramedByThePlayersPageAlone(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	s.ask("POST", posts, s.token("editor"), map[string]any{"status": "published", "elements": []any{
		map[string]any{"type": "embed", "url": "https://youtu.be/dQw4w9WgXcQ", "title": "At sea"},
	}}).want(201)
	page := s.ask("GET", "/harbour", "", nil).want(200)
	if policy := page.header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-src 'self';") || strings.Contains(string(page.body), "nocookie") {
		t.Errorf("the blog's page may frame others, or does: %s", policy)
	}
	framed := s.ask("GET", "/player?url=https://youtu.be/dQw4w9WgXcQ", "", nil).want(200)
	if policy := framed.header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-src https://www.youtube-nocookie.com;") || !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("the player's page has the policy %s", policy)
	}
	for _, address := range []string{"", "?url=https://video.example/4", "?url=javascript:alert(1)"} {
		s.ask("GET", "/player"+address, "", nil).want(404)
	}
}
