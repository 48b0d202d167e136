package newsroom

import (
	"cmp"
	"context"
	"encoding/base64"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

// blogsForQuotes is how many blogs one question for quotes looks at: each that is not
// in memory takes some hundredths of a second to load.
const blogsForQuotes = 20

// QuoteQuery says which quotes are asked for. What is empty does not matter.
type QuoteQuery struct {
	Speaker  string // an id, or a name of the speaker's or words of one
	Blog     coverage.Slug
	Text     string    // words of the quote, as names are compared
	From, To time.Time // of the post, To not included
	Before   string
	Limit    int
}

// FoundQuote is one quote of a public post.
type FoundQuote struct {
	Blog        coverage.Slug        `json:"blog"`
	Post        coverage.PostID      `json:"post"`
	Element     int                  `json:"element" doc:"Its place among the post's elements, from 0"`
	Permalink   string               `json:"permalink" doc:"The post's address for readers"`
	Title       string               `json:"title" doc:"The post's"`
	PublishedAt time.Time            `json:"publishedAt" doc:"The post's"`
	SpeakerID   coverage.SpeakerID   `json:"speakerId"`
	Speaker     coverage.Speaker     `json:"speaker" doc:"As the post names them"`
	SpeakerKind coverage.SpeakerKind `json:"speakerKind" enum:"person,organization"`
	Paragraphs  []string             `json:"paragraphs"`
	Channel     string               `json:"channel,omitempty"`
	SaidAt      *time.Time           `json:"saidAt,omitempty"`
	Language    string               `json:"language" doc:"Of the words"`
	Translation []string             `json:"translation,omitempty" doc:"In the blog's language"`
	Partial     bool                 `json:"partial,omitempty" doc:"A part of a sentence, taken out of it"`
	ReportedBy  string               `json:"reportedBy,omitempty"`
	URL         string               `json:"url,omitempty"`
	Sources     []coverage.Source    `json:"sources" doc:"The post's"`
	Claim       coverage.Claim       `json:"claim,omitempty" doc:"The post's"`
}

// quoteMark is a place in the order of quotes: the newest blog first, in each the
// newest post, in each post as they stand there. It stays where it is whatever comes
// or leaves.
type quoteMark struct {
	blog    coverage.BlogID
	at      int64 // of the post, in milliseconds
	post    coverage.PostID
	element int
}

func (m quoteMark) cursor() string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%s %d %s %d", m.blog, m.at, m.post, m.element))
}

func parseQuoteMark(s string) (m quoteMark, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		_, err = fmt.Sscanf(string(raw), "%s %d %s %d", &m.blog, &m.at, &m.post, &m.element)
	}
	if err != nil {
		return m, coverage.InvalidField("query.before", "is not a cursor of an earlier answer; give back \"next\" as it came")
	}
	return m, nil
}

// endOf is the place after all quotes of a blog.
func endOf(b coverage.BlogID) quoteMark { return quoteMark{blog: b, at: math.MinInt64, post: "-"} }

func (m quoteMark) compare(o quoteMark) int {
	return cmp.Or(cmp.Compare(o.blog, m.blog), cmp.Compare(o.at, m.at), cmp.Compare(o.post, m.post), cmp.Compare(m.element, o.element))
}

// Quotes gives quotes of public posts, of one blog or of all. It looks at a bounded
// number of blogs, so an answer may hold fewer than asked for, or none, and yet have a
// next: whoever wants all goes on until there is none.
func (n *Newsroom) Quotes(ctx context.Context, actor coverage.Actor, q QuoteQuery) (found []FoundQuote, next string, err error) {
	if err := require(actor, coverage.Reporter, "look up quotes"); err != nil {
		return nil, "", err
	}
	found = []FoundQuote{}
	var mark quoteMark
	if q.Before != "" {
		if mark, err = parseQuoteMark(q.Before); err != nil {
			return nil, "", err
		}
	}
	names := n.namesOf(q.Speaker)
	blogs, err := n.blogsOf(ctx, q.Blog, names)
	if err != nil {
		return nil, "", err
	}
	text := coverage.Fold(q.Text)
	looked := 0
	for _, b := range blogs {
		if q.Before != "" && mark.compare(endOf(b.ID)) >= 0 {
			continue
		}
		if looked++; looked > blogsForQuotes {
			return found, next, nil
		}
		book, err := n.books.Get(ctx, b.Slug)
		if err != nil {
			return nil, "", err
		}
		for _, post := range book.sorted(coverage.Post.Public) {
			if !q.From.IsZero() && post.PublishedAt.Before(q.From) || !q.To.IsZero() && !post.PublishedAt.Before(q.To) {
				continue
			}
			for i, e := range post.Elements {
				at := quoteMark{b.ID, post.PublishedAt.UnixMilli(), post.ID, i}
				if e.Type != coverage.Quote || q.Before != "" && at.compare(mark) <= 0 {
					continue
				}
				who := coverage.SpeakerOf(e.Speaker.Name)
				if names != nil && !slices.Contains(names, who) || !strings.Contains(coverage.Fold(e.PlainText()), text) {
					continue
				}
				if len(found) == q.Limit {
					return found, next, nil
				}
				found = append(found, n.found(b, post, i, e, who))
				next = at.cursor()
			}
		}
		next = endOf(b.ID).cursor()
	}
	return found, "", nil
}

func (n *Newsroom) found(b coverage.Blog, post coverage.Post, i int, e coverage.Element, who coverage.SpeakerID) FoundQuote {
	identity, _ := n.identities.Of(who)
	return FoundQuote{
		Blog: b.Slug, Post: post.ID, Element: i, Title: post.Title, PublishedAt: post.PublishedAt,
		SpeakerID: identity.ID, Speaker: *e.Speaker, SpeakerKind: cmp.Or(identity.Kind, coverage.Person), Paragraphs: e.Paragraphs, Channel: e.Channel, SaidAt: e.SaidAt,
		Language: cmp.Or(e.Language, b.Language), Translation: e.Translation, Partial: e.Partial, ReportedBy: e.ReportedBy, URL: e.URL, Sources: post.Sources, Claim: post.Claim,
	}
}

// namesOf gives the ids of all names of those who are asked for: of one by an id, of
// all who may be meant by a name, since who asks for a last name seldom knows which
// others bear it. It gives nil where nobody is asked for.
func (n *Newsroom) namesOf(speaker string) []coverage.SpeakerID {
	if coverage.Fold(speaker) == "" {
		return nil
	}
	meant := []coverage.SpeakerID{coverage.SpeakerID(speaker)}
	if !meant[0].WellFormed() {
		meant = append(n.speakers.named(speaker), coverage.SpeakerOf(speaker))
	}
	var names []coverage.SpeakerID
	for _, id := range meant {
		_, all := n.identities.Of(id)
		names = append(names, all...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// blogsOf gives the blogs to look at, the newest first.
func (n *Newsroom) blogsOf(ctx context.Context, slug coverage.Slug, names []coverage.SpeakerID) ([]coverage.Blog, error) {
	if slug != "" {
		book, err := n.books.Get(ctx, slug)
		if err != nil {
			return nil, err
		}
		return []coverage.Blog{book.blog}, nil
	}
	blogs, _ := n.directory.Blogs()
	if names != nil {
		quoting, err := n.index.Quoting(ctx, names...)
		if err != nil {
			return nil, err
		}
		blogs = slices.DeleteFunc(blogs, func(b coverage.Blog) bool {
			_, is := slices.BinarySearch(quoting, b.Slug)
			return !is
		})
	}
	slices.SortFunc(blogs, func(a, b coverage.Blog) int { return cmp.Compare(b.ID, a.ID) })
	return blogs, nil
}
