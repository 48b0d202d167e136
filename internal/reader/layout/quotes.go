package layout

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/words"
)

// QuotesPageSize is the number of quotes of one page.
const QuotesPageSize = 100

// QuoteOrder is an order of quotes.
type QuoteOrder string

// The orders of quotes: by the time of their posts, and by the name of the speaker.
const (
	QuotesNewest    QuoteOrder = "newest"
	QuotesOldest    QuoteOrder = "oldest"
	QuotesBySpeaker QuoteOrder = "speaker"
)

// QuotesView says which of the pages of a blog's quotes is asked for.
type QuotesView struct {
	// Speaker is whose quotes they are; everybody's where it is empty.
	Speaker coverage.SpeakerID
	// Names are those of all names that the speaker has; Speaker alone where there are none.
	Names []coverage.SpeakerID
	Order QuoteOrder // QuotesNewest where it is empty
	Page  int        // from 1, which 0 is too
}

// quotesPage is a page of a blog's quotes as its template sees it.
type quotesPage struct {
	Head   head
	Path   string // of the blog
	Title  string // likewise
	Times  string
	Count  int
	All    string // where everybody's quotes are; empty where they are here
	Who    *voice // whose quotes these are
	Voices []voice
	Orders []choice
	Quotes []quoted
}

// voice is one of those who are quoted.
type voice struct {
	Name, Role string
	Count      int
	Href       string // of their quotes in this blog
	Everywhere string // of their page across blogs; empty where it has nothing of this one
	Here       bool   // the page is that one
}

// choice is one of several pages that show the same in another way.
type choice struct {
	Key  string // of its words
	Href string
	Here bool
}

// quoted is one quote with where it stands.
type quoted struct {
	ID      string
	Element element
	Speaker string // where a heading stands above the quote
	place
}

// place is where a statement stands, as a reader is led there.
type place struct {
	Href      string
	Time      moment
	Title     string
	Relations []relation
	Sources   []source
}

func newPlace(b coverage.Blog, p *edition.Post, clock clock) place {
	a := newArticle(b, p, clock, "")
	return place{Href: a.Permalink + "#post-" + string(p.ID), Time: a.Published, Title: p.Title, Relations: a.Relations, Sources: a.Sources}
}

// Quotes gives a page of who said what in a blog. Where nobody of the kind is
// quoted, and where there is no such page, the error's kind is coverage.NotFound.
func (l *Layout) Quotes(e *edition.Edition, v QuotesView) ([]byte, error) {
	b := e.Blog()
	book := l.library.Book(b.Language)
	clock := clock{b.Location(), book}
	if v.Names == nil {
		v.Names = []coverage.SpeakerID{v.Speaker}
	}
	v.Order, v.Page = cmp.Or(v.Order, QuotesNewest), max(v.Page, 1)
	all := e.Quotes()
	page := quotesPage{Path: blogPath(b.Slug), Title: b.Title, Times: book.Times(clock.zone)}
	for _, one := range edition.Voices(all) {
		out := voice{
			Name: one.Name, Role: roleBeside(one.Speaker), Count: one.Quotes, Here: slices.Contains(v.Names, one.ID),
			Href: quotesPath(b, QuotesView{Speaker: one.ID, Order: v.Order}, one.Name),
		}
		if !b.NoIndex { // which that page leaves out
			out.Everywhere = SpeakerPath(one.ID)
		}
		page.Voices = append(page.Voices, out)
		if out.Here && (page.Who == nil || one.ID == v.Speaker) {
			page.Who = &out
		}
	}
	name := ""
	if v.Speaker != "" {
		if page.Who == nil {
			return nil, coverage.Errorf(coverage.NotFound, "Nobody of this name is quoted in this coverage.")
		}
		name = page.Who.Name
		page.All = quotesPath(b, QuotesView{Order: v.Order}, "")
		all = slices.DeleteFunc(all, func(q edition.Quote) bool { return !slices.Contains(v.Names, q.Who) })
	}
	page.Count = len(all)
	arrange(all, v.Order)
	pages := max(1, (len(all)+QuotesPageSize-1)/QuotesPageSize)
	if v.Page > pages {
		return nil, coverage.Errorf(coverage.NotFound, "There is no page %d of these quotes.", v.Page)
	}
	from := (v.Page - 1) * QuotesPageSize
	for _, q := range all[from:min(from+QuotesPageSize, len(all))] {
		one := newQuoted(b, q, clock)
		if v.Order == QuotesBySpeaker && v.Speaker == "" {
			one.Speaker = q.Speaker.Name
			if n := len(page.Quotes); n > 0 && all[from+n-1].Who == q.Who {
				one.Speaker = ""
			}
		}
		page.Quotes = append(page.Quotes, one)
	}
	for _, order := range []QuoteOrder{QuotesNewest, QuotesOldest, QuotesBySpeaker} {
		if order == QuotesBySpeaker && v.Speaker != "" {
			continue
		}
		page.Orders = append(page.Orders, choice{"order." + string(order), quotesPath(b, QuotesView{Speaker: v.Speaker, Order: order}, name), order == v.Order})
	}
	beside := func(n int) string {
		if n < 1 || n > pages {
			return ""
		}
		return quotesPath(b, QuotesView{Speaker: v.Speaker, Order: v.Order, Page: n}, name)
	}
	var err error
	if page.Head, err = l.besideHead(b, book, "said", "quotes.lead"); err != nil {
		return nil, err
	}
	if name != "" {
		page.Head.Title = name + " – " + page.Head.Title
	}
	page.Head.Canonical = l.site.BaseURL + quotesPath(b, QuotesView{Speaker: v.Speaker, Page: v.Page}, name)
	page.Head.NoIndex = page.Head.NoIndex || v.Order != QuotesNewest || v.Speaker != ""
	page.Head.Prev, page.Head.Next = beside(v.Page-1), beside(v.Page+1)
	return l.render(book, "quotes.html", page)
}

func newQuoted(b coverage.Blog, q edition.Quote, clock clock) quoted {
	return quoted{
		ID: fmt.Sprintf("quote-%s-%d", q.Post.ID, q.At), Element: newElement(b, q.Element, q.Post, clock, ""), place: newPlace(b, q.Post, clock),
	}
}

// arrange puts quotes, which come newest first, into an order.
func arrange(quotes []edition.Quote, order QuoteOrder) {
	switch order {
	case QuotesOldest:
		// The quotes of one post stay in the order in which they are read.
		slices.SortStableFunc(quotes, func(a, b edition.Quote) int {
			return cmp.Or(a.Post.PublishedAt.Compare(b.Post.PublishedAt), cmp.Compare(a.Post.ID, b.Post.ID))
		})
	case QuotesBySpeaker:
		slices.SortStableFunc(quotes, func(a, b edition.Quote) int {
			return cmp.Or(cmp.Compare(a.Folded, b.Folded), cmp.Compare(a.Who, b.Who))
		})
	}
}

// quotesPath is the address of a page of quotes; name is the speaker's.
func quotesPath(b coverage.Blog, v QuotesView, name string) string {
	query := url.Values{}
	if v.Speaker != "" {
		query.Set("speaker", name)
	}
	if v.Order != "" && v.Order != QuotesNewest {
		query.Set("order", string(v.Order))
	}
	if v.Page > 1 {
		query.Set("page", fmt.Sprint(v.Page))
	}
	path := blogPath(b.Slug) + "/quotes"
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path
}

// SpeakerPath is the address of what a speaker said in all blogs.
func SpeakerPath(id coverage.SpeakerID) string { return "/speakers/" + string(id) }

// besideHead is the head of a page that belongs to a blog and is not the blog's own:
// no change reaches it while it is open, so it has no script.
func (l *Layout) besideHead(b coverage.Blog, book *words.Book, title, lead string) (head, error) {
	h := head{
		Site:      l.site,
		Language:  b.Language,
		Direction: words.Direction(b.Language),
		NoIndex:   b.NoIndex,
		Blog:      &blogHead{Title: b.Title, Path: blogPath(b.Slug), State: b.State, Top: blogPath(b.Slug)},
		Look:      l.look(&b),
	}
	h.Site.Script = ""
	var err error
	if h.Title, err = book.Say(title); err != nil {
		return h, err
	}
	h.Title += " – " + b.Title
	h.Description, err = book.Say(lead)
	return h, err
}
