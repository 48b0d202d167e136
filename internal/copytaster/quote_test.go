package copytaster_test

import (
	"strings"
	"testing"
)

func TestWordsOnRecordHaveTheirSpeaker(t *testing.T) {
	for _, c := range []struct{ name, lines, want string }{
		{
			"a name, the role after it", "Ida Holm, the harbour director, said:\nI was not told.",
			"text: Ida Holm, the harbour director, said:\nquote Ida Holm (harbour director): I was not told.",
		},
		{
			"the role before the name", "Former Fjordish transport minister Kari Moe said:\nI was not told.",
			"text: Former Fjordish transport minister Kari Moe said:\nquote Kari Moe (Former Fjordish transport minister): I was not told.",
		},
		{
			"a rank is no role", "Lt Col Per Aas, the mayor’s spokesperson, issued this statement:\nThe quay is safe.\nWe are at our posts.",
			"text: Lt Col Per Aas, the mayor’s spokesperson, issued this statement:\nquote Per Aas (mayor’s spokesperson): The quay is safe. | We are at our posts.",
		},
		{
			"a last name is the person's of that name", "The union's leader Jon Vik has met the mayor.\nVik told the Fjord Times in an interview:\nWe are close.",
			"source Fjord Times (other)\ntext: The union's leader Jon Vik has met the mayor. | Vik told the Fjord Times in an interview:\nquote Jon Vik (union's leader) via Fjord Times: We are close.",
		},
		{
			"a misspelt one too", "The union's leader Jon Vikander has met the mayor.\nVikandr added:\nWe are close.",
			"text: The union's leader Jon Vikander has met the mayor. | Vikandr added:\nquote Jon Vikander (union's leader): We are close.",
		},
		{
			"a role stands for who was just named", "Ada Quill has opened the new quay.\nThe Fjordish prime minister added:\nIt is a good quay.",
			"text: Ada Quill has opened the new quay. | The Fjordish prime minister added:\nquote Ada Quill (Fjordish prime minister): It is a good quay.",
		},
		{
			"a pronoun, after the role", "Ada Quill has opened the new quay.\nThe prime minister told the crowd that it was late. She said:\nBut it is a good quay.",
			"text: Ada Quill has opened the new quay. | The prime minister told the crowd that it was late. She said:\nquote Ada Quill (prime minister): But it is a good quay.",
		},
		{
			"whom the text does not name is named by the role", "The port's chief spokesperson told Reuters:\nTalks go on.\nThe spokesperson declined to say where.",
			"source Reuters (agency)\ntext: The port's chief spokesperson told Reuters:\nquote The port's chief spokesperson (port's chief spokesperson) via Reuters: Talks go on.\ntext: The spokesperson declined to say where.",
		},
		{
			"an office", "In a statement, the Ministry of Transport said:\nWe are aware of the situation.\nThe ministry did not say when talks would go on.",
			"source Ministry of Transport (official)\ntext: In a statement, the Ministry of Transport said:\nquote Ministry of Transport: We are aware of the situation.\ntext: The ministry did not say when talks would go on.",
		},
		{
			"according to an agency", "The mayor, Per Aas, is on the quay.\nAccording to Reuters, the mayor said:\nI like boats.",
			"source Reuters (agency)\ntext: The mayor, Per Aas, is on the quay. | According to Reuters, the mayor said:\nquote Per Aas (mayor) via Reuters: I like boats.",
		},
		{
			"a relative clause between name and verb", "Siri Dahl, who runs the ice rink, told Sky News:\nWe were lucky.",
			"source Sky News (other)\ntext: Siri Dahl, who runs the ice rink, told Sky News:\nquote Siri Dahl via Sky News: We were lucky.",
		},
		{
			"a statement from someone", "Here’s a statement from Siri Dahl, a passenger:\nI only want to get home.",
			"text: Here’s a statement from Siri Dahl, a passenger:\nquote Siri Dahl (passenger): I only want to get home.",
		},
		{
			"an office between name and verb", "Ida Holm of the port authority said:\nI was not told.",
			"text: Ida Holm of the port authority said:\nquote Ida Holm: I was not told.",
		},
		{
			"quoted by an agency", "Ida Holm is quoted by Reuters as saying:\nI was not told.",
			"source Reuters (agency)\ntext: Ida Holm is quoted by Reuters as saying:\nquote Ida Holm via Reuters: I was not told.",
		},
		{
			"a number in an office's name", "A No 9 spokesperson said:\nTalks go on.",
			"text: A No 9 spokesperson said:\nquote A No 9 spokesperson (No 9 spokesperson): Talks go on.",
		},
		{
			"a name with particles", "The Fjordish commission’s president, Ursa van der Holm, said:\nTalks go on.\nVan der Holm added:\nWe hope.",
			"text: The Fjordish commission’s president, Ursa van der Holm, said:\nquote Ursa van der Holm (Fjordish commission’s president): Talks go on.\ntext: Van der Holm added:\nquote Ursa van der Holm (Fjordish commission’s president): We hope.",
		},
		{
			"another person of that last name", "Luc Aas, the director, has left.\nThe mayor of Northport, Per Aas, has told Radio Fjord that he will too. He said:\nNine years is enough for anybody.",
			"source Radio Fjord (other)\ntext: Luc Aas, the director, has left. | The mayor of Northport, Per Aas, has told Radio Fjord that he will too. He said:\nquote Per Aas (mayor of Northport) via Radio Fjord: Nine years is enough for anybody.",
		},
		{
			"this is from", "The institute has published its verdict.\nThis is from Luc Aas, its director:\nGrowth is slower.",
			"text: The institute has published its verdict. | This is from Luc Aas, its director:\nquote Luc Aas (director): Growth is slower.",
		},
		{
			"introduced, with no colon", "Here’s Kari Moe, the chair of the committee.\nWe should have been told in May.\nThe report is not yet public.",
			"text: Here’s Kari Moe, the chair of the committee.\nquote Kari Moe (chair of the committee): We should have been told in May. | The report is not yet public.",
		},
		{
			"introduced, and then told about", "Here’s Kari Moe, the chair of the committee.\nMoe is in her third year.",
			"text: Here’s Kari Moe, the chair of the committee. | Moe is in her third year.",
		},
		{
			"narration resumes with what is only believed", "Ida Holm said:\nI was not told.\nIt is understood that the report will be published on Monday.",
			"text: Ida Holm said:\nquote Ida Holm: I was not told.\ntext: It is understood that the report will be published on Monday.",
		},
		{
			"and with words quoted within a sentence", "Ida Holm said:\nI was not told.\nCouncillors found that “astonishing”.",
			"text: Ida Holm said:\nquote Ida Holm: I was not told.\ntext: Councillors found that “astonishing”.",
		},
		{
			"quotation marks show where it ends", "Ida Holm said:\n“I was not told.\n“Nobody told me.”\nThe gallery was silent.",
			"text: Ida Holm said:\nquote Ida Holm: “I was not told. | “Nobody told me.”\ntext: The gallery was silent.",
		},
		{
			"a post copied from elsewhere ends with its signature", "Jon Vik tweeted:\nNo deal. No boats.\n— Jon Vik (@jonvik) March 9, 2027",
			"text: Jon Vik tweeted:\nquote Jon Vik: No deal. No boats.\ntext: — Jon Vik (@jonvik) March 9, 2027",
		},
		{
			"a paragraph that quotes and attributes itself", "“I was not told,” said Ida Holm.",
			"quote Ida Holm: “I was not told,” said Ida Holm.",
		},
		{
			"a transcript names who speaks before each paragraph", "Ida Holm, the director, met the press.\nHolm: I was not told.\nWarning: roads are closed.",
			"text: Ida Holm, the director, met the press.\nquote Ida Holm (director): Holm: I was not told.\ntext: Warning: roads are closed.",
		},
		{
			"a quotation of many paragraphs, whose speaker comes at its end", "“I was not told.\n“Nobody told me,” said Ida Holm.",
			"quote Ida Holm: “I was not told. | “Nobody told me,” said Ida Holm.",
		},
		{
			"points are no words on record", "To recap:\nThe quay is closed.\nThe ferries are in port.",
			"text: To recap:\nlist: The quay is closed. | The ferries are in port.",
		},
		{
			"answers neither", "Answers include:\nA long sleep\n“A glass of milk”\nNothing at all",
			"text: Answers include:\nlist: A long sleep | “A glass of milk” | Nothing at all",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			expect(t, read(t, under(c.lines)), "# 2027-03-09T15:30Z\n"+c.want)
		})
	}
}

func TestWhomSomebodySpeaksToCountsUntilToldOtherwise(t *testing.T) {
	for _, c := range []struct{ name, lines, want string }{
		{
			"in the paragraphs below", "The chair, Kari Moe, told Sky News that she would not sign.\n“I never have,” she said.\nShe added:\nI never will.",
			"source Sky News (other)\ntext: The chair, Kari Moe, told Sky News that she would not sign.\nquote Kari Moe (chair) via Sky News: “I never have,” she said.\ntext: She added:\nquote Kari Moe (chair) via Sky News: I never will.",
		},
		{
			"named again as what kind it is", "Reuters caught up with the chair, Kari Moe, on the quay.\n“I never have,” Moe told the agency.",
			"source Reuters (agency)\ntext: Reuters caught up with the chair, Kari Moe, on the quay.\nquote Kari Moe (chair) via Reuters: “I never have,” Moe told the agency.",
		},
		{
			"after words of many paragraphs", "The chair, Kari Moe, told Sky News:\nI never have.\nI told them so.\nI won’t now.\nShe added:\nI never will.",
			"source Sky News (other)\ntext: The chair, Kari Moe, told Sky News:\nquote Kari Moe (chair) via Sky News: I never have. | I told them so. | I won’t now.\ntext: She added:\nquote Kari Moe (chair) via Sky News: I never will.",
		},
		{
			"not for another one", "The chair, Kari Moe, told Sky News that she would not sign.\n“She will,” said the mayor, Jon Vik.",
			"source Sky News (other)\ntext: The chair, Kari Moe, told Sky News that she would not sign.\nquote Jon Vik (mayor): “She will,” said the mayor, Jon Vik.",
		},
		{
			"not for words that came another way", "The chair, Kari Moe, told Sky News that she would not sign.\nIn a statement she said:\nI never have.",
			"source Sky News (other)\ntext: The chair, Kari Moe, told Sky News that she would not sign. | In a statement she said:\nquote Kari Moe (chair): I never have.",
		},
		{
			"a medium that merely reports is not spoken to", "The chair, Kari Moe, will not sign, Reuters reports.\n“I never have,” she said.",
			"source Reuters (agency)\ntext: The chair, Kari Moe, will not sign, Reuters reports.\nquote Kari Moe (chair): “I never have,” she said.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			expect(t, read(t, under(c.lines)), "# 2027-03-09T15:30Z\n"+c.want)
		})
	}
}

func TestSourcesAreThoseCited(t *testing.T) {
	for _, c := range []struct{ name, line, want string }{
		{"reports X", "The quay is closed, reports the PA news agency.", "source PA (agency)"},
		{"X, which …, has since said", "AFP, whose reporter counts the boats, has since said that the quay is closed.", "source AFP (agency)"},
		{"X is citing", "Reuters is citing two dockers as saying that the quay is closed.", "source Reuters (agency)"},
		{"polled by X", "Economists polled by Reuters had expected less.", "source Reuters (agency)"},
		{"X, and an aside that ends nowhere", "At AFP, the agency that counts the boats all day, the lights were out.", ""},
		{"X reports that", "Axios reports that the quay is closed.", "source Axios (other)"},
		{"two names of one", "The quay is closed, according to Agence France-Presse (AFP).", "source AFP (agency)"},
		{"by the name that the text has", "The quay is closed, the Associated Press reports.", "source Associated Press (agency)"},
		{"two that report the same", "The Guardian and the BBC are reporting that the quay is closed.", "source Guardian (other)\nsource BBC (other)"},
		{"a journalist of theirs", "Ben Vang of the Guardian says that the quay is closed.", "source Guardian (other)"},
		{"a journalist of theirs, whose paper comes first", "The Guardian’s Ben Vang reports that the quay is closed.", "source Guardian (other)"},
		{"a journalist of theirs by what they do", "The Guardian’s correspondent in Northport says that the quay is closed.", "source Guardian (other)"},
		{"more of theirs", "Here’s more from PA:", "source PA (agency)"},
		{"in brackets", "The quay is closed (Reuters).", "source Reuters (agency)"},
		{"whom they cite", "Reuters, citing the mayor, says the quay is closed.", "source Reuters (agency)"},
		{"a programme that nobody has listed", "The mayor was on Harbour Breakfast, where she said that the quay is closed.", "source Harbour Breakfast (other)"},
		{"a day is no programme", "The mayor was on Monday’s ferry.", ""},
		{"what their piece is", "Reuters has a good piece on the quay.", "source Reuters (agency)"},
		{"a station behind what it is", "The quay is closed, according to the state channel NTK.", "source NTK (other)"},
		{"a paper by the end of its name", "The quay is closed, the Northport-Gazette reports.", "source Northport-Gazette (other)"},
		{"asked in a programme", "Asked about the quay on Sky News, the mayor said no.", "source Sky News (other)"},
		{"a programme that nobody spoke in", "There was a boat race on Sky News last night.", ""},
		{"a channel of theirs", "Speaking on BBC Radio Northport, the mayor said no.", "source BBC Radio Northport (other)"},
		{"what kind of medium it is comes first", "The quay is closed, according to the Fjordish newspaper Kystposten.", "source Kystposten (other)"},
		{"some paper of a country", "A Fjordish newspaper has published more.", ""},
		{"seen by", "The port has no plan for storms, a memo seen by Reuters shows.", "source Reuters (agency)"},
		{"a paper nobody has listed", "The quay is closed, the Northport Gazette has reported.", "source Northport Gazette (other)"},
		{"an agency nobody has listed", "The quay is closed, according to the Nordkyst news agency.", "source Nordkyst (agency)"},
		{"an office", "The quay is closed, said Northport’s press office.", "source Northport’s press office (official)"},
		{"a medium that is only mentioned", "The mayor has a copy of the Times under her arm.", ""},
		{"the credit of a picture", "The quay, from above. Photograph: Ada Quill/AFP/Getty Images", ""},
		{"words that are spelt like one", "It was the best of times, according to the times we live in.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := "# 2027-03-09T15:30Z\n"
			if c.want != "" {
				want += c.want + "\n"
			}
			expect(t, read(t, under(c.line)), want+"text: "+c.line)
		})
	}
}

func TestSourcesOfOtherLanguages(t *testing.T) {
	for _, c := range []struct{ name, line, want string }{
		{"a paper by its title", "Selon Le Courrier de l’Anse, le quai nord est fermé depuis deux jours et personne ne sait pourquoi.", "Le Courrier de l’Anse"},
		{"a paper behind what it is", "Le quai est fermé, a appris le maire par le quotidien L’Anse libre, qui a vu la note.", ""},
		{"told to a paper behind what it is", "La maire l’a dit au quotidien L’Anse libre : le quai reste fermé jusqu’à la fin du mois.", "L’Anse libre"},
		{"two that are told together", "Interrogée par France Inter et RTL, la maire n’a pas voulu répondre sur la date des travaux.", "France Inter|RTL"},
		{"by whom it was published, and when", "Une enquête publiée ce matin par Le Figaro montre que le quai est fermé pour rien.", "Le Figaro"},
		{"an office tells it", "La ministre viendra lundi au port, a fait savoir son cabinet à l’AFP, et elle restera deux jours.", "AFP"},
		{"an agency in brackets", "El avión llegará hoy a la zona para ver desde el aire la magnitud de lo ocurrido en el puerto (EFE).", "EFE"},
		{"what could be learnt", "El puerto abrirá el lunes, según ha podido saber Europa Press, y no antes de las nueve de la mañana.", "Europa Press"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var names []string
			for _, p := range read(t, "Northport\n"+c.line).Posts {
				for _, s := range p.Copy.Sources {
					names = append(names, s.Name)
				}
			}
			if got := strings.Join(names, "|"); got != c.want {
				t.Errorf("the sources are %q, and should be %q", got, c.want)
			}
		})
	}
}
