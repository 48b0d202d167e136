package journal

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Bucket is a small key-value store beside the log, for what is looked up across
// blogs: accounts, tokens, sessions, schedules, the list of blogs. It has the same
// durability as the log.
type Bucket struct {
	journal *Journal
	kv      jetstream.KeyValue
	name    string
}

// ErrNoKey says that a bucket has no such key.
var ErrNoKey = errors.New("no such key")

// Bucket opens a bucket, and makes it where there is none. With a ttl, what has
// not been put again for that long goes by itself.
func (j *Journal) Bucket(ctx context.Context, name string, ttl time.Duration) (*Bucket, error) {
	kv, err := j.js.CreateOrUpdateKeyValue(ctx, jetstream.KeyValueConfig{
		Bucket: name, Storage: jetstream.FileStorage, Replicas: j.opts.Replicas, TTL: ttl, History: 1,
	})
	if err != nil {
		return nil, fmt.Errorf("make or open the bucket %s: %w", name, err)
	}
	return &Bucket{journal: j, kv: kv, name: name}, nil
}

// Get gives a key's value and its revision; ErrNoKey where there is none.
func (b *Bucket) Get(ctx context.Context, key string) ([]byte, uint64, error) {
	e, err := b.kv.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return nil, 0, ErrNoKey
	}
	if err != nil {
		return nil, 0, unavailable("read "+b.name, err)
	}
	return e.Value(), e.Revision(), nil
}

// Put sets a key's value, whatever it was.
func (b *Bucket) Put(ctx context.Context, key string, value []byte) error {
	if err := b.journal.mayWrite(); err != nil {
		return err
	}
	if _, err := b.kv.Put(ctx, key, value); err != nil {
		return b.journal.writeFailed(ctx, "write "+b.name, err)
	}
	return nil
}

// Update sets a key's value if it is still at the revision, which is 0 for a key
// that must not be there yet; ErrConflict otherwise.
func (b *Bucket) Update(ctx context.Context, key string, value []byte, revision uint64) error {
	_, err := b.Replace(ctx, key, value, revision)
	return err
}

// Replace is Update that gives the new value's revision.
func (b *Bucket) Replace(ctx context.Context, key string, value []byte, revision uint64) (next uint64, err error) {
	if err := b.journal.mayWrite(); err != nil {
		return 0, err
	}
	if revision == 0 {
		next, err = b.kv.Create(ctx, key, value)
	} else {
		next, err = b.kv.Update(ctx, key, value, revision)
	}
	switch {
	case err == nil:
		return next, nil
	case errors.Is(err, jetstream.ErrKeyExists), isWrongRevision(err):
		return 0, ErrConflict
	}
	return 0, b.journal.writeFailed(ctx, "write "+b.name, err)
}

// Delete removes a key. One that is not there is no error.
func (b *Bucket) Delete(ctx context.Context, key string) error {
	if err := b.journal.mayWrite(); err != nil {
		return err
	}
	if err := b.kv.Purge(ctx, key); err != nil && !errors.Is(err, jetstream.ErrKeyNotFound) {
		return b.journal.writeFailed(ctx, "write "+b.name, err)
	}
	return nil
}

// DeleteAt removes a key if it is still at the revision; ErrConflict otherwise.
func (b *Bucket) DeleteAt(ctx context.Context, key string, revision uint64) error {
	if err := b.journal.mayWrite(); err != nil {
		return err
	}
	err := b.kv.Purge(ctx, key, jetstream.LastRevision(revision))
	if isWrongRevision(err) {
		return ErrConflict
	}
	if err != nil {
		return b.journal.writeFailed(ctx, "write "+b.name, err)
	}
	return nil
}

func isWrongRevision(err error) bool {
	var api jetstream.JetStreamError
	return errors.As(err, &api) && api.APIError() != nil && api.APIError().ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence
}

// All calls each for every key with its value. The order is not defined.
func (b *Bucket) All(ctx context.Context, each func(key string, value []byte)) error {
	return b.read(ctx, jetstream.AllKeys, each)
}

// Under is All for the keys that begin with a prefix and a dot, and have no dot more.
func (b *Bucket) Under(ctx context.Context, prefix string, each func(key string, value []byte)) error {
	return b.read(ctx, prefix+".*", each)
}

func (b *Bucket) read(ctx context.Context, keys string, each func(key string, value []byte)) error {
	watcher, err := b.kv.Watch(ctx, keys, jetstream.IgnoreDeletes())
	if err != nil {
		return unavailable("read "+b.name, err)
	}
	defer func() { _ = watcher.Stop() }() // the connection's end stops it as well
	for {
		select {
		case e, ok := <-watcher.Updates():
			if !ok {
				return unavailable("read "+b.name, errors.New("the listing broke off"))
			}
			if e == nil { // the mark after the last present value
				return nil
			}
			each(e.Key(), e.Value())
		case <-ctx.Done():
			return unavailable("read "+b.name, ctx.Err())
		}
	}
}

// KeyInfo is what a listing tells of a key without reading its value.
type KeyInfo struct {
	Key      string
	Revision uint64
	At       time.Time // when it was put
}

// Keys lists the keys that begin with a prefix and a dot, without reading their
// values. The order is not defined.
func (b *Bucket) Keys(ctx context.Context, prefix string) ([]KeyInfo, error) {
	watcher, err := b.kv.Watch(ctx, prefix+".>", jetstream.IgnoreDeletes(), jetstream.MetaOnly())
	if err != nil {
		return nil, unavailable("read "+b.name, err)
	}
	defer func() { _ = watcher.Stop() }()
	var found []KeyInfo
	for {
		select {
		case e, ok := <-watcher.Updates():
			if !ok {
				return nil, unavailable("read "+b.name, errors.New("the listing broke off"))
			}
			if e == nil {
				return found, nil
			}
			found = append(found, KeyInfo{e.Key(), e.Revision(), e.Created()})
		case <-ctx.Done():
			return nil, unavailable("read "+b.name, ctx.Err())
		}
	}
}

// Watch calls each for every key's value now and for every change from now on,
// until ctx ends; value is nil for a key that was deleted.
func (b *Bucket) Watch(ctx context.Context, each func(key string, value []byte, revision uint64)) error {
	watcher, err := b.kv.WatchAll(ctx)
	if err != nil {
		return unavailable("watch "+b.name, err)
	}
	defer func() { _ = watcher.Stop() }()
	for {
		select {
		case e, ok := <-watcher.Updates():
			switch {
			case !ok:
				return unavailable("watch "+b.name, errors.New("the watch broke off"))
			case e == nil: // the mark after the last present value
			case e.Operation() == jetstream.KeyValuePut:
				each(e.Key(), e.Value(), e.Revision())
			default:
				each(e.Key(), nil, e.Revision())
			}
		case <-ctx.Done():
			return nil
		}
	}
}

// IsNotFound tells whether err says that there is no such thing.
func IsNotFound(err error) bool { return coverage.KindOf(err) == coverage.NotFound }
