package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
)

// goroutines is what one writes first: net/http, a goroutine and a channel for each
// reader. A compressed stream has a compressor of its own.
func goroutines(packed bool) error {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return err
	}
	var mu sync.Mutex // guards readers
	readers := map[chan []byte]struct{}{}
	go http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { // ends with the process
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("Cache-Control", "no-store")
		var out io.Writer = w
		flush := func() {}
		if packed {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			out, flush = z, func() { _ = z.Flush() }
		}
		control := http.NewResponseController(w)
		_, _ = io.WriteString(out, ":\n\n")
		flush()
		_ = control.Flush()
		frames := make(chan []byte, 16)
		mu.Lock()
		readers[frames] = struct{}{}
		mu.Unlock()
		defer func() {
			mu.Lock()
			delete(readers, frames)
			mu.Unlock()
		}()
		for {
			select {
			case data := <-frames:
				if _, err := out.Write(data); err != nil {
					return
				}
				flush()
				if control.Flush() != nil {
					return
				}
			case <-r.Context().Done():
				return
			}
		}
	}))
	fmt.Println(l.Addr())
	return told(func(n int) {
		data := frame(n, payload(n))
		mu.Lock()
		defer mu.Unlock()
		for frames := range readers {
			select {
			case frames <- data:
			default: // a slow reader loses it
			}
		}
	})
}
