//go:build !linux

package fanout

import (
	"errors"
	"net"
)

// Without epoll nobody is parked: newPoller says so, and nothing else here is
// reached.

type socket int32

var errFull = errors.New("the socket is full")

func takeSocket(conn net.Conn) (socket, error) {
	conn.Close()
	return 0, errors.ErrUnsupported
}

func (socket) write([]byte) (int, error) { return 0, errors.ErrUnsupported }

func (socket) close() {}

type event struct{}

func seatOf(event) seat { return seat{} }

func isGone(event) bool { return true }

type poller struct{}

func newPoller() (*poller, error) { return nil, errors.ErrUnsupported }

func (*poller) add(socket, seat) error { return errors.ErrUnsupported }

func (*poller) wait() ([]event, error) { return nil, errors.ErrUnsupported }

func (*poller) close() {}
