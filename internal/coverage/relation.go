package coverage

// RelationType says how one post stands to another.
type RelationType string

// The types of relations, read from the post that has them to the one it names.
const (
	Updates     RelationType = "updates"
	Confirms    RelationType = "confirms"
	Contradicts RelationType = "contradicts"
	Corrects    RelationType = "corrects"
	Answers     RelationType = "answers"
)

// Relation leads from one post to another of the same blog.
type Relation struct {
	Type RelationType `json:"type" enum:"updates,confirms,contradicts,corrects,answers"`
	Post PostID       `json:"post" doc:"The id of the other post"`
	Note string       `json:"note,omitempty" maxLength:"300"`
}

func (p *problems) checkRelations(in []Relation) []Relation {
	if len(in) > MaxRelations {
		p.add("relations", "has %d relations; up to %d are kept", len(in), MaxRelations)
	}
	out := make([]Relation, 0, len(in))
	for i, r := range in {
		switch r.Type {
		case Updates, Confirms, Contradicts, Corrects, Answers:
		default:
			p.add(at("relations", i)+".type", "%q is not one of updates, confirms, contradicts, corrects, answers", r.Type)
		}
		if r.Post == "" {
			p.add(at("relations", i)+".post", "is missing; give the id of the other post")
		}
		r.Note = line(r.Note)
		p.limit(at("relations", i)+".note", r.Note, MaxTitle)
		out = append(out, r)
	}
	return out
}
