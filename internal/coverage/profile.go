package coverage

import "strings"

// MaxProfiles is the number of contributors that a blog presents.
const MaxProfiles = 20

// Profile is a contributor as a blog presents them: somebody who covers the story.
type Profile struct {
	Name  string `json:"name" maxLength:"300"`
	Role  string `json:"role,omitempty" maxLength:"300"`
	Photo string `json:"photo,omitempty" doc:"Address of a photo: http, https, or a path on this server"`
	URL   string `json:"url,omitempty" doc:"Address of a page about them: http, https, or a path on this server"`
}

// checkProfiles gives nil for none.
func (p *problems) checkProfiles(in []Profile) []Profile {
	if len(in) > MaxProfiles {
		p.add("contributors", "has %d names; up to %d are kept", len(in), MaxProfiles)
		return in
	}
	var out []Profile
	for i, who := range in {
		where := at("contributors", i)
		who.Name, who.Role = line(who.Name), line(who.Role)
		who.Photo, who.URL = strings.TrimSpace(who.Photo), strings.TrimSpace(who.URL)
		if who.Name == "" {
			p.add(where+".name", "is missing")
		}
		p.limit(where+".name", who.Name, MaxTitle)
		p.limit(where+".role", who.Role, MaxTitle)
		p.addressHere(where+".photo", who.Photo)
		p.addressHere(where+".url", who.URL)
		out = append(out, who)
	}
	return out
}
