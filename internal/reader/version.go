package reader

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// maxBehind is how many changes a kept page may be behind, none of which changes
// it: its script asks for the delta since the seq that the page says, and that
// must stay small.
const maxBehind = 20

// atHead is the version of what every change makes anew.
func atHead(head coverage.Seq) version {
	var v version
	binary.LittleEndian.PutUint64(v[:], uint64(head))
	return v
}

// pageVersion is what a page shows, but for the seq and the time of the blog's
// last change, which it has of the edition that it was made of: the header, what
// is pinned, the key events, the posts that stand on it, and which pages there are
// beside it. A post's form follows from its id and its seq.
func (p *paper) pageVersion(view layout.View) version {
	d := digest{sha256.New()}
	d.number(uint64(p.Blog().Seq))
	d.number(uint64(p.OlderPages()))
	if all := p.Posts(); len(all) > 0 {
		d.number(uint64(all[len(all)-1].PublishedAt.UnixNano())) // when the coverage began
	}
	d.posts(p.Pinned())
	events := p.KeyEvents()
	d.number(uint64(len(events)))
	for _, event := range events {
		d.text(string(event.ID))
		d.text(event.Title)
		d.number(uint64(event.PublishedAt.UnixNano()))
	}
	if picture, ok := layout.FirstPicture(p.Edition); ok { // which is shown where the page is passed on
		d.text(picture.Media)
		d.text(picture.Alt)
	}
	d.posts(p.postsOf(&view))
	d.number(uint64(view.Older))
	return version(d.Sum(nil))
}

// postsOf gives the posts of a page, none where there is no such page, and sets
// the number of the page that a permalink's post stands on.
func (p *paper) postsOf(view *layout.View) []*edition.Post {
	if view.Focus != "" {
		post, ok := p.Post(view.Focus)
		if !ok {
			return nil
		}
		view.Older = p.PageOf(post)
	}
	if view.Older == 0 {
		return p.FirstPage()
	}
	posts, _ := p.OlderPage(view.Older)
	return posts
}

// digest takes fields one after the other, each with its length.
type digest struct{ hash.Hash }

func (d digest) number(n uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	_, _ = d.Write(b[:]) // a hash takes all
}

func (d digest) text(s string) {
	d.number(uint64(len(s)))
	_, _ = io.WriteString(d, s)
}

func (d digest) posts(posts []*edition.Post) {
	d.number(uint64(len(posts)))
	for _, post := range posts {
		d.text(string(post.ID))
		d.number(uint64(post.Seq))
	}
}
