package coverage

import "testing"

func TestLanguagesAndZonesAreThoseOfTheirStandards(t *testing.T) {
	for _, c := range []struct {
		language, timezone string
		valid              bool
	}{
		{"en", "Europe/London", true}, {"pt-BR", "UTC", true}, {"zh-Hant-TW", "Etc/GMT+5", true}, {"x-harbour", "America/Argentina/Buenos_Aires", true},
		{"en_GB", "UTC", false}, {"root", "UTC", false}, {"english", "UTC", false}, {"e n", "UTC", false},
		{"en", "Local", false}, {"en", "right/Europe/London", false}, {"en", "posixrules", false}, {"en", "localtime", false}, {"en", "../UTC", false}, {"en", "europe/london", false},
	} {
		_, err := CheckHeader(Header{Title: "Quay", Language: c.language, Timezone: c.timezone})
		if (err == nil) != c.valid {
			t.Errorf("language %q in %q: %v", c.language, c.timezone, err)
		}
	}
}
