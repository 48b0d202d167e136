package audience

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// maxAnswer is the largest answer that is read, in bytes.
const maxAnswer = 256 << 20

// changes is the answer of GET /{blog}/changes.
type changes struct {
	Head    uint64            `json:"head"`
	Poll    int               `json:"poll"`
	Changes []json.RawMessage `json:"changes"`
}

// on gives a page after the changes.
func (c changes) on(p *page) (*page, error) {
	var err error
	for _, data := range c.Changes {
		if p, err = p.apply(data); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// refused is an answer other than 200.
type refused struct {
	what       string
	status     int
	retryAfter time.Duration // 0 where the server does not say
}

func (r *refused) Error() string {
	return fmt.Sprintf("%s answers %d %s", r.what, r.status, http.StatusText(r.status))
}

func refusal(what string, answer *http.Response) error {
	r := &refused{what: what, status: answer.StatusCode}
	if seconds, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil && seconds > 0 {
		r.retryAfter = time.Duration(min(seconds, maxRetryAfter)) * time.Second
	}
	return r
}

// get asks for an address below the blog's own.
func (a *Audience) get(ctx context.Context, address string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	answer, err := a.http.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		_, _ = io.CopyN(io.Discard, answer.Body, 64<<10) // so that the connection can be used again
		return nil, refusal(address, answer)
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	if err == nil && len(body) > maxAnswer {
		err = fmt.Errorf("%s answers more than %d MiB", address, maxAnswer>>20)
	}
	return body, err
}

// changesSince asks for what changed.
func (a *Audience) changesSince(ctx context.Context, since uint64) (c changes, err error) {
	body, err := a.get(ctx, fmt.Sprintf("%s/changes?since=%d", a.blog, since))
	if err != nil {
		return c, err
	}
	if err := json.Unmarshal(body, &c); err != nil {
		return c, fmt.Errorf("%s/changes is not what the contract says: %w", a.blog, err)
	}
	return c, nil
}

// whole gives what someone who comes now gets from the deltas: all changes since
// the beginning.
func (a *Audience) whole(ctx context.Context) (*page, error) {
	all, err := a.changesSince(ctx, 0)
	if err != nil {
		return nil, err
	}
	p, err := all.on(&page{posts: map[string]post{}})
	if err != nil {
		return nil, err
	}
	p = &page{seq: max(p.seq, all.Head), posts: p.posts, header: p.header}
	return p, nil
}

// errMoved says that the blog changed between two answers that were to be
// compared.
var errMoved = errors.New("the blog changes faster than it can be loaded; let it rest for a moment")

// contradiction says that two of the server's answers at one seq do not agree.
type contradiction struct{ message string }

func (c *contradiction) Error() string { return c.message }

// loads is how often a fresh load is tried while the blog moves, or while a cache
// on the way is a moment behind.
const (
	loads       = 20
	betweenLoad = 250 * time.Millisecond
)

// fresh gives what someone who comes now gets, and holds the server's other answers
// against it.
func (a *Audience) fresh(ctx context.Context) (*page, error) {
	var err error
	for range loads {
		var p *page
		if p, err = a.whole(ctx); err != nil {
			return nil, err
		}
		if err = errors.Join(a.checkJSON(ctx, p), a.checkPage(ctx, p)); err == nil {
			return p, nil
		}
		if !errors.Is(err, errMoved) && !errors.As(err, new(*contradiction)) {
			return nil, err
		}
		if err := sleep(ctx, betweenLoad); err != nil {
			return nil, err
		}
	}
	return nil, err
}

// checkJSON compares the ids, seqs and order of the blog's JSON with a page.
func (a *Audience) checkJSON(ctx context.Context, p *page) error {
	order := p.order()
	address := a.blog + ".json"
	for {
		body, err := a.get(ctx, address)
		if err != nil {
			return err
		}
		var got struct {
			Seq   uint64
			Posts []struct {
				ID  string
				Seq uint64
			}
			Next string
		}
		if err := json.Unmarshal(body, &got); err != nil {
			return fmt.Errorf("%s is not what the contract says: %w", address, err)
		}
		if got.Seq != p.seq {
			return errMoved
		}
		for _, shown := range got.Posts {
			if len(order) == 0 || order[0] != shown.ID || p.posts[shown.ID].seq != shown.Seq {
				return &contradiction{fmt.Sprintf("%s has post %s (seq %d) where %s/changes?since=0 has another one", address, shown.ID, shown.Seq, a.blog)}
			}
			order = order[1:]
		}
		if got.Next == "" {
			break
		}
		// The address is made of the base URL, which may not be where the readers are.
		next, err := url.Parse(got.Next)
		if err != nil {
			return fmt.Errorf("%s has a next that is no address: %w", address, err)
		}
		address = a.blog + ".json?" + next.RawQuery
	}
	if len(order) > 0 {
		return &contradiction{fmt.Sprintf("%s.json lacks %d posts that %s/changes?since=0 has", a.blog, len(order), a.blog)}
	}
	return nil
}

var (
	pageSeq  = regexp.MustCompile(`<main [^>]*data-seq="(\d+)"`)
	pagePost = regexp.MustCompile(`<article id="post-([^"]*)"`)
)

// checkPage compares the articles that the blog's page shows with a page, to the
// byte, and their order where it is newest first.
func (a *Audience) checkPage(ctx context.Context, p *page) error {
	body, err := a.get(ctx, a.blog)
	if err != nil {
		return err
	}
	seq := pageSeq.FindSubmatch(body)
	start := bytes.Index(body, []byte(`<ol id="posts"`))
	if seq == nil || start < 0 {
		return fmt.Errorf("%s is not the page of a blog", a.blog)
	}
	if string(seq[1]) != strconv.FormatUint(p.seq, 10) {
		return errMoved
	}
	body = body[start:]
	var shown []string
	for _, at := range pagePost.FindAllSubmatchIndex(body, -1) {
		id := string(body[at[2]:at[3]])
		if known, there := p.posts[id]; !there || !bytes.HasPrefix(body[at[0]:], []byte(known.html)) {
			return &contradiction{fmt.Sprintf("%s shows post %s otherwise than %s/changes?since=0 has it", a.blog, id, a.blog)}
		}
		shown = append(shown, id)
	}
	newestFirst := bytes.HasPrefix(body, []byte(`<ol id="posts" data-order="newest"`))
	if order := p.order(); newestFirst && (len(shown) < min(len(order), fullPage) || !slices.Equal(shown, order[:min(len(shown), len(order))])) {
		return &contradiction{fmt.Sprintf("%s shows other posts, or in another order, than %s/changes?since=0 has", a.blog, a.blog)}
	}
	return nil
}

// fullPage is the smallest number of posts on the first page of a blog that has
// more.
const fullPage = 50

// sleep waits, or gives the reason why ctx ended before.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
