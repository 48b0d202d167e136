package document

import "net/http"

// EarlyHints sends the headers that are set by now ahead of the answer, of which
// browsers heed Link, with what they need of the page (RFC 8297). It does so over
// HTTP/2 alone: what speaks HTTP/1.1 may not expect two answers to one question.
// Whoever has the page already needs nothing, and is sent nothing.
func EarlyHints(w http.ResponseWriter, r *http.Request) {
	if r.ProtoMajor < 2 || r.Method != http.MethodGet || len(w.Header()["Link"]) == 0 || r.Header.Get("If-None-Match") != "" {
		return
	}
	w.WriteHeader(http.StatusEarlyHints)
}
