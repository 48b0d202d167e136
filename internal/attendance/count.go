package attendance

import (
	"context"
	"encoding/json"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// Count is how many readers a blog has: on one node, or on all.
type Count struct {
	Readers int `json:"readers"` // that listen to the stream
	Views   int `json:"views"`   // pages that were sent in the last minute
}

// answersWithin is how long the next node's answer is waited for.
const answersWithin = 100 * time.Millisecond

// Audience asks all nodes how many readers a blog has. Where a node does not answer,
// its readers are missing.
func (a *Attendance) Audience(ctx context.Context, slug coverage.Slug) (sum Count, nodes int, err error) {
	answers, err := a.Wire.Ask(ctx, countTopic, []byte(slug), answersWithin)
	if err != nil {
		return Count{}, 0, err
	}
	for _, answer := range answers {
		var c Count
		if err := json.Unmarshal(answer, &c); err != nil {
			a.Log.Warn("what another node counts cannot be read; is it of another version?", "error", err)
			continue
		}
		sum.Readers += c.Readers
		sum.Views += c.Views
		nodes++
	}
	return sum, nodes, nil
}

// count answers a node that asks.
func (a *Attendance) count(slug []byte) []byte {
	data, err := json.Marshal(a.Count(coverage.Slug(slug)))
	if err != nil {
		a.Log.Error("a count could not be written", "error", err)
		return nil
	}
	return data
}
