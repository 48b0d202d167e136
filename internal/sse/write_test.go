package sse

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWhatIsWrittenIsRead(t *testing.T) {
	oneLine := rapid.StringMatching(`[^\r\n\x00]{0,200}`)
	rapid.Check(t, func(t *rapid.T) {
		want := Event{
			Type: rapid.StringMatching(`[a-z]{1,10}`).Draw(t, "type"),
			ID:   rapid.StringMatching(`[0-9]{0,12}`).Draw(t, "id"),
			Data: []byte(oneLine.Draw(t, "data")),
		}
		var b bytes.Buffer
		Write(&b, want.ID, want.Type, want.Data)
		read := 0
		err := new(Parser).Feed(b.Bytes(), func(got Event) error {
			read++
			if got.Type != want.Type || got.ID != want.ID || !bytes.Equal(got.Data, want.Data) {
				t.Fatalf("read %q %q %q of %q", got.Type, got.ID, got.Data, b.String())
			}
			return nil
		})
		if err != nil || read != 1 {
			t.Fatalf("read %d events of %q: %v", read, strings.TrimSpace(b.String()), err)
		}
	})
}
