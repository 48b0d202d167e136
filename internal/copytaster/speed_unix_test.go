//go:build unix

package copytaster_test

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/stoppress/stoppress/internal/copytaster"
)

// cpu gives the seconds that this process has computed for, its collector's with
// them: on a machine that does other things as well, the clock tells less.
func cpu(b *testing.B) float64 {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return seconds(u.Utime) + seconds(u.Stime)
}

// BenchmarkSizes shows how reading takes longer with longer texts. STOPPRESS_SIZES
// gives other sizes, in megabytes; -accuracy the page that the table goes into.
func BenchmarkSizes(b *testing.B) {
	sizes := []int{1, 2, 5, 10}
	if s := os.Getenv("STOPPRESS_SIZES"); s != "" {
		sizes = nil
		for _, f := range strings.Fields(s) {
			n, err := strconv.Atoi(f)
			if err != nil {
				b.Fatal(err)
			}
			sizes = append(sizes, n)
		}
	}
	table := "| shape |"
	for _, mb := range sizes {
		table += fmt.Sprintf(" %d MB |", mb)
	}
	table += "\n|---|" + strings.Repeat("---|", len(sizes)) + "\n"
	for _, shape := range shapes {
		table += "| " + shape.name + " |"
		for _, mb := range sizes {
			text := shaped(shape.name, shape.unit, mb<<20)
			b.Run(fmt.Sprintf("%s/%d_MB", strings.ReplaceAll(shape.name, " ", "_"), mb), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				runtime.GC() // what the last one left
				from, n := cpu(b), 0
				for b.Loop() {
					copytaster.Read(text, copytaster.Home{})
					n++
				}
				seconds := (cpu(b) - from) / float64(n)
				b.ReportMetric(seconds*1000, "cpu-ms/op")
				table += fmt.Sprintf(" %.2f (%.2f) |", seconds, b.Elapsed().Seconds()/float64(n))
			})
		}
		table += "\n"
	}
	if *accuracyPage == "" {
		return
	}
	page, err := os.ReadFile(*accuracyPage)
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(*accuracyPage, []byte(between(string(page), "sizes", table)), 0o600); err != nil {
		b.Fatal(err)
	}
}
