package journal

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// startWithin is how long the embedded server may take to recover its files.
// A large store that was not closed properly is read through at start.
const startWithin = 10 * time.Minute

// maxMessage is the largest message of the embedded server, in bytes: room for a
// post whose lists are all full.
const maxMessage = 8 << 20

// embed starts a nats-server inside the process. It listens on no port, keeps its
// files under dir, and syncs each write before it acknowledges it.
func embed(dir string, log *slog.Logger) (*server.Server, error) {
	storeDir := filepath.Join(dir, "journal")
	if err := os.MkdirAll(storeDir, 0o700); err != nil {
		return nil, fmt.Errorf("make the journal's folder: %w", err)
	}
	srv, err := server.NewServer(&server.Options{
		ServerName: "stoppress",
		DontListen: true,
		NoSigs:     true,
		JetStream:  true,
		StoreDir:   storeDir,
		SyncAlways: true,
		MaxPayload: maxMessage,
	})
	if err != nil {
		return nil, fmt.Errorf("set up the embedded nats-server: %w", err)
	}
	srv.SetLoggerV2(natsLog{log}, false, false, false)
	go srv.Start() // returns by itself once it is started; Shutdown ends what it started
	if !srv.ReadyForConnections(startWithin) {
		shutDown(srv)
		return nil, errors.New("the embedded nats-server did not become ready; its log lines above say why")
	}
	if !srv.JetStreamEnabled() {
		shutDown(srv)
		return nil, fmt.Errorf("the journal in %s cannot be opened; the log lines above say why", storeDir)
	}
	return srv, nil
}

// connect opens a connection to the embedded server, or to the cluster at url.
func connect(e *embedded, url string, log *slog.Logger) (*nats.Conn, error) {
	options := []nats.Option{
		nats.Name("stoppress"),
		nats.MaxReconnects(-1),
		// What cannot be sent now fails now. Kept for later, it would be written after
		// its sender was told that it was not.
		nats.ReconnectBufSize(-1),
		nats.ReconnectWait(250 * time.Millisecond),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) {
			log.Warn("nats", "error", err)
		}),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				log.Warn("nats connection lost; trying again", "error", err)
			}
		}),
		nats.ReconnectHandler(func(c *nats.Conn) { log.Info("nats connected again", "server", c.ConnectedUrlRedacted()) }),
	}
	if e != nil {
		options = append(options, nats.InProcessServer(e))
		url = ""
	}
	conn, err := nats.Connect(url, options...)
	if err != nil {
		return nil, fmt.Errorf("connect to NATS at %q: %w", url, err)
	}
	return conn, nil
}

// natsLog passes the embedded server's log on. Its notices are everyday business
// and go to debug; warnings and errors say what is damaged or full.
type natsLog struct{ log *slog.Logger }

func (l natsLog) Noticef(format string, v ...any) { l.log.Debug(fmt.Sprintf(format, v...)) }
func (l natsLog) Warnf(format string, v ...any)   { l.log.Warn(fmt.Sprintf(format, v...)) }
func (l natsLog) Errorf(format string, v ...any)  { l.log.Error(fmt.Sprintf(format, v...)) }
func (l natsLog) Fatalf(format string, v ...any)  { l.log.Error(fmt.Sprintf(format, v...)) }
func (l natsLog) Debugf(format string, v ...any)  { l.log.Debug(fmt.Sprintf(format, v...)) }
func (l natsLog) Tracef(format string, v ...any)  { l.log.Debug(fmt.Sprintf(format, v...)) }
