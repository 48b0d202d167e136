package copytaster_test

import (
	"fmt"
	"strings"
)

// inputShape is a form of input, repeated until it has the size.
type inputShape struct{ name, unit string }

// shapes are those that a rule might be slow in.
var shapes = []inputShape{
	{"a blog with stamps", "15.30 GMT\nIda Holm, the harbour director, told the Fjord Times:\nI was not told. Nobody told me.\nThe chair, Per Aas, asked whether that was good enough, reports the PA news agency.\nShare\nUpdated at 15.41 GMT\n"},
	{"prose without stamps", "The harbour director, Ida Holm, has said that the talks went on. “We are close,” she added, according to Reuters.\nMeanwhile, Jon Vik of the dockers’ union told Sky News:\nWe have waited long enough.\nHe did not say for how long.\n"},
	{"one line", "The harbour director, Ida Holm, said that “nobody” had told Jon Vik, the dockers’ leader, who was in Northport. "},
	{"quotation marks", "“‘\"„«»"},
	{"short lines", "a\nbc\n"},
	{"lines that open a quotation", "“We will not sign this\n"},
	{"stamps alone", "19.30 GMT\n"},
	{"new names", ""},
	{"German", "13.34 Uhr\nDie Hafenchefin Ida Holm hat die Gespräche abgebrochen, wie die dpa berichtet.\nHolm sagte vor dem Rathaus:\n„Wir haben alles auf den Tisch gelegt.“\nTeilen\n"},
	{"French, one line", "Le préfet de la Côte-Verte, Hervé Castaing, a déclaré mardi à l’AFP que le port de Valmarine serait rouvert. « Nous verrons », a-t-il dit. "},
	{"Ukrainian prose", "Речниця обленерго Марія Коваленко розповіла: «Усі бригади працюють». За словами мера Івана Петренка, школи не працюватимуть, передає Укрінформ.\n"},
	{"mixed languages", "Ida Holm said:\nWe go on.\nDer Minister sagte: „Nein.“\nLe maire a dit : « Oui. »\n«Так», – сказав Вовк.\nمرحبا بالعالم. «نعم»\n"},
	{"right to left", "قال المتحدث: «نحن مستعدون».\nمرحبا بالعالم.\n"},
}

// moreShapes are further seeds of the fuzz target.
var moreShapes = []inputShape{
	{"titles alone", "Harbour strike goes on\n"},
	{"names alone", "Ida Holm\nJon Vik\n"},
	{"colons", "a: b: “c”: d\n"},
	{"dashes", "— No —dijo Holm—. Sí —"},
	{"bullets", "• The ferries stay in port\n- The talks go on\n"},
}

func shaped(name, unit string, size int) string {
	if unit != "" {
		return "Harbour strike\n" + strings.Repeat(unit, size/len(unit)+1)[:size]
	}
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "The mayor, %s Holm%s, said: “No.”\n", letterName(i), letterName(i/7))
	}
	return b.String()
}

// letterName makes names, each another.
func letterName(i int) string {
	s := string(rune('A' + i%26))
	for i /= 26; i > 0; i /= 26 {
		s += string(rune('a' + i%26))
	}
	return s + "a"
}
