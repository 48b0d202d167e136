package media

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"time"

	"golang.org/x/image/draw"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

const (
	// lookEvery is how often a node looks for pictures that others have left.
	lookEvery = time.Minute
	// claimFor is how long a picture belongs to the node that began with it.
	claimFor = 5 * time.Minute
	// maxTries is how often an encoding is tried, also by different nodes; then the
	// JPEG has to do.
	maxTries = 3
)

// claim is what the bucket of things to do says of a picture.
type claim struct {
	Until time.Time `json:"until,omitzero"`
	Tries int       `json:"tries,omitempty"`
}

// nudge says that there is something to do.
func (l *Library) nudge() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// work makes the later encodings, one picture after the other, until ctx ends.
func (l *Library) work(ctx context.Context) {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		if err := l.workOff(ctx); err != nil && ctx.Err() == nil {
			l.log.Warn("smaller forms of pictures are not being made now; readers get the JPEG", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-l.wake:
		}
	}
}

func (l *Library) workOff(ctx context.Context) error {
	var ids []coverage.PictureID
	if err := l.todo.All(ctx, func(key string, _ []byte) { ids = append(ids, coverage.PictureID(key)) }); err != nil {
		return err
	}
	for _, id := range ids {
		mine, err := l.take(ctx, id)
		if err != nil {
			return err
		}
		if !mine {
			continue
		}
		if err := l.finish(ctx, id); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			l.log.Error("a picture's WebP and AVIF could not be made; readers get the JPEG", "picture", id, "error", err)
		}
	}
	return nil
}

// take claims a picture, if nobody else is at it.
func (l *Library) take(ctx context.Context, id coverage.PictureID) (bool, error) {
	value, revision, err := l.todo.Get(ctx, string(id))
	if errors.Is(err, journal.ErrNoKey) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var c claim
	if err := json.Unmarshal(value, &c); err != nil {
		return false, fmt.Errorf("read who is at the picture %s: %w", id, err)
	}
	now := l.now()
	if c.Until.After(now) {
		return false, nil
	}
	if c.Tries >= maxTries {
		return false, l.leave(ctx, id)
	}
	if value, err = json.Marshal(claim{now.Add(claimFor), c.Tries + 1}); err != nil {
		return false, err
	}
	err = l.todo.Update(ctx, string(id), value, revision)
	if errors.Is(err, journal.ErrConflict) {
		return false, nil
	}
	return err == nil, err
}

// leave takes a picture off the list, and what was kept for its making.
func (l *Library) leave(ctx context.Context, id coverage.PictureID) error {
	if err := l.store.Delete(ctx, negativeName(id)); err != nil {
		return err
	}
	return l.todo.Delete(ctx, string(id))
}

// finish makes all later encodings of a picture.
func (l *Library) finish(ctx context.Context, id coverage.PictureID) error {
	r, err := l.find(ctx, id)
	if kind := coverage.KindOf(err); err != nil && (kind == coverage.NotFound || kind == coverage.Gone) {
		return l.leave(ctx, id) // it never became whole, or was taken down
	}
	if err != nil {
		return err
	}
	negative, err := l.store.Get(ctx, negativeName(id))
	if errors.Is(err, journal.ErrNoObject) {
		return l.leave(ctx, id)
	}
	if err != nil {
		return err
	}
	raw, err := jpeg.Decode(bytes.NewReader(negative))
	if err != nil {
		return fmt.Errorf("read the negative: %w", err)
	}
	pixels := image.NewRGBA(raw.Bounds())
	draw.Draw(pixels, pixels.Bounds(), raw, raw.Bounds().Min, draw.Src)
	for _, width := range coverage.PictureWidths(r.Width) {
		form := resize(pixels, width)
		for _, e := range later {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := l.keep(ctx, id, form, e); err != nil {
				return err
			}
		}
	}
	if _, err := l.find(ctx, id); coverage.KindOf(err) == coverage.Gone {
		return l.erase(ctx, id, r.Width) // taken down meanwhile
	}
	return l.leave(ctx, id)
}
