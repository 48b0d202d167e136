package player

import (
	"net/url"
	"strings"
	"testing"
)

func TestAddressesAreShownInTheFramesOfTheirSites(t *testing.T) {
	all, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]Player{
		"https://www.youtube.com/watch?v=dQw4w9WgXcQ":             {"YouTube", true, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1", "https://www.youtube-nocookie.com"},
		"https://youtube.com/watch?app=x&v=dQw4w9WgXcQ&t=12":      {"YouTube", true, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1", "https://www.youtube-nocookie.com"},
		"https://youtu.be/dQw4w9WgXcQ?si=a":                       {"YouTube", true, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1", "https://www.youtube-nocookie.com"},
		"https://www.youtube.com/live/dQw4w9WgXcQ":                {"YouTube", true, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1", "https://www.youtube-nocookie.com"},
		"https://www.youtube.com/@northhaven":                     {Provider: "YouTube", Video: true},
		"https://vimeo.com/76979871":                              {"Vimeo", true, "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1", "https://player.vimeo.com"},
		"https://www.dailymotion.com/video/x8abc12":               {"Dailymotion", true, "https://geo.dailymotion.com/player.html?video=x8abc12", "https://geo.dailymotion.com"},
		"https://x.com/harbour/status/1234567890":                 {"X", false, "https://platform.twitter.com/embed/Tweet.html?id=1234567890&dnt=true", "https://platform.twitter.com"},
		"https://twitter.com/harbour/status/1234567890/photo/1":   {"X", false, "https://platform.twitter.com/embed/Tweet.html?id=1234567890&dnt=true", "https://platform.twitter.com"},
		"https://bsky.app/profile/did:plc:abc123/post/3kxyz":      {"Bluesky", false, "https://embed.bsky.app/embed/did:plc:abc123/app.bsky.feed.post/3kxyz", "https://embed.bsky.app"},
		"https://bsky.app/profile/harbour.example/post/3kxyz":     {Provider: "Bluesky"},
		"https://mastodon.social/@harbour/1234":                   {"Mastodon", false, "https://mastodon.social/@harbour/1234/embed", "https://mastodon.social"},
		"https://www.instagram.com/p/Cabc-_1/":                    {"Instagram", false, "https://www.instagram.com/p/Cabc-_1/embed/", "https://www.instagram.com"},
		"https://www.instagram.com/harbour/reel/Cabc/?igsh=1":     {"Instagram", false, "https://www.instagram.com/reel/Cabc/embed/", "https://www.instagram.com"},
		"https://www.tiktok.com/@harbour/video/7300000000?lang=e": {"TikTok", false, "https://www.tiktok.com/embed/v2/7300000000", "https://www.tiktok.com"},
		"https://t.me/northhaven/77":                              {"Telegram", false, "https://t.me/northhaven/77?embed=1", "https://t.me"},
		"https://www.facebook.com/harbour/posts/1":                {Provider: "Facebook"},
		"https://open.spotify.com/intl-de/episode/4rOoJ6Egrf8K2":  {"Spotify", false, "https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2", "https://open.spotify.com"},
	} {
		if got, known := all.Find(address); !known || got != want {
			t.Errorf("%s: %+v (known: %t), want %+v", address, got, known, want)
		}
	}
	for _, address := range []string{
		"https://video.example/4", "https://youtube.com.example/watch?v=dQw4w9WgXcQ", "javascript:alert(1)", "https://a:b@x.com/c/status/1",
		"https://x.com:8443/c/status/1", "ftp://youtu.be/dQw4w9WgXcQ", "https://notyoutube.com/watch?v=dQw4w9WgXcQ", "",
	} {
		if got, known := all.Find(address); known {
			t.Errorf("%s: %+v", address, got)
		}
	}
}

func TestASiteIsKnownByItsName(t *testing.T) {
	all, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{
		"https://www.youtube.com/watch?v=abc": "YouTube", "https://X.com/gazette/status/1": "X", "https://gaming.youtube.com/a": "YouTube",
		"https://player.vimeo.com./video/1": "Vimeo", "https://old.reddit.com/r/a": "Reddit",
		"https://www.youtube.com/": "", "https://notyoutube.com/watch": "", "https://example.org/x.com/": "", "https://box.com/a": "", "https://com/a": "",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := all.Name(u); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	all, err := Open()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("https://youtu.be/dQw4w9WgXcQ")
	f.Add("https://mastodon.social/@harbour/1234?x=\"><script>")
	f.Fuzz(func(t *testing.T, address string) {
		p, known := all.Find(address)
		if !known || p.Frame == "" {
			return
		}
		if !strings.HasPrefix(p.Frame, p.Origin+"/") || strings.ContainsAny(p.Frame, "\"'<> \\;,") {
			t.Fatalf("%q is framed as %q from %q", address, p.Frame, p.Origin)
		}
	})
}
