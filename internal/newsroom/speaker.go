package newsroom

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

const (
	// maxSpeakers are held in memory, some 300 bytes each; those who have not been
	// quoted for longest are let go first.
	maxSpeakers = 20_000
	// speakerIsFresh is how long a speaker who is quoted again with the same role is
	// not written again.
	speakerIsFresh = time.Hour
)

// KnownSpeaker is somebody who has been quoted, with the role of the last time.
type KnownSpeaker struct {
	ID coverage.SpeakerID `json:"id,omitempty" doc:"The speaker's, whatever the name"`
	coverage.Speaker
	// Here: quoted in the blog that was asked about.
	Here bool      `json:"here"`
	At   time.Time `json:"at" doc:"When they were last quoted"`
}

// speakers are the people whom any blog has quoted in public. They lie in a bucket,
// one key a name, which every node watches: a quote that is published anywhere is
// known everywhere, and no log is searched.
type speakers struct {
	bucket *journal.Bucket

	mu    sync.Mutex // guards known; held for look-ups and passes in memory only
	known map[string]KnownSpeaker
}

func newSpeakers(ctx context.Context, j *journal.Journal) (*speakers, error) {
	b, err := j.Bucket(ctx, "speakers", 0)
	if err != nil {
		return nil, err
	}
	return &speakers{bucket: b, known: map[string]KnownSpeaker{}}, nil
}

// run follows the bucket until ctx ends.
func (s *speakers) run(ctx context.Context) error {
	return s.bucket.Watch(ctx, func(key string, value []byte, _ uint64) {
		var one KnownSpeaker
		if value == nil || json.Unmarshal(value, &one) != nil || one.Name == "" {
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.known[key] = one
		if len(s.known) > maxSpeakers+maxSpeakers/10 {
			s.letGo()
		}
	})
}

// byID gives whom a name's id stands for; without a name where nobody is known.
func (s *speakers) byID(ctx context.Context, id coverage.SpeakerID) (KnownSpeaker, error) {
	s.mu.Lock()
	one, known := s.known[string(id)]
	s.mu.Unlock()
	if known || !id.WellFormed() {
		return one, nil
	}
	value, _, err := s.bucket.Get(ctx, string(id)) // it may have been let go
	if errors.Is(err, journal.ErrNoKey) {
		return one, nil
	}
	if err == nil {
		err = json.Unmarshal(value, &one)
	}
	return one, err
}

// letGo forgets all but the newest. mu is held.
func (s *speakers) letGo() {
	times := make([]time.Time, 0, len(s.known))
	for _, one := range s.known {
		times = append(times, one.At)
	}
	slices.SortFunc(times, func(a, b time.Time) int { return b.Compare(a) })
	for key, one := range s.known {
		if one.At.Before(times[maxSpeakers-1]) {
			delete(s.known, key)
		}
	}
}

// named gives those in memory whose name has all words of the text, whole and in its
// order.
func (s *speakers) named(text string) []coverage.SpeakerID {
	words := " " + strings.Join(nameWords(text), " ") + " "
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []coverage.SpeakerID
	for key, one := range s.known {
		if strings.Contains(" "+strings.Join(nameWords(one.Name), " ")+" ", words) {
			out = append(out, coverage.SpeakerID(key))
		}
	}
	return out
}

// nameWords are a name's words as they are compared.
func nameWords(name string) []string {
	return strings.FieldsFunc(coverage.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// learn notes whom a public post quotes. It helps typing and is nothing that a
// reader sees, so a failure is the caller's to log and no more.
func (s *speakers) learn(ctx context.Context, post coverage.Post) error {
	for _, one := range quoted(post) {
		key := string(coverage.SpeakerOf(one.Name))
		s.mu.Lock()
		before, known := s.known[key]
		s.mu.Unlock()
		if known && (before.At.After(one.At) || before.Speaker == one.Speaker && one.At.Sub(before.At) < speakerIsFresh) {
			continue
		}
		if known && one.Role == "" {
			one.Role = before.Role
		}
		value, err := json.Marshal(one)
		if err != nil {
			return err
		}
		if err := s.bucket.Put(ctx, key, value); err != nil {
			return err
		}
	}
	return nil
}

// quoted are those whom a post quotes, each once.
func quoted(post coverage.Post) []KnownSpeaker {
	var out []KnownSpeaker
	for _, e := range post.Elements {
		if e.Type == coverage.Quote && e.Speaker != nil && e.Speaker.Name != "" &&
			!slices.ContainsFunc(out, func(k KnownSpeaker) bool { return k.Name == e.Speaker.Name }) {
			out = append(out, KnownSpeaker{Speaker: *e.Speaker, At: post.SortTime()})
		}
	}
	return out
}

// Speakers gives up to limit people whose name has a word that begins with the
// text: first those whom the blog itself quotes, in whatever is not withdrawn, then
// those whom others do, each newest first. A slug of "" is no blog.
func (n *Newsroom) Speakers(ctx context.Context, actor coverage.Actor, slug coverage.Slug, text string, limit int) ([]KnownSpeaker, error) {
	if err := require(actor, coverage.Reporter, "look up speakers"); err != nil {
		return nil, err
	}
	found := map[string]KnownSpeaker{}
	text = coverage.Fold(strings.TrimSpace(text))
	if slug != "" {
		book, err := n.books.Get(ctx, slug)
		if err != nil {
			return nil, err
		}
		for _, post := range book.posts {
			if post.Status == coverage.Withdrawn {
				continue
			}
			for _, one := range quoted(post) {
				if begins(coverage.Fold(one.Name), text) {
					one.Here = true
					found[string(coverage.SpeakerOf(one.Name))] = newerOf(found[string(coverage.SpeakerOf(one.Name))], one)
				}
			}
		}
	}
	n.speakers.mu.Lock()
	for key, one := range n.speakers.known {
		if begins(coverage.Fold(one.Name), text) {
			here := found[key].Here
			one = newerOf(found[key], one)
			one.Here = here
			found[key] = one
		}
	}
	n.speakers.mu.Unlock()
	out := make([]KnownSpeaker, 0, len(found))
	for key, one := range found {
		identity, _ := n.identities.Of(coverage.SpeakerID(key))
		one.ID = identity.ID
		out = append(out, one)
	}
	slices.SortFunc(out, func(a, b KnownSpeaker) int {
		if a.Here != b.Here {
			if a.Here {
				return -1
			}
			return 1
		}
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Name, b.Name))
	})
	return out[:min(len(out), limit)], nil
}

// newerOf gives the later of two accounts of one speaker; a role that only the
// earlier names is kept.
func newerOf(a, b KnownSpeaker) KnownSpeaker {
	if a.At.After(b.At) {
		a, b = b, a
	}
	if b.Role == "" {
		b.Role = a.Role
	}
	return b
}

// begins tells whether one of the name's words begins with the text, which may be
// several words.
func begins(name, text string) bool {
	if strings.HasPrefix(name, text) {
		return true
	}
	for i, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && strings.HasPrefix(name[i+len(string(r)):], text) {
			return true
		}
	}
	return false
}
