package journal

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/synadia-io/orbit.go/jetstreamext"

	"github.com/stoppress/stoppress/internal/coverage"
)

// ErrConflict says that a subject is no longer at the seq that a record expected.
var ErrConflict = errors.New("the journal holds a newer version")

// Duplicate says that a record with this ID was written before, as Seq.
type Duplicate struct{ Seq coverage.Seq }

func (d *Duplicate) Error() string { return fmt.Sprintf("written before, as %d", d.Seq) }

// Record is an entry to be written.
type Record struct {
	Entry
	Expect coverage.Seq // the seq its subject is at; zero: it has no message yet
	ID     string       // written once per ID; empty: no such check
}

// MaxBatch is the largest number of records in one Append.
const MaxBatch = 500

// Append writes the records, all or none, and gives the seq of the last one; the
// others have the seqs right before it. Errors: ErrConflict, *Duplicate (of a
// single record), or one of the kind Unavailable.
func (j *Journal) Append(ctx context.Context, records ...Record) (coverage.Seq, error) {
	if err := j.mayWrite(); err != nil {
		return 0, err
	}
	messages := make([]*nats.Msg, 0, len(records))
	for _, r := range records {
		data, err := encode(r.Entry)
		if err != nil {
			return 0, fmt.Errorf("encode a journal entry: %w", err)
		}
		m := nats.NewMsg(subject(r.Entry))
		m.Data = data
		m.Header.Set(jetstream.ExpectedLastSubjSeqHeader, fmt.Sprint(uint64(r.Expect)))
		m.Header.Set(jetstream.ExpectedStreamHeader, streamName)
		if r.ID != "" {
			m.Header.Set(jetstream.MsgIDHeader, r.ID)
		}
		messages = append(messages, m)
	}
	if len(messages) == 1 {
		ack, err := j.js.PublishMsg(ctx, messages[0], jetstream.WithRetryAttempts(0))
		switch {
		case err != nil:
			return 0, j.appendError(ctx, err)
		case ack.Duplicate:
			return 0, &Duplicate{Seq: coverage.Seq(ack.Sequence)}
		}
		j.witness.note(ack.Sequence)
		return coverage.Seq(ack.Sequence), nil
	}
	if len(messages) > MaxBatch {
		return 0, fmt.Errorf("%d records in one batch; up to %d are taken", len(messages), MaxBatch)
	}
	within, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	ack, err := jetstreamext.PublishMsgBatch(within, j.js, messages)
	if err != nil {
		return 0, j.appendError(ctx, err)
	}
	j.witness.note(ack.Sequence)
	return coverage.Seq(ack.Sequence), nil
}

func (j *Journal) appendError(ctx context.Context, err error) error {
	var api jetstream.JetStreamError
	if errors.As(err, &api) && api.APIError() != nil && api.APIError().ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence {
		return ErrConflict
	}
	return j.writeFailed(ctx, "append to the journal", err)
}
