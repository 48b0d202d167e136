package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// BenchmarkPage is a request for a kept page over a connection that stays open,
// beside one to a bare handler that writes the same bytes with the same headers,
// and one that writes them with those alone that net/http needs.
func BenchmarkPage(b *testing.B) {
	s := start(b, b.TempDir())
	s.blog("harbour")
	editor := s.token("editor")
	for i := range 50 {
		s.ask("POST", posts, editor, published(strings.Repeat(fmt.Sprintf("Ferry %d stays in port. ", i*i), 20))).want(201)
	}
	page := s.ask("GET", "/harbour", "", nil, "Accept-Encoding", "br").want(200)
	known := "If-None-Match: " + page.tag() + "\r\n"
	bare := func(header http.Header) string {
		return serve(b, func(w http.ResponseWriter, r *http.Request) {
			for name, values := range header {
				w.Header().Set(name, values[0])
			}
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = w.Write(page.body)
		})
	}
	few := http.Header{"Content-Type": page.header["Content-Type"], "Content-Length": page.header["Content-Length"], "Content-Encoding": {"br"}}
	for _, server := range []struct{ name, address string }{{"stoppress", s.address}, {"bare", bare(few)}, {"bare, all headers", bare(page.header)}} {
		for name, extra := range map[string]string{"page": "", "not changed": known} {
			b.Run(name+"/"+server.name, func(b *testing.B) { repeat(b, server.address, "/harbour", extra) })
		}
	}
	b.Run("changes/stoppress", func(b *testing.B) { repeat(b, s.address, "/harbour/changes?since=9999999", "") })
}

func serve(b *testing.B, handler http.HandlerFunc) (address string) {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	server := &http.Server{Handler: handler}
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(l) }()
	b.Cleanup(func() { server.Close(); <-done })
	return l.Addr().String()
}

// repeat asks for the same thing over and over, and reads no more of an answer
// than its length.
func repeat(b *testing.B, address, path, extra string) {
	c, err := net.Dial("tcp", address)
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	request := []byte("GET " + path + " HTTP/1.1\r\nHost: live.example.org\r\nUser-Agent: Mozilla/5.0\r\nAccept: text/html\r\n" +
		"Accept-Language: en-GB,en\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n" + extra + "\r\n")
	if _, err := c.Write(request); err != nil {
		b.Fatal(err)
	}
	// The first answer tells how long they all are.
	var whole bytes.Buffer
	answer, err := http.ReadResponse(bufio.NewReader(io.TeeReader(c, &whole)), nil)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		b.Fatal(err)
	}
	length := whole.Len()
	buffer := make([]byte, length)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Write(request); err != nil {
			b.Fatal(err)
		}
		if _, err := io.ReadFull(c, buffer); err != nil {
			b.Fatal(err)
		}
	}
}
