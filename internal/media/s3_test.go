package media

import (
	"bytes"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// s3Server gives the address of a bucket: that which STOPPRESS_TEST_S3 names, on a
// real server ("make s3"), or one in memory.
func s3Server(t *testing.T) S3Options {
	t.Helper()
	if address := os.Getenv("STOPPRESS_TEST_S3"); address != "" {
		return S3Options{URL: address, AccessKey: os.Getenv("STOPPRESS_S3_ACCESS_KEY"), SecretKey: os.Getenv("STOPPRESS_S3_SECRET_KEY"), Region: os.Getenv("STOPPRESS_S3_REGION")}
	}
	backend := s3mem.New()
	if err := backend.CreateBucket("pictures"); err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(srv.Close)
	return S3Options{URL: srv.URL + "/pictures", AccessKey: "key", SecretKey: "secret", Region: "us-east-1"}
}

func TestPicturesMayLieInAnS3Store(t *testing.T) {
	opts := s3Server(t)
	opts.URL += "/newsroom/one"
	store, err := OpenS3(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	j := openJournal(t, t.TempDir())
	defer j.Close()
	n, stop := run(t, j, store)
	defer stop()
	p, _, err := n.Add(t.Context(), reporter, asPNGFile(t, quarters(40, 30)))
	if err != nil {
		t.Fatal(err)
	}
	webp := body(t, n.eventually(coverage.PicturePath(p.ID, 40, "webp"), 200))
	if kept, err := store.Get(t.Context(), formName(p.ID, 40, asWebP)); err != nil || !bytes.Equal(kept, webp) {
		t.Errorf("the store has %d bytes (%v), served are %d", len(kept), err, len(webp))
	}
	if _, err := store.Get(t.Context(), "never"); err != journal.ErrNoObject {
		t.Errorf("what never was: %v", err)
	}
	n.eventually(coverage.PicturePath(p.ID, 40, "avif"), 200)
	if err := n.Remove(t.Context(), editor, p.ID); err != nil {
		t.Fatal(err)
	}
	for _, name := range namesOf(p.ID, p.Width) {
		if _, err := store.Get(t.Context(), name); err != journal.ErrNoObject {
			t.Errorf("%s is still in the store: %v", name, err)
		}
	}
}

func TestAStoreThatCannotBeUsedSaysWhy(t *testing.T) {
	good := s3Server(t)
	for _, address := range []string{"", "pictures", "ftp://s3.example/pictures", "https://s3.example", good.URL + "-that-is-not-there"} {
		opts := good
		opts.URL = address
		if _, err := OpenS3(t.Context(), opts); err == nil {
			t.Errorf("%q is opened", address)
		}
	}
}
