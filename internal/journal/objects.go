package journal

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
)

// Objects is a store of files beside the log, for what is larger than a message:
// pictures. It has the same durability as the log.
type Objects struct {
	journal *Journal
	store   jetstream.ObjectStore
	name    string
}

// ErrNoObject says that there is no file of a name.
var ErrNoObject = errors.New("no such object")

// Objects opens a store of files, and makes it where there is none.
func (j *Journal) Objects(ctx context.Context, name string) (*Objects, error) {
	store, err := j.js.CreateOrUpdateObjectStore(ctx, jetstream.ObjectStoreConfig{
		Bucket: name, Storage: jetstream.FileStorage, Replicas: j.opts.Replicas,
	})
	if err != nil {
		return nil, fmt.Errorf("make or open the object store %s: %w", name, err)
	}
	return &Objects{journal: j, store: store, name: name}, nil
}

// Put keeps a file under a name, in the place of what was there.
func (o *Objects) Put(ctx context.Context, name string, content []byte) error {
	if err := o.journal.mayWrite(); err != nil {
		return err
	}
	if _, err := o.store.PutBytes(ctx, name, content); err != nil {
		return o.journal.writeFailed(ctx, "write to "+o.name, err)
	}
	return nil
}

// Get gives a file, held against its checksum; ErrNoObject where there is none.
func (o *Objects) Get(ctx context.Context, name string) ([]byte, error) {
	content, err := o.store.GetBytes(ctx, name)
	if errors.Is(err, jetstream.ErrObjectNotFound) {
		return nil, ErrNoObject
	}
	if err != nil {
		return nil, unavailable("read from "+o.name, err)
	}
	return content, nil
}

// Delete removes a file with all its bytes. One that is not there is no error.
func (o *Objects) Delete(ctx context.Context, name string) error {
	if err := o.journal.mayWrite(); err != nil {
		return err
	}
	if err := o.store.Delete(ctx, name); err != nil && !errors.Is(err, jetstream.ErrObjectNotFound) {
		return o.journal.writeFailed(ctx, "delete from "+o.name, err)
	}
	return nil
}
