package copytaster_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/copytaster"
)

func TestStampedPagesAreReadWhole(t *testing.T) {
	for _, c := range []struct{ name, text, title, standfirst, furniture, want string }{
		{
			name: "a hearing: date line, key events, updates, sort furniture, oldest first",
			text: `Harbour director questioned by councillors – as it happened
Ida Holm gives evidence to the transport committee about the crane collapse
Sort by: Latest first / Oldest first
Wed 10 Mar 2027 13.02 GMT
Key events
2h ago
Afternoon summary
3h ago
Holm: ‘I was not told’
12.10 GMT
Holm: ‘I was not told’
Tove Lind
Ida Holm, the harbour director, is giving evidence. She said:
I was not told. Nobody told me.
If I had been told, we would have closed the quay.
The chair, Per Aas, asked whether that was good enough.
Share
Updated at 12.20 GMT
12.31 GMT
Q: When did you first hear that the crane was unsafe?
Holm says she heard on the radio. (See 12.10pm.)
Share
12.58 GMT
Afternoon summary
Here is a summary of the hearing.
• Holm was not told.
• Nobody else was either.
Share`,
			title:      "Harbour director questioned by councillors – as it happened",
			standfirst: "Ida Holm gives evidence to the transport committee about the crane collapse",
			furniture:  "Sort by: Latest first / Oldest first|Wed 10 Mar 2027 13.02 GMT|Key events|2h ago|Afternoon summary|3h ago|Holm: ‘I was not told’|12.10 GMT|Share|Updated at 12.20 GMT|12.31 GMT|Share|12.58 GMT|Share",
			want: `# 2027-03-10T12:58Z key summary Afternoon summary
text: Here is a summary of the hearing.
list: Holm was not told. | Nobody else was either.
# 2027-03-10T12:31Z
text: Q: When did you first hear that the crane was unsafe? | Holm says she heard on the radio. (See 12.10pm.)
# 2027-03-10T12:10Z key Holm: ‘I was not told’
by Tove Lind
text: Ida Holm, the harbour director, is giving evidence. She said:
quote Ida Holm (harbour director): I was not told. Nobody told me. | If I had been told, we would have closed the quay.
text: The chair, Per Aas, asked whether that was good enough.`,
		},
		{
			name: "titles above the stamps, one an exclamation, and a byline below a post",
			text: `Nordcup : revivez la course
Mardi 9 mars 2027 (heure de Paris)
Ida Holm gagne !
17h25
Elle a franchi la ligne seule, devant une foule de marins et de chiens.
Trois bateaux en tête
16h40
Le vent tourne à la bouée du nord, et la flotte se sépare en deux groupes.
Par Kari Moe
Le départ est donné
15h05
Les douze bateaux ont quitté le port sous la pluie, et sans musique.
À suivre
14h50
Le départ sera donné dans un quart d’heure, si le brouillard se lève.`,
			title:     "Nordcup : revivez la course",
			furniture: "Mardi 9 mars 2027 (heure de Paris)|17h25|16h40|15h05|14h50|Par",
			want: `# 2027-03-09T16:25Z Ida Holm gagne !
text: Elle a franchi la ligne seule, devant une foule de marins et de chiens.
# 2027-03-09T15:40Z Trois bateaux en tête
by Kari Moe
text: Le vent tourne à la bouée du nord, et la flotte se sépare en deux groupes.
# 2027-03-09T14:05Z Le départ est donné
text: Les douze bateaux ont quitté le port sous la pluie, et sans musique.
# 2027-03-09T13:50Z À suivre
text: Le départ sera donné dans un quart d’heure, si le brouillard se lève.`,
		},
		{
			name: "an age above the time, over midnight, and no date",
			text: `Ferries resume as strike ends – latest updates
Follow the latest from Northport
2m ago
00.12
Ferries are moving again
The first ferry left at midnight.
1h ago
23.40
Tove Lind
Dockers voted to go back to work.`,
			title:      "Ferries resume as strike ends – latest updates",
			standfirst: "Follow the latest from Northport",
			furniture:  "2m ago|00.12|1h ago|23.40",
			want: `# Ferries are moving again
text: The first ferry left at midnight.
#
by Tove Lind
text: Dockers voted to go back to work.`,
		},
		{
			name: "titles above the stamps, each with its date",
			text: `Northport strike: dockers return to work
First ferry leaves port
published at 12:05 GMT 10 March 2027
The first ferry in nine days has left Northport.
Dockers vote to return
published at 23:40 GMT 9 March 2027
Ada Quill
Union leader Jon Vik says his members are happy.`,
			title:     "Northport strike: dockers return to work",
			furniture: "published at 12:05 GMT 10 March 2027|published at 23:40 GMT 9 March 2027",
			want: `# 2027-03-10T12:05Z First ferry leaves port
text: The first ferry in nine days has left Northport.
# 2027-03-09T23:40Z Dockers vote to return
by Ada Quill
text: Union leader Jon Vik says his members are happy.`,
		},
		{
			name: "an older blog: the time before each post, a diary among them, oldest first",
			text: `Council live blog: Tuesday 9 March 2027
Rolling coverage of the harbour hearing
The town hall. Photograph: Ada Quill/Fjord Pictures
8.47am: There is a lot in the diary for today. Here's the list:
9am: Ida Holm, the harbour director, appears before the council.
9.30am: Jon Vik, the leader of the dockers' union, speaks.
8.58am: Good morning. The public gallery is full.
9.20am: Holm has finished.
UPDATE: A spokesman for the council has been in touch. He told me:
We will publish the report on Monday.
11.15pm: The vote is near.
12.10am: The vote was 7 to 2. (See 9.20am.)`,
			title:      "Council live blog: Tuesday 9 March 2027",
			standfirst: "Rolling coverage of the harbour hearing",
			want: `# 2027-03-10T00:10Z
text: 12.10am: The vote was 7 to 2. (See 9.20am.)
# 2027-03-09T23:15Z
text: 11.15pm: The vote is near.
# 2027-03-09T09:20Z
text: 9.20am: Holm has finished. | UPDATE: A spokesman for the council has been in touch. He told me:
quote A spokesman for the council (spokesman for the council): We will publish the report on Monday.
# 2027-03-09T08:58Z
text: 8.58am: Good morning. The public gallery is full.
# 2027-03-09T08:47Z
text: 8.47am: There is a lot in the diary for today. Here's the list:
list: 9am: Ida Holm, the harbour director, appears before the council. | 9.30am: Jon Vik, the leader of the dockers' union, speaks.
text: The town hall. Photograph: Ada Quill/Fjord Pictures`,
		},
		{
			name: "a pinned post goes to its place in time, date or not",
			text: `Northport live: storm closes bridge
Pinned
10.02 GMT
What we know so far
The bridge is closed.
Share
16.40 GMT
The wind is up.
Share
09.10 GMT
The wind was up.
Share`,
			title:     "Northport live: storm closes bridge",
			furniture: "Pinned|10.02 GMT|Share|16.40 GMT|Share|09.10 GMT|Share",
			want: `#
text: The wind is up.
# summary What we know so far
text: The bridge is closed.
#
text: The wind was up.`,
		},
		{
			name: "a page in New York, in summer, over midnight",
			text: `Moon landing live
July 5, 2027, 12:40 a.m. ET
12:31 a.m. ET
The hatch is open.
11:58 p.m. ET
The crew is awake.`,
			title:     "Moon landing live",
			furniture: "July 5, 2027, 12:40 a.m. ET|12:31 a.m. ET|11:58 p.m. ET",
			want: `# 2027-07-05T04:31Z
text: The hatch is open.
# 2027-07-05T03:58Z
text: The crew is awake.`,
		},
		{
			name: "titles that are calls, above their stamps",
			text: `Northport 1-0 Fjordby
Tuesday 9 March 2027
FULL-TIME
Published at 21:54 GMT
Northport are through.
Off the bar!
Published at 21:49 GMT
So close.
Ida Holm gives away a corner in the last minute
Published at 21:47 GMT
It comes to nothing.`,
			title:     "Northport 1-0 Fjordby",
			furniture: "Tuesday 9 March 2027|Published at 21:54 GMT|Published at 21:49 GMT|Published at 21:47 GMT",
			want: `# 2027-03-09T21:54Z FULL-TIME
text: Northport are through.
# 2027-03-09T21:49Z Off the bar!
text: So close.
# 2027-03-09T21:47Z Ida Holm gives away a corner in the last minute
text: It comes to nothing.`,
		},
		{
			name: "titles with a label or a question, above a byline",
			text: `Harbour strike
Tue 9 Mar 2027 15.41 GMT
15.30 GMT
Analysis: How the talks failed
By Ida Holm, harbour correspondent
The talks have failed.
15.20 GMT
How deep is the bay?
From FJN's Jon Vik in Northport
Nobody knows.`,
			title:     "Harbour strike",
			furniture: "Tue 9 Mar 2027 15.41 GMT|15.30 GMT|15.20 GMT|By|harbour|correspondent|From|FJN's|in|Northport",
			want: `# 2027-03-09T15:30Z Analysis: How the talks failed
by Ida Holm
text: The talks have failed.
# 2027-03-09T15:20Z How deep is the bay?
by Jon Vik
text: Nobody knows.`,
		},
		{
			name: "the date of the first publication dates the oldest post",
			text: `Moon landing live
First published on Sat 6 Mar 2027 22.00 GMT
00.30 GMT
The hatch is open.
22.05 GMT
The crew is awake.`,
			title:     "Moon landing live",
			furniture: "First published on Sat 6 Mar 2027 22.00 GMT|00.30 GMT|22.05 GMT",
			want: `# 2027-03-07T00:30Z
text: The hatch is open.
# 2027-03-06T22:05Z
text: The crew is awake.`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			story := read(t, c.text)
			if story.Header.Title != c.title || story.Header.Standfirst != c.standfirst {
				t.Errorf("the header is %q, %q", story.Header.Title, story.Header.Standfirst)
			}
			if got := strings.Join(story.Furniture, "|"); got != c.furniture {
				t.Errorf("the furniture is\n%s\nand should be\n%s", got, c.furniture)
			}
			expect(t, story, c.want)
		})
	}
}

func TestAnAbbreviationIsThatOfTheBlogsOwnZone(t *testing.T) {
	dublin, err := time.LoadLocation("Europe/Dublin")
	if err != nil {
		t.Fatal(err)
	}
	const text = "Harbour strike\nTue 6 Jul 2027 15.41 IST\n15.30 IST\nThe ferry is in.\n15.20 IST\nThe ferry is late.\n"
	for _, c := range []struct {
		home *time.Location
		want string
	}{{dublin, "14:30"}, {nil, "10:00"}} {
		story := copytaster.Read(text, copytaster.Home{Zone: c.home})
		if got := story.Posts[0].Copy.PublishedAt.Format("15:04"); got != c.want {
			t.Errorf("in %v 15.30 IST is %s UTC and should be %s", c.home, got, c.want)
		}
	}
}

func TestATimeWithoutADateIsNoTime(t *testing.T) {
	story := read(t, "Harbour strike\n15.30 GMT\nThe ferry is in.\n15.20 GMT\nThe ferry is late.\n")
	for _, p := range story.Posts {
		if !p.Copy.PublishedAt.IsZero() {
			t.Errorf("a post has the time %s, which the text does not give", p.Copy.PublishedAt)
		}
	}
	if len(story.Warnings) != 1 || !strings.Contains(story.Warnings[0], "no date") {
		t.Errorf("the warnings are %q", story.Warnings)
	}
}

func TestALabelAboveTheHeadlineIsFurniture(t *testing.T) {
	story := read(t, "Live\nFerries stay in port as strike goes on\nThe latest from the quay, where talks go on.\n15.30 GMT\nThe ferry is in.\n15.20 GMT\nThe ferry is late.\n")
	if story.Header.Title != "Ferries stay in port as strike goes on" {
		t.Errorf("the headline is %q", story.Header.Title)
	}
	if story = read(t, "Live\n15.30 GMT\nThe ferry is in.\n"); story.Header.Title != "Live" {
		t.Errorf("the headline is %q", story.Header.Title)
	}
}

func TestALineOfPictographsIsText(t *testing.T) {
	expect(t, read(t, under("The ferry is in.\n🎉🎉🎉")), "# 2027-03-09T15:30Z\ntext: The ferry is in. | 🎉🎉🎉")
}

func TestFurnitureOutOfItsPlaceIsText(t *testing.T) {
	story := read(t, under("The band played its new song.\nLive\nIt was called so, and nobody knew why."))
	expect(t, story, "# 2027-03-09T15:30Z\ntext: The band played its new song. | Live | It was called so, and nobody knew why.")
}

func TestAStampThatWasChangedIsThePostsOwn(t *testing.T) {
	story := read(t, "Crue à Northport : le point\nLa vigilance est levée\nPublié à 10 h 04 CET\nLa gare est fermée depuis ce matin.\nPublié à 09 h 20 CET, modifié à 12 h 28\nLes pompiers ont fait des sorties.\nPublié à 07 h 45 CET\nLa nuit a été longue.")
	if got := len(story.Posts); got != 3 {
		t.Errorf("%d posts, and not 3", got)
	}
}
