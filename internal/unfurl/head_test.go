package unfurl

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stoppress/stoppress/internal/coverage"
)

func TestAHeadIsReadAsItIsWritten(t *testing.T) {
	for name, c := range map[string]struct {
		page string
		want head
	}{
		"a title":                        {"<title> The\n harbour &amp; the sea </title>", head{title: "The harbour & the sea"}},
		"open graph":                     {`<meta property="og:title" content="Tugs"><meta property=og:image content=/t.jpg><meta property="og:site_name" content="The Gazette">`, head{ogTitle: "Tugs", image: "/t.jpg", site: "The Gazette"}},
		"by name, and the first counts":  {`<meta name="og:title" content="One"><meta property="og:title" content="Two">`, head{ogTitle: "One"}},
		"markup in a title is text":      {"<title><b>x</b></title>", head{title: "<b>x</b>"}},
		"a title in a picture is none":   {"<head></head><svg><title>arrow</title></svg>", head{}},
		"nothing after the head counts":  {"<head><title>a</title></head><meta property=og:title content=b>", head{title: "a"}},
		"nothing of the body counts":     {"<body><meta property=og:title content=b><title>c</title>", head{}},
		"oEmbed":                         {`<link rel="alternate nofollow" type="application/json+oembed" href="/o?x=1&amp;y">`, head{oEmbed: "/o?x=1&y"}},
		"oEmbed as XML is not read":      {`<link rel=alternate type=text/xml+oembed href=/o>`, head{}},
		"a base":                         {`<base href="https://example.org/x/">`, head{baseHref: "https://example.org/x/"}},
		"a comment and a script go past": {"<!-- <title>no</title> --><script>'<title>no</title>'</script><title>yes</title>", head{title: "yes"}},
		"cut off":                        {"<title>half a", head{title: "half a"}},
		"no page":                        {"\x89PNG\r\n\x1a\n\x00\x00", head{}},
		"control characters":             {"<title>a\x07\u0085b</title>", head{title: "a b"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := readHead(strings.NewReader(c.page))
			if err != nil || got != c.want {
				t.Errorf("%q\n got %+v (%v)\nwant %+v", c.page, got, err, c.want)
			}
		})
	}
}

func TestATitleIsCutToWhatATitleMayBe(t *testing.T) {
	h, _ := readHead(strings.NewReader("<title>" + strings.Repeat("ø", 1000) + "</title>"))
	if n := utf8.RuneCountInString(h.title); n != coverage.MaxTitle {
		t.Errorf("%d characters, want %d", n, coverage.MaxTitle)
	}
}

func TestATagWithoutEndIsNotKept(t *testing.T) {
	if _, err := readHead(strings.NewReader("<title>a</title><meta content=\"" + strings.Repeat("x", longestToken*2))); err != nil {
		t.Error(err)
	}
}

func FuzzReadHead(f *testing.F) {
	for _, seed := range []string{
		"", "<title>x", "<meta property='og:title' content='&#x202e;x'>", "<base href=//[::1]>", "<link rel=alternate type=application/json+oembed href='\x00'>",
		"<title>\xff\xfe</title>", "<svg><title/>", "<plaintext><title>", "<!doctype html><head><template><title>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, page string) {
		h, err := readHead(strings.NewReader(page))
		if err != nil {
			t.Fatalf("a string cannot fail to be read: %v", err)
		}
		for _, line := range []string{h.title, h.ogTitle, h.site} {
			if !utf8.ValidString(line) || utf8.RuneCountInString(line) > coverage.MaxTitle || strings.IndexFunc(line, unicode.IsControl) >= 0 {
				t.Errorf("%q is no title", line)
			}
		}
	})
}
