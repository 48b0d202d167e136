package media

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/journal"
	"github.com/stoppress/stoppress/internal/problem"
)

var (
	forEver = []string{"public, max-age=31536000, immutable"}
	// A picture that is not there may come; one that is gone may come back.
	shortly = []string{"public, max-age=1"}
	// A picture runs and loads nothing, also where it is opened by itself.
	picturePolicy = []string{"default-src 'none'; frame-ancestors 'none'; sandbox; base-uri 'none'; object-src 'none'"}
)

// ServeHTTP answers GET /media/{id}/{width}.{extension}.
func (l *Library) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
	case http.MethodOptions:
		w.Header().Set("Allow", "GET, HEAD, OPTIONS")
		w.WriteHeader(http.StatusNoContent)
		return
	default:
		w.Header().Set("Allow", "GET, HEAD, OPTIONS")
		problem.New(http.StatusMethodNotAllowed, "pictures are read with GET; new ones are sent to /api/v1/media").Write(w)
		return
	}
	id, width, e, ok := parsePath(r.URL.Path)
	if !ok {
		l.refuse(w, coverage.Errorf(coverage.NotFound, "there is no picture at this address"))
		return
	}
	h := w.Header()
	h["Surrogate-Key"] = []string{"media-" + string(id)}
	if l.isRemoved(id) {
		l.refuse(w, coverage.Errorf(coverage.Gone, "this picture was taken down"))
		return
	}
	content, err := l.form(r, id, width, e)
	switch {
	case errors.Is(err, errLater):
		// Its own name would not tell the truth about a JPEG, so it leads there.
		h.Set("Cache-Control", "no-store")
		http.Redirect(w, r, coverage.PicturePath(id, width, asJPEG.extension), http.StatusFound)
		return
	case err != nil:
		l.refuse(w, err)
		return
	}
	h["Cache-Control"] = forEver
	h["Content-Security-Policy"] = picturePolicy
	h["Cross-Origin-Resource-Policy"] = []string{"cross-origin"}
	content.Serve(w, r, http.StatusOK)
}

// errLater says that a form is still to be made.
var errLater = errors.New("it is still to be made")

// form gives one form.
func (l *Library) form(r *http.Request, id coverage.PictureID, width int, e encoding) (*document.Document, error) {
	ctx := r.Context()
	name := formName(id, width, e)
	if content, ok := l.shown.get(name); ok {
		return content, nil
	}
	// What another node has taken down this very moment is asked of the journal: what
	// lies on the shelf was looked up once, and is dropped when the word comes.
	known, err := l.find(ctx, id)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(coverage.PictureWidths(known.Width), width) {
		return nil, coverage.Errorf(coverage.NotFound, "there is no picture at this address")
	}
	file, err := l.store.Get(ctx, name)
	if errors.Is(err, journal.ErrNoObject) {
		if e.extension != asJPEG.extension {
			return nil, errLater
		}
		return nil, coverage.Errorf(coverage.NotFound, "there is no picture at this address")
	}
	if err != nil {
		return nil, err
	}
	content := document.New(e.mediaType, file)
	l.shown.put(id, name, content)
	if l.isRemoved(id) { // while it was being read
		l.shown.drop(id)
		return nil, coverage.Errorf(coverage.Gone, "this picture was taken down")
	}
	return content, nil
}

func (l *Library) refuse(w http.ResponseWriter, err error) {
	p := problem.Of(err, l.log)
	w.Header()["Cache-Control"] = shortly
	if p.Status >= http.StatusInternalServerError {
		w.Header().Set("Cache-Control", "no-store")
	}
	p.Write(w)
}

func parsePath(path string) (coverage.PictureID, int, encoding, bool) {
	rest, ok := strings.CutPrefix(path, "/media/")
	id, file, cut := strings.Cut(rest, "/")
	number, extension, named := strings.Cut(file, ".")
	width, err := strconv.Atoi(number)
	e, known := encodingOf(extension)
	if !ok || !cut || !named || err != nil || !known || !coverage.PictureID(id).WellFormed() || strconv.Itoa(width) != number {
		return "", 0, encoding{}, false
	}
	return coverage.PictureID(id), width, e, true
}
