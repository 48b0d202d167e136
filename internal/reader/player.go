package reader

import (
	"net/http"
	"strconv"

	"github.com/stoppress/stoppress/internal/coverage"
)

// playerCaching: what an address is shown as changes with the server alone.
var playerCaching = []string{"public, max-age=3600"}

// servePlayer answers /player?url=URL: a film or a message of another site, for the
// frame that takes a card's place once a reader has asked for it. No page that
// readers come to frames that site itself.
func (r *Reader) servePlayer(w http.ResponseWriter, req *http.Request) {
	page, policy, ok, err := r.Layout.Player(req.URL.Query().Get("url"))
	if err == nil && !ok {
		err = coverage.Errorf(coverage.NotFound, "there is nothing to show of this address")
	}
	if err != nil {
		r.notice(w, err, nil)
		return
	}
	h := w.Header()
	h["Content-Security-Policy"] = []string{policy}
	h["Content-Type"] = []string{htmlType}
	h["Content-Length"] = []string{strconv.Itoa(len(page))}
	h["Cache-Control"] = playerCaching
	h["X-Robots-Tag"] = []string{"noindex"}
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(page) // whoever asked may have gone away
}
