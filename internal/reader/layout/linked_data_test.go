package layout_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/edition"
	"github.com/stoppress/stoppress/internal/reader/layout"
)

// rule is what a property of structured data must be.
type rule struct {
	property string
	required bool // else it may be left out
	holds    func(value any) bool
}

// The properties of schema.org that Google's guide to live blogs and articles asks
// for or recommends.
var (
	liveBlogRules = []rule{
		{"@context", true, is("https://schema.org")},
		{"@type", true, is("LiveBlogPosting")},
		{"@id", true, isAddress},
		{"url", true, isAddress},
		{"headline", true, isText(110)},
		{"description", false, isText(5000)},
		{"inLanguage", true, isText(35)},
		{"datePublished", true, isTime},
		{"dateModified", true, isTime},
		{"coverageStartTime", true, isTime},
		{"coverageEndTime", false, isTime},
		{"author", true, each(personRules)},
		{"publisher", true, all(organizationRules)},
		{"image", false, isAddresses},
		{"liveBlogUpdate", true, each(updateRules)},
	}
	updateRules = []rule{
		{"@type", true, is("BlogPosting")},
		{"@id", true, isAddress},
		{"url", true, isAddress},
		{"headline", true, isText(110)},
		{"articleBody", true, func(v any) bool { _, ok := v.(string); return ok }},
		{"datePublished", true, isTime},
		{"dateModified", true, isTime},
		{"author", true, each(personRules)},
		{"image", false, isAddresses},
		{"correction", false, each(correctionRules)},
		{"hasPart", false, each(quotationRules)},
		{"mentions", false, each(claimRules)},
		{"citation", false, each(citationRules)},
	}
	// https://schema.org/Quotation: spokenByCharacter is its own, the rest is of CreativeWork.
	quotationRules = []rule{
		{"@type", true, is("Quotation")},
		{"@id", true, isAddress},
		{"text", true, isText(1 << 18)},
		{"spokenByCharacter", true, all(personRules)},
		{"dateCreated", false, isTime},
		{"inLanguage", false, isText(35)},
		{"url", false, isAddress},
		{"workTranslation", false, all([]rule{{"@type", true, is("Quotation")}, {"text", true, isText(1 << 18)}, {"inLanguage", true, isText(35)}})},
		{"citation", false, each(citationRules)},
	}
	// https://schema.org/Claim: appearance is its own, the rest is of CreativeWork and Thing.
	claimRules = []rule{
		{"@type", true, is("Claim")},
		{"@id", true, isAddress},
		{"text", true, isText(110)},
		{"description", true, isText(40)},
		{"appearance", true, all([]rule{{"@id", true, isAddress}})},
	}
	citationRules = []rule{
		{"@type", true, is("CreativeWork")},
		{"name", true, isText(300)},
		{"url", false, isAddress},
	}
	personRules = []rule{
		{"@type", true, func(v any) bool { return v == "Person" || v == "Organization" }},
		{"name", true, isText(300)},
		{"jobTitle", false, isText(300)},
		{"url", false, isAddress},
	}
	organizationRules = []rule{
		{"@type", true, is("Organization")},
		{"name", true, isText(300)},
		{"url", true, isAddress},
	}
	correctionRules = []rule{
		{"@type", true, is("CorrectionComment")},
		{"name", true, isText(40)},
		{"text", true, isText(5000)},
		{"datePublished", true, isTime},
	}
)

func is(want string) func(any) bool { return func(v any) bool { return v == want } }

func isText(most int) func(any) bool {
	return func(v any) bool {
		s, ok := v.(string)
		return ok && s != "" && len([]rune(s)) <= most
	}
}

func isTime(v any) bool {
	s, _ := v.(string)
	_, err := time.Parse(time.RFC3339, s)
	return err == nil && strings.HasSuffix(s, "Z")
}

func isAddress(v any) bool {
	s, _ := v.(string)
	u, err := url.Parse(s)
	return err == nil && u.IsAbs() && u.Host != ""
}

func isAddresses(v any) bool {
	list, ok := v.([]any)
	return ok && len(list) > 0 && !slices.ContainsFunc(list, func(v any) bool { return !isAddress(v) })
}

func each(rules []rule) func(any) bool {
	return func(v any) bool {
		list, ok := v.([]any)
		return ok && !slices.ContainsFunc(list, func(v any) bool { return broken(v, rules) != "" })
	}
}

func all(rules []rule) func(any) bool { return func(v any) bool { return broken(v, rules) == "" } }

// broken names the first rule that something breaks, and "" where it keeps all.
func broken(v any, rules []rule) string {
	object, ok := v.(map[string]any)
	if !ok {
		return fmt.Sprintf("%v is no object", v)
	}
	known := map[string]bool{}
	for _, r := range rules {
		known[r.property] = true
		value, there := object[r.property]
		if !there && r.required || there && !r.holds(value) {
			return fmt.Sprintf("%s is %v", r.property, value)
		}
	}
	for name := range object {
		if !known[name] {
			return name + " is not known"
		}
	}
	return ""
}

// linkedData reads the structured data of a page.
func linkedData(t *testing.T, e *edition.Edition, v layout.View) map[string]any {
	t.Helper()
	var out map[string]any
	block := text(one(t, page(t, e, v), "linked data", with("type", "application/ld+json")))
	if err := json.Unmarshal([]byte(block), &out); err != nil {
		t.Fatalf("%v in %s", err, block)
	}
	return out
}

// pictured is a post with bylines, pictures and corrections.
func pictured(p *coverage.Post) {
	p.Title = strings.Repeat("The ferries stay in port ", 9)
	p.Byline = []coverage.Contributor{{Name: "Ida Brandt", Role: "reporter"}, {Name: "Jon Sund"}}
	p.Corrections = []coverage.Correction{{Kind: coverage.Clarification, Reason: "It was the <Aurora>.", At: noon}}
	p.Elements = append(p.Elements, coverage.Element{Type: coverage.Image, Media: "https://pictures.example/quay.jpg", Alt: "The quay"})
}

func TestLinkedDataKeepsTheRules(t *testing.T) {
	without := harbour()
	without.Standfirst = ""
	ended := harbour()
	ended.State = coverage.Ended
	for name, c := range map[string]struct {
		e *edition.Edition
		v layout.View
	}{
		"a live blog":            {edition.New(harbour(), []coverage.Post{post(1, 0), post(2, 5, pictured)}), layout.View{}},
		"statements":             {everything("en"), layout.View{}},
		"no posts":               {edition.New(without, nil), layout.View{}},
		"an ended one":           {edition.New(ended, posts(3)), layout.View{}},
		"an older page":          {edition.New(harbour(), posts(120)), layout.View{Older: 1}},
		"a post's page":          {edition.New(harbour(), append(posts(120), post(121, 3, pictured))), layout.View{Focus: postID(121)}},
		"a post without words":   {edition.New(harbour(), []coverage.Post{post(1, 0, holding(coverage.Element{Type: coverage.Image, Media: "https://pictures.example/1.jpg"}))}), layout.View{}},
		"oldest first":           {edition.New(harbour(), posts(3)), layout.View{Order: coverage.Oldest}},
		"what could end a block": {edition.New(harbour(), []coverage.Post{post(1, 0, titled("</script><!--"))}), layout.View{}},
	} {
		data := linkedData(t, c.e, c.v)
		// Headlines of blogs are theirs to shorten; Google cuts them.
		if s, _ := data["headline"].(string); s == "" {
			t.Errorf("%s: no headline", name)
		}
		data["headline"] = "Ferries"
		if what := broken(data, liveBlogRules); what != "" {
			for _, u := range data["liveBlogUpdate"].([]any) {
				if in := broken(u, updateRules); in != "" {
					what += "; in an update " + in
				}
			}
			t.Errorf("%s: %s", name, what)
		}
		_, ends := data["coverageEndTime"]
		if ends != (c.e.Blog().State == coverage.Ended) {
			t.Errorf("%s: coverageEndTime is there: %v", name, ends)
		}
	}
}

func TestThePostOfAPermalinkIsInItsLinkedData(t *testing.T) {
	e := edition.New(harbour(), append(posts(120), post(121, 3, pictured)))
	for _, u := range linkedData(t, e, layout.View{Focus: postID(121)})["liveBlogUpdate"].([]any) {
		update := u.(map[string]any)
		if update["url"] != "https://news.example/harbour-talks/posts/"+string(postID(121)) {
			continue
		}
		same(t, "image", update["image"], []any{"https://pictures.example/quay.jpg"})
		same(t, "authors", fmt.Sprint(update["author"]), "[map[@type:Person jobTitle:reporter name:Ida Brandt] map[@type:Person name:Jon Sund]]")
		same(t, "correction", fmt.Sprint(update["correction"]), "[map[@type:CorrectionComment datePublished:2026-03-04T12:00:00Z name:Clarification text:It was the <Aurora>.]]")
		return
	}
	t.Error("it is not there")
}

func TestStatementsAreInTheLinkedData(t *testing.T) {
	said := noon.Add(-time.Minute)
	e := edition.New(harbour(), []coverage.Post{post(1, 0, titled("No deal"), func(p *coverage.Post) {
		p.Claim = coverage.Unverified
		p.Sources = []coverage.Source{{Name: "Harbour Wire", Kind: coverage.Agency, URL: "https://wire.example/1"}, {Name: "The union"}}
		p.Elements = append(p.Elements, coverage.Element{
			Type: coverage.Quote, Paragraphs: []string{"There is no deal.", "Not yet."}, Speaker: &coverage.Speaker{Name: "Mara Lind", Role: "union leader"},
			SaidAt: &said, ReportedBy: "Harbour Wire", Language: "nb", Translation: []string{"There isn’t one."}, URL: "https://wire.example/2",
		})
	})})
	update := linkedData(t, e, layout.View{})["liveBlogUpdate"].([]any)[0].(map[string]any)
	at := "https://news.example/harbour-talks/posts/" + string(postID(1))
	same(t, "quotation", fmt.Sprint(update["hasPart"]), "[map[@id:"+at+"#quote-1 @type:Quotation citation:[map[@type:CreativeWork name:Harbour Wire]] dateCreated:2026-03-04T11:59:00Z inLanguage:nb"+
		" spokenByCharacter:map[@type:Person jobTitle:union leader name:Mara Lind] text:There is no deal.\nNot yet. url:https://wire.example/2"+
		" workTranslation:map[@type:Quotation inLanguage:en text:There isn’t one.]]]")
	same(t, "claim", fmt.Sprint(update["mentions"]), "[map[@id:"+at+"#claim @type:Claim appearance:map[@id:"+at+"] description:Unverified text:No deal]]")
	same(t, "citation", fmt.Sprint(update["citation"]), "[map[@type:CreativeWork name:Harbour Wire url:https://wire.example/1] map[@type:CreativeWork name:The union]]")
}
