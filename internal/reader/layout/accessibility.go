package layout

import "github.com/stoppress/stoppress/internal/reader/words"

// statement is the page about accessibility as its template sees it.
type statement struct {
	Head     head
	Sections []statementSection
}

// statementSection has the keys of its heading and of what stands below it.
type statementSection struct {
	Heading string
	Points  []string
}

var statementSections = []statementSection{
	{"accessibility.done", []string{
		"accessibility.done.standard", "accessibility.done.still", "accessibility.done.words", "accessibility.done.large", "accessibility.done.script",
	}},
	{"accessibility.keyboard", []string{"accessibility.keyboard.skip", "accessibility.keyboard.button", "accessibility.keyboard.links"}},
	{"accessibility.limits", []string{"accessibility.limits.pictures", "accessibility.limits.elsewhere", "accessibility.limits.tests"}},
}

// Accessibility gives the page that says for whom the pages are made to work, how
// they are used by keyboard, what is known not to work, and how to report it.
func (l *Layout) Accessibility() ([]byte, error) {
	tag := l.site.Language
	book := l.library.Book(tag)
	title, err := book.Say("accessibility")
	if err != nil {
		return nil, err
	}
	description, err := book.Say("accessibility.lead")
	if err != nil {
		return nil, err
	}
	return l.render(book, "accessibility.html", statement{head{
		Site:        l.site,
		Language:    tag,
		Direction:   words.Direction(tag),
		Title:       title,
		Description: description,
		Canonical:   l.site.BaseURL + "/accessibility",
		Look:        l.look(nil),
	}, statementSections})
}
