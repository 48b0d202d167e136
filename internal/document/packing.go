package document

import (
	"bytes"
	"io"
	"math/bits"
	"sync"
	"sync/atomic"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// packings are the codings that documents are packed in; of those that an asker
// likes alike the first is taken. Beside each level is what it makes of a page of
// 110 KB, and about how long that takes.
var packings = [...]struct {
	name        string
	header      []string
	quick, best func(io.Writer, int) io.WriteCloser // the second argument is the number of bytes to come
}{
	{
		name: "br", header: []string{"br"},
		quick: func(w io.Writer, size int) io.WriteCloser { return brotliWriter(w, size, 6) }, // 15.6 KB in 2 ms
		// The memory that the best level takes is eight times its window.
		best: func(w io.Writer, size int) io.WriteCloser { return brotliWriter(w, size, brotli.BestCompression) }, // 13.8 KB in 200 ms
	},
	{
		name: "zstd", header: []string{"zstd"},
		quick: func(w io.Writer, size int) io.WriteCloser { return zstdWriter(w, size, zstd.SpeedDefault) },         // 17.6 KB in 0.4 ms
		best:  func(w io.Writer, size int) io.WriteCloser { return zstdWriter(w, size, zstd.SpeedBestCompression) }, // 16.8 KB in 5 ms
	},
	{
		name: "gzip", header: []string{"gzip"},
		quick: func(w io.Writer, _ int) io.WriteCloser { return gzipWriter(w, 5) },                    // 28.9 KB in 1 ms
		best:  func(w io.Writer, _ int) io.WriteCloser { return gzipWriter(w, gzip.BestCompression) }, // 27.9 KB in 3 ms
	},
}

func brotliWriter(w io.Writer, size, level int) io.WriteCloser {
	return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: level, LGWin: windowBits(size)})
}

func gzipWriter(w io.Writer, level int) io.WriteCloser {
	g, _ := gzip.NewWriterLevel(w, level) // the level is a valid one
	return g
}

func zstdWriter(w io.Writer, size int, level zstd.EncoderLevel) io.WriteCloser {
	z, _ := zstd.NewWriter(w, zstd.WithEncoderLevel(level), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<windowBits(size))) // the options are valid
	return z
}

// windowBits is the size of a window that holds so many bytes, as a power of two,
// from 64 KB to 4 MB: all that a reader must be able to unpack (RFC 7932, 9.1; RFC
// 9659 allows 8 MB). A larger one takes memory and packs nothing better.
func windowBits(size int) int { return min(max(bits.Len(uint(size)+16), 16), 22) }

// packed is a document in one coding.
type packed struct {
	once   sync.Once            // makes the first form
	newest atomic.Pointer[form] // the best form so far
	handed atomic.Bool          // to the press
}

// WithBrotli gives the document a br form that was made elsewhere, at the best
// level. The document must not have been served yet.
func (d *Document) WithBrotli(packed []byte) *Document {
	for i := range packings {
		if p := &d.packed[i]; packings[i].name == "br" {
			p.once.Do(func() {
				f := newForm(packed)
				p.newest.Store(&f)
			})
			p.handed.Store(true)
		}
	}
	return d
}

// form gives the document in a coding.
func (d *Document) form(i int) *form {
	p := &d.packed[i]
	p.once.Do(func() { p.newest.Store(pack(packings[i].quick, d.plain.bytes)) })
	if d.press != nil && !p.handed.Load() {
		d.press.offer(d, i)
	}
	return p.newest.Load()
}

func pack(with func(io.Writer, int) io.WriteCloser, plain []byte) *form {
	var b bytes.Buffer
	w := with(&b, len(plain))
	_, _ = w.Write(plain) // a bytes.Buffer takes all
	_ = w.Close()
	f := newForm(bytes.Clone(b.Bytes()))
	return &f
}
