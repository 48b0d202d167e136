package media

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	_ "image/jpeg"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	_ "golang.org/x/image/webp"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/journal"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	reporter = coverage.Actor{Author: coverage.Author{ID: "ida", Name: "Ida Brandt"}, Role: coverage.Reporter}
	editor   = coverage.Actor{Author: coverage.Author{ID: "mara", Name: "Mara Lind"}, Role: coverage.Editor}
)

// node is a running library on a journal.
type node struct {
	*Library
	t *testing.T
}

func openJournal(t *testing.T, dir string) *journal.Journal {
	t.Helper()
	j, err := journal.Open(t.Context(), journal.Options{Dir: dir, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// run runs a library until the function that it gives is called.
func run(t *testing.T, j *journal.Journal, store Store) (node, func()) {
	t.Helper()
	l, err := Open(t.Context(), Options{Journal: j, Store: store, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, done := make(chan struct{}), make(chan error, 1)
	go func() { done <- l.Run(ctx, func() { close(ready) }) }()
	select {
	case <-ready:
	case err := <-done:
		t.Fatal(err)
	}
	return node{l, t}, func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func (n node) get(path string) *http.Response {
	n.t.Helper()
	w := httptest.NewRecorder()
	n.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w.Result()
}

// eventually asks until a form is there, or for too long.
func (n node) eventually(path string, status int) *http.Response {
	n.t.Helper()
	for until := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		r := n.get(path)
		if r.StatusCode == status {
			return r
		}
		if time.Now().After(until) {
			n.t.Fatalf("%s is answered %d for a minute, want %d", path, r.StatusCode, status)
		}
	}
}

// develops waits until a picture has all its forms, and its negative is gone.
func (n node) develops(id coverage.PictureID) {
	n.t.Helper()
	for until := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		_, err := n.store.Get(n.t.Context(), negativeName(id))
		if err == journal.ErrNoObject {
			return
		}
		if time.Now().After(until) {
			n.t.Fatalf("the negative is kept for a minute: %v", err)
		}
	}
}

func body(t *testing.T, r *http.Response) []byte {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAPictureIsServedInAllForms(t *testing.T) {
	j := openJournal(t, t.TempDir())
	defer j.Close()
	n, stop := run(t, j, nil)
	defer stop()
	file := asJPEGFile(t, quarters(1200, 800), exif(6), iptc(map[byte]string{80: "Tomás Vela", 120: "The quay at dusk."}))
	p, added, err := n.Add(t.Context(), reporter, file)
	if err != nil || !added {
		t.Fatal(added, err)
	}
	if p.Width != 800 || p.Height != 1200 || p.Caption != "The quay at dusk." || p.Credit != "Tomás Vela" || !strings.HasPrefix(p.Placeholder, "data:image/png;base64,") || len(p.Placeholder) > 300 {
		t.Errorf("the picture is %+v", p)
	}
	if again, added, err := n.Add(t.Context(), editor, file); err != nil || added || again != p {
		t.Errorf("the same file again: %+v, %t, %v", again, added, err)
	}
	if got, err := n.Picture(t.Context(), p.ID); err != nil || got != p {
		t.Errorf("known is %+v, %v", got, err)
	}
	r := n.get(p.Media)
	if r.StatusCode != 200 || r.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" || r.Header.Get("Content-Type") != "image/jpeg" || !strings.Contains(r.Header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("%s: %d %v", p.Media, r.StatusCode, r.Header)
	}
	for _, width := range []int{480, 800} {
		for _, e := range encodings {
			path := coverage.PicturePath(p.ID, width, e.extension)
			form := body(t, n.eventually(path, 200))
			for _, secret := range []string{"Exif", "4711", "Tom", "Photoshop", "quay", "xap"} {
				if bytes.Contains(form, []byte(secret)) {
					t.Errorf("%s holds %q", path, secret)
				}
			}
			if e.extension == "avif" {
				if !bytes.Contains(form[:32], []byte("ftypavif")) {
					t.Errorf("%s is no AVIF file", path)
				}
				continue
			}
			m, kind, err := image.Decode(bytes.NewReader(form))
			if err != nil || m.Bounds().Dx() != width || m.Bounds().Dy() != width*3/2 || !strings.HasPrefix(e.mediaType, "image/"+kind) {
				t.Errorf("%s is a %s of %v (%v)", path, kind, m.Bounds(), err)
				continue
			}
			if got := corners(m); got != [4]string{"blue", "red", "white", "green"} {
				t.Errorf("%s: the corners are %v", path, got)
			}
		}
	}
	for _, path := range []string{
		coverage.PicturePath(p.ID, 960, "jpg"), coverage.PicturePath(p.ID, 0, "jpg"), coverage.PicturePath(p.ID, 800, "png"),
		"/media/" + string(p.ID) + "/negative", "/media/" + string(p.ID) + "/0800.jpg", coverage.PicturePath(coverage.PictureOf(nil), 480, "jpg"), "/media/", "/media/x",
	} {
		if r := n.get(path); r.StatusCode != 404 {
			t.Errorf("%s: %d", path, r.StatusCode)
		}
	}
}

func TestARestartKeepsPicturesAndWhatIsLeftToDo(t *testing.T) {
	dir := t.TempDir()
	j := openJournal(t, dir)
	// One whose node ends before it comes to the later encodings.
	l, err := Open(t.Context(), Options{Journal: j, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	p, _, err := l.Add(t.Context(), reporter, asPNGFile(t, quarters(40, 30)))
	if err != nil {
		t.Fatal(err)
	}
	early := node{l, t}.get(coverage.PicturePath(p.ID, 40, "avif"))
	if early.StatusCode != 302 || early.Header.Get("Location") != p.Media || early.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("a form that is not made yet: %d %v", early.StatusCode, early.Header)
	}
	j.Close()

	j = openJournal(t, dir)
	defer j.Close()
	n, stop := run(t, j, nil)
	defer stop()
	if r := n.get(p.Media); r.StatusCode != 200 {
		t.Errorf("after a restart: %d", r.StatusCode)
	}
	n.eventually(coverage.PicturePath(p.ID, 40, "avif"), 200)
	n.develops(p.ID)
}

func TestAPictureThatIsTakenDownIsGoneOnAllNodes(t *testing.T) {
	j := openJournal(t, t.TempDir())
	defer j.Close()
	here, stop := run(t, j, nil)
	defer stop()
	there, stopThere := run(t, j, nil)
	defer stopThere()
	file := asPNGFile(t, quarters(40, 30))
	p, _, err := here.Add(t.Context(), reporter, file)
	if err != nil {
		t.Fatal(err)
	}
	avif := coverage.PicturePath(p.ID, 40, "avif")
	there.eventually(avif, 200) // and lies on the other node's shelf from now on
	if err := here.Remove(t.Context(), reporter, p.ID); coverage.KindOf(err) != coverage.Forbidden {
		t.Errorf("a reporter takes it down: %v", err)
	}
	for range 2 {
		if err := here.Remove(t.Context(), editor, p.ID); err != nil {
			t.Fatal(err)
		}
	}
	if r := here.get(p.Media); r.StatusCode != 410 || r.Header.Get("Surrogate-Key") != "media-"+string(p.ID) {
		t.Errorf("taken down: %d %v", r.StatusCode, r.Header)
	}
	there.eventually(avif, 410)
	for _, name := range namesOf(p.ID, p.Width) {
		if _, err := here.store.Get(t.Context(), name); err != journal.ErrNoObject {
			t.Errorf("%s is still in the store: %v", name, err)
		}
	}
	if _, err := there.Picture(t.Context(), p.ID); coverage.KindOf(err) != coverage.Gone {
		t.Errorf("known is %v", err)
	}
	if _, _, err := there.Add(t.Context(), reporter, file); coverage.KindOf(err) != coverage.Forbidden {
		t.Errorf("a reporter puts it in again: %v", err)
	}
	if _, _, err := there.Add(t.Context(), editor, file); err != nil {
		t.Fatal(err)
	}
	here.eventually(p.Media, 200)
	if err := here.Remove(t.Context(), editor, coverage.PictureOf([]byte("never"))); coverage.KindOf(err) != coverage.NotFound {
		t.Errorf("one that never was: %v", err)
	}
}

// What another node began and did not end is left alone until its claim is over,
// and given up after some tries.
func TestOneNodeMakesAPictureAtATime(t *testing.T) {
	j := openJournal(t, t.TempDir())
	defer j.Close()
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	var nodes [2]*Library
	for i := range nodes {
		l, err := Open(t.Context(), Options{Journal: j, Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		nodes[i] = l
	}
	p, _, err := nodes[0].Add(t.Context(), reporter, asPNGFile(t, quarters(8, 8)))
	if err != nil {
		t.Fatal(err)
	}
	take := func(n int, want bool) {
		t.Helper()
		if mine, err := nodes[n].take(t.Context(), p.ID); err != nil || mine != want {
			t.Fatalf("node %d takes it: %t, %v; want %t", n, mine, err, want)
		}
	}
	take(0, true)
	take(1, false)
	now = now.Add(claimFor)
	take(1, true)
	take(0, false)
	now = now.Add(claimFor)
	take(0, true)
	now = now.Add(claimFor)
	take(1, false)
	if _, _, err := nodes[0].todo.Get(t.Context(), string(p.ID)); err != journal.ErrNoKey {
		value, _, _ := nodes[0].todo.Get(t.Context(), string(p.ID))
		var c claim
		_ = json.Unmarshal(value, &c)
		t.Errorf("it is still to be made: %+v", c)
	}
}

func TestTheShelfIsBounded(t *testing.T) {
	s := newShelf()
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		s.put(coverage.PictureID(name), name, document.New("image/jpeg", make([]byte, shelfBytes/4)))
		s.get("a")
	}
	for name, want := range map[string]bool{"a": true, "b": false, "e": true} {
		if _, has := s.get(name); has != want {
			t.Errorf("%s is there: %t", name, has)
		}
	}
	s.drop("a")
	if _, has := s.get("a"); has || s.bytes != 3*(shelfBytes/4) {
		t.Errorf("dropped, it is there: %t, with %d bytes", has, s.bytes)
	}
}
