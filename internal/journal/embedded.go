package journal

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// embedded is the nats-server inside the process. A store that has failed to write
// (a full disk, most often) takes nothing any more and believes nothing, as it
// should; embedded then starts the server anew, from what is on disk, once the disk
// takes writes again. Readers go on meanwhile, and what follows the journal goes on
// where it was.
type embedded struct {
	dir string
	log *slog.Logger

	mu     sync.Mutex // guards server; held while a new one takes the old one's place
	server *server.Server

	broken  chan struct{} // holds one token while the store is to be revived
	failing atomic.Bool   // from the failure until the new server is there
	stop    context.CancelFunc
	done    chan struct{}
}

const (
	reviveEvery = time.Second
	// probeBytes is how much room there must be before the server is started anew.
	probeBytes = 256 << 10
)

func startEmbedded(dir string, log *slog.Logger) (*embedded, error) {
	srv, err := embed(dir, log)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	e := &embedded{dir: dir, log: log, server: srv, broken: make(chan struct{}, 1), stop: stop, done: make(chan struct{})}
	go e.run(ctx)
	return e, nil
}

var errReviving = errors.New("the store could not write, and waits until the disk takes writes again")

// InProcessConn connects to the server that runs now.
func (e *embedded) InProcessConn() (net.Conn, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.server.InProcessConn()
}

// failed notes that the store did not take a write.
func (e *embedded) failed() {
	e.failing.Store(true)
	select {
	case e.broken <- struct{}{}:
	default:
	}
}

func (e *embedded) run(ctx context.Context) {
	defer close(e.done)
	for {
		select {
		case <-e.broken:
		case <-ctx.Done():
			return
		}
		e.log.Error("the journal's store does not take writes; reading goes on, and writing will as soon as the disk takes writes again", "dir", e.dir)
		for !e.revive() {
			select {
			case <-time.After(reviveEvery):
			case <-ctx.Done():
				return
			}
		}
		e.log.Info("the journal's store takes writes again")
	}
}

// revive starts the server anew if the disk takes writes.
func (e *embedded) revive() bool {
	if err := e.probe(); err != nil {
		return false
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	shutDown(e.server)
	srv, err := embed(e.dir, e.log)
	if err != nil {
		e.log.Error("the journal's store could not be opened again; trying once more", "error", err)
		return false
	}
	e.server = srv
	select {
	case <-e.broken: // a failure of the server that is gone
	default:
	}
	e.failing.Store(false)
	return true
}

// probe writes a file as the store would, and takes it away.
func (e *embedded) probe() error {
	f, err := os.CreateTemp(filepath.Join(e.dir, "journal"), "probe-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, writeErr := f.Write(make([]byte, probeBytes))
	return errors.Join(writeErr, f.Sync(), f.Close())
}

// close ends the server, which writes what it holds.
func (e *embedded) close() {
	e.stop()
	<-e.done
	e.mu.Lock()
	defer e.mu.Unlock()
	shutDown(e.server)
}

func shutDown(srv *server.Server) {
	srv.Shutdown()
	srv.WaitForShutdown()
}
