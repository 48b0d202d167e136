package copytaster_test

import (
	"strings"
	"testing"
)

func TestBareTextIsPartedWhereTheSubjectChanges(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{
			"titles, bylines, new people, pictures",
			`Moon lander touches down as crew wait for word from the crater
Three astronauts are waiting to hear whether the first lunar harbour can be built.
Mission director Siri Dahl told the Lunar Times that the crew were in good spirits. She said the first samples would be drilled on Thursday.
Dahl said:
We have waited nine years for this. We can wait another day.
The crew will sleep before they open the hatch.
Meanwhile, the price of shares in the company that built the lander has risen by a tenth.
The company, Quay Aerospace, said it was “over the moon”, Reuters reports.
The prime minister, Ada Quill, has congratulated the crew on behalf of the government.
Quill said it was a day that no child would forget.
Crater rim ‘softer than expected’
Geologists have found that the rim of the crater is softer than expected, according to the space agency.
Professor Kari Moe, the mission’s chief geologist, said:
It is like walking on flour. I would not build a shed on it.
But Moe added that other sites were being looked at.
Tove Lind
I have been talking to some of the families outside the control room. They have been here since dawn.
One of them, Per Aas, the brother of the pilot, told me:
I won’t breathe until she is home.
In Paris, the head of the European lunar programme, Luc Morel, called for an independent review of the landing site.
Morel told France Info the decision had been “rushed”.
Here are some pictures from the control room.
A technician reacts to the landing. Photograph: Ada Berg/Fjord Pictures`,
			`#
source Lunar Times (other)
text: Mission director Siri Dahl told the Lunar Times that the crew were in good spirits. She said the first samples would be drilled on Thursday. | Dahl said:
quote Siri Dahl (Mission director) via Lunar Times: We have waited nine years for this. We can wait another day. | The crew will sleep before they open the hatch.
#
source Reuters (agency)
text: Meanwhile, the price of shares in the company that built the lander has risen by a tenth. | The company, Quay Aerospace, said it was “over the moon”, Reuters reports.
#
text: The prime minister, Ada Quill, has congratulated the crew on behalf of the government. | Quill said it was a day that no child would forget.
# Crater rim ‘softer than expected’
text: Geologists have found that the rim of the crater is softer than expected, according to the space agency. | Professor Kari Moe, the mission’s chief geologist, said:
quote Kari Moe (mission’s chief geologist): It is like walking on flour. I would not build a shed on it.
text: But Moe added that other sites were being looked at.
#
by Tove Lind
text: I have been talking to some of the families outside the control room. They have been here since dawn. | One of them, Per Aas, the brother of the pilot, told me:
quote Per Aas (brother of the pilot): I won’t breathe until she is home.
#
source France Info (other)
text: In Paris, the head of the European lunar programme, Luc Morel, called for an independent review of the landing site. | Morel told France Info the decision had been “rushed”.
#
text: Here are some pictures from the control room. | A technician reacts to the landing. Photograph: Ada Berg/Fjord Pictures`,
		},
		{
			"questions and answers",
			`Storm closes bridge – your questions
Readers ask, the weather service answers
Q: Will the trains run tomorrow?
Probably not, the operator says.
Q: And the buses?
They will, with delays.
Next question: when will the bridge open?
Nobody can say yet.
Another question: who pays?
The county does.`,
			`#
text: Q: Will the trains run tomorrow? | Probably not, the operator says. | Q: And the buses? | They will, with delays.
#
text: Next question: when will the bridge open? | Nobody can say yet.
#
text: Another question: who pays? | The county does.`,
		},
		{
			"a match by the minute, the first minute at the end",
			`Northport 2-1 Southwick: cup final – live!
Minute-by-minute report: can Southwick spoil the party at Quayside?
Full time: Northport 2-1 Southwick
Northport win the cup for the first time.
90+4 min: Southwick throw everyone forward.
GOAL! Northport 2-1 Southwick (Aas 55)
A tap-in after a dreadful back pass.
23 min: Nothing much happens.
Kick-off!
We are off.`,
			`#
text: Full time: Northport 2-1 Southwick | Northport win the cup for the first time.
#
text: 90+4 min: Southwick throw everyone forward.
# GOAL! Northport 2-1 Southwick (Aas 55)
text: A tap-in after a dreadful back pass.
#
text: 23 min: Nothing much happens.
#
text: Kick-off! | We are off.`,
		},
		{
			"a match by the minute, the first minute at the top",
			`Northport 2-1 Southwick: cup final
Minute-by-minute report from Quayside by our reporter
Kick-off!
23 min: Nothing much happens.
45+1 min: A booking.
67 min The rain is back.`,
			`#
text: 67 min The rain is back.
#
text: 45+1 min: A booking.
#
text: 23 min: Nothing much happens.
#
text: Kick-off!`,
		},
		{
			"a diary is no row of posts",
			`Ferries to sail again, minister suggests
Good morning. The transport minister, Kari Moe, has been on a tour of the quays, and here is what we know.
She said:
We are nearly there.
Here is the agenda for the day.
9.30am: Jon Vik, the harbour director, meets the dockers.
12pm: The council votes on the new quay.
4pm: Per Aas, the mayor, meets the press.`,
			`#
text: Good morning. The transport minister, Kari Moe, has been on a tour of the quays, and here is what we know. | She said:
quote Kari Moe (transport minister): We are nearly there.
text: Here is the agenda for the day. | 9.30am: Jon Vik, the harbour director, meets the dockers. | 12pm: The council votes on the new quay. | 4pm: Per Aas, the mayor, meets the press.`,
		},
		{
			"a farewell, and what it parts",
			`Harbour strike – live
Afternoon summary
Ida Holm has arrived on the quay.
That’s all from me for today.
This live blog is closing now. Thank you for reading.
Boats are back in the bay after a night of rain.
Talks will go on.
More on this as we get it.`,
			`# summary Afternoon summary
text: Ida Holm has arrived on the quay. | That’s all from me for today. | This live blog is closing now. Thank you for reading. | Boats are back in the bay after a night of rain. | Talks will go on. | More on this as we get it.`,
		},
		{
			"a farewell alone parts",
			`Harbour strike – live
This live blog is closing now. Thank you for reading.
Boats are back in the bay after a night of rain.
Talks will go on.
More on this as we get it.`,
			`#
text: This live blog is closing now. Thank you for reading.
#
text: Boats are back in the bay after a night of rain. | Talks will go on. | More on this as we get it.`,
		},
		{
			"a colon that nothing came of",
			`Harbour strike – live
A few words from the port’s leader, Ida Holm:
The editor Jon Vik with a view of the talks:
The mayor, Per Aas, makes his thoughts clear:`,
			`#
text: A few words from the port’s leader, Ida Holm:
#
text: The editor Jon Vik with a view of the talks:
#
text: The mayor, Per Aas, makes his thoughts clear:`,
		},
		{
			"a date above the headline",
			`Tuesday 9 March 2027
Harbour strike enters its second day
Ida Holm has arrived on the quay.
She will talk to the dockers at noon.`,
			`#
text: Ida Holm has arrived on the quay. | She will talk to the dockers at noon.`,
		},
		{
			"whom a picture shows is no byline",
			`Harbour strike – live
Port asks for more boats
The harbour’s director, Ida Holm, has asked for more boats.
Talks go on in Northport, union says
Kari Moe
Kari Moe Photograph: Jon Vik/Agency
The union’s leader, Kari Moe, has said that the talks go on.`,
			`# Port asks for more boats
text: The harbour’s director, Ida Holm, has asked for more boats.
# Talks go on in Northport, union says
text: Kari Moe | Kari Moe Photograph: Jon Vik/Agency | The union’s leader, Kari Moe, has said that the talks go on.`,
		},
		{
			"a paper's story with lines between its paragraphs",
			`Ferries may sail in winter after all, minister says
The transport minister, Kari Moe, has said that the ferries may sail in winter after all.
She was speaking on the quay in Northport.
Money is short
The harbour’s director, Jon Vik, has warned that the quay needs a new roof.
Vik said it would cost a million.
What the dockers say
Ida Holm, the dockers’ leader, has asked for two.`,
			`#
text: The transport minister, Kari Moe, has said that the ferries may sail in winter after all. | She was speaking on the quay in Northport. | Money is short | The harbour’s director, Jon Vik, has warned that the quay needs a new roof. | Vik said it would cost a million. | What the dockers say | Ida Holm, the dockers’ leader, has asked for two.`,
		},
		{
			"pictures begin no post",
			`Harbour strike – live
Dockers on the quay
Dockers on the quay at dawn. Photograph: Jon Vik/Agency
Afternoon summary
The mayor, Per Aas, has met the dockers.
Cranes at rest in Northport
Cranes at rest in the port of Northport. Photograph: Jon Vik/Agency
Aas said he would meet them again.`,
			`# summary Afternoon summary
text: The mayor, Per Aas, has met the dockers. | Cranes at rest in Northport | Cranes at rest in the port of Northport. Photograph: Jon Vik/Agency | Aas said he would meet them again. | Dockers on the quay | Dockers on the quay at dawn. Photograph: Jon Vik/Agency`,
		},
		{
			"a summary is no headline",
			`Closing summary
The mayor, Per Aas, has met the dockers.
Aas said he would meet them again.
Talks go on in Northport, union says
The union’s leader, Kari Moe, has said that the talks go on.
Moe said they would take all night.`,
			`# summary Closing summary
text: The mayor, Per Aas, has met the dockers. | Aas said he would meet them again.
# Talks go on in Northport, union says
text: The union’s leader, Kari Moe, has said that the talks go on. | Moe said they would take all night.`,
		},
		{
			"whom a byline is from",
			`Strike in the north
42 Posts
Ferries stay in port, union says
From the BBC’s Ida Holm
The union’s leader, Kari Moe, has said that the ferries stay in port.
Mayor meets dockers at the quay
From Reuters' Jon Vik
The mayor, Per Aas, has met the dockers.`,
			`# Ferries stay in port, union says
by Ida Holm
text: The union’s leader, Kari Moe, has said that the ferries stay in port.
# Mayor meets dockers at the quay
by Jon Vik
text: The mayor, Per Aas, has met the dockers.`,
		},
		{
			"French: an exclamation among titles, and bylines below posts",
			`Nordcup : revivez la course en direct
Ida Holm gagne !
Elle a franchi la ligne seule, devant une foule de marins et de chiens.
Par Kari Moe
Trois bateaux en tête
Le vent tourne à la bouée du nord, et la flotte se sépare en deux groupes.
Par Jon Vik
Le départ est donné
Les douze bateaux ont quitté le port sous la pluie, et sans musique.`,
			`# Ida Holm gagne !
by Kari Moe
text: Elle a franchi la ligne seule, devant une foule de marins et de chiens.
# Trois bateaux en tête
by Jon Vik
text: Le vent tourne à la bouée du nord, et la flotte se sépare en deux groupes.
# Le départ est donné
text: Les douze bateaux ont quitté le port sous la pluie, et sans musique.`,
		},
		{
			"drawn lines part posts, and nothing else does",
			`Harbour strike
The latest from the quay
Ida Holm has arrived.
The mayor, Per Aas, has arrived too.
---
Jon Vik has left.
---
The talks are over.`,
			`#
text: Ida Holm has arrived. | The mayor, Per Aas, has arrived too.
#
text: Jon Vik has left.
#
text: The talks are over.`,
		},
	} {
		t.Run(c.name, func(t *testing.T) { expect(t, read(t, c.text), c.want) })
	}
}

func TestAPageSaysWhoWroteItAndNotWhich(t *testing.T) {
	story := read(t, under("The ferry is in.\nShare\n15.20 GMT\nThe ferry is late."))
	named := read(t, strings.Replace(under("The ferry is in.\nShare\n15.20 GMT\nThe ferry is late."), "Tue 9", "Ida Holm (now) and Jon Vik (earlier)\nTue 9", 1))
	if got, want := shape(named), shape(story); got != want {
		t.Errorf("the posts are\n%s\nand should be\n%s", got, want)
	}
	if len(named.Warnings) != 1 || !strings.Contains(named.Warnings[0], "Ida Holm") {
		t.Errorf("the warnings are %q", named.Warnings)
	}
}

func TestAPressReleaseSaysSoAboveItsHeadline(t *testing.T) {
	story := read(t, "For immediate release: 9 March 2027\nNew ferry for Northport\nIt will carry two hundred people across the bay each hour\nNORTHPORT, 9 March 2027 – Fjord Ferries has ordered a ferry.\nAbout Fjord Ferries\nFjord Ferries was founded in 1962.")
	if story.Header.Title != "New ferry for Northport" || len(story.Posts) != 1 {
		t.Errorf("the headline is %q, the posts are\n%s", story.Header.Title, shape(story))
	}
}

func TestADateAboveAStoryLeavesItOnePost(t *testing.T) {
	story := read(t, "Dockers end strike after night of talks\n9 March 2027\nDockers at Northport ended a nine-day strike on Wednesday.\nThe union’s leader, Jon Vik, has said that it was worth it.\nThe mayor, Per Aas, has thanked the ferries’ crews for their patience.\nIda Holm, who runs a café on the quay, has baked a cake for everybody.")
	if len(story.Posts) != 1 {
		t.Errorf("the posts are\n%s", shape(story))
	}
}

func TestAnAgencyStoryIsOnePost(t *testing.T) {
	story := read(t, `HARBOUR-STRIKE/TALKS (UPDATE 2)
Dockers end strike after night of talks
By Tove Lind and Ada Quill
NORTHPORT, Fjordland, March 10 (Reuters) - Dockers at Northport ended a nine-day strike on Wednesday.
The deal was reached at four in the morning, said Jon Vik, leader of the dockers' union.
The port authority declined to comment.`)
	if story.Header.Title != "Dockers end strike after night of talks" {
		t.Errorf("the headline is %q", story.Header.Title)
	}
	expect(t, story, `#
by Tove Lind
by Ada Quill
source Reuters (agency)
text: NORTHPORT, Fjordland, March 10 (Reuters) - Dockers at Northport ended a nine-day strike on Wednesday. | The deal was reached at four in the morning, said Jon Vik, leader of the dockers' union. | The port authority declined to comment. | HARBOUR-STRIKE/TALKS (UPDATE 2)`)
}

func TestTheHeaderIsTheHeadlineAndWhatStandsUnderIt(t *testing.T) {
	for _, c := range []struct{ name, text, title, standfirst, want string }{
		{
			"furniture ends it", "Harbour strike\nThe ferries stay in port.\nThe talks go on.\nKey events\nIda Holm has arrived.\nShe is on the quay.",
			"Harbour strike", "The ferries stay in port.\nThe talks go on.", "#\ntext: Ida Holm has arrived. | She is on the quay.",
		},
		{
			"a title under it begins the first post", "Harbour strike\nWhat the dockers want, and what the port says to that\nIda Holm arrives at the quay\nIda Holm has arrived at the quay.\nShe is on foot.",
			"Harbour strike", "What the dockers want, and what the port says to that", "# Ida Holm arrives at the quay\ntext: Ida Holm has arrived at the quay. | She is on foot.",
		},
		{"a headline alone", "Harbour strike", "Harbour strike", "", ""},
		{"nothing", " \n ", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			story := read(t, c.text)
			if story.Header.Title != c.title || story.Header.Standfirst != c.standfirst {
				t.Errorf("the header is %q, %q", story.Header.Title, story.Header.Standfirst)
			}
			expect(t, story, c.want)
		})
	}
}
