package coverage

// SourceKind says what sort of source a Source is.
type SourceKind string

// The kinds of sources.
const (
	Agency         SourceKind = "agency"
	OfficialSource SourceKind = "official"
	Social         SourceKind = "social"
	Own            SourceKind = "own"
	Other          SourceKind = "other"
)

// Source is where a post's facts come from.
type Source struct {
	Name string     `json:"name" maxLength:"300"`
	Kind SourceKind `json:"kind" enum:"agency,official,social,own,other" required:"false"`
	URL  string     `json:"url,omitempty"`
}

func (p *problems) checkSources(in []Source) []Source {
	if len(in) > MaxSources {
		p.add("sources", "has %d sources; up to %d are kept", len(in), MaxSources)
	}
	out := make([]Source, 0, len(in))
	for i, s := range in {
		s.Name = line(s.Name)
		if s.Name == "" {
			p.add(at("sources", i)+".name", "is missing")
		}
		p.limit(at("sources", i)+".name", s.Name, MaxTitle)
		switch s.Kind {
		case "":
			s.Kind = Other
		case Agency, OfficialSource, Social, Own, Other:
		default:
			p.add(at("sources", i)+".kind", "%q is not one of agency, official, social, own, other", s.Kind)
		}
		p.webAddress(at("sources", i)+".url", s.URL, false)
		out = append(out, s)
	}
	return out
}
