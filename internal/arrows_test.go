package internal_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/stoppress/stoppress/"

// arrows says which room may import which others, and why it may. A room that is
// not listed here may not exist; an arrow that is not listed may not be drawn.
var arrows = map[string]struct {
	to  []string
	why string
}{
	"internal/coverage": {nil, "it is the language all others speak"},
	"internal/config":   {nil, "it knows where things lie, not what they are"},
	"internal/document": {nil, "it serves bytes, whatever they say"},
	"internal/problem":  {[]string{"internal/coverage"}, "it makes HTTP answers of coverage's errors"},
	"internal/journal":  {[]string{"internal/coverage"}, "it keeps blogs and posts"},
	"internal/edition":  {[]string{"internal/coverage"}, "it is pure: blogs and posts in, what the public sees out"},
	"internal/sse":      {nil, "it is a form of words, whatever they say"},
	"internal/fanout":   {[]string{"internal/coverage", "internal/document", "internal/problem"}, "it counts in seqs, reads Accept-Encoding, refuses whom it has no room for, and knows nothing of what it sends"},
	"internal/edge": {[]string{"internal/coverage", "internal/document", "internal/fanout", "internal/problem", "internal/sse"},
		"it knows of its origin what the public does"},
	"internal/player":        {nil, "it knows addresses, whoever writes them"},
	"internal/unfurl":        {[]string{"internal/coverage", "internal/player"}, "it asks the web for a page's title, tells whose an address is, and knows nothing of posts"},
	"internal/copytaster":    {[]string{"internal/coverage"}, "it is pure: text in, proposed posts out"},
	"internal/subs":          {[]string{"internal/coverage", "internal/copytaster"}, "it is pure: a post and what its blog knows in, warnings out; the copytaster has the tables of languages"},
	"internal/exchange":      {[]string{"internal/coverage", "internal/copytaster", "internal/subs"}, "it reads other systems' files, and has the subs look at what it read"},
	"internal/media":         {[]string{"internal/coverage", "internal/document", "internal/journal", "internal/problem"}, "it keeps pictures and serves them, and does not know which posts show them"},
	"internal/newsroom":      {[]string{"internal/coverage", "internal/journal", "internal/subs"}, "it is the only writer to the log, and has the subs read what is written"},
	"internal/attendance":    {[]string{"internal/coverage"}, "it knows who is there now, and nothing that is kept"},
	"internal/accounts":      {[]string{"internal/coverage", "internal/journal"}, "people and tokens lie in the journal's buckets"},
	"internal/reader/words":  {nil, "it is what pages say, whatever they show"},
	"internal/reader/layout": {[]string{"internal/coverage", "internal/edition", "internal/player", "internal/reader/words"}, "it is pure: an edition in, HTML out"},
	"internal/reader/feed":   {[]string{"internal/coverage", "internal/edition", "internal/reader/layout"}, "it is pure: an edition in, feeds out, with the posts' HTML as the layout writes it"},
	"internal/reader/styleguide": {[]string{"internal/coverage", "internal/edition", "internal/reader/layout", "internal/reader/words"},
		"it is pure: the layout's own pages, of fiction"},
	"internal/reader": {[]string{"internal/coverage", "internal/journal", "internal/edition", "internal/fanout", "internal/document", "internal/problem", "internal/sse", "internal/reader/layout", "internal/reader/feed"},
		"it follows the journal and serves editions; it never asks the newsroom, so it cannot know a draft"},
	"internal/api": {[]string{"internal/coverage", "internal/newsroom", "internal/accounts", "internal/attendance", "internal/media", "internal/journal", "internal/fanout", "internal/document", "internal/problem", "internal/sse", "internal/copytaster", "internal/unfurl"},
		"it is a door to newsroom, accounts and pictures, and to what helps with typing: the copytaster reads pasted copy, unfurl pasted addresses"},
	"internal/httpd":    {[]string{"internal/coverage", "internal/document", "internal/problem"}, "it serves handlers without knowing what they do"},
	"internal/audience": {[]string{"internal/sse"}, "it knows of the server what any reader's program may know, so that it can find it wrong"},
	"web":               {nil, "it holds built files"},
	"cmd/stoppress": {[]string{"internal/coverage", "internal/config", "internal/journal", "internal/newsroom", "internal/accounts", "internal/attendance", "internal/media", "internal/reader", "internal/reader/layout", "internal/reader/styleguide",
		"internal/api", "internal/httpd", "internal/fanout", "internal/edge", "internal/document", "internal/exchange", "internal/problem", "internal/audience", "internal/unfurl", "web"},
		"it wires the parts, and is a client of the API"},
	"internal": {nil, "it holds this test"},
}

func TestArrowsGoOneWay(t *testing.T) {
	list, err := exec.Command("go", "list", "-json=ImportPath,Imports", module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for d := json.NewDecoder(bytes.NewReader(list)); d.More(); {
		var pkg struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&pkg); err != nil {
			t.Fatal(err)
		}
		room := strings.TrimPrefix(pkg.ImportPath, module)
		allowed, known := arrows[room]
		if !known {
			t.Errorf("%s is a room that the table does not know; say there what it is for", room)
			continue
		}
		for _, imported := range pkg.Imports {
			other, ours := strings.CutPrefix(imported, module)
			if ours && !slices.Contains(allowed.to, other) {
				t.Errorf("%s imports %s, and may not: %s", room, other, allowed.why)
			}
		}
	}
}
