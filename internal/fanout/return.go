package fanout

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Readers who were cut off come back by themselves after a time that their stream
// has told them (https://html.spec.whatwg.org/multipage/server-sent-events.html,
// "retry"). It differs from reader to reader, so that they do not come all at once.
const (
	returnFrom   = time.Second
	returnWithin = 3 * time.Second        // of a few readers
	returnPer    = 200 * time.Microsecond // and of many, for each
	returnMost   = 6 * time.Second        // the page's script waits 8 s for its stream to come back
)

// returns are frames that each tell a time to come back.
type returns []Frame

// any gives one of them.
func (r returns) any() Frame { return r[rand.IntN(len(r))] }

// comingBack are the times for so many readers.
func comingBack(readers int) returns {
	const different = 64
	spread := min(max(returnWithin, time.Duration(readers)*returnPer), returnMost)
	out := make(returns, different)
	for i := range out {
		after := returnFrom + spread*time.Duration(i)/different
		out[i] = NewFrame(0, 0, fmt.Appendf(nil, "retry: %d\n\n", after.Milliseconds()))
	}
	return out
}

// fewReturns is what each stream begins with: a server that dies tells nobody more.
var fewReturns = comingBack(0)
