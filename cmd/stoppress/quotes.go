package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/newsroom"
)

type quotesCommand struct {
	List quotesList `cmd:"" help:"List the quotes of public posts, of one blog or of all."`
}

type quotesList struct {
	Blog    string `help:"A blog's slug."`
	Speaker string `help:"Whose quotes: a name, a part of it or a speaker's id."`
	Text    string `help:"Words that stand in the quote." name:"q"`
	From    string `help:"Of posts from this time or day on."`
	To      string `help:"Of posts before this time, or up to this day."`
	JSON    bool   `help:"Print JSON." name:"json" xor:"form"`
	CSV     bool   `help:"Print CSV, with a head line." name:"csv" xor:"form"`
	JSONLD  bool   `help:"Print JSON-LD in the words of schema.org." name:"jsonld" xor:"form"`
}

func (c quotesList) Run(ctx context.Context, where place, std stdio) error {
	server, err := where.connect()
	if err != nil {
		return err
	}
	query := url.Values{"limit": {"200"}}
	for name, value := range map[string]string{"blog": c.Blog, "speaker": c.Speaker, "q": c.Text, "from": c.From, "to": c.To} {
		if value != "" {
			query.Set(name, value)
		}
	}
	all := []newsroom.FoundQuote{}
	for {
		var page struct {
			Quotes []newsroom.FoundQuote `json:"quotes"`
			Next   string                `json:"next"`
		}
		if err := server.call(ctx, http.MethodGet, "/api/v1/quotes?"+query.Encode(), nil, &page); err != nil {
			return err
		}
		all = append(all, page.Quotes...)
		if page.Next == "" {
			break
		}
		query.Set("before", page.Next)
	}
	switch {
	case c.JSON:
		return std.printJSON(map[string]any{"quotes": all})
	case c.CSV:
		return writeQuotesCSV(std, all)
	case c.JSONLD:
		return std.printJSON(quotesGraph(all))
	}
	for _, q := range all {
		who := q.Speaker.Name
		if q.Speaker.Role != "" {
			who += " (" + q.Speaker.Role + ")"
		}
		if err := std.say("%s\t%s\t%s", q.PublishedAt.Format("2006-01-02 15:04"), who, strings.Join(q.Paragraphs, " ")); err != nil {
			return err
		}
	}
	return nil
}

// writeQuotesCSV writes a line for each quote, as RFC 4180 has it.
func writeQuotesCSV(std stdio, quotes []newsroom.FoundQuote) error {
	w := csv.NewWriter(std.out)
	w.UseCRLF = true
	lines := [][]string{{"speaker", "role", "quote", "language", "translation", "partial", "channel", "said_at", "reported_by", "url", "sources", "claim", "blog", "post", "published_at", "title", "speaker_id", "permalink"}}
	for _, q := range quotes {
		var sources []string
		for _, s := range q.Sources {
			sources = append(sources, s.Name)
		}
		partial := ""
		if q.Partial {
			partial = "yes"
		}
		lines = append(lines, []string{
			q.Speaker.Name, q.Speaker.Role, strings.Join(q.Paragraphs, "\n"), q.Language, strings.Join(q.Translation, "\n"), partial, q.Channel, timestamp(q.SaidAt), q.ReportedBy, q.URL,
			strings.Join(sources, "; "), string(q.Claim), string(q.Blog), string(q.Post), timestamp(&q.PublishedAt), q.Title, string(q.SpeakerID), q.Permalink,
		})
	}
	return w.WriteAll(lines)
}

func timestamp(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// quotesGraph tells quotes in the words of https://schema.org, as the pages do.
func quotesGraph(quotes []newsroom.FoundQuote) map[string]any {
	graph := []map[string]any{}
	for _, q := range quotes {
		speaker := map[string]any{"@type": "Person", "name": q.Speaker.Name}
		if q.SpeakerKind == coverage.Organization {
			speaker["@type"] = "Organization"
		} else {
			put(speaker, "jobTitle", q.Speaker.Role)
		}
		one := map[string]any{
			"@type": "Quotation", "text": strings.Join(q.Paragraphs, "\n"), "inLanguage": q.Language, "spokenByCharacter": speaker,
			"isPartOf": map[string]any{
				"@type": "BlogPosting", "@id": q.Permalink, "url": q.Permalink, "headline": cmp.Or(q.Title, q.Paragraphs[0]), "datePublished": timestamp(&q.PublishedAt),
			},
		}
		if q.Translation != nil {
			one["workTranslation"] = map[string]any{"@type": "Quotation", "text": strings.Join(q.Translation, "\n")}
		}
		put(one, "dateCreated", timestamp(q.SaidAt))
		put(one, "url", q.URL)
		if q.ReportedBy != "" {
			one["citation"] = []any{map[string]any{"@type": "CreativeWork", "name": q.ReportedBy}}
		}
		graph = append(graph, one)
	}
	return map[string]any{"@context": "https://schema.org", "@graph": graph}
}

func put(object map[string]any, name, value string) {
	if value != "" {
		object[name] = value
	}
}
