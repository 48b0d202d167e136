package journal

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/stoppress/stoppress/internal/coverage"
)

const (
	streamName = "COVERAGE"
	subjects   = "coverage.>"

	// DuplicateWindow is how long a record's ID is remembered.
	DuplicateWindow = 2 * time.Hour

	// answerWithin is how long a request to JetStream may take before the journal
	// counts as not answering.
	answerWithin = 5 * time.Second
)

// Options say where the journal lies.
type Options struct {
	Dir      string // the data directory, for the embedded server
	URL      string // an outside NATS, comma-separated; empty: embedded
	Replicas int    // copies of each message in a cluster; 0: one
	Log      *slog.Logger
}

// Journal is the open log.
type Journal struct {
	embedded *embedded // nil with an outside NATS
	witness  *witness  // likewise: a cluster has its copies
	conn     *nats.Conn
	js       jetstream.JetStream
	stream   jetstream.Stream
	opts     Options
}

// Open starts or finds the NATS server, and makes the stream where there is none.
func Open(ctx context.Context, opts Options) (*Journal, error) {
	opts.Replicas = max(opts.Replicas, 1)
	j := &Journal{opts: opts}
	var err error
	if opts.URL == "" {
		if j.embedded, err = startEmbedded(opts.Dir, opts.Log); err != nil {
			return nil, err
		}
	}
	if opts.URL == "" {
		j.witness = openWitness(opts.Dir)
	}
	if err = j.open(ctx); err == nil {
		err = j.inspect(ctx)
	}
	if err != nil {
		j.Close()
		return nil, err
	}
	if j.witness != nil {
		j.witness.run()
	}
	return j, nil
}

func (j *Journal) open(ctx context.Context) (err error) {
	if j.conn, err = connect(j.embedded, j.opts.URL, j.opts.Log); err != nil {
		return err
	}
	if j.js, err = jetstream.New(j.conn, jetstream.WithDefaultTimeout(answerWithin)); err != nil {
		return err
	}
	j.stream, err = j.js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
		Name:               streamName,
		Description:        "Blogs and posts: the newest message of a subject is its state",
		Subjects:           []string{subjects},
		Storage:            jetstream.FileStorage,
		Replicas:           j.opts.Replicas,
		Duplicates:         DuplicateWindow,
		AllowDirect:        true,
		AllowAtomicPublish: true,
		DenyPurge:          true,
	})
	if err != nil {
		return fmt.Errorf("make or open the stream %s: %w", streamName, err)
	}
	return nil
}

// Close ends the connection and the embedded server, which writes what it holds.
func (j *Journal) Close() {
	j.witness.close()
	if j.conn != nil {
		j.conn.Close()
	}
	if j.embedded != nil {
		j.embedded.close()
	}
}

// Head is the seq of the newest message.
func (j *Journal) Head(ctx context.Context) (coverage.Seq, error) {
	info, err := j.stream.Info(ctx)
	if err != nil {
		return 0, unavailable("ask the journal for its state", err)
	}
	return coverage.Seq(info.State.LastSeq), nil
}

// mayWrite is an error while the store is known not to take writes, so that nobody
// waits for what cannot come.
func (j *Journal) mayWrite() error {
	if j.embedded != nil && j.embedded.failing.Load() {
		return unavailable("write to the journal", errReviving)
	}
	return nil
}

// writeFailed is the error of a write that was not acknowledged. One that the
// server inside the process did not answer at all says that its store is broken.
func (j *Journal) writeFailed(ctx context.Context, doing string, err error) error {
	if errors.Is(err, nats.ErrMaxPayload) {
		return coverage.Errorf(coverage.TooLarge, "this is larger than the messages that the journal takes; divide it")
	}
	if j.embedded != nil && ctx.Err() == nil && (errors.Is(err, context.DeadlineExceeded) || errors.Is(err, nats.ErrTimeout) || errors.Is(err, nats.ErrNoResponders) || errors.Is(err, jetstream.ErrNoStreamResponse)) {
		j.embedded.failed()
	}
	return unavailable(doing, err)
}

// unavailable wraps what a caller can only wait out.
func unavailable(doing string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return &coverage.Error{
		Kind:    coverage.Unavailable,
		Message: "the journal does not answer now; nothing was changed, try again in a moment",
		Cause:   fmt.Errorf("%s: %w", doing, err),
	}
}
