package words

import "encoding/json"

// scriptMessages are those that the page's script says (web/reader/words.ts).
var scriptMessages = []string{
	"state.upcoming", "state.upcoming.note", "state.live", "state.paused", "state.paused.note", "state.ended", "state.ended.note",
	"times.place", "times.zone", "times.own", "times.show-own", "times.show-blog",
	"pinned", "older", "new-updates", "share.copied",
	"ago.now", "ago.minutes", "ago.hours",
	"since", "since.new", "since.changed", "since.show", "since.resume", "close", "comma",
}

// ForScript gives what the page's script says, as JSON: the messages by their
// names, and as "locale" the tag that numbers and dates are written by.
func (b *Book) ForScript() ([]byte, error) {
	out := map[string]any{"locale": b.locale}
	for _, key := range scriptMessages {
		out[key] = b.messages[key]
	}
	return json.Marshal(out)
}
