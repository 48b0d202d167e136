package layout

import (
	"github.com/stoppress/stoppress/internal/reader/player"
	"github.com/stoppress/stoppress/internal/reader/words"
)

// playerPage is the page around a frame of another site.
type playerPage struct {
	Language, Direction string
	Style               string
	Player              player.Player
}

// Player gives the page that shows an address of another site in a frame, and the
// origin that the frame is of; false where there is nothing to show. Only this page
// may frame that site, so that those which it stands in need not.
func (l *Layout) Player(address string) (page []byte, origin string, ok bool, err error) {
	found, known := l.players.Find(address)
	if !known || found.Frame == "" {
		return nil, "", false, nil
	}
	language := l.site.Language
	page, err = l.render(l.library.Book(language), "player.html", playerPage{language, words.Direction(language), l.site.Style, found})
	return page, found.Origin, true, err
}
