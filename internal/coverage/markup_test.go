package coverage

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSanitisedHTMLHoldsParagraphsOfInlineMarkupOnly(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"a bare text becomes a paragraph", `Ferries <b>stay</b> in port`, `<p>Ferries <strong>stay</strong> in port</p>`},
		{"script goes, with what it holds", `<p>a<script>alert(1)</script>b</p>`, `<p>ab</p>`},
		{"handlers and styles go", `<p onclick="x()" style="color:red" class="y">a</p>`, `<p>a</p>`},
		{"links keep web addresses", `<p><a href="https://example.org/?a=1&amp;b=2" target="_blank">a</a></p>`, `<p><a href="https://example.org/?a=1&amp;b=2">a</a></p>`},
		{"other links lose their address, not their words", `<p><a href="javascript:x()">a</a> <a href="/b">b</a></p>`, `<p>a b</p>`},
		{"links to posts of this server stay, and lead to their place", `<p><a href="/harbour/posts/01JNGF0000000000000000000A">a</a> <a href="/harbour/posts/01JNGF0000000000000000000A#post-01JNGF0000000000000000000A">b</a></p>`,
			`<p><a href="/harbour/posts/01JNGF0000000000000000000A#post-01JNGF0000000000000000000A">a</a> <a href="/harbour/posts/01JNGF0000000000000000000A#post-01JNGF0000000000000000000A">b</a></p>`},
		{"what only looks like one goes", `<p><a href="//harbour/posts/01JNGF0000000000000000000A">a</a> <a href="/harbour/posts/x">b</a> <a href="/h/../posts/01JNGF0000000000000000000A">c</a></p>`, `<p>a b c</p>`},
		{"blocks become paragraphs", `<div>a</div><ul><li>b</li><li>c</li></ul>`, `<p>a</p><p>b</p><p>c</p>`},
		{"markup across blocks stays well formed", `<em>a<p>b</p></em>`, `<p><em>a</em></p><p><em>b</em></p>`},
		{"empty paragraphs go", `<p> </p><p><br></p><p>a</p><p><em></em></p>`, `<p>a</p>`},
		{"control characters go", "<p>a\x00b\x07c</p>", `<p>abc</p>`},
		{"control characters go as references too", "<p>a&#7;b&#127;c</p>", `<p>abc</p>`},
		{"words of a depth that no parser follows stay", strings.Repeat("<em>", 600) + "a &amp; b" + strings.Repeat("</em>", 600), `<p>a &amp; b</p>`},
		{"markup is kept eight deep", strings.Repeat("<sup>", 9) + "a", `<p>` + strings.Repeat("<sup>", 8) + "a" + strings.Repeat("</sup>", 8) + `</p>`},
		{"quotes stay as written", `<p>“a” 'b' "c"</p>`, `<p>“a” 'b' "c"</p>`},
		{"pictures and frames go", `<p>a<img src=x onerror=y><iframe src="https://example.org"></iframe></p>`, `<p>a</p>`},
		{"comparison signs are words", `a &lt; b`, `<p>a &lt; b</p>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := SanitiseHTML(c.in); got != c.want {
				t.Errorf("SanitiseHTML(%q)\n got %q\nwant %q", c.in, got, c.want)
			}
		})
	}
}

func FuzzSanitiseHTML(f *testing.F) {
	for _, s := range []string{
		"", "a", "<p>a</p>", "<b><p>a</b>b", "<a href=http://a/><a href=http://b/>x", "<table><td>a<p>b", "<svg><script>x",
		"<p>&amp;lt;</p>", "a&#7;b&#13;c&#x85;", "<b><i><b><i><b><i><b><i><b><p>a<p>b", "<a href=\"http://a/?x=&quot;\">y</a>", "a<br><br>", "<em> <p>x</p> </em>", "<plaintext>a", "<!--a--><p>b",
		"<a href=/harbour/posts/01JNGF0000000000000000000A>13.34</a>", "<a href=//a/posts/01JNGF0000000000000000000A>x", "<a href='/a'><em>b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		once := SanitiseHTML(in)
		if twice := SanitiseHTML(once); twice != once {
			t.Errorf("not idempotent:\n  in %q\nonce %q\n two %q", in, once, twice)
		}
		if strings.Contains(strings.ToLower(once), "<script") {
			t.Errorf("a script came through: %q → %q", in, once)
		}
		p := ReadProse(once)
		if strings.TrimSpace(p.Text) != plainText(once) {
			t.Errorf("%q reads %q and says %q", once, p.Text, plainText(once))
		}
		var every []Anchor
		for i := range p.Text {
			if _, plain := p.Link(i, i+1); plain && p.Text[i] < utf8.RuneSelf && len(every) < 20 {
				every = append(every, Anchor{i, i + 1, "/a"})
			}
		}
		if linked := p.Linked(every); plainText(linked) != plainText(once) || strings.Count(linked, `<a href="/a">`) != len(every) {
			t.Errorf("linked, %q became %q", once, linked)
		}
		_ = WithoutLinks([]Element{{Type: Text, HTML: once}}, "quay", func(PostID) bool { return true })
	})
}
