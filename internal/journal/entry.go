package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Change is who made a change, when, and what for.
type Change struct {
	At time.Time       `json:"at"`
	By coverage.Author `json:"by"`
	// Request is a digest of the request that asked for it, where the request
	// carried an idempotency key; empty otherwise.
	Request string `json:"request,omitempty"`
}

// Entry is one message of the journal: the whole state of one post, or of one
// blog, after a change.
type Entry struct {
	Seq  coverage.Seq
	Slug coverage.Slug
	Change
	Post *coverage.Post // exactly one of the two is set
	Blog *coverage.Blog
}

// message is how an Entry is written. Seq and subject are the stream's own.
type message struct {
	Change
	Post  *coverage.Post  `json:"post,omitempty"`
	Trace *coverage.Trace `json:"trace,omitempty"`
	Blog  *coverage.Blog  `json:"blog,omitempty"`
	Reset coverage.Seq    `json:"reset,omitempty"`
}

func subject(e Entry) string {
	if e.Blog != nil {
		return blogSubject(e.Blog.Slug)
	}
	return postSubject(e.Post.Blog, e.Post.ID)
}

func blogSubject(slug coverage.Slug) string { return "coverage." + string(slug) + ".blog" }

func postSubject(slug coverage.Slug, id coverage.PostID) string {
	return "coverage." + string(slug) + ".post." + string(id)
}

func encode(e Entry) ([]byte, error) {
	m := message{Change: e.Change, Post: e.Post, Blog: e.Blog}
	if e.Post != nil {
		m.Trace = &e.Post.Trace
	}
	if e.Blog != nil {
		m.Reset = e.Blog.Reset
	}
	// Without escapes that only HTML needs: "<" would take six bytes for one.
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(m)
	return b.Bytes(), err
}

func decode(subject string, seq uint64, data []byte) (Entry, error) {
	var m message
	if err := json.Unmarshal(data, &m); err != nil {
		return Entry{}, fmt.Errorf("journal message %d (%s) is damaged: %w", seq, subject, err)
	}
	e := Entry{Seq: coverage.Seq(seq), Change: m.Change, Post: m.Post, Blog: m.Blog}
	slug, _, _ := strings.Cut(strings.TrimPrefix(subject, "coverage."), ".")
	e.Slug = coverage.Slug(slug)
	switch {
	case m.Post != nil:
		m.Post.Seq = e.Seq
		if m.Trace != nil {
			m.Post.Trace = *m.Trace
		}
		if m.Post.Trace.Shown == coverage.OwnSeq {
			m.Post.Trace.Shown = e.Seq
		}
		if m.Post.Trace.Face == coverage.OwnSeq {
			m.Post.Trace.Face = e.Seq
		}
	case m.Blog != nil:
		m.Blog.Seq = e.Seq
		m.Blog.Reset = m.Reset
		if m.Blog.Reset == coverage.OwnSeq {
			m.Blog.Reset = e.Seq
		}
	default:
		return Entry{}, fmt.Errorf("journal message %d (%s) is damaged: it holds neither a post nor a blog", seq, subject)
	}
	return e, nil
}
