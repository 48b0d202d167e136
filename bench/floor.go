package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"runtime"
	"strconv"
	"sync"

	"golang.org/x/sys/unix"
)

// floor is the least that can be done: it accepts, keeps descriptors, and write()s
// the same bytes to each. With two threads each has half of them.
func floor(threads int, packed bool) error {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(l.Addr())
	file, err := l.(*net.TCPListener).File()
	if err != nil {
		return err
	}
	l.Close()
	listener := int(file.Fd()) // blocking from here on
	var mu sync.Mutex          // guards fds
	var fds []int
	go func() { // ends with the process
		request := make([]byte, 4096)
		header := "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
		if packed {
			header += "Content-Encoding: gzip\r\n"
		}
		header += "\r\n"
		if packed {
			header += "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
		}
		for {
			fd, _, err := unix.Accept4(listener, unix.SOCK_CLOEXEC)
			if err != nil {
				continue
			}
			if _, err := unix.Read(fd, request); err != nil {
				unix.Close(fd)
				continue
			}
			_, _ = unix.Write(fd, []byte(header))
			_ = unix.SetNonblock(fd, true)
			mu.Lock()
			fds = append(fds, fd)
			mu.Unlock()
		}
	}()
	parts := make([]chan []byte, threads)
	var writing sync.WaitGroup
	for i := range parts {
		parts[i] = make(chan []byte)
		go func() { // ends with the process
			runtime.LockOSThread()
			for data := range parts[i] {
				for n := i; n < len(fds); n += threads {
					_, _ = unix.Write(fds[n], data)
				}
				writing.Done()
			}
		}()
	}
	defer runtime.KeepAlive(file) // or the collector closes it
	return told(func(n int) {
		data := frame(n, payload(n))
		if packed {
			data = pack(data)
		}
		mu.Lock()
		defer mu.Unlock()
		writing.Add(threads)
		for _, part := range parts {
			part <- data
		}
		writing.Wait()
	})
}

// pack makes deflate blocks that can follow any gzip header.
func pack(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(data) // a bytes.Buffer takes all
	_ = w.Flush()
	return b.Bytes()[10:]
}

func runPeer(args []string) error {
	packed := args[len(args)-1] == "gzip"
	switch args[0] {
	case "floor":
		threads, err := strconv.Atoi(args[1])
		if err != nil {
			return err
		}
		return floor(threads, packed)
	case "nethttp":
		return goroutines(packed)
	case "centrifuge":
		return centrifugeHub()
	case "page":
		return barePage(args[1], args[2])
	}
	return fmt.Errorf("there is no peer %q", args[0])
}
