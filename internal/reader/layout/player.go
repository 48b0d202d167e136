package layout

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"

	"github.com/stoppress/stoppress/internal/player"
	"github.com/stoppress/stoppress/internal/reader/words"
)

// playerSheet is all the style of a player's page: the frame fills it.
const playerSheet = "iframe{border:0;height:100%;inset:0;position:fixed;width:100%}"

// playerPage is the page around a frame of another site.
type playerPage struct {
	Language, Direction string
	Sheet               template.CSS
	Player              player.Player
}

// Player gives the page that shows an address of another site in a frame, and the
// policy of what it may load; false where there is nothing to show. Only this page may
// frame that site, so that those which it stands in need not.
func (l *Layout) Player(address string) (page []byte, policy string, ok bool, err error) {
	found, known := l.players.Find(address)
	if !known || found.Frame == "" {
		return nil, "", false, nil
	}
	digest := sha256.Sum256([]byte(playerSheet))
	policy = "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(digest[:]) + "'; frame-src " + found.Origin +
		"; base-uri 'none'; object-src 'none'; form-action 'none'"
	language := l.site.Language
	page, err = l.render(l.library.Book(language), "player.html", playerPage{language, words.Direction(language), playerSheet, found})
	return page, policy, true, err
}
