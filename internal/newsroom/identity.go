package newsroom

import (
	"cmp"
	"context"
	"slices"

	"github.com/stoppress/stoppress/internal/coverage"
)

// SpeakerName is one of the names that a speaker is quoted by.
type SpeakerName struct {
	ID   coverage.SpeakerID `json:"id"`
	Name string             `json:"name"`
	Role string             `json:"role,omitempty" doc:"The one that was given last"`
}

// SpeakerRecord is a speaker as the desk knows them.
type SpeakerRecord struct {
	coverage.Identity
	Names []SpeakerName   `json:"names" doc:"Those by which they are quoted; the first is the identity's own"`
	Blogs []coverage.Slug `json:"blogs" doc:"Those that quote them, or did"`
}

// SpeakerByID gives a speaker by the id of any of their names.
func (n *Newsroom) SpeakerByID(ctx context.Context, actor coverage.Actor, id coverage.SpeakerID) (SpeakerRecord, error) {
	if err := require(actor, coverage.Reporter, "look up speakers"); err != nil {
		return SpeakerRecord{}, err
	}
	return n.speakerRecord(ctx, id)
}

func (n *Newsroom) speakerRecord(ctx context.Context, id coverage.SpeakerID) (SpeakerRecord, error) {
	one, ids := n.identities.Of(id)
	out := SpeakerRecord{Identity: one, Names: []SpeakerName{}}
	var err error
	if out.Blogs, err = n.index.Quoting(ctx, ids...); err != nil {
		return out, err
	}
	for _, id := range ids {
		known, err := n.speakers.byID(ctx, id)
		if err != nil {
			return out, err
		}
		if known.Name != "" {
			out.Names = append(out.Names, SpeakerName{id, known.Name, known.Role})
			out.Name = cmp.Or(out.Name, known.Name)
		}
	}
	if len(out.Names) == 0 {
		return out, coverage.Errorf(coverage.NotFound, "there is no speaker %q", id)
	}
	if out.Blogs == nil {
		out.Blogs = []coverage.Slug{}
	}
	return out, nil
}

// ChangeSpeaker changes what an editor says of a speaker.
func (n *Newsroom) ChangeSpeaker(ctx context.Context, actor coverage.Actor, id coverage.SpeakerID, change func(coverage.Identity) (coverage.Identity, error)) (SpeakerRecord, error) {
	known, err := n.editable(ctx, actor, id)
	if err != nil {
		return SpeakerRecord{}, err
	}
	_, err = n.identities.Change(ctx, known.ID, func(now coverage.Identity) (coverage.Identity, error) {
		next, err := change(now)
		if err != nil {
			return next, err
		}
		if next, err = coverage.CheckIdentity(next); err != nil {
			return next, err
		}
		return next.Did(n.didTo(actor, "changed", "")), nil
	})
	if err != nil {
		return SpeakerRecord{}, err
	}
	return n.speakerRecord(ctx, known.ID)
}

// MergeSpeakers makes another speaker, with all their names, one with this one.
func (n *Newsroom) MergeSpeakers(ctx context.Context, actor coverage.Actor, id, other coverage.SpeakerID) (SpeakerRecord, error) {
	known, err := n.editable(ctx, actor, id)
	if err != nil {
		return SpeakerRecord{}, err
	}
	joins, err := n.speakerRecord(ctx, other)
	if coverage.KindOf(err) == coverage.NotFound {
		return SpeakerRecord{}, coverage.InvalidField("with", "%q is no speaker", other)
	}
	if err != nil {
		return SpeakerRecord{}, err
	}
	if joins.ID == known.ID {
		return SpeakerRecord{}, coverage.InvalidField("with", "is the same speaker already")
	}
	return n.lead(ctx, actor, "merged", known.ID, SpeakerName{ID: joins.ID, Name: joins.Name}, known.ID)
}

// SplitSpeaker makes one of a speaker's names a speaker of its own again.
func (n *Newsroom) SplitSpeaker(ctx context.Context, actor coverage.Actor, id, name coverage.SpeakerID) (SpeakerRecord, error) {
	known, err := n.editable(ctx, actor, id)
	if err != nil {
		return SpeakerRecord{}, err
	}
	i := slices.IndexFunc(known.Names, func(s SpeakerName) bool { return s.ID == name })
	switch {
	case i < 0:
		return SpeakerRecord{}, coverage.InvalidField("name", "is the id of no name of this speaker")
	case name == known.ID:
		return SpeakerRecord{}, coverage.InvalidField("name", "is the identity's own; split the other names off")
	}
	return n.lead(ctx, actor, "split", known.ID, known.Names[i], "")
}

// lead makes a name belong to an identity, or to none, which is one write; what was
// done is then noted with the speaker who gained or lost it.
func (n *Newsroom) lead(ctx context.Context, actor coverage.Actor, what string, of coverage.SpeakerID, name SpeakerName, into coverage.SpeakerID) (SpeakerRecord, error) {
	_, err := n.identities.Change(ctx, name.ID, func(now coverage.Identity) (coverage.Identity, error) {
		now.Into = into
		return now.Did(n.didTo(actor, what, name.Name)), nil
	})
	if err != nil {
		return SpeakerRecord{}, err
	}
	_, err = n.identities.Change(ctx, of, func(now coverage.Identity) (coverage.Identity, error) {
		return now.Did(n.didTo(actor, what, name.Name)), nil
	})
	if err != nil {
		return SpeakerRecord{}, err
	}
	return n.speakerRecord(ctx, of)
}

func (n *Newsroom) editable(ctx context.Context, actor coverage.Actor, id coverage.SpeakerID) (SpeakerRecord, error) {
	if err := require(actor, coverage.Editor, "change speakers"); err != nil {
		return SpeakerRecord{}, err
	}
	return n.speakerRecord(ctx, id)
}

func (n *Newsroom) didTo(actor coverage.Actor, what, name string) coverage.IdentityChange {
	return coverage.IdentityChange{At: coverage.Millisecond(n.now()), By: actor.Author, What: what, Name: name}
}
