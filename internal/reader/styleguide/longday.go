package styleguide

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
)

// day is what the long day is made of: lines that go round until there are enough
// posts, each with the name of the next boat in it.
type day struct {
	Blog  coverage.Header `json:"blog"`
	Posts int             `json:"posts"`
	Boats []string        `json:"boats"`
	Lines []struct {
		Title string              `json:"title"`
		Key   bool                `json:"key"`
		Text  string              `json:"text"`
		Words string              `json:"words"`
		By    int                 `json:"by"` // the speaker's place in Speakers
		Claim coverage.Claim      `json:"claim"`
		From  *coverage.Source    `json:"from"`
		Extra []*coverage.Element `json:"extra"`
	} `json:"lines"`
	Speakers []coverage.Speaker `json:"speakers"`
}

func readLongDay(name string, data []byte) (*edition.Edition, error) {
	var d day
	if err := json.Unmarshal(data, &d); err != nil {
		return nil, err
	}
	f := fiction{Blog: d.Blog}
	at := time.Date(2026, 3, 5, 4, 50, 0, 0, time.UTC)
	for i := range d.Posts {
		line := d.Lines[i%len(d.Lines)]
		boat := d.Boats[(i+i/len(d.Lines))%len(d.Boats)]
		at = at.Add(time.Duration(5+i*7%11) * time.Minute)
		p := told{As: fmt.Sprint("post ", i), At: at}
		p.KeyEvent, p.Claim = line.Key, line.Claim
		p.Title = strings.ReplaceAll(line.Title, "BOAT", boat)
		p.Elements = []coverage.Element{{Type: coverage.Text, HTML: "<p>" + strings.ReplaceAll(line.Text, "BOAT", boat) + "</p>"}}
		if line.Words != "" {
			speaker := d.Speakers[line.By]
			p.Elements = append(p.Elements, coverage.Element{Type: coverage.Quote, Paragraphs: []string{line.Words}, Speaker: &speaker})
		}
		for _, e := range line.Extra {
			p.Elements = append(p.Elements, *e)
		}
		if line.From != nil {
			p.Sources = []coverage.Source{*line.From}
		}
		f.Posts = append(f.Posts, p)
	}
	return f.edition(name)
}
