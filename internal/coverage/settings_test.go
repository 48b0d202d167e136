package coverage

import (
	"errors"
	"strings"
	"testing"
)

func TestSettingsThatBreakARuleAreNamed(t *testing.T) {
	minutes := func(n int) *int { return &n }
	for _, c := range []struct {
		settings Settings
		field    string
	}{
		{Settings{}, ""},
		{Settings{PollCeiling: 1, RemindAfterHours: 168, Comments: "/forum", NoIndex: true}, ""},
		{Settings{Comments: " https://forum.example.org/t/1 "}, ""},
		{Settings{PollCeiling: 61}, "pollCeiling"},
		{Settings{PollCeiling: -1}, "pollCeiling"},
		{Settings{RemindAfterHours: 169}, "remindAfterHours"},
		{Settings{RemindAfterHours: -1}, "remindAfterHours"},
		{Settings{SilentMinutes: minutes(0)}, ""},
		{Settings{SilentMinutes: minutes(1440)}, ""},
		{Settings{SilentMinutes: minutes(1441)}, "silentMinutes"},
		{Settings{SilentMinutes: minutes(-1)}, "silentMinutes"},
		{Settings{Comments: "javascript:alert(1)"}, "comments"},
		{Settings{Comments: "//elsewhere.example"}, "comments"},
	} {
		got, err := CheckHeader(Header{Title: "Harbour", Settings: c.settings})
		if c.field == "" {
			if err != nil || got.Comments != strings.TrimSpace(c.settings.Comments) {
				t.Errorf("%+v: %v", c.settings, err)
			}
			continue
		}
		if e, ok := errors.AsType[*Error](err); !ok || e.Fields[0].Field != c.field {
			t.Errorf("%+v: %v, want an error of %s", c.settings, err, c.field)
		}
	}
}

func TestReportersPublishWhereNobodySaysOtherwise(t *testing.T) {
	yes, no := true, false
	for _, c := range []struct {
		says *bool
		role Role
		may  bool
	}{{nil, Reporter, true}, {&yes, Reporter, true}, {&no, Reporter, false}, {&no, Editor, true}, {&no, Admin, true}} {
		if got := (Settings{ReportersPublish: c.says}).MayPublish(c.role); got != c.may {
			t.Errorf("%v for a %s: %v", c.says, c.role, got)
		}
	}
}

func TestEachSettingMakesAnotherHeader(t *testing.T) {
	no, none := false, 0
	for _, s := range []Settings{{PollCeiling: 5}, {SilentMinutes: &none}, {NoIndex: true}, {Comments: "/forum"}, {ReportersPublish: &no}, {RemindAfterHours: 2}} {
		if SameHeader(Header{}, Header{Settings: s}) {
			t.Errorf("%+v counts as nothing", s)
		}
		if !SameHeader(Header{Settings: s}, Header{Settings: s}) {
			t.Errorf("%+v differs from itself", s)
		}
	}
}

func TestAnAccentIsJudgedAndTheNearestThatPassesIsProposed(t *testing.T) {
	for _, c := range []struct {
		accent, dark          string
		lightPasses, darkDoes bool
	}{
		{"#8a1538", "", true, true}, // what is made for dark pages always passes
		{"#ff8fa3", "", false, true},
		{"#8A1538", "#8a1538", true, false},
	} {
		light, dark, err := CheckAccents(c.accent, c.dark)
		if err != nil {
			t.Fatal(err)
		}
		for _, j := range []struct {
			*Legibility
			passes bool
			on     Colour
		}{{light, c.lightPasses, washLight}, {dark, c.darkDoes, washDark}} {
			if (j.Nearest == "") != j.passes || (j.Ratio >= j.Needs) != j.passes {
				t.Errorf("%s: %+v, want it to pass: %v", c.accent, j.Legibility, j.passes)
			}
			if j.Nearest != "" && Contrast(j.Nearest, j.on) < TextContrast {
				t.Errorf("%s: what is proposed for %s does not pass either", c.accent, j.Nearest)
			}
		}
		// What is proposed is what a theme takes.
		if !c.lightPasses {
			c.accent = string(light.Nearest)
		}
		if _, err := CheckTheme(Theme{Accent: Colour(c.accent)}); err != nil {
			t.Error(err)
		}
	}
	if _, _, err := CheckAccents("red", "#12"); err == nil || !strings.Contains(err.Error(), "query.accentDark") {
		t.Errorf("got %v", err)
	}
	if light, dark, err := CheckAccents("", ""); light != nil || dark != nil || err != nil {
		t.Errorf("nothing is judged as %v, %v (%v)", light, dark, err)
	}
}
