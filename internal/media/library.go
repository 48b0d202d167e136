package media

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/journal"
)

// maxWaiting is how many files may wait until one that is being decoded is done.
const maxWaiting = 8

// Options are what a library needs.
type Options struct {
	Journal *journal.Journal
	Store   Store // nil: the journal's
	Now     func() time.Time
	Log     *slog.Logger
}

// Library is all pictures of the site.
type Library struct {
	store   Store
	records *journal.Bucket // what is known of each picture; one that is here is whole
	todo    *journal.Bucket // pictures whose later encodings are still to be made
	gone    *journal.Bucket // pictures that were taken down
	now     func() time.Time
	log     *slog.Logger

	waiting  chan struct{} // a token for each file that waits or is decoded
	decoding chan struct{} // one token: one file at a time
	wake     chan struct{} // holds one while there may be something to do

	shown   *shelf
	mu      sync.Mutex // guards removed; held for look-ups only
	removed map[coverage.PictureID]bool
}

// record is what a bucket keeps of a picture.
type record struct {
	coverage.Picture
	By coverage.Author `json:"by"`
	At time.Time       `json:"at"`
}

// Open opens the library.
func Open(ctx context.Context, opts Options) (*Library, error) {
	l := &Library{
		store: opts.Store, now: opts.Now, log: opts.Log,
		waiting: make(chan struct{}, maxWaiting), decoding: make(chan struct{}, 1), wake: make(chan struct{}, 1),
		shown: newShelf(), removed: map[coverage.PictureID]bool{},
	}
	for _, b := range []struct {
		to   **journal.Bucket
		name string
	}{{&l.records, "pictures"}, {&l.todo, "pictures-todo"}, {&l.gone, "pictures-gone"}} {
		var err error
		if *b.to, err = opts.Journal.Bucket(ctx, b.name, 0); err != nil {
			return nil, err
		}
	}
	if l.store == nil {
		files, err := opts.Journal.Objects(ctx, "media")
		if err != nil {
			return nil, err
		}
		l.store = files
	}
	return l, nil
}

// Run hears of what other nodes take down, and makes the later encodings, until ctx
// ends. ready is called once pictures can be served.
func (l *Library) Run(ctx context.Context, ready func()) error {
	if err := l.gone.All(ctx, func(key string, _ []byte) { l.forget(coverage.PictureID(key)) }); err != nil {
		return err
	}
	ready()
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		return l.gone.Watch(ctx, func(key string, value []byte, _ uint64) {
			if value == nil {
				l.mu.Lock()
				delete(l.removed, coverage.PictureID(key))
				l.mu.Unlock()
				return
			}
			l.forget(coverage.PictureID(key))
		})
	})
	group.Go(func() error { l.work(ctx); return nil })
	return group.Wait()
}

// forget takes a picture out of what is served.
func (l *Library) forget(id coverage.PictureID) {
	l.mu.Lock()
	l.removed[id] = true
	l.mu.Unlock()
	l.shown.drop(id)
}

func (l *Library) isRemoved(id coverage.PictureID) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.removed[id]
}

// Add takes a file in, and gives the picture that it is; added tells whether it is
// new.
func (l *Library) Add(ctx context.Context, actor coverage.Actor, file []byte) (picture coverage.Picture, added bool, err error) {
	if !actor.Role.AtLeast(coverage.Reporter) {
		return picture, false, coverage.Errorf(coverage.Forbidden, "a %s may not send pictures", actor.Role)
	}
	f, err := readHeader(file)
	if err != nil {
		return picture, false, err
	}
	id := coverage.PictureOf(file)
	found, err := l.find(ctx, id)
	if err == nil {
		return found.Picture, false, nil
	}
	wasRemoved := coverage.KindOf(err) == coverage.Gone
	if !wasRemoved && !journal.IsNotFound(err) {
		return picture, false, err
	}
	if wasRemoved && !actor.Role.AtLeast(coverage.Editor) {
		return picture, false, coverage.Errorf(coverage.Forbidden, "this picture was taken down; only an editor may put it in again")
	}
	r := record{By: actor.Author, At: coverage.Millisecond(l.now())}
	if r.Picture, err = l.develop(ctx, id, file, f); err != nil {
		return picture, false, err
	}
	if err := l.put(ctx, r, wasRemoved); err != nil {
		return picture, false, err
	}
	l.nudge()
	return r.Picture, true, nil
}

// put makes a picture whose forms are kept one that is there.
func (l *Library) put(ctx context.Context, r record, wasRemoved bool) error {
	value, err := json.Marshal(r)
	if err != nil {
		return err
	}
	// First the reminder: one without a picture is forgotten when its turn comes.
	if err := l.todo.Put(ctx, string(r.ID), []byte("{}")); err != nil {
		return err
	}
	if wasRemoved {
		if err := l.gone.Delete(ctx, string(r.ID)); err != nil {
			return err
		}
		l.mu.Lock()
		delete(l.removed, r.ID)
		l.mu.Unlock()
	}
	return l.records.Put(ctx, string(r.ID), value)
}

// develop reads a file and keeps the forms that are served from the first moment.
func (l *Library) develop(ctx context.Context, id coverage.PictureID, file []byte, f format) (coverage.Picture, error) {
	select {
	case l.waiting <- struct{}{}:
		defer func() { <-l.waiting }()
	default:
		return coverage.Picture{}, coverage.Errorf(coverage.Unavailable, "many pictures are coming in at this moment; send it again in a few seconds")
	}
	select {
	case l.decoding <- struct{}{}:
		defer func() { <-l.decoding }()
	case <-ctx.Done():
		return coverage.Picture{}, ctx.Err()
	}
	about := readMetadata(file, f)
	pixels, err := develop(file, f, about.orientation)
	if err != nil {
		return coverage.Picture{}, err
	}
	size := pixels.Bounds()
	p := coverage.Picture{
		ID: id, Media: coverage.PicturePath(id, size.Dx(), asJPEG.extension), Width: size.Dx(), Height: size.Dy(),
		Alt: about.alt, Caption: about.caption, Credit: about.credit,
	}
	if p.Placeholder, err = placeholderOf(pixels); err != nil {
		return p, err
	}
	for _, width := range coverage.PictureWidths(p.Width) {
		if err := l.keep(ctx, id, resize(pixels, width), asJPEG); err != nil {
			return p, err
		}
	}
	var negative bytes.Buffer
	if err := jpeg.Encode(&negative, pixels, &jpeg.Options{Quality: 95}); err != nil {
		return p, fmt.Errorf("write a picture's negative: %w", err)
	}
	return p, l.store.Put(ctx, negativeName(id), negative.Bytes())
}

// keep writes one form.
func (l *Library) keep(ctx context.Context, id coverage.PictureID, pixels *image.RGBA, e encoding) error {
	form, err := e.bytes(pixels)
	if err != nil {
		return err
	}
	return l.store.Put(ctx, formName(id, pixels.Bounds().Dx(), e), form)
}

// Picture gives what is known of a picture: an error of the kind NotFound where there
// never was one, of the kind Gone where it was taken down.
func (l *Library) Picture(ctx context.Context, id coverage.PictureID) (coverage.Picture, error) {
	r, err := l.find(ctx, id)
	return r.Picture, err
}

func (l *Library) find(ctx context.Context, id coverage.PictureID) (record, error) {
	if !id.WellFormed() {
		return record{}, noPicture(id)
	}
	if _, _, err := l.gone.Get(ctx, string(id)); err == nil {
		return record{}, coverage.Errorf(coverage.Gone, "the picture %q was taken down", id)
	} else if !errors.Is(err, journal.ErrNoKey) {
		return record{}, err
	}
	value, _, err := l.records.Get(ctx, string(id))
	if errors.Is(err, journal.ErrNoKey) {
		return record{}, noPicture(id)
	}
	if err != nil {
		return record{}, err
	}
	var r record
	if err := json.Unmarshal(value, &r); err != nil {
		return record{}, fmt.Errorf("read what is known of the picture %s: %w", id, err)
	}
	return r, nil
}

func noPicture(id coverage.PictureID) error {
	return coverage.Errorf(coverage.NotFound, "there is no picture %q", id)
}

// Remove takes a picture down: no node serves it any more, and its files are
// deleted. Doing so again finishes what was cut short.
func (l *Library) Remove(ctx context.Context, actor coverage.Actor, id coverage.PictureID) error {
	if !actor.Role.AtLeast(coverage.Editor) {
		return coverage.Errorf(coverage.Forbidden, "a %s may not take pictures down; ask one with the role %s", actor.Role, coverage.Editor)
	}
	r, err := l.find(ctx, id)
	switch coverage.KindOf(err) {
	case coverage.Gone:
		value, _, err := l.records.Get(ctx, string(id))
		if errors.Is(err, journal.ErrNoKey) {
			return nil
		}
		if err == nil {
			err = json.Unmarshal(value, &r)
		}
		if err != nil {
			return err
		}
	default:
		if err != nil {
			return err
		}
	}
	mark, err := json.Marshal(struct {
		By coverage.Author `json:"by"`
		At time.Time       `json:"at"`
	}{actor.Author, coverage.Millisecond(l.now())})
	if err != nil {
		return err
	}
	if err := l.gone.Put(ctx, string(id), mark); err != nil {
		return err
	}
	l.forget(id)
	// Whoever asked may go away; what was begun is finished.
	ctx = context.WithoutCancel(ctx)
	if err := l.erase(ctx, id, r.Width); err != nil {
		return err
	}
	return l.records.Delete(ctx, string(id))
}

// erase deletes all files of a picture.
func (l *Library) erase(ctx context.Context, id coverage.PictureID, width int) error {
	if err := l.todo.Delete(ctx, string(id)); err != nil {
		return err
	}
	for _, name := range namesOf(id, width) {
		if err := l.store.Delete(ctx, name); err != nil {
			return err
		}
	}
	return nil
}
