package copytaster

import (
	"fmt"
	"os"
	"testing"
)

func TestDbg(t *testing.T) {
	b, _ := os.ReadFile("/tmp/b_dbg.txt")
	st := Read(string(b), "")
	fmt.Println(st.Header.Title, "|", st.Header.Standfirst, "|", st.Header.Language, st.Warnings, st.Furniture)
	for _, p := range st.Posts {
		fmt.Println("#", p.Copy.Title, p.Copy.PublishedAt, p.Copy.Byline, p.Copy.Sources)
		for _, e := range p.Copy.Elements {
			if e.Speaker != nil {
				fmt.Printf("   Q %+v via %s %q\n", *e.Speaker, e.ReportedBy, e.Paragraphs)
			} else {
				fmt.Println("  ", e.Type, e.HTML, e.Items)
			}
		}
		for _, d := range p.Decisions {
			fmt.Println("      ", d.Rule, d.Confidence, d.Words)
		}
	}
}
