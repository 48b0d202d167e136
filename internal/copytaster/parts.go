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
	failed := make([]any, parts)
	for k := range parts {
		all.Go(func() {
			defer func() { failed[k] = recover() }()
			f(n*k/parts, n*(k+1)/parts)
		})
	}
	all.Wait()
	for _, cause := range failed {
		if cause != nil {
			panic(cause) // where the caller can recover from it
		}
	}
}
