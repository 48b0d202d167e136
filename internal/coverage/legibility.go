package coverage

import (
	"math"
	"strings"
)

// Legibility tells how well text in a colour can be read on a theme's pages.
type Legibility struct {
	Colour  Colour  `json:"colour"`
	Ratio   float64 `json:"ratio" doc:"The least contrast that it has there, by WCAG 2.2; never more than it is"`
	Needs   float64 `json:"needs" doc:"The contrast that text needs"`
	Nearest Colour  `json:"nearest,omitempty" doc:"The nearest colour of its hue that has it, where this one has not"`
}

// ground is what an accent stands on.
type ground struct {
	way     string // to more contrast
	page    string
	colours []Colour // the first is the hardest one to pass
	nearest func(Colour, Colour, float64) Colour
}

var (
	lightGround = ground{"darker", "the page", []Colour{washLight, paperLight, onAccent}, Colour.Darker}
	darkGround  = ground{"lighter", "the dark page", []Colour{washDark, paperDark}, Colour.Lighter}
)

func (g ground) judge(c Colour) Legibility {
	least := math.Inf(1)
	for _, colour := range g.colours {
		least = min(least, Contrast(c, colour))
	}
	l := Legibility{Colour: c, Ratio: math.Floor(least*100) / 100, Needs: TextContrast}
	if least < TextContrast {
		l.Nearest = g.nearest(c, g.colours[0], TextContrast)
	}
	return l
}

// CheckAccents judges an accent and its form on dark pages; an accent alone is judged
// in the form that it gets there. What is empty is not judged. Fields are named as in
// a query.
func CheckAccents(accent, dark string) (onLight, onDark *Legibility, err error) {
	judge := func(field, text string, g ground) (*Legibility, error) {
		if text == "" {
			return nil, nil
		}
		c, ok := ParseColour(strings.TrimSpace(text))
		if !ok {
			return nil, InvalidField("query."+field, "%q is not a colour such as #8a1538", text)
		}
		l := g.judge(c)
		return &l, nil
	}
	onLight, lightErr := judge("accent", accent, lightGround)
	if dark == "" && onLight != nil {
		_, derived := Theme{Accent: onLight.Colour}.Accents()
		dark = string(derived)
	}
	onDark, darkErr := judge("accentDark", dark, darkGround)
	return onLight, onDark, Together(lightErr, darkErr)
}
