package fanout_test

import (
	"testing"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/fanout"
)

func TestReadersAreToldToAskAsOftenAsItPays(t *testing.T) {
	for _, c := range []struct {
		state            coverage.State
		changes, readers int
		want             int
		why              string
	}{
		{coverage.Live, 60, 0, 2, "it moves fast"},
		{coverage.Live, 30, 1999, 2, "it moves fast"},
		{coverage.Live, 12, 10, 3, "it moves"},
		{coverage.Live, 1, 10, 5, "it moved"},
		{coverage.Live, 0, 10, 8, "it is quiet"},
		{coverage.Live, 60, 2_000, 4, "many read it"},
		{coverage.Live, 60, 10_000, 6, "very many read it"},
		{coverage.Live, 60, 100_000, 12, "everybody reads it"},
		{coverage.Live, 0, 100_000, 48, "everybody waits for it"},
		{coverage.Upcoming, 0, 10, 15, "it has not begun"},
		{coverage.Upcoming, 1, 10, 5, "it begins"},
		{coverage.Upcoming, 0, 100_000, 60, "everybody waits for it to begin"},
		{coverage.Paused, 0, 10, 15, "it rests"},
		{coverage.Paused, 3, 10, 5, "it has only just paused"},
		{coverage.Ended, 0, 0, 60, "nothing comes any more"},
		{coverage.Ended, 40, 0, 20, "it has only just ended"},
		{coverage.Ended, 40, 100_000, 60, "everybody reads what is over"},
	} {
		if got := fanout.PollSeconds(c.state, c.changes, c.readers); got != c.want {
			t.Errorf("%s, %d changes, %d readers: %d seconds, want %d: %s", c.state, c.changes, c.readers, got, c.want, c.why)
		}
	}
}
