package words

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
	"golang.org/x/text/number"
)

//go:embed languages/*.json
var languages embed.FS

// Book is what pages say in one language.
type Book struct {
	// Language is the BCP 47 tag of the words.
	Language string

	months, shortMonths []string // from January
	weekdays            []string // from Sunday
	messages            map[string]wording
	numerals            language.Tag // of numbers, always with its numbering system
	locale              string       // as numerals, for browsers
	printer             *message.Printer
	digits              *strings.Replacer // of 0 to 9; nil where they are written so
}

// wording is a message: one text, or one for each plural form.
type wording struct {
	text  string
	forms map[string]string
}

// UnmarshalJSON reads a text, or an object of texts.
func (w *wording) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte("{")) {
		return json.Unmarshal(data, &w.forms)
	}
	return json.Unmarshal(data, &w.text)
}

// MarshalJSON writes what UnmarshalJSON reads.
func (w wording) MarshalJSON() ([]byte, error) {
	if w.forms != nil {
		return json.Marshal(w.forms)
	}
	return json.Marshal(w.text)
}

// file is a language's file.
type file struct {
	// Locale is the tag by which browsers write dates as this file does, where it is
	// not the file's own.
	Locale      string             `json:"locale"`
	Months      []string           `json:"months"`
	ShortMonths []string           `json:"shortMonths"`
	Weekdays    []string           `json:"weekdays"`
	Messages    map[string]wording `json:"messages"`
}

// Library has the books of all languages.
type Library struct {
	files   map[string]file
	books   map[language.Tag]*Book // by the tag that numbers are written by
	tags    []language.Tag         // that the matcher knows
	matcher language.Matcher
	catalog *catalog.Builder
}

// Pseudo is the tag of a language that nobody speaks: English with accents and in
// brackets, longer by a third. What stands on a page without them is said past the
// books.
const Pseudo = "en-XA"

// Open reads the languages.
func Open() (*Library, error) {
	l := &Library{files: map[string]file{}, books: map[language.Tag]*Book{}, catalog: catalog.NewBuilder(catalog.Fallback(language.English))}
	names, err := fs.Glob(languages, "languages/*.json")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, err := languages.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var f file
		if err := json.Unmarshal(data, &f); err != nil {
			return nil, fmt.Errorf("read the words in %s: %w", name, err)
		}
		l.files[strings.TrimSuffix(path.Base(name), ".json")] = f
	}
	l.files[Pseudo] = pseudo(l.files["en"])
	l.tags = []language.Tag{language.English} // the first is what the matcher falls back to
	for _, name := range slices.Sorted(maps.Keys(l.files)) {
		tag, err := language.Parse(name)
		if err != nil {
			return nil, fmt.Errorf("languages/%s.json: a file is named by a BCP 47 tag: %w", name, err)
		}
		for key, w := range l.files[name].Messages {
			if err := l.set(tag, key, w); err != nil {
				return nil, fmt.Errorf("the words %q of %s: %w", key, name, err)
			}
		}
		if name != Pseudo && tag != language.English {
			l.tags = append(l.tags, tag)
		}
	}
	l.matcher = language.NewMatcher(l.tags)
	for name, f := range l.files {
		for _, system := range systems(name) {
			b, err := l.write(name, f, system)
			if err != nil {
				return nil, err
			}
			l.books[b.numerals] = b
		}
	}
	return l, nil
}

// systems are the ways in which a language writes its digits: CLDR's names.
func systems(name string) []string {
	if name == "ar" {
		return []string{"latn", "arab"}
	}
	return []string{"latn"}
}

func (l *Library) write(name string, f file, system string) (*Book, error) {
	numerals, err := language.Make(name).SetTypeForKey("nu", system)
	if err != nil {
		return nil, fmt.Errorf("languages/%s.json: %w", name, err)
	}
	b := &Book{
		Language: name,
		months:   f.Months, shortMonths: f.ShortMonths, weekdays: f.Weekdays, messages: f.Messages,
		numerals: numerals, locale: cmp.Or(f.Locale, name) + "-u-nu-" + system, printer: message.NewPrinter(numerals, message.Catalog(l.catalog)),
	}
	b.digits = digits(b.printer)
	return b, nil
}

func (l *Library) set(tag language.Tag, key string, w wording) error {
	if w.forms == nil {
		return l.catalog.SetString(tag, key, w.text)
	}
	cases := make([]any, 0, 2*len(w.forms))
	for form, text := range w.forms {
		if form != "other" {
			cases = append(cases, form, text)
		}
	}
	cases = append(cases, "other", w.forms["other"]) // it takes all that come to it, so it is the last
	return l.catalog.Set(tag, key, plural.Selectf(1, "%d", cases...))
}

// Languages are the tags of the books, without the pseudo one.
func (l *Library) Languages() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(l.files)), func(name string) bool { return name == Pseudo })
}

// Book gives the book for what is written in a language: its own, that of a
// related one ("de" for "de-AT"), or the English one.
func (l *Library) Book(tag string) *Book {
	want := language.Make(tag)
	_, index, confidence := l.matcher.Match(want)
	if confidence == language.No {
		index = 0
	}
	found := l.tags[index]
	if tag == Pseudo {
		found = want
	}
	system := "latn"
	if found.String() == "ar" && writesArabicDigits(want) {
		system = "arab"
	}
	numerals, err := found.SetTypeForKey("nu", system)
	if err != nil {
		panic(err) // both are systems that there are
	}
	return l.books[numerals]
}

// Books gives all there are.
func (l *Library) Books() []*Book { return slices.Collect(maps.Values(l.books)) }

// writesArabicDigits tells which of the two ways to write digits in Arabic is
// meant: newsrooms write 0 to 9, unless they are in a region where CLDR says
// otherwise, or the tag asks for others ("ar-u-nu-arab").
func writesArabicDigits(want language.Tag) bool {
	if system := want.TypeForKey("nu"); system != "" {
		return system == "arab"
	}
	region, confidence := want.Region()
	return confidence == language.Exact && strings.Contains(arabicDigits, region.String())
}

// arabicDigits are the regions where Arabic is written with ٠ to ٩ (CLDR 48).
const arabicDigits = "BH DJ EG ER IL IQ JO KM KW LB MR OM PS QA SA SD SO SS SY TD YE"

// digits gives what writes 0 to 9 as the printer does; nil where it writes them so.
func digits(p *message.Printer) *strings.Replacer {
	var pairs []string
	for d := range 10 {
		pairs = append(pairs, fmt.Sprint(d), p.Sprint(number.Decimal(d)))
	}
	if pairs[0] == pairs[1] {
		return nil
	}
	return strings.NewReplacer(pairs...)
}

// Direction tells which way a language is written: "rtl" or "ltr".
func Direction(tag string) string {
	script, _ := language.Make(tag).Script()
	switch script.String() {
	case "Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa":
		return "rtl"
	}
	return "ltr"
}

// Say gives a message with what is filled in.
func (b *Book) Say(key string, fill ...any) (string, error) {
	if _, ok := b.messages[key]; !ok {
		return "", fmt.Errorf("the words of %q have no message %q", b.Language, key)
	}
	return b.printer.Sprintf(key, fill...), nil
}

// must is Say where the message is one that the package itself needs.
func (b *Book) must(key string, fill ...any) string {
	said, err := b.Say(key, fill...)
	if err != nil {
		panic(err) // a test holds that each language has it
	}
	return said
}
