package feed

import (
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// marshal writes a document of XML 1.0.
func marshal(document any) ([]byte, error) {
	out, err := xml.Marshal(document)
	return append([]byte(xml.Header), out...), err
}

// clean leaves out what XML 1.0 has no place for (section 2.2): encoding/xml itself
// would put U+FFFD there.
func clean(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if isXML(r) && (r != utf8.RuneError || size > 1) {
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

func isXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}
