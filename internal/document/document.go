// Package document holds bytes that are served again and again: their entity tag
// is known, and each packed form is made once, when it is first asked for, at a
// level that costs a millisecond or two. A document of a Press is packed once more
// at the best level when it has rested for a while, and the better bytes take over.
//
// A request for a form that is kept, or for one that the asker has, packs nothing
// and allocates nothing but what net/http does for the headers: their values are
// made with the document and shared by all answers. So whoever has the header of
// an answer may add to it and replace in it, and must not change a value in place.
//
// A Document may be used by many goroutines. It imports no other room.
package document

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Document is one representation of a resource.
type Document struct {
	mediaType []string
	tag       []string
	plain     form
	packed    [len(packings)]packed
	worth     bool // whether packing saves a packet

	modified []string // Last-Modified; nil where it is not said
	since    time.Time

	keys []string // Surrogate-Key; nil where the document does not say it itself

	press *Press // nil where the first forms are the last
	rests time.Time
}

// form is the document's bytes in one coding, with the headers that go with them.
type form struct {
	bytes  []byte
	length []string
}

func newForm(b []byte) form { return form{b, []string{strconv.Itoa(len(b))}} }

// worthPacking is the size in bytes under which packing saves no packet.
const worthPacking = 600

// New makes a document whose forms are made once. The bytes are kept, and must not
// be changed.
func New(mediaType string, plain []byte) *Document {
	sum := sha256.Sum256(plain)
	return &Document{
		mediaType: []string{mediaType},
		// Weak, because all forms share it (RFC 9110, 8.8.1).
		tag:   []string{`W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`},
		plain: newForm(plain),
		worth: len(plain) >= worthPacking && packable(mediaType),
	}
}

// Modified has answers say when the document changed last, to the second. Dates
// compare only where exact is set: where the document changed more than once within
// that second, they could not tell its versions apart. The document must not have
// been served yet.
func (d *Document) Modified(at time.Time, exact bool) *Document {
	at = at.UTC().Truncate(time.Second)
	d.modified = []string{at.Format(http.TimeFormat)}
	if exact {
		d.since = at
	}
	return d
}

// Keyed has answers name the keys by which shared caches are told to let the document
// go. The document must not have been served yet.
func (d *Document) Keyed(keys []string) *Document {
	d.keys = []string{strings.Join(keys, " ")}
	return d
}

// Size is the number of bytes of the plain form.
func (d *Document) Size() int { return len(d.plain.bytes) }

// Plain is the plain form. It must not be changed.
func (d *Document) Plain() []byte { return d.plain.bytes }

var varyByEncoding = []string{"Accept-Encoding"}

// Serve answers with the document, in the form that the asker likes best; 304
// where the asker has it. Headers that are set already stay.
func (d *Document) Serve(w http.ResponseWriter, r *http.Request, status int) {
	h := w.Header()
	h["Etag"] = d.tag
	if d.modified != nil {
		h["Last-Modified"] = d.modified
	}
	if d.keys != nil {
		h["Surrogate-Key"] = d.keys
	}
	if others := h["Vary"]; len(others) > 0 {
		h["Vary"] = append(others[:len(others):len(others)], varyByEncoding...)
	} else {
		h["Vary"] = varyByEncoding
	}
	if status == http.StatusOK && d.isKnownTo(r) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	f := &d.plain
	if i := choose(r.Header["Accept-Encoding"], d.worth); i != asItIs {
		f = d.form(i)
		h["Content-Encoding"] = packings[i].header
	}
	h["Content-Type"] = d.mediaType
	h["Content-Length"] = f.length
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(f.bytes) // whoever asked may have gone away
	}
}

func (d *Document) isKnownTo(r *http.Request) bool {
	tags := r.Header["If-None-Match"]
	for _, list := range tags {
		if HasTag(list, d.tag[0]) {
			return true
		}
	}
	if len(tags) > 0 || d.since.IsZero() {
		return false // a date counts only where no tag is given (RFC 9110, 13.1.3)
	}
	known, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
	return err == nil && !known.Before(d.since)
}

func packable(mediaType string) bool {
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
