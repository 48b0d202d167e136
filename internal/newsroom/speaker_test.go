package newsroom

import (
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

func TestASpeakerIsFoundByAnyWordOfTheName(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"Marit Voll", "", true},
		{"Marit Voll", "mar", true},
		{"Marit Voll", "VO", true},
		{"Marit Voll", "marit v", true},
		{"Marit Voll", "arit", false},
		{"Marit Voll", "oll", false},
		{"Tomás Vela", "tomas", true},
		{"Jean-Luc Ångström", "luc", true},
		{"Jean-Luc Ångström", "ang", true},
		{"the mayor’s spokesperson", "spokes", true},
		{"Straße", "STRASSE", true},
		{"Олена Гай", "га", true},
	} {
		if got := begins(coverage.Fold(c.name), coverage.Fold(c.text)); got != c.want {
			t.Errorf("%q is found by %q: %v, want %v", c.name, c.text, got, c.want)
		}
	}
}

func TestTheNewestRoleOfASpeakerCounts(t *testing.T) {
	at := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	old := KnownSpeaker{Speaker: coverage.Speaker{Name: "Marit Voll", Role: "deputy mayor"}, At: at}
	newer := KnownSpeaker{Speaker: coverage.Speaker{Name: "Marit Voll", Role: "mayor"}, At: at.Add(time.Hour)}
	if got := newerOf(old, newer); got.Role != "mayor" {
		t.Errorf("role %q, want mayor", got.Role)
	}
	if got := newerOf(newer, old); got.Role != "mayor" {
		t.Errorf("the other way round: role %q, want mayor", got.Role)
	}
	newer.Role = ""
	if got := newerOf(old, newer); got.Role != "deputy mayor" || !got.At.Equal(newer.At) {
		t.Errorf("where the newest names no role: %+v, want the last that was named", got)
	}
}

func TestThoseQuotedLongestAgoAreLetGo(t *testing.T) {
	s := &speakers{known: map[string]KnownSpeaker{}}
	at := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	for i := range maxSpeakers + 100 {
		s.known[string(rune(i))+"x"] = KnownSpeaker{At: at.Add(time.Duration(i) * time.Second)}
	}
	s.letGo()
	if len(s.known) != maxSpeakers {
		t.Errorf("%d are held, want %d", len(s.known), maxSpeakers)
	}
}
