package subs_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/subs"
)

// crowd makes names: as many of them as a long story has.
func crowd(r *rand.Rand, n int) []string {
	out := make([]string, n)
	for i := range out {
		b := make([]byte, 5+r.IntN(5))
		for j := range b {
			b[j] = "aeiourstlnmdkh"[r.IntN(14)]
		}
		out[i] = strings.ToUpper(string(b[:1])) + string(b[1:])
	}
	return out
}

func longStory(d *desk, posts int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	names := crowd(r, max(20, posts/2))
	for i := range posts {
		who := func() string { return names[r.IntN(len(names))] }
		c := text(
			fmt.Sprintf("Meanwhile %s %s told the harbour board that the ferries will stay where they are until %s has looked at them, and that the talks with %s go on.", who(), who(), who(), who()),
			fmt.Sprintf("The crane at the northern quay has not moved since Monday (see 12:%02d), according to two dockers who were there with %s.", i%60, who()))
		c.Elements = append(c.Elements, quote(who()+" "+who(), "harbour master", fmt.Sprintf("We have said it %d times, and will say it again: nothing moves here until the crane is safe to work under.", i)).Elements...)
		d.publish(c)
	}
	return names
}

// BenchmarkRead reads one post of a blog, as the desk asks for it at a pause in typing.
func BenchmarkRead(b *testing.B) {
	for _, posts := range []int{300, 1000, 3000} {
		d := newDesk("en", coverage.StyleRule{Write: "adviser", Not: "advisor"})
		longStory(d, posts)
		c := text("Meanwhile Karolina Smithson-Reyes told Northport’s Jonatan Wells that the ferries leave (see 12:14). An advisor of Brighton agreed.",
			"At Whitby, Thomasina Fielding, Bartholomew Ainsley and Persephone Yardley waited for Montague.")
		b.Run(fmt.Sprint(posts), func(b *testing.B) {
			for b.Loop() {
				d.read(c)
			}
		})
	}
}

// BenchmarkLibrary takes in a whole blog, as is done when its first post is read.
func BenchmarkLibrary(b *testing.B) {
	for _, posts := range []int{300, 3000} {
		d := newDesk("en")
		longStory(d, posts)
		b.Run(fmt.Sprint(posts), func(b *testing.B) {
			for b.Loop() {
				l := subs.NewLibrary()
				l.SetBlog(d.header)
				for _, p := range d.posts {
					l.Take(p)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(posts), "µs/post")
		})
	}
}
