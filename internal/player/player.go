// Package player knows the sites whose films and messages posts show: by what name
// readers know them, and which of their addresses can be shown in a frame. The desk
// makes embeds of their addresses, and the pages show these.
//
// It promises that a frame's address is one of the table's in providers.json with
// parts of the post's address put in that hold letters, digits and few marks, so that
// no address in a post can have anything else framed.
//
// It imports no other room, and asks nobody.
package player

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

//go:embed providers.json
var table []byte

// Player is how an address is shown.
type Player struct {
	Provider string // as readers know the site
	Video    bool   // it is as wide as a film; else as high as a message
	Frame    string // the address that shows it in a frame; empty where there is none
	Origin   string // of Frame
}

type provider struct {
	Name      string   `json:"name"`
	Kind      string   `json:"kind"`
	Hosts     []string `json:"hosts"`
	Addresses []string `json:"addresses"`
	Frame     string   `json:"frame"`

	patterns []*regexp.Regexp
}

// Providers is the table of the sites that are known.
type Providers []provider

// Open reads the table.
func Open() (Providers, error) {
	var all Providers
	if err := json.Unmarshal(table, &all); err != nil {
		return nil, fmt.Errorf("read the table of embeds: %w", err)
	}
	for i, p := range all {
		for _, address := range p.Addresses {
			if rest, whole := strings.CutPrefix(address, "^"); whole {
				address = "^" + rest
			} else {
				address = `^[a-z.-]+` + address
			}
			pattern, err := regexp.Compile(address + `(?:[/?&#].*)?$`)
			if err != nil {
				return nil, fmt.Errorf("read how %s writes addresses: %w", p.Name, err)
			}
			all[i].patterns = append(all[i].patterns, pattern)
		}
	}
	return all, nil
}

// Find tells how an address is shown; false where its site is not known.
func (all Providers) Find(address string) (Player, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || u.Port() != "" {
		return Player{}, false
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	for _, p := range all {
		if !slices.Contains(p.Hosts, host) {
			continue
		}
		out := Player{Provider: p.Name, Video: p.Kind == "video"}
		place := host + u.EscapedPath()
		if u.RawQuery != "" {
			place += "?" + u.RawQuery
		}
		for _, pattern := range p.patterns {
			if at := pattern.FindStringSubmatchIndex(place); at != nil {
				out.Frame = string(pattern.ExpandString(nil, braced(p.Frame), place, at))
				frame, err := url.Parse(out.Frame)
				if err != nil {
					return Player{}, false
				}
				out.Origin = frame.Scheme + "://" + frame.Host
				return out, true
			}
		}
		return out, true
	}
	return Player{}, false
}

// Name gives the name of the site that an address is of, also where a host of the
// site's own is not in the table; "" where the site is not known, or the address is its front page.
func (all Providers) Name(u *url.URL) string {
	if strings.Trim(u.Path, "/") == "" {
		return ""
	}
	host, more := strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")), true
	for more {
		for _, p := range all {
			if slices.Contains(p.Hosts, host) {
				return p.Name
			}
		}
		_, host, more = strings.Cut(host, ".")
	}
	return ""
}

var part = regexp.MustCompile(`\$(\d)`)

// braced writes $1 as ${1}, which nothing that follows can lengthen.
func braced(template string) string { return part.ReplaceAllString(template, "$${$1}") }
