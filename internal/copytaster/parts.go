package copytaster

import (
	"runtime"
	"sync"
)

// longText is from how many lines on a text is read by several cores: pasted copy is
// shorter, whole archives are longer.
const longText = 20_000

// inParts calls f for all of 0 … n-1, in ranges that follow on each other. Beyond
// longText they run side by side; f must write nothing that another range reads.
func inParts(n int, f func(from, to int)) {
	parts := runtime.GOMAXPROCS(0)
	if n < longText || parts == 1 {
		f(0, n)
		return
	}
	var all sync.WaitGroup
	for k := range parts {
		all.Go(func() { f(n*k/parts, n*(k+1)/parts) })
	}
	all.Wait()
}
