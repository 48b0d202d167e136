package coverage

import (
	"slices"
	"time"
)

// OwnSeq stands for the seq of the very message it is written in, which nobody
// knows before the journal has given it. The journal puts the number in its place
// when it reads the message.
const OwnSeq Seq = 1<<64 - 1

// Trace is what a post's newest state must remember of its past, so that what
// changed since any seq can be told from the newest states alone, without
// replaying history. It is kept in the journal and shown to nobody.
type Trace struct {
	// Face is the seq of the last change of what other posts and the blog's
	// header show of the post: whether it is public, its title, time, relations,
	// and whether it is pinned or a key event. Zero: it was never public.
	Face Seq `json:"face,omitempty"`
	// At is when that was. The post's own UpdatedAt may be later: also what is
	// withdrawn can be edited.
	At time.Time `json:"at,omitzero"`
	// Shown is the seq of the last change of whether the post is public.
	Shown Seq `json:"shown,omitempty"`
	// Related are all posts that the public post ever had a relation to.
	Related []PostID `json:"related,omitempty"`
	// Linked are all posts of the blog that a text of the public post ever led to.
	Linked []PostID `json:"linked,omitempty"`
	// Listed: the public post was pinned or a key event at some time.
	Listed bool `json:"listed,omitempty"`
}

// Public tells whether readers see the post.
func (p Post) Public() bool { return p.Status == Published }

// Succeed gives next with the trace that follows from the state before it, prev
// (nil for a new post). It is called for each state before it is written.
func Succeed(prev *Post, next Post) Post {
	var before Post
	if prev != nil {
		before = *prev
	}
	next.Trace = before.Trace
	if next.Public() {
		for _, r := range next.Relations {
			next.Trace.Related = with(next.Trace.Related, r.Post)
		}
		for _, id := range next.LinkedPosts(next.Blog) {
			next.Trace.Linked = with(next.Trace.Linked, id)
		}
		next.Trace.Listed = next.Trace.Listed || next.Pinned || next.KeyEvent
	}
	if before.Public() != next.Public() {
		next.Trace.Shown = OwnSeq
	}
	if before.Public() != next.Public() || next.Public() && !sameFace(before, next) {
		next.Trace.Face, next.Trace.At = OwnSeq, next.UpdatedAt
	}
	return next
}

// with gives ids with one more, unless it is there. The append is clipped: the slice
// belongs to the state before.
func with(ids []PostID, id PostID) []PostID {
	if slices.Contains(ids, id) {
		return ids
	}
	return append(slices.Clip(ids), id)
}

func sameFace(a, b Post) bool {
	return a.Title == b.Title && a.PublishedAt.Equal(b.PublishedAt) &&
		a.KeyEvent == b.KeyEvent && a.Pinned == b.Pinned && slices.Equal(a.Relations, b.Relations)
}

// SucceedHeader gives the blog's next state, with Reset marked where every post
// of the blog looks different from now on.
func SucceedHeader(prev *Blog, next Blog) Blog {
	if prev != nil {
		next.Reset = prev.Reset
		if prev.Timezone != next.Timezone || prev.Language != next.Language {
			next.Reset = OwnSeq
		}
	}
	return next
}

// SameCopy tells whether two copies say the same.
func SameCopy(a, b Copy) bool {
	return a.Title == b.Title && a.KeyEvent == b.KeyEvent && a.Pinned == b.Pinned && a.Summary == b.Summary &&
		a.Claim == b.Claim && a.PublishedAt.Equal(b.PublishedAt) &&
		slices.Equal(a.Byline, b.Byline) && slices.Equal(a.Sources, b.Sources) &&
		slices.EqualFunc(a.Elements, b.Elements, sameElement) &&
		slices.Equal(a.Relations, b.Relations) &&
		slices.EqualFunc(a.Corrections, b.Corrections, sameCorrection)
}

func sameElement(a, b Element) bool {
	return a.Type == b.Type && a.HTML == b.HTML && a.Text == b.Text && a.Ordered == b.Ordered &&
		slices.Equal(a.Items, b.Items) && slices.Equal(a.Paragraphs, b.Paragraphs) &&
		samePointer(a.Speaker, b.Speaker, func(x, y Speaker) bool { return x == y }) &&
		a.Channel == b.Channel && samePointer(a.SaidAt, b.SaidAt, time.Time.Equal) && a.ReportedBy == b.ReportedBy && a.Language == b.Language &&
		slices.Equal(a.Translation, b.Translation) && a.Partial == b.Partial && slices.Equal(a.References, b.References) &&
		a.Media == b.Media && a.Alt == b.Alt && a.Caption == b.Caption && a.Credit == b.Credit &&
		a.Decorative == b.Decorative && a.Width == b.Width && a.Height == b.Height && a.Placeholder == b.Placeholder &&
		a.URL == b.URL && a.Title == b.Title && a.Still == b.Still
}

func samePointer[T any](a, b *T, same func(T, T) bool) bool {
	if a == nil || b == nil {
		return a == b
	}
	return same(*a, *b)
}
