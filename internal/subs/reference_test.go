package subs

import (
	"fmt"
	"strings"
	"testing"
)

// said writes what was found in a text: each time, its minutes, and whether it is sure.
func said(text, language string) string {
	var out []string
	for _, r := range References(text, language) {
		mark := "?"
		if r.Sure {
			mark = "!"
		}
		if r.Yesterday {
			mark += "<"
		}
		var minutes []string
		for _, m := range r.Minutes {
			minutes = append(minutes, fmt.Sprintf("%02d:%02d", m/60, m%60))
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s%s=%s %s", r.Words, mark, strings.Join(minutes, "/"), r.Zone)))
	}
	return strings.Join(out, "; ")
}

func TestATimeRefersToAPostWhereItsWordsSaySo(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"en", "Kyiv had done so (see 1.34pm GMT).", "1.34pm GMT!=13:34 GMT"},
		{"en", "Holm says she heard on the radio. (See 3.21pm.)", "3.21pm!=15:21"},
		{"en", "The vote was 7 to 2. (See 9.20am.)", "9.20am!=09:20"},
		{"en", "[see also 13:34 and 14:05]", "13:34!=13:34; 14:05!=14:05"},
		{"en", "As we reported at 13:34, talks go on.", "13:34!=13:34"},
		{"en", "As reported at 1:34 p.m. EST, talks go on.", "1:34 p.m. EST!=13:34 EST"},
		{"en", "We’ve said earlier, at 13.34, that they may.", "13.34!=13:34"},
		{"en", "At 13:34 we reported that they may.", "13:34!=13:34"},
		{"en", "More in our post at 13:34 on what it means.", "13:34!=13:34"},
		{"en", "Read our 13:34 update first.", "13:34!=13:34"},
		{"en", "The dockers, as said earlier (14.05), stay out.", "14.05!=14:05"},
		{"en", "They had walked out earlier (14.05).", "14.05!=14:05"},
		{"en", "They had walked out (14.05).", "14.05?=14:05"},
		{"en", "They walked out earlier at 13:34.", "13:34?=13:34"},
		{"en", "See 1.34 for the numbers, and 1.34.", ""},
		{"en", "See 1:34 for the numbers.", "1:34!=01:34/13:34"},
		{"en", "See 01:34.", "01:34!=01:34"},
		{"en", "(see 13h34)", "13h34!=13:34"},
		{"en", "see 3pm", "3pm!=15:00"},
		{"en", "(see 24:00) (see 25:00) (see 12:60)", "24:00!=00:00"},
		{"de", "Die Fähre liegt fest (siehe 13.34 Uhr).", "13.34 Uhr!=13:34"},
		{"de", "Wie um 13.34 Uhr berichtet, liegt sie fest.", "13.34 Uhr!=13:34"},
		{"fr", "Comme nous l’avons signalé à 13h34, le port est fermé.", "13h34!=13:34"},
		{"fr", "(voir 13h34)", "13h34!=13:34"},
		{"es", "Como informamos a las 13:34, el puerto sigue cerrado (véase 12:10).", "13:34!=13:34; 12:10!=12:10"},
		{"pt", "Como noticiámos às 13h34, o porto está fechado.", "13h34!=13:34"},
		{"uk", "Порт зачинено (див. 13:34). Як ми повідомляли о 12:10, пороми стоять.", "13:34!=13:34; 12:10!=12:10"},
		{"xx", "(see 13:34)", "13:34!=13:34"},
		{"en", "(see yesterday at 1.34pm)", "1.34pm!<=13:34"},
		{"en", "As we reported yesterday at 13:34, talks go on.", "13:34!<=13:34"},
		{"en", "More in our post at 13:34 yesterday, and more.", "13:34!<=13:34"},
		{"en", "See yesterday’s 13:34 post.", "13:34!<=13:34"},
		{"en", "They had walked out (yesterday at 14.05).", "14.05?<=14:05"},
		{"de", "Wir hatten gestern um 13.34 Uhr berichtet, siehe gestern, 13:34.", "13:34!<=13:34"},
		{"fr", "Comme nous l’avons signalé hier à 13h34, le port est fermé.", "13h34!<=13:34"},
		{"es", "Como informamos ayer a las 13:34, sigue cerrado.", "13:34!<=13:34"},
		{"pt", "Como noticiámos ontem às 13h34, está fechado.", "13h34!<=13:34"},
		{"uk", "Як ми повідомляли вчора о 12:10, пороми стоять.", "12:10!<=12:10"},

		// The times of the world are left alone.
		{"en", "The train leaves at 13:34.", ""},
		{"en", "The train left yesterday at 13:34, and came at 14:05 yesterday.", ""},
		{"en", "Kick-off at 3pm, half-time at 3.45pm.", ""},
		{"en", "He said at 13:34 that he would.", ""},
		{"en", "You can see it live at 13:34.", ""},
		{"en", "The minister will see them at 3pm.", ""},
		{"en", "We will see 1.34 million of them.", ""},
		{"en", "The police reported at 13:34 that it was over.", ""},
		{"en", "The next update is at 3pm.", ""},
		{"en", "The pound stood at $1.34 (£1.34), see 1.34%.", ""},
		{"en", "see version 13.34.2, 13:34:56, 10:15-11:30, 2013.34", ""},
		{"en", "Doors open 19:30–22:00 (see tickets)", ""},
		{"de", "Der Zug fährt um 13.34 Uhr.", ""},
	} {
		if got := said(c.text, c.language); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.language, c.text, got, c.want)
		}
	}
}
