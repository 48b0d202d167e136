package feed

import (
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// WriteCorrections gives the Atom feed of corrections, which come newest first: of one
// blog, or of the site where b is nil. changed is when one of their blogs changed last.
// An entry is known by its address in its blog's ledger, for ever.
func WriteCorrections(l *layout.Layout, b *coverage.Blog, corrections []layout.BlogCorrection, changed time.Time) ([]byte, error) {
	site := l.Site()
	out := feed{
		Self: site.BaseURL + "/corrections.atom", Page: site.BaseURL + "/corrections", Site: site.BaseURL + "/",
		Name: site.Name, Language: site.Language, Changed: changed,
	}
	if b != nil {
		out.Page = l.Address(*b) + "/corrections"
		out.Self, out.Language = out.Page+".atom", b.Language
	}
	var err error
	if out.Title, err = l.SayCorrections(b); err != nil {
		return nil, err
	}
	for _, c := range corrections[:min(len(corrections), MaxEntries)] {
		title, html, err := l.CorrectionContent(c.Blog, c.Correction)
		if err != nil {
			return nil, err
		}
		out.Entries = append(out.Entries, entry{
			Permalink: l.CorrectionAddress(c.Blog, c.Correction), Title: title, HTML: string(html), Published: c.At, Updated: c.At,
		})
	}
	return out.atom()
}
