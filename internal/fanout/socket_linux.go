package fanout

import (
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// socket is a descriptor that this package owns, apart from Go's own poller. Writes
// to it never wait.
type socket int32

// errFull says that a socket takes no more now.
var errFull = errors.New("the socket is full")

// unsent is how many bytes the kernel keeps for a reader beyond those that are on
// their way (TCP_NOTSENT_LOWAT, tcp(7)). What a slow reader has not been sent yet
// stays here, where a newer delta can take its place, and costs nothing.
const unsent = 32 << 10

// takeSocket makes the connection's descriptor ours; the net.Conn is closed, and so
// are the kilobytes that came with it.
func takeSocket(conn net.Conn) (socket, error) {
	defer conn.Close()
	c, ok := conn.(syscall.Conn)
	if !ok {
		return 0, fmt.Errorf("a %T has no descriptor: %w", conn, errors.ErrUnsupported)
	}
	raw, err := c.SyscallConn()
	if err != nil {
		return 0, err
	}
	fd, taken := -1, error(nil)
	if err := raw.Control(func(theirs uintptr) {
		// Non-blocking as theirs: the flag belongs to what both descriptors open.
		fd, taken = unix.FcntlInt(theirs, unix.F_DUPFD_CLOEXEC, 0)
	}); err != nil {
		return 0, err
	}
	if taken != nil {
		return 0, fmt.Errorf("duplicate a connection's descriptor: %w", taken)
	}
	if _, tcp := conn.(*net.TCPConn); tcp {
		// Where the kernel does not know it, slow readers cost more of its memory.
		_ = unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_NOTSENT_LOWAT, unsent)
	}
	return socket(fd), nil
}

// write writes what the socket takes now; errFull where that is nothing.
func (s socket) write(b []byte) (int, error) {
	for {
		n, err := unix.Write(int(s), b)
		switch err {
		case nil:
			return n, nil
		case unix.EINTR:
		case unix.EAGAIN:
			return 0, errFull
		default:
			return 0, err
		}
	}
}

// close closes the descriptor; with it goes what the poller knew of it.
func (s socket) close() { _ = unix.Close(int(s)) } // there is nothing left to do for it

// event is what the kernel says of a socket.
type event = unix.EpollEvent

// seatOf gives the seat that an event is about.
func seatOf(e event) seat { return seat{uint32(e.Fd), uint32(e.Pad)} }

// isGone tells whether the other end has left. Half of a connection is taken for that
// as well: it is how a browser's closed tab looks.
func isGone(e event) bool {
	return e.Events&(unix.EPOLLERR|unix.EPOLLHUP|unix.EPOLLRDHUP) != 0
}

// poller tells which sockets have room again, and which are gone. It is an epoll
// descriptor that waits in Go's own poller, so it takes no thread.
type poller struct {
	file *os.File
	raw  syscall.RawConn
	// Two in turn: one is being heeded while the other is filled.
	buffers [2][atOnce]event
	turn    int
}

// atOnce is the largest number of events that are taken from the kernel in one go.
const atOnce = 256

func newPoller() (*poller, error) {
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, fmt.Errorf("make an epoll descriptor: %w", err)
	}
	if err := unix.SetNonblock(fd, true); err != nil { // what os.NewFile goes by
		unix.Close(fd)
		return nil, err
	}
	p := &poller{file: os.NewFile(uintptr(fd), "epoll")}
	if p.raw, err = p.file.SyscallConn(); err != nil {
		p.file.Close()
		return nil, err
	}
	return p, nil
}

// add watches a socket until it is closed. Edges are enough: a reader is written to
// until its socket is full.
func (p *poller) add(s socket, at seat) error {
	var failed error
	err := p.raw.Control(func(fd uintptr) {
		failed = unix.EpollCtl(int(fd), unix.EPOLL_CTL_ADD, int(s), &unix.EpollEvent{
			Events: unix.EPOLLOUT | unix.EPOLLRDHUP | unix.EPOLLET,
			Fd:     int32(at.index), Pad: int32(at.turn),
		})
	})
	return errors.Join(err, failed)
}

// wait gives the next events. They stand until the call after the next.
func (p *poller) wait() (events []event, err error) {
	p.turn = 1 - p.turn
	buffer := &p.buffers[p.turn]
	n := 0
	var failed error
	err = p.raw.Read(func(fd uintptr) bool {
		n, failed = unix.EpollWait(int(fd), buffer[:], 0)
		if failed == unix.EINTR {
			failed = nil
		}
		return n > 0 || failed != nil
	})
	return buffer[:max(n, 0)], errors.Join(err, failed)
}

func (p *poller) close() { _ = p.file.Close() }
