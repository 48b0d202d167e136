package fanout

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/stoppress/stoppress/internal/problem"
)

// How many seconds a reader waits that finds no stream.
const (
	fullFor   = 30 // while there is no room
	closedFor = 2  // while the server starts anew
)

// Refusal makes the answer of an error of Serve: 503 with a time to come back where
// there is no stream now. Other errors stay as they are.
func Refusal(err error) error {
	wait, why := fullFor, "as many readers as there is room for are listening already; poll the changes meanwhile"
	switch {
	case errors.Is(err, ErrClosed):
		wait, why = closedFor, "the server is going down; come back in a moment"
	case !errors.Is(err, ErrFull):
		return err
	}
	p := problem.New(http.StatusServiceUnavailable, why)
	p.Headers.Set("Retry-After", strconv.Itoa(wait))
	return p
}
