package journal

import (
	"context"
	"errors"
	"time"

	"github.com/nats-io/nats.go"
)

// The air is what nodes tell each other in passing: it reaches those who listen now,
// is kept nowhere, and may get lost. What must not be lost goes into the log or a
// bucket.

// airSubject begins the subjects of the air.
const airSubject = "stoppress.air."

// airPending is how many messages may wait for one listener before more are lost.
const airPending = 1024

// Say tells something to all nodes that hear the topic, this one included.
func (j *Journal) Say(topic string, data []byte) error {
	if err := j.conn.Publish(airSubject+topic, data); err != nil {
		return unavailable("tell the other nodes", err)
	}
	return nil
}

// Hear calls each for what is said on the topic from now on, in the order in which a
// node says it, until ctx ends. What each gives back goes to whoever asked. ready is
// called once nothing is missed any more.
func (j *Journal) Hear(ctx context.Context, topic string, ready func(), each func(data []byte) (reply []byte)) error {
	incoming := make(chan *nats.Msg, airPending)
	sub, err := j.conn.ChanSubscribe(airSubject+topic, incoming)
	if err != nil {
		return unavailable("listen to the other nodes", err)
	}
	defer func() { _ = sub.Unsubscribe() }() // the connection's end does it as well
	if err := j.conn.FlushTimeout(answerWithin); err != nil && ctx.Err() == nil {
		j.opts.Log.Warn("the server does not answer; what other nodes say in passing may be missed", "error", err)
	}
	ready()
	for {
		select {
		case m := <-incoming:
			reply := each(m.Data)
			if m.Reply == "" || reply == nil {
				continue
			}
			if err := m.Respond(reply); err != nil {
				j.opts.Log.Debug("whoever asked gets no answer", "topic", topic, "error", err)
			}
		case <-ctx.Done():
			return nil
		}
	}
}

// Ask says something and gives the answers of the nodes: all that come until none has
// come for the time rest.
func (j *Journal) Ask(ctx context.Context, topic string, data []byte, rest time.Duration) ([][]byte, error) {
	inbox := j.conn.NewInbox()
	sub, err := j.conn.SubscribeSync(inbox)
	if err != nil {
		return nil, unavailable("ask the other nodes", err)
	}
	defer func() { _ = sub.Unsubscribe() }()
	if err := j.conn.PublishRequest(airSubject+topic, inbox, data); err != nil {
		return nil, unavailable("ask the other nodes", err)
	}
	var answers [][]byte
	for {
		waiting, cancel := context.WithTimeout(ctx, rest)
		m, err := sub.NextMsgWithContext(waiting)
		cancel()
		switch {
		case err == nil && len(m.Data) > 0:
			answers = append(answers, m.Data)
		case err == nil || errors.Is(err, nats.ErrNoResponders), errors.Is(err, context.DeadlineExceeded):
			return answers, ctx.Err()
		default:
			return answers, unavailable("ask the other nodes", err)
		}
	}
}
