package unfurl

import "strings"

// providers are the sites whose pages are films, sounds or messages that stand in a
// post as an embed, by their hosts.
var providers = map[string]string{
	"youtube.com":     "YouTube",
	"youtu.be":        "YouTube",
	"vimeo.com":       "Vimeo",
	"dailymotion.com": "Dailymotion",
	"dai.ly":          "Dailymotion",
	"twitch.tv":       "Twitch",
	"x.com":           "X",
	"twitter.com":     "X",
	"bsky.app":        "Bluesky",
	"mastodon.social": "Mastodon",
	"instagram.com":   "Instagram",
	"threads.net":     "Threads",
	"threads.com":     "Threads",
	"facebook.com":    "Facebook",
	"tiktok.com":      "TikTok",
	"reddit.com":      "Reddit",
	"t.me":            "Telegram",
	"soundcloud.com":  "SoundCloud",
	"spotify.com":     "Spotify",
}

// providerOf gives the provider's name; "" where the host is no provider's, or the
// address is its front page.
func providerOf(host, path string) string {
	if strings.Trim(path, "/") == "" {
		return ""
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	for {
		if name, ok := providers[host]; ok {
			return name
		}
		_, parent, more := strings.Cut(host, ".")
		if !more {
			return ""
		}
		host = parent
	}
}
