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
	parts := partsOf(n)
	sideBySide(parts, func(k int) { f(n*k/parts, n*(k+1)/parts) })
}

// partsOf gives how many cores read a text of n lines.
func partsOf(n int) int {
	if n < longText {
		return 1
	}
	return runtime.GOMAXPROCS(0)
}

// sideBySide calls f for all of 0 … n-1 at once, and comes back when all have ended.
func sideBySide(n int, f func(k int)) {
	if n == 1 {
		f(0)
		return
	}
	var all sync.WaitGroup
	failed := make([]any, n)
	for k := range n {
		all.Go(func() {
			defer func() { failed[k] = recover() }()
			f(k)
		})
	}
	all.Wait()
	for _, cause := range failed {
		if cause != nil {
			panic(cause) // where the caller can recover from it
		}
	}
}

// inOrder gives what f finds in paragraphs, in lists that follow on each other.
func inOrder[T any](paragraphs []string, f func(s string) (T, bool)) [][]T {
	n, parts := len(paragraphs), partsOf(len(paragraphs))
	found := make([][]T, parts)
	sideBySide(parts, func(k int) {
		for _, s := range paragraphs[n*k/parts : n*(k+1)/parts] {
			if x, ok := f(s); ok {
				found[k] = append(found[k], x)
			}
		}
	})
	return found
}
