package journal

import (
	"context"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/stoppress/stoppress/internal/coverage"
)

// load hands the newest entry of each subject of a blog to each, by rising seq,
// and gives the seq up to which they are complete.
func (j *Journal) load(ctx context.Context, slug coverage.Slug, each func(Entry)) (coverage.Seq, error) {
	doing := fmt.Sprintf("load blog %q", slug)
	consumer, err := j.stream.CreateConsumer(ctx, jetstream.ConsumerConfig{
		FilterSubjects:    []string{"coverage." + string(slug) + ".>"},
		DeliverPolicy:     jetstream.DeliverLastPerSubjectPolicy,
		AckPolicy:         jetstream.AckNonePolicy,
		MemoryStorage:     true,
		Replicas:          1,
		InactiveThreshold: answerWithin * 6,
	})
	if err != nil {
		return 0, unavailable(doing, err)
	}
	name := consumer.CachedInfo().Name
	defer func() { _ = j.stream.DeleteConsumer(context.WithoutCancel(ctx), name) }() // it ends by itself where this fails
	pending := consumer.CachedInfo().NumPending
	var head coverage.Seq
	for pending > 0 {
		batch, err := consumer.Fetch(500, jetstream.FetchMaxWait(answerWithin))
		if err != nil {
			return 0, unavailable(doing, err)
		}
		got := false
		for m := range batch.Messages() {
			meta, err := m.Metadata()
			if err != nil {
				return 0, fmt.Errorf("%s: %w", doing, err)
			}
			got = true
			pending = meta.NumPending
			head = coverage.Seq(meta.Sequence.Stream)
			e, err := decode(m.Subject(), meta.Sequence.Stream, m.Data())
			if err != nil {
				// One damaged message must not take the blog away: say so, go on.
				j.opts.Log.Error("a damaged journal message is left out", "blog", slug, "error", err)
				continue
			}
			each(e)
			if pending == 0 {
				break
			}
		}
		if err := batch.Error(); err != nil && !got {
			return 0, unavailable(doing, err)
		}
		if !got {
			// Nothing more comes, though more is there. Where the server answers, what is
			// missing cannot be read: nats-server never sends what fails its checksum.
			if _, err := consumer.Info(ctx); err != nil {
				return 0, unavailable(doing, err)
			}
			j.opts.Log.Error("damaged journal messages are left out: they do not match their checksums", "blog", slug, "messages", pending)
			break
		}
	}
	return head, nil
}

// follow hands each entry after seq whose subject matches to each, in order, until
// ctx ends; nil for one that is damaged.
func (j *Journal) follow(ctx context.Context, after coverage.Seq, subject string, each func(coverage.Seq, *Entry)) error {
	consumer, err := j.js.OrderedConsumer(ctx, streamName, jetstream.OrderedConsumerConfig{
		FilterSubjects: []string{subject},
		DeliverPolicy:  jetstream.DeliverByStartSequencePolicy,
		OptStartSeq:    uint64(after) + 1,
	})
	if err != nil {
		return unavailable("follow the journal", err)
	}
	running, err := consumer.Consume(func(m jetstream.Msg) {
		meta, err := m.Metadata()
		if err != nil {
			j.opts.Log.Error("a message without its number is left out", "error", err)
			return
		}
		e, err := decode(m.Subject(), meta.Sequence.Stream, m.Data())
		if err != nil {
			j.opts.Log.Error("a damaged journal message is left out", "error", err)
			each(coverage.Seq(meta.Sequence.Stream), nil)
			return
		}
		each(e.Seq, &e)
	})
	if err != nil {
		return unavailable("follow the journal", err)
	}
	<-ctx.Done()
	running.Stop()
	<-running.Closed()
	return nil
}
