package main

import (
	"bytes"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/stoppress/stoppress/internal/audience"
)

// mark stands at the end of each payload's words, and nowhere else.
const mark = "Endmark"

// conn is one simulated reader.
type conn struct {
	fd      int
	got     int64 // bytes
	marks   int   // payloads, by their mark
	since   int64 // bytes since watch
	done    bool  // has what is waited for
	came    int64 // where the crowd is stamped: when the kernel had the last bytes, ns since 1970
	open    bool
	refused bool
	tail    [len(mark) - 1]byte // the last bytes, where a mark may have begun
	head    [12]byte            // "HTTP/1.1 200"
}

// crowd is many simulated readers of one address. It belongs to one goroutine.
type crowd struct {
	epoll  int
	conns  []conn
	byFD   map[int]int
	buffer []byte
	events []unix.EpollEvent
	heard  int            // connections on which something came
	to     netip.AddrPort // where those who are cut off come back to
	ask    []byte
	mended int // readers that came back
	ended  int // connections that the server has ended

	// stamped has the kernel say when bytes came, for a crowd whose thread may have to
	// wait for a core before it can look. It is set before anybody joins.
	stamped bool
	notes   []byte // what the kernel says beside the bytes
}

func newCrowd() (*crowd, error) {
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, fmt.Errorf("epoll_create1: %w", err)
	}
	return &crowd{epoll: epoll, byFD: map[int]int{}, buffer: make([]byte, 256<<10), events: make([]unix.EpollEvent, 512), notes: make([]byte, 64)}, nil
}

// join connects a reader and sends its request. receive is the size of its receive
// buffer, 0 for the system's own.
func (c *crowd) join(to netip.AddrPort, request []byte, receive int) error {
	n := len(c.conns)
	c.conns = append(c.conns, conn{})
	return c.connect(n, to, request, receive)
}

func (c *crowd) connect(n int, to netip.AddrPort, request []byte, receive int) error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return fmt.Errorf("reader %d: socket: %w", n, err)
	}
	err = errors.Join(
		unix.SetsockoptInt(fd, unix.IPPROTO_IP, unix.IP_BIND_ADDRESS_NO_PORT, 1),
		unix.Bind(fd, &unix.SockaddrInet4{Addr: audience.From(n).As4()}),
	)
	if err == nil && receive > 0 {
		err = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF, receive)
	}
	if err == nil && c.stamped {
		err = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TIMESTAMPNS, 1)
	}
	if err == nil {
		err = unix.Connect(fd, &unix.SockaddrInet4{Port: int(to.Port()), Addr: to.Addr().As4()})
	}
	if err == nil {
		_, err = unix.Write(fd, request)
	}
	if err == nil {
		err = unix.SetNonblock(fd, true)
	}
	if err == nil && receive == 0 { // a reader with a buffer of its own is read by hand
		err = unix.EpollCtl(c.epoll, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: unix.EPOLLIN | unix.EPOLLRDHUP, Fd: int32(fd)})
	}
	if err != nil {
		unix.Close(fd)
		return fmt.Errorf("reader %d: %w", n, err)
	}
	c.conns[n] = conn{fd: fd, open: true}
	c.byFD[fd] = n
	return nil
}

// drop ends a connection from here.
func (c *crowd) drop(n int) {
	if r := &c.conns[n]; r.open {
		r.open = false
		delete(c.byFD, r.fd)
		unix.Close(r.fd)
	}
}

func (c *crowd) close() {
	for n := range c.conns {
		c.drop(n)
	}
	unix.Close(c.epoll)
}

// turn reads what has come, waiting for something at most so long, and tells each
// reader that got something.
func (c *crowd) turn(wait time.Duration, got func(n int, r *conn)) error {
	ready, err := unix.EpollWait(c.epoll, c.events, int(wait.Milliseconds()))
	if err != nil && err != unix.EINTR {
		return fmt.Errorf("epoll_wait: %w", err)
	}
	for _, e := range c.events[:max(ready, 0)] {
		n, known := c.byFD[int(e.Fd)]
		if !known {
			continue
		}
		c.read(n, c.buffer)
		if got != nil {
			got(n, &c.conns[n])
		}
	}
	return nil
}

// read reads once.
func (c *crowd) read(n int, buffer []byte) {
	r := &c.conns[n]
	size, err := c.take(r, buffer)
	if err == unix.EAGAIN || err == unix.EINTR {
		return
	}
	if err != nil || size <= 0 {
		c.ended++
		c.drop(n)
		return
	}
	part := buffer[:size]
	if r.got == 0 {
		c.heard++
	}
	if r.got < int64(len(r.head)) {
		copy(r.head[r.got:], part)
		if r.got+int64(size) >= int64(len(r.head)) && string(r.head[9:]) != "200" {
			r.refused = true
		}
	}
	r.got += int64(size)
	r.since += int64(size)
	marks := bytes.Count(part, []byte(mark))
	// A mark may lie across two reads.
	edge := append(slices.Clone(r.tail[:]), part[:min(len(part), len(mark)-1)]...)
	if bytes.Contains(edge, []byte(mark)) {
		marks++
	}
	if len(part) >= len(r.tail) {
		copy(r.tail[:], part[len(part)-len(r.tail):])
	} else {
		kept := append(slices.Clone(r.tail[len(part):]), part...)
		copy(r.tail[:], kept)
	}
	r.marks += marks
}

// take reads once, and notes when the last bytes of it came where the crowd is
// stamped.
func (c *crowd) take(r *conn, buffer []byte) (int, error) {
	if !c.stamped {
		return unix.Read(r.fd, buffer)
	}
	size, length, _, _, err := unix.Recvmsg(r.fd, buffer, c.notes, 0)
	if err != nil {
		return size, err
	}
	messages, err := unix.ParseSocketControlMessage(c.notes[:length])
	if err != nil {
		return size, err
	}
	for _, m := range messages {
		if m.Header.Level == unix.SOL_SOCKET && m.Header.Type == unix.SCM_TIMESTAMPNS {
			at := *(*unix.Timespec)(unsafe.Pointer(unsafe.SliceData(m.Data)))
			r.came = at.Nano()
		}
	}
	return size, nil
}

// unanswered is how many readers wait for their first answer at the same time, when
// they come at leisure: how a server takes a storm is another row.
const unanswered = 256

// gather connects readers up to n, and waits until each has an answer and the line
// is quiet.
func (c *crowd) gather(n int, to netip.AddrPort, request []byte) error {
	before := len(c.conns)
	c.heard, c.to, c.ask = 0, to, request
	for len(c.conns) < n {
		if err := c.join(to, request, 0); err != nil {
			return err
		}
		for end := time.Now().Add(10 * time.Second); len(c.conns)-before-c.heard >= unanswered && time.Now().Before(end); {
			if err := c.turn(10*time.Millisecond, nil); err != nil {
				return err
			}
		}
	}
	return c.served(time.Minute)
}

// served waits until each reader has an answer, those who were cut off have come
// back, and nothing has come for a moment.
func (c *crowd) served(within time.Duration) error {
	for end := time.Now().Add(within); time.Now().Before(end); {
		if err := c.quiet(300 * time.Millisecond); err != nil {
			return err
		}
		waiting := 0
		for i := range c.conns {
			r := &c.conns[i]
			if r.refused {
				return fmt.Errorf("reader %d was refused: %q", i, r.head[:])
			}
			if !r.open { // as a browser does
				if c.mended++; c.mended > len(c.conns) {
					return errors.New("readers are cut off again and again")
				}
				if err := c.connect(i, c.to, c.ask, 0); err != nil {
					return err
				}
			}
			if c.conns[i].got == 0 {
				waiting++
			}
		}
		if waiting == 0 {
			return nil
		}
	}
	return errors.New("not all readers were answered in time")
}

// noise is how long quiet waits at most: a server that pings each of many readers
// is never quiet.
const noise = 10 * time.Second

// quiet reads until nothing has come for so long.
func (c *crowd) quiet(lull time.Duration) error {
	end := time.Now().Add(noise)
	for last := time.Now(); time.Since(last) < lull && time.Now().Before(end); {
		if err := c.turn(20*time.Millisecond, func(int, *conn) { last = time.Now() }); err != nil {
			return err
		}
	}
	return nil
}

// watch begins a delivery: nobody has it yet.
func (c *crowd) watch() {
	for i := range c.conns {
		c.conns[i].since, c.conns[i].done = 0, false
	}
}

// arrivals reads until each of so many readers has what has tells, or is cut off,
// and gives when each had it.
func (c *crowd) arrivals(readers int, has func(*conn) bool, within time.Duration) ([]time.Time, error) {
	var at []time.Time
	before := c.ended
	for end := time.Now().Add(within); len(at) < readers-(c.ended-before); {
		if time.Now().After(end) {
			return at, fmt.Errorf("%d of %d readers have it after %v (%d connections have ended)", len(at), readers, within, c.ended)
		}
		err := c.turn(50*time.Millisecond, func(_ int, r *conn) {
			if !r.done && has(r) {
				r.done = true
				at = append(at, c.arrival(r))
			}
		})
		if err != nil {
			return at, err
		}
	}
	if len(at) == 0 {
		return nil, errors.New("all readers were cut off")
	}
	return at, nil
}

// arrival is when a reader got the last of what it has.
func (c *crowd) arrival(r *conn) time.Time {
	if c.stamped {
		return time.Unix(0, r.came)
	}
	return time.Now()
}
