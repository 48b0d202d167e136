// Package document holds bytes that are served again and again: their entity tag
// is known, and each compressed form is made once, when it is first asked for.
//
// A Document may be used by many goroutines. It imports no other room.
package document

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// Document is one representation of a resource.
type Document struct {
	mediaType string
	tag       string
	plain     []byte
	gzip      func() []byte
	brotli    func() []byte
}

// worthCompressing is the size in bytes under which compression saves no packet.
const worthCompressing = 600

// New makes a document. The bytes are kept, and must not be changed.
func New(mediaType string, plain []byte) *Document {
	sum := sha256.Sum256(plain)
	return &Document{
		mediaType: mediaType,
		// Weak, because the compressed forms share it (RFC 9110, 8.8.1).
		tag:    `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`,
		plain:  plain,
		gzip:   sync.OnceValue(func() []byte { return gzipped(plain) }),
		brotli: sync.OnceValue(func() []byte { return brotlied(plain) }),
	}
}

// Levels that cost a few milliseconds for a page of 100 posts.
const (
	gzipLevel   = 6
	brotliLevel = 5
)

func gzipped(plain []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzipLevel) // the level is a valid one
	_, _ = w.Write(plain)                      // a bytes.Buffer takes all
	_ = w.Close()
	return b.Bytes()
}

func brotlied(plain []byte) []byte {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotliLevel)
	_, _ = w.Write(plain)
	_ = w.Close()
	return b.Bytes()
}

// Serve answers with the document, in the best form that the asker takes; 304
// where the asker has it. Headers that are set already stay.
func (d *Document) Serve(w http.ResponseWriter, r *http.Request, status int) {
	h := w.Header()
	h.Set("ETag", d.tag)
	h.Add("Vary", "Accept-Encoding")
	if status == http.StatusOK && HasTag(r.Header.Get("If-None-Match"), d.tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := d.plain
	if len(body) >= worthCompressing && compressible(d.mediaType) {
		switch encoding(r.Header.Get("Accept-Encoding")) {
		case "br":
			body = d.brotli()
			h.Set("Content-Encoding", "br")
		case "gzip":
			body = d.gzip()
			h.Set("Content-Encoding", "gzip")
		}
	}
	h.Set("Content-Type", d.mediaType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // whoever asked may have gone away
	}
}

func compressible(mediaType string) bool {
	mediaType, _, _ = strings.Cut(mediaType, ";")
	return strings.HasPrefix(mediaType, "text/") || strings.HasSuffix(mediaType, "json") ||
		strings.HasSuffix(mediaType, "javascript") || strings.HasSuffix(mediaType, "xml")
}

// HasTag tells whether If-None-Match holds the tag, compared weakly (RFC 9110,
// 13.1.2).
func HasTag(list, tag string) bool {
	for part := range strings.SplitSeq(list, ",") {
		part = strings.TrimSpace(part)
		if part == "*" || strings.TrimPrefix(part, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// encoding chooses the best form of those that Accept-Encoding takes: br, then
// gzip, then "" for as it is.
func encoding(accept string) string {
	for _, name := range []string{"br", "gzip"} {
		if Takes(accept, name) {
			return name
		}
	}
	return ""
}

// Takes tells whether Accept-Encoding takes a coding (RFC 9110, 12.5.3).
func Takes(accept, name string) bool {
	others := false
	for part := range strings.SplitSeq(accept, ",") {
		coding, parameters, _ := strings.Cut(part, ";")
		switch coding = strings.TrimSpace(coding); {
		case strings.EqualFold(coding, name):
			return quality(parameters) > 0
		case coding == "*":
			others = quality(parameters) > 0
		}
	}
	return others
}

func quality(parameters string) float64 {
	name, value, ok := strings.Cut(strings.TrimSpace(parameters), "=")
	if !ok || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 1
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil {
		return 0
	}
	return q
}
