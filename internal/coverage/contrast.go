package coverage

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Colour is a colour of sRGB as CSS writes it: "#rrggbb" in small letters.
type Colour string

var colourForm = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// ParseColour reads "#rrggbb", in small or large letters.
func ParseColour(s string) (Colour, bool) {
	c := Colour(strings.ToLower(s))
	return c, colourForm.MatchString(string(c))
}

// light are a colour's shares of red, green and blue light, from 0 to 1, linear:
// twice the number is twice the light.
type light [3]float64

// light undoes the transfer function of sRGB (IEC 61966-2-1). The colour is one
// that ParseColour gave.
func (c Colour) light() light {
	var l light
	for i := range l {
		n, _ := strconv.ParseUint(string(c[1+2*i:3+2*i]), 16, 8) // the form is known
		v := float64(n) / 255
		if v <= 0.04045 {
			l[i] = v / 12.92
		} else {
			l[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return l
}

// colour gives the colour next to the light: the darker one of the two for each
// share with math.Floor, the lighter one with math.Ceil.
func (l light) colour(round func(float64) float64) Colour {
	var b strings.Builder
	b.WriteByte('#')
	for _, v := range l {
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		// A share that is whole but for what floating point left of it is whole.
		n := v * 255
		if whole := math.Round(n); math.Abs(n-whole) < 1e-6 {
			n = whole
		}
		fmt.Fprintf(&b, "%02x", uint8(max(0, min(255, round(n)))))
	}
	return Colour(b.String())
}

// luminance is the relative luminance of WCAG 2.2, from 0 (black) to 1 (white).
func (l light) luminance() float64 { return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2] }

// Contrast is the contrast ratio of two colours by WCAG 2.2, from 1 to 21. Both are
// of the form that ParseColour gives.
func Contrast(a, b Colour) float64 {
	x, y := a.light().luminance(), b.light().luminance()
	return (max(x, y) + flare) / (min(x, y) + flare)
}

// flare is the light that a screen reflects: the 0.05 of WCAG's formula.
const flare = 0.05

// Darker gives the colour itself where its contrast to a lighter ground is at least
// the ratio, else the nearest colour of the same hue that has it: all its shares of
// light are taken back alike.
func (c Colour) Darker(ground Colour, ratio float64) Colour {
	if Contrast(c, ground) >= ratio {
		return c
	}
	most := max(0, (ground.light().luminance()+flare)/ratio-flare)
	l := c.light()
	return l.times(most / l.luminance()).colour(math.Floor)
}

// Lighter gives the colour itself where its contrast to a darker ground is at least
// the ratio, else the nearest colour of about the same hue that has it: first it is
// made as bright as a screen can show that hue, then it is mixed with white.
func (c Colour) Lighter(ground Colour, ratio float64) Colour {
	if Contrast(c, ground) >= ratio {
		return c
	}
	least := min(1, ratio*(ground.light().luminance()+flare)-flare)
	l := c.light()
	if brightest := max(l[0], l[1], l[2]); brightest > 0 {
		l = l.times(min(1/brightest, least/l.luminance()))
	}
	if y := l.luminance(); y < least {
		white := (least - y) / (1 - y)
		for i := range l {
			l[i] += white * (1 - l[i])
		}
	}
	return l.colour(math.Ceil)
}

func (l light) times(factor float64) light {
	for i := range l {
		l[i] *= factor
	}
	return l
}
