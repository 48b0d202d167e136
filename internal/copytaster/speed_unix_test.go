//go:build unix

package copytaster_test

import (
	"fmt"
	"os"
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
// gives other sizes, in megabytes.
func BenchmarkSizes(b *testing.B) {
	sizes := []int{1, 2, 5, 10}
	if s := os.Getenv("STOPPRESS_SIZES"); s != "" {
		sizes = nil
		for _, f := range strings.Fields(s) {
			n := 0
			fmt.Sscan(f, &n)
			sizes = append(sizes, n)
		}
	}
	for _, shape := range shapes {
		for _, mb := range sizes {
			text := shaped(shape.name, shape.unit, mb<<20)
			b.Run(fmt.Sprintf("%s/%d_MB", strings.ReplaceAll(shape.name, " ", "_"), mb), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				from := cpu(b)
				n := 0
				for b.Loop() {
					copytaster.Read(text, "")
					n++
				}
				b.ReportMetric((cpu(b)-from)*1000/float64(n), "cpu-ms/op")
			})
		}
	}
}
