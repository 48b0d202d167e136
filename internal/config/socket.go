package config

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
)

// maxSocketPath is what the kernel takes as a socket's path, in bytes, with some
// room to spare (unix(7): 108 on Linux, 104 elsewhere).
const maxSocketPath = 100

// ListenAdmin opens the server's own socket in the data directory. Whoever may open
// the file may do everything; its mode is 0600. One that a killed server left
// behind is replaced: the lock says that nobody else is there.
func (d *DataDir) ListenAdmin() (net.Listener, error) {
	name := filepath.Join(d.Path, socketFile)
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("remove the old %s: %w", name, err)
	}
	path, release, err := shortPath(d.Path)
	if err != nil {
		return nil, err
	}
	defer release()
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("open the server's own socket %s: %w", name, err)
	}
	if err := os.Chmod(name, 0o600); err != nil {
		l.Close()
		return nil, fmt.Errorf("close the server's own socket to others: %w", err)
	}
	return l, nil
}

// DialAdmin connects to the server that uses the data directory.
func DialAdmin(ctx context.Context, dir string) (net.Conn, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	path, release, err := shortPath(dir)
	if err != nil {
		return nil, err
	}
	defer release()
	var d net.Dialer
	return d.DialContext(ctx, "unix", path)
}

// shortPath gives a path of the socket that the kernel takes, however deep the
// folder lies: where it is too long, through the folder's own descriptor.
func shortPath(dir string) (path string, release func(), err error) {
	path = filepath.Join(dir, socketFile)
	if len(path) <= maxSocketPath {
		return path, func() {}, nil
	}
	folder, err := os.Open(dir)
	if err != nil {
		return "", nil, err
	}
	path = fmt.Sprintf("/proc/self/fd/%d/%s", folder.Fd(), socketFile)
	return path, func() { folder.Close() }, nil
}
