package copytaster_test

import "testing"

// Pages lose the marks of what they set apart: words on record stand below a paragraph that
// may announce them, or may not.
func TestWordsBelowALeadInWithoutItsColon(t *testing.T) {
	for _, c := range []struct{ name, lines, want string }{
		{
			"somebody was on the air", "Kari Moe, the party’s leader, was on Sky News.\nI’d ask who signed the cheques. We won’t.",
			"Kari Moe (party’s leader) via Sky News: I’d ask who signed the cheques. We",
		},
		{
			"what somebody is asked about", "Kari Moe has been in for her press conference, with a cheese sandwich.\nOn the last few minutes:\nI just closed my eyes. I was already writing my excuse.",
			"Kari Moe: I just closed my eyes. I was already",
		},
		{
			"whom something is from", "Some reaction.\nFrom Kari Moe:\nI’m glad it’s over.",
			"Kari Moe: I’m glad it’s over.",
		},
		{
			"somebody posted several lines", "The chemist Kari Moe has good news:\nThe bay is clean.\nMost of it, and no part is worse.\n— Kari Moe (@karimoe) March 9, 2027",
			"Kari Moe (chemist): The bay is clean. | Most of it, and no part is worse.",
		},
		{
			"a post with its signature in one line", "Headlines.\nWhat a night on the quay — Kari Moe (@karimoe) March 9, 2027\nMore soon.",
			"Kari Moe: What a night on the quay — Kari Moe",
		},
		{
			"an office puts out a statement", "The Northport Port Authority has put out a short statement.\nWe are not asking anybody to leave. We never did.",
			"Northport Port Authority: We are not asking anybody to leave. We",
		},
		{
			"how somebody put it", "Here is how the mayor, Kari Moe, put it:\nIt is a matter of guidance.\nShare\n15.20 GMT\nA warmer tone here, from an official who has been speaking to Reuters:\nWe want to go home.",
			"Kari Moe (mayor): It is a matter of guidance.\nan official (official) via Reuters: We want to go home.",
		},
		{
			"the writer asks readers", "Kari Moe, the party’s leader, said:\nWe will stay. We won’t go.\nIf you’re there, do tell us about it in the comments.",
			"Kari Moe (party’s leader): We will stay. We won’t go.",
		},
		{
			"two posts of one person", "Headlines.\nThe Fjord Post tomorrow: “Quay shut” #papers\n— Kari Moe (@karimoe) March 9, 2027\nThe Fjord Sun tomorrow: “Shut” #papers\n— Kari Moe (@karimoe) March 9, 2027",
			"Kari Moe: The Fjord Post tomorrow: “Quay shut”\nKari Moe: The Fjord Sun tomorrow: “Shut” #papers",
		},
		{
			"points below their name", "The company is pleased.\nKey points:\nThree ferries in a year\nTwo hundred jobs on the quay",
			"",
		},
		{
			"narration after words on record", "Kari Moe, the party’s leader, said:\nWe will stay. We won’t go.\nShe spoke for an hour and took no questions in Northport.",
			"Kari Moe (party’s leader): We will stay. We won’t go.",
		},
		{
			"a statement is mentioned, and we speak", "The port’s director, Kari Moe, has issued a statement.\nWe regret what has happened, and we shall open our books.",
			"Kari Moe (port’s director): We regret what has happened, and we",
		},
		{
			"a colon without a verb of speech", "Jon Vik is pleased:\nSnow on the quay, and we’re the first to see it.",
			"Jon Vik: Snow on the quay, and we’re the first",
		},
		{
			"the one whom a sentence with a colon names", "I leave you with a remark that the pilot Kari Moe made last night:\nDon’t look back. We’re nearly there.",
			"Kari Moe (pilot): Don’t look back. We’re nearly there.",
		},
		{
			"what follows is pointed at", "The former minister Jon Vik is angry. He posted this on Sunday.\nA “winter” timetable without a boat in it is a sheet of paper.",
			"Jon Vik (former minister): A “winter” timetable without a boat in",
		},
		{
			"only the second paragraph says we", "The chair, Kari Moe, said that she would not sign.\nSuch a treaty is a bucket without a bottom.\nI told them, and I shall tell the council.",
			"Kari Moe (chair): Such a treaty is a bucket without a | I told them, and I shall tell the",
		},
		{
			"words go on below a quotation", "The chair, Kari Moe, has written to the paper.\n“The tide asked nobody,” she writes.\nOur boats are small, and we must look after each other.",
			"Kari Moe (chair): “The tide asked nobody,” she writes.\nKari Moe (chair): Our boats are small, and we must look",
		},
		{
			"they go on to a signature", "The inspector Jon Vik spoke outside the station.\nWe found the boat at dawn, and our divers are down.\nThe two sailors are in the clinic of Northport.\n– Inspector Jon Vik, Northport police.",
			"Jon Vik (inspector): We found the boat at dawn, and our | The two sailors are in the clinic of",
		},
		{
			"a signature tells who wrote a post", "The vote is over, and there is this.\nBridges, at last. Bring your own planks.\n— Kari Moe (@karimoe) March 9, 2027",
			"Kari Moe: Bridges, at last. Bring your own planks.",
		},
		{
			"and who speaks, whatever was thought", "When Jon Vik was asked whether he would resign, he said no. The mayor, Kari Moe, was asked about it.\nWell, we have a council, and I trust it.\n– Jon Vik",
			"Jon Vik: Well, we have a council, and I trust it.",
		},
		{
			"the writer says farewell", "The chair, Kari Moe, has said that she will sign.\nThat’s all from me on the blog tonight. I’ll be back at seven.",
			"",
		},
		{
			"the writer refers to what was reported", "The agency gave its figures in a daily update, Kari Moe has said.\nAs we reported earlier, half of the boats are in port.",
			"",
		},
		{
			"what somebody believed is not below", "The chair, Kari Moe, believed this critique unfair.\nThe budget was criticised by the Greens.\nBut some groups said that it would do.",
			"",
		},
		{
			"narration before the next quotation", "The chair, Kari Moe, said no.\nBut her deputy played it down.\n“I would not say so,” said Jon Vik, the deputy.",
			"Jon Vik (deputy): “I would not say so,” said Jon Vik, the",
		},
		{
			"the writer's contractions alone", "The chair, Kari Moe, confirmed it in the end.\nBut the quay didn’t open for a week, and it wasn’t cleared before dusk.",
			"",
		},
		{
			"somebody declined to comment", "The minister, Kari Moe, declined to comment.\nTwo members of the committee voted against it.",
			"",
		},
		{
			"a question below", "The keeper, Kari Moe, gave us an account of the night.\nWere you afraid?\nWould you do it again?",
			"",
		},
	} {
		t.Run(c.name, func(t *testing.T) { expectQuotes(t, under(c.lines), c.want) })
	}
}

func TestWhoIsMeant(t *testing.T) {
	for _, c := range []struct{ name, lines, want string }{
		{
			"one of several ministers", "The prime minister, Kari Moe, has met the foreign minister, Jon Vik, and the interior minister, Ida Holm.\nShare\n15.20 GMT\nIt snows.\nThe prime minister said:\nWe’re fine.",
			"Kari Moe (prime minister): We’re fine.",
		},
		{
			"a role with what it is bound to", "The Fjord Party MP Jon Vik has left.\n“I’m going home,” the MP for Northport said.",
			"Jon Vik (Fjord Party MP): “I’m going home,” the MP for Northport",
		},
		{
			"the company that a role is bound to", "Jon Vik, head of the shipping line, Fjord Ferries, said:\nWe’re fine.",
			"Jon Vik (head of the shipping line): We’re fine.",
		},
		{
			"what else is said of somebody is no role", "Kari Moe, the analyst we quoted last night, says:\nI’d wait.",
			"Kari Moe (analyst): I’d wait.",
		},
		{
			"much is said of somebody", "Kari Moe, a professor of harbour law who sits on the national board for quays and for the lights along the coast, said:\nI’d wait.",
			"Kari Moe (professor of harbour law): I’d wait.",
		},
		{
			"a queen has one name", "Queen Ida has opened the quay.\nShare\n15.20 GMT\nThe queen said:\nI’m glad.",
			"Queen Ida: I’m glad.",
		},
		{
			"a team before a role is nobody", "Former Northport Rovers captain Kari Moe was there. Northport Rovers play on Sunday.\n“I’m glad,” she said.",
			"Kari Moe (Former Northport Rovers captain): “I’m glad,” she said.",
		},
		{
			"one who goes by one name", "Northport captain Tostão was not impressed:\nI don’t think we played well.",
			"Tostão (Northport captain): I don’t think we played well.",
		},
		{
			"a clause within a sentence", "The mayor, Per Aas, has gone.\nKari Moe, the keeper, stays.\nThe light is going and Moe has put away her book.\n“I know where the fence is down,” she says.",
			"Kari Moe (keeper): “I know where the fence is down,” she",
		},
		{
			"a pronoun goes on, whoever else has spoken", "Kari Moe, the party’s leader, is next.\nShe quotes what the secretary told members, and asks:\nWhy did nobody ask?",
			"Kari Moe (party’s leader): Why did nobody ask?",
		},
		{
			"the role of another one", "In an interview with Ada Quill, the party’s deputy leader Kari Moe said that she would go on.\nShe said:\nWe want more.",
			"Kari Moe (party’s deputy leader): We want more.",
		},
		{
			"whose remarks they are", "The mayor, Kari Moe, has been on the quay.\nShare\n15.20 GMT\nMore of the mayor’s comments from Northport:\nWe do it well. We will.",
			"Kari Moe (mayor): We do it well. We will.",
		},
		{
			"whom somebody asked", "Quill has asked Kari Moe, the keeper, whether she saw it.\n“I did, and I wrote it down that night,” she told the inquiry.",
			"Kari Moe (keeper): “I did, and I wrote it down that",
		},
		{
			"who a note is from", "“Nonsense” is the gist of a note from Jon Vik, chief economist at Fjord Bank. He points to the storms:\nI’d look through it.",
			"Jon Vik (chief economist at Fjord Bank): I’d look through it.",
		},
		{
			"who has been on the radio", "The mayor, Kari Moe, has gone.\nJon Vik, the chair, stays.\nMoe, meanwhile, has been on Sky News, where she said that it was over.\n“I asked four times,” she said.",
			"Kari Moe (mayor) via Sky News: “I asked four times,” she said.",
		},
		{
			"a spokeswoman of somebody", "Kari Moe, the treasurer, has gone.\nA spokeswoman for Ms Moe told the Fjord Times:\nWe don’t comment.",
			"A spokeswoman for Ms Moe (spokeswoman for Ms Moe) via Fjord Times: We don’t comment.",
		},
		{
			"what somebody is, without an article", "Jon Vik is chief executive of the Northport Lodging Association.\nHe said:\nWe were led up the garden path.",
			"Jon Vik (chief executive of the Northport Lodging Association): We were led up the garden path.",
		},
		{
			"a minister for something", "Minister for Finance Jon Vik has begun.\nShare\n15.20 GMT\nThe minister got a round of applause. He said:\nI’ve met both.",
			"Jon Vik (Minister for Finance): I’ve met both.",
		},
		{
			"the office that has spoken", "The Northport Port Authority said that it would stay.\nThe authority’s statement says:\nWe are not asking anybody to leave.",
			"Northport Port Authority: We are not asking anybody to leave.",
		},
		{
			"a name in brackets", "Kari Moe, the keeper, has gone.\n“It was late, and the lights were out,” [Moe] told the Fjord Times.",
			"Kari Moe (keeper) via Fjord Times: “It was late, and the lights were out,”",
		},
		{
			"whose minister it is", "Both are in.\n“We came here to work,” said Ustria’s foreign minister, Kari Moe.",
			"Kari Moe (Ustria’s foreign minister): “We came here to work,” said Ustria’s",
		},
		{
			"who is asked answers", "The chair, Jon Vik, asks Sir Per Aas, the permanent secretary, whether anybody has left.\nI’ve asked for no names. I would not give them.",
			"Per Aas (permanent secretary): I’ve asked for no names. I would not",
		},
		{
			"a role of two kinds", "As the storm comes nearer, transport and energy editor Kari Moe has looked at the charts.\n“It will be bad,” she writes.",
			"Kari Moe (transport and energy editor): “It will be bad,” she writes.",
		},
		{
			"nobody but he shows that it was a person", "Leo Vang held a briefing at noon.\nHe said:\nStay at home.",
			"Leo Vang: Stay at home.",
		},
		{
			"a name with a particle before a hyphen", "The prime minister Nouri al-Harun met the press.\n“I have no plan,” he said.",
			"Nouri al-Harun (prime minister): “I have no plan,” he said.",
		},
		{
			"letters behind a name", "Ben Moe QC, counsel to the inquiry, has told members that it is over.\nMoe said:\nI don’t think it can go on.",
			"Ben Moe (counsel to the inquiry): I don’t think it can go on.",
		},
		{
			"letters that are a role", "Kari Moe MP has left the room.\nMoe said:\nI’m going.",
			"Kari Moe (MP): I’m going.",
		},
		{
			"an office between the role and the name", "Sales manager at Fjord Cruises Kari Moe shared what she knows.\n“Book early,” Moe said.",
			"Kari Moe (Sales manager at Fjord Cruises): “Book early,” Moe said.",
		},
		{
			"a place before the role", "“It was loud,” said Northport resident Kari Moe.",
			"Kari Moe (Northport resident): “It was loud,” said Northport resident",
		},
		{
			"a full stop behind the honorific", "The minister, Jon Ben-Vik, has spoken.\n“I never signed it,” said Mr. Ben-Vik.",
			"Jon Ben-Vik (minister): “I never signed it,” said Mr. Ben-Vik.",
		},
		{
			"whose daughter she is", "“He rowed all night,” said his daughter Kari Moe.",
			"Kari Moe (daughter): “He rowed all night,” said his daughter",
		},
		{
			"a clause of its own between commas", "The resident, who did not want to be named, said: “There was nothing left but the stairs, and those were burning.”",
			"The resident (resident): The resident, who did not want to be",
		},
		{
			"a spokesman is not who was named before", "The mayor, Kari Moe, met the dockers.\n“She has heard them out, and will think about it,” the spokesman said.",
			"the spokesman (spokesman): “She has heard them out, and will think",
		},
		{
			"nor is he who stands before a comma", "The report is with civil servant Jon Vik, his spokesman said.\n“It is a long one,” the spokesman said.",
			"spokesman (spokesman): “It is a long one,” the spokesman said.",
		},
		{
			"her mother is not who goes on speaking", "Kari Moe said that she had stayed.\nHer mother, Ada Berg, was born on the quay.\n“I always came back,” she said.",
			"Kari Moe: “I always came back,” she said.",
		},
		{
			"who asks in a clause is not who is asked", "The foreign minister, Kari Moe, was on the radio, where host Jon Vik asked about the boats.\n“We have none,” she said.",
			"Kari Moe (foreign minister): “We have none,” she said.",
		},
		{
			"where a role is held", "The Labour leader in the upper house, Lord Vang, said:\nWe won.",
			"Vang (Labour leader in the upper house): We won.",
		},
		{
			"letters in brackets behind an office", "The head of the Northport Health Board (NHB), Kari Moe, said:\nWash your hands.",
			"Kari Moe (head of the Northport Health Board): Wash your hands.",
		},
		{
			"a day behind the name", "Northport Governor Kari Moe Friday asked people to leave.\n“There is no time,” Moe said.",
			"Kari Moe (Northport Governor): “There is no time,” Moe said.",
		},
		{
			"one whom the text calls by the last name alone", "Andy Moe rowed to the island and back.\nMoe was first at every buoy.\n“My arms are rope,” said the 36-year-old.",
			"Andy Moe: “My arms are rope,” said the",
		},
		{
			"a sentence that only names who speaks", "Dom Calder talks. “They had the wind, and the better sails, and we had the song.”",
			"Dom Calder: Dom Calder talks. “They had the wind,",
		},
		{
			"no mark between the verb and the words", "On his past, Jon Vik replies “I sold fish, and I sold it well, and I would sell it again tomorrow.”",
			"Jon Vik: On his past, Jon Vik replies “I sold",
		},
		{
			"a host is told, and does not speak", "The councillor Jon Vik spoke of the strike, telling the host Kari Moe:\n“We were never asked.”",
			"Jon Vik (councillor): “We were never asked.”",
		},
		{
			"several who are not named", "The mayor, Jon Vik, has been seen without a ticket. Officials at the Northport Ferry Trust issued a statement about it. They said:\nNobody boards without one.",
			"Officials at the Northport Ferry Trust (Officials at the Northport Ferry Trust): Nobody boards without one.",
		},
		{
			"nobody is a person", "The chair, Jon Vik, said:\nNobody promised us a calm sea.\nNo-one said so in Northport either.",
			"Jon Vik (chair): Nobody promised us a calm sea. | No-one said so in Northport either.",
		},
	} {
		t.Run(c.name, func(t *testing.T) { expectQuotes(t, under(c.lines), c.want) })
	}
}
