package journal

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Identities are what editors know of speakers, in memory: only those that an editor
// changed, for every other name is one of its own. Every node follows them.
type Identities struct {
	bucket *Bucket

	mu      sync.Mutex // guards both; held for map work only
	known   map[coverage.SpeakerID]coverage.Identity
	at      map[coverage.SpeakerID]uint64 // their revisions
	changes uint64                        // counts what became known
}

// maxIdentities is how many there may be; they are made by hand.
const maxIdentities = 20_000

// NewIdentities opens them. They hold nothing until Run has called ready.
func NewIdentities(ctx context.Context, j *Journal) (*Identities, error) {
	b, err := j.Bucket(ctx, "identities", 0)
	if err != nil {
		return nil, err
	}
	return &Identities{bucket: b, known: map[coverage.SpeakerID]coverage.Identity{}, at: map[coverage.SpeakerID]uint64{}}, nil
}

// Run reads what there is, then follows what changes until ctx ends.
func (s *Identities) Run(ctx context.Context, ready func()) error {
	if err := s.bucket.All(ctx, func(key string, value []byte) { s.learn(key, value, 0) }); err != nil {
		return err
	}
	ready()
	return s.bucket.Watch(ctx, s.learn)
}

func (s *Identities) learn(key string, value []byte, revision uint64) {
	var one coverage.Identity
	if value == nil || json.Unmarshal(value, &one) != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if id := coverage.SpeakerID(key); revision >= s.at[id] {
		one.ID = id
		s.known[id], s.at[id] = one, revision
		s.changes++
	}
}

// Changes counts what became known, so that what was made of less is made anew.
func (s *Identities) Changes() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changes
}

// Of gives the identity that a name's id belongs to, and the ids of all names that do,
// its own first.
func (s *Identities) Of(id coverage.SpeakerID) (one coverage.Identity, names []coverage.SpeakerID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	root := s.root(id)
	one = s.known[root]
	one.ID, names = root, []coverage.SpeakerID{root}
	for other := range s.known {
		if other != root && s.root(other) == root {
			names = append(names, other)
		}
	}
	slices.Sort(names[1:])
	return one, names
}

// root follows where a name leads. Two editors who merge two speakers into one another
// at the same time would make a ring: of its names each is its own. mu is held.
func (s *Identities) root(id coverage.SpeakerID) coverage.SpeakerID {
	at := id
	for range 16 {
		next := s.known[at].Into
		if next == "" {
			return at
		}
		at = next
	}
	return id
}

// Change writes the newest state of an identity, as change makes it; it is called
// again where somebody else was faster.
func (s *Identities) Change(ctx context.Context, id coverage.SpeakerID, change func(coverage.Identity) (coverage.Identity, error)) (coverage.Identity, error) {
	for {
		var now coverage.Identity
		value, revision, err := s.bucket.Get(ctx, string(id))
		switch {
		case errors.Is(err, ErrNoKey):
			s.mu.Lock()
			n := len(s.known)
			s.mu.Unlock()
			if n >= maxIdentities {
				return now, coverage.Errorf(coverage.TooMany, "%d speakers have been edited by hand, which is all that are kept", n)
			}
		case err != nil:
			return now, err
		default:
			if err := json.Unmarshal(value, &now); err != nil {
				return now, err
			}
		}
		now.ID = id
		next, err := change(now)
		if err != nil {
			return now, err
		}
		value, err = json.Marshal(next)
		if err != nil {
			return now, err
		}
		revision, err = s.bucket.Replace(ctx, string(id), value, revision)
		if errors.Is(err, ErrConflict) {
			continue
		}
		if err == nil {
			s.learn(string(id), value, revision)
		}
		return next, err
	}
}
