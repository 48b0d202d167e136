package copytaster_test

import (
	"testing"

	"github.com/stoppress/stoppress/internal/coverage"
)

func TestAQuoteSaysByWhatWayItCame(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"en", "Strike\nIda Holm, the mayor, said in a statement:\nNobody told me.", "statement"},
		{"en", "Strike\nIda Holm, the mayor, told Radio Fjord in an interview:\n“Nobody told me.”", "interview"},
		{"en", "Strike\n“Nobody told me,” the mayor, Ida Holm, said in an X post.", "social media post"},
		{"en", "Strike\n“Nobody told me,” the mayor, Ida Holm, told reporters.", "press conference"},
		{"en", "Strike\n“In an interview I would say more,” the mayor, Ida Holm, said.", ""},
		{"de", "Streik\n„Mir hat niemand etwas gesagt“, erklärte die Bürgermeisterin Ida Holm in einer Mitteilung.", "Erklärung"},
		{"fr", "Grève\n« Personne ne m’a rien dit », a déclaré la maire Ida Holm dans un entretien à l’AFP.", "entretien"},
		{"es", "Huelga\n“Nadie me dijo nada”, dijo la alcaldesa Ida Holm en un comunicado.", "comunicado"},
		{"pt", "Greve\n“Ninguém me disse nada”, disse a presidente da câmara Ida Holm em entrevista à Lusa.", "entrevista"},
		{"uk", "Страйк\n«Мені ніхто нічого не сказав», – сказала мерка Іда Гольм у заяві.", "заява"},
	} {
		story := read(t, c.text)
		found := false
		for _, e := range story.Posts[0].Copy.Elements {
			if e.Type == coverage.Quote {
				found = true
				if e.Channel != c.want {
					t.Errorf("%s: %q came by %q, want %q", c.language, c.text, e.Channel, c.want)
				}
			}
		}
		if !found {
			t.Errorf("%s: no quote in %q", c.language, c.text)
		}
	}
}
