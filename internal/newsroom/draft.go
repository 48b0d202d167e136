package newsroom

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// Limits on working copies.
const (
	MaxWorkingCopies     = 40        // of one person
	MaxWorkingCopyBytes  = 640 << 10 // twice the words of a post, and their JSON
	WorkingCopiesAreKept = 30 * 24 * time.Hour
)

// WorkingCopy is what somebody is typing and has let nobody see: the words in the
// box for the next post, or an edit that is not saved. It is no Post: no one else
// finds it in a listing, a stream or a book, and it goes by itself when it has not
// been put again for WorkingCopiesAreKept.
type WorkingCopy struct {
	Name string `json:"name"`
	// Device made this revision. A device that meets its own name in a newer revision
	// knows that the answer to its last attempt was lost.
	Device   string          `json:"device"`
	Revision uint64          `json:"revision"`
	At       time.Time       `json:"at"`
	Words    json.RawMessage `json:"words"`
}

// keptCopy is a WorkingCopy as it lies in the bucket.
type keptCopy struct {
	Device string          `json:"device"`
	At     time.Time       `json:"at"`
	Words  json.RawMessage `json:"words"`
}

// desks keeps everybody's working copies in a bucket: USER.SLUG.NAME.
type desks struct{ bucket *journal.Bucket }

func newDesks(ctx context.Context, j *journal.Journal) (*desks, error) {
	b, err := j.Bucket(ctx, "drafts", WorkingCopiesAreKept)
	if err != nil {
		return nil, err
	}
	return &desks{bucket: b}, nil
}

// plainName is what the names of working copies and devices are made of.
var plainName = regexp.MustCompile(`^[A-Za-z0-9-]{1,80}$`)

func (n *Newsroom) workingKey(actor coverage.Actor, slug coverage.Slug, name string) (string, error) {
	if err := n.mayKeep(actor, slug); err != nil {
		return "", err
	}
	if !plainName.MatchString(name) {
		return "", coverage.InvalidField("name", "must be 1 to 80 letters, digits and hyphens")
	}
	return workingPlace(actor, slug) + "." + name, nil
}

func (n *Newsroom) mayKeep(actor coverage.Actor, slug coverage.Slug) error {
	if err := require(actor, coverage.Reporter, "keep a working copy"); err != nil {
		return err
	}
	if !n.directory.Has(slug) {
		return coverage.Errorf(coverage.NotFound, "there is no blog %q", slug)
	}
	return nil
}

func workingPlace(actor coverage.Actor, slug coverage.Slug) string {
	return actor.ID + "." + string(slug)
}

// WorkingCopies lists the actor's own for a blog, newest first, without their words.
func (n *Newsroom) WorkingCopies(ctx context.Context, actor coverage.Actor, slug coverage.Slug) ([]WorkingCopy, error) {
	if err := n.mayKeep(actor, slug); err != nil {
		return nil, err
	}
	keys, err := n.desks.bucket.Keys(ctx, workingPlace(actor, slug))
	if err != nil {
		return nil, err
	}
	out := make([]WorkingCopy, 0, len(keys))
	for _, k := range keys {
		out = append(out, WorkingCopy{Name: strings.TrimPrefix(k.Key, workingPlace(actor, slug)+"."), Revision: k.Revision, At: coverage.Millisecond(k.At)})
	}
	slices.SortFunc(out, func(a, b WorkingCopy) int { return cmp.Compare(b.Revision, a.Revision) })
	return out, nil
}

// WorkingCopy gives one of the actor's own.
func (n *Newsroom) WorkingCopy(ctx context.Context, actor coverage.Actor, slug coverage.Slug, name string) (WorkingCopy, error) {
	key, err := n.workingKey(actor, slug, name)
	if err != nil {
		return WorkingCopy{}, err
	}
	value, revision, err := n.desks.bucket.Get(ctx, key)
	if errors.Is(err, journal.ErrNoKey) {
		return WorkingCopy{}, coverage.Errorf(coverage.NotFound, "there is no working copy %q", name)
	}
	if err != nil {
		return WorkingCopy{}, err
	}
	var kept keptCopy
	if err := json.Unmarshal(value, &kept); err != nil {
		return WorkingCopy{}, fmt.Errorf("read the working copy %s: %w", key, err)
	}
	return WorkingCopy{Name: name, Device: kept.Device, Revision: revision, At: kept.At, Words: kept.Words}, nil
}

// KeepWorkingCopy keeps words under a name. expect is the revision that they go on
// from, 0 for none; where another device has put a newer one, coverage.Stale with
// that as Current. The same words from the same device are no change.
func (n *Newsroom) KeepWorkingCopy(ctx context.Context, actor coverage.Actor, slug coverage.Slug, name string, expect uint64, device string, words json.RawMessage) (WorkingCopy, error) {
	key, err := n.workingKey(actor, slug, name)
	if err != nil {
		return WorkingCopy{}, err
	}
	var compact bytes.Buffer // so that two of the same words are equal to the byte
	if err := json.Compact(&compact, words); err != nil {
		return WorkingCopy{}, coverage.InvalidField("words", "is not JSON")
	}
	words = compact.Bytes()
	switch {
	case !plainName.MatchString(device):
		return WorkingCopy{}, coverage.InvalidField("device", "must be 1 to 80 letters, digits and hyphens")
	case len(words) == 0 || words[0] != '{':
		return WorkingCopy{}, coverage.InvalidField("words", "must be an object")
	case len(words) > MaxWorkingCopyBytes:
		return WorkingCopy{}, coverage.InvalidField("words", "has %d bytes; up to %d are kept", len(words), MaxWorkingCopyBytes)
	}
	if expect == 0 {
		if err := n.roomForCopy(ctx, actor); err != nil {
			return WorkingCopy{}, err
		}
	}
	now := coverage.Millisecond(n.now())
	var value bytes.Buffer
	encoder := json.NewEncoder(&value)
	encoder.SetEscapeHTML(false) // or markup takes six times its bytes
	if err := encoder.Encode(keptCopy{device, now, words}); err != nil {
		return WorkingCopy{}, err
	}
	revision, err := n.desks.bucket.Replace(ctx, key, value.Bytes(), expect)
	if !errors.Is(err, journal.ErrConflict) {
		return WorkingCopy{Name: name, Device: device, Revision: revision, At: now, Words: words}, err
	}
	newer, err := n.WorkingCopy(ctx, actor, slug, name)
	switch {
	case coverage.KindOf(err) == coverage.NotFound && expect != 0:
		// It was let go, or taken away, elsewhere; here it begins anew.
		return n.KeepWorkingCopy(ctx, actor, slug, name, 0, device, words)
	case err != nil:
		return WorkingCopy{}, err
	case newer.Device == device && bytes.Equal(newer.Words, words):
		return newer, nil
	}
	return WorkingCopy{}, &coverage.Error{Kind: coverage.Stale, Message: "another device has gone on with these words", Current: newer}
}

// roomForCopy is an error where a person has as many working copies as are kept.
func (n *Newsroom) roomForCopy(ctx context.Context, actor coverage.Actor) error {
	all, err := n.desks.bucket.Keys(ctx, actor.ID)
	if err != nil {
		return err
	}
	if len(all) >= MaxWorkingCopies {
		return coverage.InvalidField("name", "would be working copy %d of yours; up to %d are kept, so publish or drop one", len(all)+1, MaxWorkingCopies)
	}
	return nil
}

// DropWorkingCopy forgets words. None of the name is no error.
func (n *Newsroom) DropWorkingCopy(ctx context.Context, actor coverage.Actor, slug coverage.Slug, name string) error {
	key, err := n.workingKey(actor, slug, name)
	if err != nil {
		return err
	}
	return n.desks.bucket.Delete(ctx, key)
}
