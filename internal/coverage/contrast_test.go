package coverage

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

// The ratios are those that the Understanding documents of WCAG and its
// well-known checkers give.
func TestContrastIsThatOfWCAG(t *testing.T) {
	for _, c := range []struct {
		a, b Colour
		want float64
	}{
		{"#000000", "#ffffff", 21}, {"#ffffff", "#ffffff", 1}, {"#777777", "#ffffff", 4.48}, {"#767676", "#ffffff", 4.54},
		{"#ff0000", "#ffffff", 4.00}, {"#0000ff", "#ffffff", 8.59}, {"#008000", "#ffffff", 5.14}, {"#ffff00", "#000000", 19.56}, {"#595959", "#ffffff", 7.00},
	} {
		for _, got := range []float64{Contrast(c.a, c.b), Contrast(c.b, c.a)} {
			if math.Abs(got-c.want) > 0.005 {
				t.Errorf("%s on %s: %.3f, want %.2f", c.a, c.b, got, c.want)
			}
		}
	}
}

func TestColoursAreReadInOneFormAlone(t *testing.T) {
	if c, ok := ParseColour("#8A1538"); !ok || c != "#8a1538" {
		t.Errorf("#8A1538: %q, %v", c, ok)
	}
	for _, s := range []string{"", "#fff", "8a1538", "#8a153", "#8a15380", "red", "#8a153g", "#8a1538\n"} {
		if c, ok := ParseColour(s); ok {
			t.Errorf("%q was read as %q", s, c)
		}
	}
}

var anyColour = rapid.Map(rapid.Uint32Range(0, 0xffffff), func(n uint32) Colour { return Colour(fmt.Sprintf("#%06x", n)) })

// What the check takes can be read in both modes, and what it refuses it tells how
// to mend: the colour that it names is taken.
func TestAccentsThatAreTakenOrProposedCanBeRead(t *testing.T) {
	proposed := regexp.MustCompile(`; (#[0-9a-f]{6}) is the nearest`)
	mend := func(t *rapid.T, field string, theme Theme) Colour {
		_, err := CheckTheme(theme)
		if err == nil {
			return ""
		}
		m := proposed.FindStringSubmatch(err.Error())
		if m == nil {
			t.Fatalf("%s: no colour is proposed: %v", field, err)
		}
		return Colour(m[1])
	}
	rapid.Check(t, func(t *rapid.T) {
		theme := Theme{Accent: anyColour.Draw(t, "accent")}
		if c := mend(t, "accent", theme); c != "" {
			theme.Accent = c
		}
		if rapid.Bool().Draw(t, "with accentDark") {
			theme.AccentDark = anyColour.Draw(t, "accentDark")
			if c := mend(t, "accentDark", theme); c != "" {
				theme.AccentDark = c
			}
		}
		checked, err := CheckTheme(theme)
		if err != nil {
			t.Fatalf("what was proposed is refused: %v", err)
		}
		light, dark := checked.Accents()
		for _, ground := range []Colour{paperLight, washLight, onAccent} {
			if r := Contrast(light, ground); r < TextContrast {
				t.Errorf("%s on %s: %.3f", light, ground, r)
			}
		}
		for _, ground := range []Colour{paperDark, washDark} {
			if r := Contrast(dark, ground); r < TextContrast {
				t.Errorf("%s on %s: %.3f", dark, ground, r)
			}
		}
	})
}

// A step of one in 255 would be too light already, or there is a nearer colour.
func TestTheNearestColourIsNoDarkerThanItMustBe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyColour.Draw(t, "colour")
		if got := Contrast(c.Darker(washLight, TextContrast), washLight); Contrast(c, washLight) < TextContrast && got > TextContrast+0.12 {
			t.Errorf("%s became %s, with %.2f", c, c.Darker(washLight, TextContrast), got)
		}
		if got := Contrast(c.Lighter(washDark, TextContrast), washDark); Contrast(c, washDark) < TextContrast && got > TextContrast+0.12 {
			t.Errorf("%s became %s, with %.2f", c, c.Lighter(washDark, TextContrast), got)
		}
	})
}

func TestTheGroundsAreThoseOfTheDesignTokens(t *testing.T) {
	tokens, err := os.ReadFile("../../web/tokens/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		fmt.Sprintf(`--paper: light-dark\(%s, %s\);`, paperLight, paperDark),
		fmt.Sprintf(`--wash: light-dark\(%s, %s\);`, washLight, washDark),
		fmt.Sprintf(`--on-live: %s;`, onAccent),
	} {
		if !regexp.MustCompile(want).Match(tokens) {
			t.Errorf("web/tokens/tokens.css has not %s", want)
		}
	}
}
