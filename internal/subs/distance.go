package subs

// distance counts the letters that have to be changed, added, left out or exchanged with
// their neighbour to make one word of another (Damerau and Levenshtein, in the form
// that changes no letter twice); beyond most it only says that it is more.
func distance(a, b []rune, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	before, last, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(last[j]+1, next[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			next[j] = d
			least = min(least, d)
		}
		if least > most {
			return most + 1
		}
		before, last, next = last, next, before
	}
	return last[len(b)]
}

// allowed is how far a misspelling may be from a name: one letter where the shorter of
// the two has four to six, two where it has more.
func allowed(a, b []rune) int {
	switch n := min(len(a), len(b)); {
	case n < 4:
		return 0
	case n < 7:
		return 1
	default:
		return 2
	}
}

// signature has a bit for each letter that a word has, so that most pairs need no closer
// look: one change makes a difference of two bits at most.
func signature(w []rune) uint64 {
	var s uint64
	for _, r := range w {
		s |= 1 << (uint64(r) % 64)
	}
	return s
}
