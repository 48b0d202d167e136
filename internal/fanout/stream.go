package fanout

import (
	"errors"
	"net/http"
	"slices"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
)

// Serve answers a request with the stream of a topic
// (https://html.spec.whatwg.org/multipage/server-sent-events.html), from the seq
// that the reader is at. Headers that are set already stay.
//
// An error says that nothing was answered: ErrFull, ErrClosed, or that of the first
// delta; Left is not called then. Without one the answer has begun, and may be going on after Serve has
// returned.
func (h *Hub) Serve(w http.ResponseWriter, r *http.Request, about Topic, at coverage.Seq) error {
	t, err := h.join(about)
	if err != nil {
		return err
	}
	// After joining: what is published from now on is told, what was before is in it.
	first, err := about.Delta(r.Context(), at)
	if err != nil {
		h.leave(t)
		return err
	}
	encoding := streamHeader(w.Header(), r)
	s := h.shard()
	if s == nil || !parkable(r) {
		h.hold(w, r, t, at, first, encoding)
		return nil
	}
	// The answer ends with the connection: only so can the same bytes follow it on
	// every connection (RFC 9112, 6.3).
	w.Header().Set("Transfer-Encoding", "identity")
	control := http.NewResponseController(w)
	if !begin(w, control, encoding) {
		h.lose(t)
		return nil
	}
	conn, _, err := control.Hijack()
	if err != nil { // the connection is gone
		h.lose(t)
		return nil
	}
	socket, err := takeSocket(conn)
	if err != nil {
		h.lose(t)
		return nil
	}
	reader := &parked{socket: socket, encoding: encoding, at: at, to: max(at, first.To), out: encoding.Of(first)}
	if !s.park(reader, t) {
		_, _ = socket.write(encoding.Of(h.goodbye())) // it is told, or comes back anyway
		socket.close()
		h.lose(t)
	}
	return nil
}

// parkable tells whether the connection of a request can be taken from net/http.
func parkable(r *http.Request) bool { return r.ProtoMajor == 1 && r.TLS == nil }

// streamHeader sets the headers of a stream, and chooses its encoding.
func streamHeader(header http.Header, r *http.Request) Encoding {
	header.Set("Content-Type", "text/event-stream")
	header.Set("X-Accel-Buffering", "no")
	header.Set("Vary", "Accept-Encoding")
	if document.Takes(r.Header.Get("Accept-Encoding"), "gzip") {
		header.Set("Content-Encoding", "gzip")
		return Gzip
	}
	return Plain
}

// begin sends what every stream begins with: the header, and when to come back.
func begin(w http.ResponseWriter, control *http.ResponseController, encoding Encoding) bool {
	_, err := w.Write(slices.Concat(encoding.Preamble(), encoding.Of(fewReturns.any())))
	return errors.Join(err, control.Flush()) == nil
}

// hold serves a reader in this goroutine.
func (h *Hub) hold(w http.ResponseWriter, r *http.Request, t *topic, at coverage.Seq, first Frame, encoding Encoding) {
	defer h.lose(t)
	control := http.NewResponseController(w)
	write := func(f Frame) error {
		if _, err := w.Write(encoding.Of(f)); err != nil {
			return err
		}
		return control.Flush()
	}
	if !begin(w, control, encoding) || len(first.Plain) > 0 && write(first) != nil {
		return
	}
	if errors.Is(h.follow(r.Context(), t, max(at, first.To), t.Delta, write), ErrClosed) {
		_ = write(h.goodbye()) // it is told, or comes back anyway
	}
}
