package unfurl

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html/charset"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/player"
)

const (
	patience     = 5 * time.Second // for all of it: names, redirects, the page
	maxRedirects = 5
	maxPage      = 1 << 20 // bytes that are read of an answer
	maxPicture   = 8 << 20 // bytes of a picture
	maxAtOnce    = 16      // requests that are under way at a time
	longestURL   = 4096
)

// Page is what an address stands for.
type Page struct {
	URL string `json:"url" doc:"The address that was asked for"`
	// Embed tells that it is shown in place and not as a link.
	Embed    bool   `json:"embed" doc:"Whether it is a film, a sound or a message that an embed shows"`
	Provider string `json:"provider,omitempty" doc:"Of an embed: whose it is"`
	Title    string `json:"title,omitempty" doc:"What the page calls itself; missing where it does not"`
	Site     string `json:"site,omitempty" doc:"What the page calls its site"`
	Image    string `json:"image,omitempty" doc:"Address of the picture that the page names"`
}

// Unfurler asks for pages. It may be used by many at a time.
type Unfurler struct {
	client *http.Client
	permit func(netip.AddrPort) bool
	seats  chan struct{}
	sites  player.Providers
}

// New makes an Unfurler that calls itself agent. permit, nil in a server, lets
// addresses through that are not public, so that a test can be its own Internet.
func New(agent string, permit func(netip.AddrPort) bool) (*Unfurler, error) {
	sites, err := player.Open()
	if err != nil {
		return nil, err
	}
	u := &Unfurler{permit: permit, seats: make(chan struct{}, maxAtOnce), sites: sites}
	dialer := &net.Dialer{Timeout: patience, Control: u.control}
	u.client = &http.Client{
		Transport: named{agent, &http.Transport{
			DialContext:            dialer.DialContext,
			DisableKeepAlives:      true,
			MaxResponseHeaderBytes: 64 << 10,
			TLSHandshakeTimeout:    patience,
		}},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects {
				return fmt.Errorf("more than %d redirects", maxRedirects)
			}
			return u.check(r.URL)
		},
	}
	return u, nil
}

// named says in each request who asks.
type named struct {
	agent string
	next  http.RoundTripper
}

func (n named) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("User-Agent", n.agent)
	r.Header.Del("Referer")
	return n.next.RoundTrip(r)
}

// enter reads an address and takes a seat for its request, which leave gives back.
func (u *Unfurler) enter(address string) (at *url.URL, leave func(), err error) {
	at, err = url.Parse(strings.TrimSpace(address))
	if err != nil || len(address) > longestURL {
		return nil, nil, wrong("is not an address that can be read")
	}
	if err := u.check(at); err != nil {
		return nil, nil, wrong("%s", err)
	}
	select {
	case u.seats <- struct{}{}:
		return at, func() { <-u.seats }, nil
	default:
		return nil, nil, coverage.Errorf(coverage.Unavailable, "many addresses are being looked up just now; try again in a moment")
	}
}

// Page finds out what the address stands for.
func (u *Unfurler) Page(ctx context.Context, address string) (Page, error) {
	at, leave, err := u.enter(address)
	if err != nil {
		return Page{}, err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	page := Page{URL: at.String(), Provider: u.sites.Name(at)}
	page.Embed = page.Provider != ""
	h, from, err := u.head(ctx, at)
	if err != nil {
		if page.Embed { // its address says enough
			return page, nil
		}
		return Page{}, err
	}
	page.Title, page.Site = h.ogTitle, h.site
	if page.Title == "" {
		page.Title = h.title
	}
	base := resolve(from, h.baseHref)
	page.Image = webAddress(base, h.image)
	if page.Title == "" || page.Image == "" {
		u.fillIn(ctx, &page, webAddress(base, h.oEmbed))
	}
	return page, nil
}

// Picture gets the picture at an address, such as the Image of a page, through the
// same guard. What the bytes are, whoever keeps them has to find out.
func (u *Unfurler) Picture(ctx context.Context, address string) ([]byte, error) {
	at, leave, err := u.enter(address)
	if err != nil {
		return nil, err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	answer, err := u.get(ctx, at.String(), "image/*")
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	picture, err := io.ReadAll(io.LimitReader(answer.Body, maxPicture+1))
	switch {
	case err != nil:
		return nil, unreachable(err)
	case len(picture) > maxPicture:
		return nil, wrong("is a file of more than %d MiB", maxPicture>>20)
	}
	return picture, nil
}

// check is an error for an address that is not asked for at all, whatever it
// resolves to.
func (u *Unfurler) check(at *url.URL) error {
	switch {
	case at.Scheme != "http" && at.Scheme != "https":
		return errors.New("must begin with http:// or https://")
	case at.Hostname() == "":
		return errors.New("names no host")
	case at.User != nil:
		return errors.New("must not hold a name or a password")
	}
	if to, err := netip.ParseAddr(at.Hostname()); err == nil && !public(to) && u.permit == nil {
		return errors.New("is none of the public Internet")
	}
	if port := at.Port(); port != "" && port != "80" && port != "443" && u.permit == nil {
		return errors.New("names a port; only 80 and 443 are asked")
	}
	return nil
}

// head reads the page's head, and gives the address that it came from in the end.
func (u *Unfurler) head(ctx context.Context, at *url.URL) (head, *url.URL, error) {
	answer, err := u.get(ctx, at.String(), "text/html, application/xhtml+xml;q=0.9")
	if err != nil {
		return head{}, nil, err
	}
	defer answer.Body.Close()
	from := answer.Request.URL
	contentType := answer.Header.Get("Content-Type")
	switch media, _, _ := mime.ParseMediaType(contentType); media {
	case "text/html", "application/xhtml+xml":
	default: // a picture or a file: there is an address and no title
		return head{}, from, nil
	}
	text, err := charset.NewReader(io.LimitReader(answer.Body, maxPage), contentType)
	if err == nil || errors.Is(err, io.EOF) {
		var h head
		if text == nil {
			return h, from, nil
		}
		if h, err = readHead(text); err == nil {
			return h, from, nil
		}
	}
	return head{}, nil, unreachable(err)
}

func (u *Unfurler) get(ctx context.Context, address, accept string) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, wrong("is not an address that can be read")
	}
	r.Header.Set("Accept", accept)
	answer, err := u.client.Do(r)
	if err != nil {
		return nil, unreachable(err)
	}
	if answer.StatusCode != http.StatusOK {
		answer.Body.Close()
		return nil, wrong("was answered with %d (%s); it stays a plain link", answer.StatusCode, http.StatusText(answer.StatusCode))
	}
	return answer, nil
}

// fillIn takes from a page's oEmbed what its head did not say. It is an extra:
// where it fails, nothing is said.
func (u *Unfurler) fillIn(ctx context.Context, page *Page, oEmbed string) {
	at, err := url.Parse(oEmbed)
	if oEmbed == "" || err != nil || u.check(at) != nil {
		return
	}
	answer, err := u.get(ctx, oEmbed, "application/json")
	if err != nil {
		return
	}
	defer answer.Body.Close()
	var said struct {
		Title        string `json:"title"`
		ThumbnailURL string `json:"thumbnail_url"`
	}
	if json.NewDecoder(io.LimitReader(answer.Body, maxPage)).Decode(&said) != nil {
		return
	}
	if page.Title == "" {
		page.Title = tidy(said.Title)
	}
	if page.Image == "" {
		page.Image = webAddress(at, said.ThumbnailURL)
	}
}

func resolve(base *url.URL, href string) *url.URL {
	if href == "" {
		return base
	}
	if at, err := base.Parse(href); err == nil {
		return at
	}
	return base
}

// webAddress gives an address that a page names, whole; "" where it is none of the
// web.
func webAddress(base *url.URL, href string) string {
	if href == "" || len(href) > longestURL {
		return ""
	}
	at, err := base.Parse(href)
	if err != nil || at.Scheme != "http" && at.Scheme != "https" || at.Hostname() == "" || at.User != nil {
		return ""
	}
	return at.String()
}

func wrong(format string, args ...any) error {
	return coverage.InvalidField("query.url", format, args...)
}

// unreachable says why a page could not be had, without a word of what lies inside
// the network.
func unreachable(err error) error {
	var timeout net.Error
	var name *net.DNSError
	switch {
	case errors.Is(err, errInside):
		return wrong("leads to a place that is none of the public Internet; it stays a plain link")
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &timeout) && timeout.Timeout():
		return wrong("did not answer within %d seconds; it stays a plain link", int(patience.Seconds()))
	case errors.As(err, &name):
		return wrong("names a host that cannot be found")
	}
	return wrong("could not be read; it stays a plain link")
}
