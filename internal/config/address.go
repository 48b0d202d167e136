package config

import (
	"fmt"
	"net"
	"net/url"
	"strings"
)

// BaseURL gives the address that the site is reached at: the one that was given,
// checked, or one made of the address that the server listens on.
func BaseURL(given string, listening net.Addr) (string, error) {
	if given == "" {
		host, port, err := net.SplitHostPort(listening.String())
		if err != nil {
			return "", fmt.Errorf("make the base URL of %q: %w", listening, err)
		}
		if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
			host = "localhost"
		}
		return "http://" + net.JoinHostPort(host, port), nil
	}
	u, err := url.Parse(given)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", fmt.Errorf("the base URL %q must be http:// or https:// and a host, with nothing after it", given)
	}
	return u.Scheme + "://" + u.Host, nil
}
