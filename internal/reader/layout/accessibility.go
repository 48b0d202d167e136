package layout

// Accessibility gives the page that says for whom the pages are made to work, how
// they are used by keyboard, what is known not to work, and how to report it.
func (l *Layout) Accessibility() ([]byte, error) {
	return l.render("accessibility.html", struct{ Head head }{head{
		Site:        l.site,
		Language:    "en",
		Direction:   "ltr",
		Title:       "Accessibility",
		Description: "How the live coverage of " + l.site.Name + " can be read by everybody, and how to report where it cannot.",
		Canonical:   l.site.BaseURL + "/accessibility",
	}})
}
