package api

import (
	"strconv"
	"strings"

	"github.com/stoppress/stoppress/internal/coverage"
)

// expectation reads If-Match: the seq of the version that a change is based on.
// With an error it gives 0, which no version has.
//
// A weak tag counts as the strong one it was made of: proxies weaken the ETag of an
// answer that they compress, and the client behind one has no other (RFC 9110,
// 13.1.1 would let none match). "*" is refused: it would write over whatever the
// newest version is, seen or not.
func expectation(header string) (coverage.Seq, error) {
	header = strings.TrimSpace(header)
	switch header {
	case "":
		return 0, conditionError(coverage.Unconditional, "is missing; send the seq of the version you have seen, in quotes, as the ETag gave it")
	case "*":
		return 0, conditionError(coverage.Unconditional, "must name a version, since \"*\" would write over what nobody has seen; send the seq of the version you have seen, in quotes, as the ETag gave it")
	}
	text, ok := strings.CutPrefix(strings.TrimPrefix(header, "W/"), `"`)
	text, closed := strings.CutSuffix(text, `"`)
	if !ok || !closed || strings.Contains(text, `"`) {
		return 0, conditionError(coverage.Malformed, "must be one seq in quotes, such as \"1042\"")
	}
	seq, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		return 0, nil // a tag that no version ever had: older than any
	}
	return coverage.Seq(seq), nil
}

// refusal is why a change was not made. That it named no version counts only where
// the change would have been allowed (RFC 9110, 13.2.1).
func refusal(err, unconditional error) error {
	if unconditional != nil && coverage.KindOf(err) == coverage.Stale {
		return unconditional
	}
	return err
}

func conditionError(kind coverage.Kind, message string) error {
	return &coverage.Error{Kind: kind, Message: "If-Match " + message,
		Fields: []coverage.FieldError{{Field: "header.If-Match", Message: message}}}
}

// retried makes the identity of a request from its idempotency key.
func retried(actor coverage.Actor, route, key string, body []byte) (coverage.Request, error) {
	if key == "" {
		return coverage.Request{}, nil
	}
	if len(key) > 255 || strings.IndexFunc(key, func(r rune) bool { return r < ' ' || r > '~' }) >= 0 {
		return coverage.Request{}, coverage.InvalidField("header.Idempotency-Key", "must be 1 to 255 printable ASCII characters")
	}
	return coverage.NewRequest(actor, route, key, body), nil
}

// yes is the value of a header that is there or not.
func yes(is bool) string {
	if is {
		return "true"
	}
	return ""
}
