package copytaster_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stoppress/stoppress/internal/coverage"
)

// The many ways in which papers say whose words they print.
func TestFormsOfAttribution(t *testing.T) {
	for _, c := range []struct{ name, lines, want string }{
		{
			"words alone are of whom the post is about",
			"The mayor, Ida Holm, has closed the quay.\n“We had no other choice left.”\nIt rained.\n“Too short”",
			"Ida Holm (mayor): “We had no other choice left.”",
		},
		{
			"a minute of a match is nobody's words, and no summary is either",
			"The manager, Ida Holm, is pleased:\nWe were lucky, and we know it.\n90+4 min We have a goal, and it's a fine one!\nSo, to summarise:\nWe have seen a fine match, and it's a pity that it's over.",
			"Ida Holm (manager): We were lucky, and we know it.",
		},
		{
			"whoever is named is called by what else they are",
			"The mayor, Ida Holm, has closed the quay.\n“We had no other choice,” the councillor said.",
			"Ida Holm (mayor): “We had no other choice,” the",
		},
		{
			"but not by what somebody else is to them",
			"Ida Holm has closed the quay.\n“She had no other choice,” the mayor’s spokesman said.",
			"the mayor’s spokesman (mayor’s spokesman): “She had no other choice,” the mayor’s",
		},
		{
			"the fuller role of a post is the one",
			"The former transport minister Kari Moe has resigned.\nMinister Kari Moe said:\nI was not told.",
			"Kari Moe (former transport minister): I was not told.",
		},
		{
			"a sentence of the writer's before the words",
			"Ida Holm, who was on the early ferry, saw it all. She says: “It was dark, and then there was this noise, and then nobody said anything at all.”",
			"Ida Holm: Ida Holm, who was on the early ferry,",
		},
		{
			"a comma before the words",
			"Kari Moe, the chair, said, “The ferries will be back on Monday, whatever the weather does.”",
			"Kari Moe (chair): Kari Moe, the chair, said, “The ferries",
		},
		{
			"some words, and then those on record",
			"Asked whether the “night boat” would run again, the director, Jon Vik, said: “Not before June.”",
			"Jon Vik (director): Asked whether the “night boat” would",
		},
		{
			"brackets between the name and the verb",
			"“Not before June,” the director, Jon Vik (Labour), said.",
			"Jon Vik (director): “Not before June,” the director, Jon",
		},
		{
			"what somebody is said to be",
			"Jon Vik is the director of the port. He says the boats are safe.\n“We have looked at each of them,” he says.",
			"Jon Vik (director of the port): “We have looked at each of them,” he",
		},
		{
			"initials for a role", "Kari Moe has met the dockers.\nThe PM said:\nTalks go on.",
			"Kari Moe (PM): Talks go on.",
		},
		{
			"a label with a role in brackets", "Kari Moe (director): “We stay.”",
			"Kari Moe (director): Kari Moe (director): “We stay.”",
		},
		{
			"a label that is a role", "Judge: “You may sit down now.”",
			"Judge (Judge): Judge: “You may sit down now.”",
		},
		{
			"signed behind the words", "“We stay here until Monday.” Kari Moe, chief of the port",
			"Kari Moe (chief of the port): “We stay here until Monday.” Kari Moe,",
		},
		{
			"signed under the words",
			"The port has closed the quay.\nI felt at the time that we had no choice left.\nAnd I still think so.\n– Dame Kari Moe, director of the port",
			"Kari Moe (director of the port): I felt at the time that we had no | And I still think so.",
		},
		{
			"signed by a role", "The port has closed the quay.\nWe had no choice.\n– Port spokesman",
			"Port spokesman (Port spokesman): We had no choice.",
		},
		{
			"a quote under a point",
			"• Kari Moe, the chair, has left. In a letter to the mayor she wrote:\nI cannot stay any longer.\n• The talks go on.",
			"Kari Moe (chair): I cannot stay any longer.",
		},
		{
			"a statement from somebody",
			"The union is angry. It has issued this statement from Kari Moe, the chair.\nWe are appalled, and we will say so.",
			"Kari Moe (chair): We are appalled, and we will say so.",
		},
		{
			"here is what somebody said",
			"The president has resigned. The mayor, Ida Holm, has welcomed it. Here’s what Holm said.\nWe are glad of it, and we said so at once.",
			"Ida Holm (mayor): We are glad of it, and we said so at",
		},
		{
			"a name that is a month as well",
			"The mayor, Kari May, has closed the quay.\n“It is clear that the boats stay in port,” May told councillors.",
			"Kari May (mayor): “It is clear that the boats stay in",
		},
		{
			"one mark at each end of several paragraphs",
			"The mayor, Ida Holm, wrote to the dockers.\n“I have read your letter.\nI have shown it to the council.\nWe shall meet on Monday”, it says.",
			"Ida Holm (mayor): “I have read your letter. | I have shown it to the council. | We shall meet on Monday”, it says.",
		},
		{
			"no medium answers for whom it asks",
			"Kari Moe has ruled it out.\nIn an interview with STV News, asked whether she would pay, she replied:\nWe won’t.",
			"Kari Moe via STV: We won’t.",
		},
		{
			"a role of many words", "“We stay where we are until Monday,” Fjord Wealth division director Kari Moe said.",
			"Kari Moe (Fjord Wealth division director): “We stay where we are until Monday,”",
		},
	} {
		t.Run(c.name, func(t *testing.T) { expectQuotes(t, under(c.lines), c.want) })
	}
}

// The same in copy that is no live blog, and in other languages.
func TestFormsOfAttributionInStories(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{
			"a transcript", "Doorstop at the port\nDIRECTOR: I wanted to say a word.\nThe boats are safe.\nHOST: Are they?\nDIRECTOR: They are.\nHOST: Thank you.",
			"DIRECTOR (DIRECTOR): DIRECTOR: I wanted to say a word. | The boats are safe.\nHOST (HOST): HOST: Are they?\nDIRECTOR (DIRECTOR): DIRECTOR: They are.\nHOST (HOST): HOST: Thank you.",
		},
		{
			"a transcript that shortens names", "Mayor on the air\nBrian Lund: Good morning, everyone.\nMayor Kari Moe: Good morning, Brian.\nLund: It snows.\nMayor: It does.\nLund: And the ploughs?\nMayor: They are out.",
			"Brian Lund: Brian Lund: Good morning, everyone.\nKari Moe (Mayor): Mayor Kari Moe: Good morning, Brian.\nBrian Lund: Lund: It snows.\nKari Moe (Mayor): Mayor: It does.\nBrian Lund: Lund: And the ploughs?\nKari Moe (Mayor): Mayor: They are out.",
		},
		{
			"a statement whose headline names who makes it", "Statement by Kari Moe on the ferries\n“I want to thank everybody who helped last night.\n“It will not happen again.”",
			"Kari Moe: “I want to thank everybody who helped | “It will not happen again.”",
		},
		{
			"a transcript below stamps", "The port on the air – live\n10.20am\nBrian Lund: Good morning, everyone.\nMayor Kari Moe: Good morning, Brian.\n10.05am\nLund: It snows.\nMayor: It does.\n9.50am\nLund: And the ploughs?\nMayor: They are out.",
			"Brian Lund: Brian Lund: Good morning, everyone.\nKari Moe (Mayor): Mayor Kari Moe: Good morning, Brian.\nBrian Lund: Lund: It snows.\nKari Moe (Mayor): Mayor: It does.\nBrian Lund: Lund: And the ploughs?\nKari Moe (Mayor): Mayor: They are out.",
		},
		{
			"a committee’s questions have numbers", "What the port told members\nThe Chair, Kari Moe, opened the hearing.\nQ1 Chair: When did you see it?\nJon Vik: In March, on the train.\nQ2 Chair: And who else?\nJon Vik: Nobody that I know of.",
			"Kari Moe (Chair): Q1 Chair: When did you see it?\nJon Vik: Jon Vik: In March, on the train.\nKari Moe (Chair): Q2 Chair: And who else?\nJon Vik: Jon Vik: Nobody that I know of.",
		},
		{
			"German: whom somebody told it", "Hochwasser im Norden – live\n9.30 Uhr\nEntwarnung gebe es nicht, sagte Landrätin Mara Brook der Nachrichtenagentur dpa.\n„Der Deich hält, aber er schwitzt“, so Brook.\nIm Gespräch mit dem Sender Nordwelle erklärte die Geologin Ida Holm:\n„Der Boden ist voll.“\n9.05 Uhr\nDie Lage ist ruhig.",
			"Mara Brook (Landrätin) via dpa: „Der Deich hält, aber er schwitzt“, so\nIda Holm (Geologin) via Nordwelle: „Der Boden ist voll.“",
		},
		{
			"words after a stamp", "Ferries – live\n9.30am: “We are close,” the mayor, Ida Holm, said.\n9.12am: Good morning.\n9.05am: Nothing yet.",
			"Ida Holm (mayor): 9.30am: “We are close,” the mayor, Ida",
		},
		{
			"Spanish: a name is shortened, and left out", "Huelga en el puerto\nPor la tarde Néstor Vidal cerró el encuentro con los trabajadores del puerto de Arenales.\n“Creo que hay que seguir y que nadie se puede ir ahora”, sostuvo.\nY añadió: “No nos vamos a ir”.\n“Aquí estamos”, dijo Vidal.",
			"Néstor Vidal: “Creo que hay que seguir y que nadie se\nNéstor Vidal: Y añadió: “No nos vamos a ir”.\nNéstor Vidal: “Aquí estamos”, dijo Vidal.",
		},
		{
			"Spanish: nobody but who did something", "Huelga en el puerto\nPensando en la votación de este sábado Néstor Vidal cerró en Arenales el encuentro con los estibadores.\n“Creo que hay que seguir y que nadie se puede ir ahora”, sostuvo.",
			"Néstor Vidal: “Creo que hay que seguir y que nadie se",
		},
		{
			"French: short answers, and no headline", "Le procès reprend à dix heures. La salle est pleine.\nPrésident : « Vous l’avez vu ? »\nJean-Luc : « oui »\nLa salle se tait.\nPrésident : « Et après ? »\nJean-Luc : « rien »\nOn attend.",
			"Président (Président): Président : « Vous l’avez vu ? »\nJean-Luc: Jean-Luc : « oui »\nPrésident (Président): Président : « Et après ? »\nJean-Luc: Jean-Luc : « rien »",
		},
		{
			"French: according to somebody, and a paper's title", "Grève au port\nSelon Ida Holm, cheffe de la coopérative, « le quai ne rouvrira pas avant que chacun ait été payé pour les nuits de mars ».",
			"Ida Holm (cheffe de la coopérative): Selon Ida Holm, cheffe de la",
		},
		{
			"French: what somebody is from stands for them", "Course en mer\nLa voix cassée et les mains en sang, Jon Vik a tenu à parler aux journalistes. Il ne cherche pas d’excuse.\n« Nous avons dormi une heure, a raconté le Norvégien. C’est assez. »",
			"Jon Vik: « Nous avons dormi une heure, a raconté",
		},
		{
			"French: the role in one sentence, the name in the next", "Incendie au port\n#PORT Le directeur du chantier s’explique. Sur France Inter, Jon Vik affirme que personne n’était à bord.\n« Nous avions vidé les cales la veille, à la demande du capitaine », assure le directeur.",
			"Jon Vik (directeur du chantier) via France Inter: « Nous avions vidé les cales la veille,",
		},
		{
			"French: a role behind what the sentence begins with", "Grève au port\nÀ l’issue d’un déjeuner au port, la porte-parole de la mairie a refusé de s’avancer :\n« Nous ne sommes pas inquiets, nous sommes attentifs. »",
			"la porte-parole de la mairie (porte-parole de la mairie): « Nous ne sommes pas inquiets, nous",
		},
		{
			"French: a role with two offices, of two people with that noun", "Budget de la ville\nL’adjoint aux sports, Jon Vik, se tait.\nL’adjointe à l’économie et aux finances, Ida Holm, a présenté le budget devant la presse.\nLe soir, l’adjointe à l’économie insiste :\n« Nous devons choisir, et nous avons choisi. »",
			"Ida Holm (adjointe à l’économie et aux finances): « Nous devons choisir, et nous avons",
		},
		{
			"French: questions that nothing marks", "« La mer ne rend rien »\nLa navigatrice Ida Holm publie son journal\nPropos recueillis par Kari Moe\nElle reçoit au port de Northport. Ida Holm, navigatrice, y vit depuis dix ans avec son chien, dans une cabane de planches.\nPourquoi ce livre ?\nParce que j’avais le temps. Il neigeait.\nVous y parlez peu des tempêtes.\nElles parlent assez fort. Je préfère les matins où rien ne bouge.\nA quel moment avez-vous eu peur ?\nJamais en mer. À terre, tous les jours.\nRepartirez-vous ?\nDemain, si mon chien le veut bien.\nLe maire de Northport, Per Aas, confirme que le chien décide.",
			"Ida Holm (navigatrice): Parce que j’avais le temps. Il neigeait.\nIda Holm (navigatrice): Elles parlent assez fort. Je préfère\nIda Holm (navigatrice): Jamais en mer. À terre, tous les jours.\nIda Holm (navigatrice): Demain, si mon chien le veut bien.",
		},
		{
			"French: an age between the name and what somebody is", "Explosion au port\nJon Vik, 54 ans, pêcheur, habite à deux rues. Le quinquagénaire a été réveillé par le souffle.\n« On a cru que la mer entrait dans la cuisine », confie-t-il.",
			"Jon Vik (pêcheur): « On a cru que la mer entrait dans la",
		},
		{
			"French: a role before a colon, and no verb of speech", "Explosion au port\nLes secours sont sur place depuis midi.\nLe préfet, de son côté, se veut rassurant : « Les mesures sont normales, et nous les publierons toutes. »",
			"Le préfet (préfet): Le préfet, de son côté, se veut",
		},
		{
			"French: an office that speaks without a name", "Grève au port\nJon Vik, délégué des dockers, a parlé devant le port. « Rien ne bouge », dit-il.\n« Nous appelons chacun à la responsabilité », explique-t-on au ministère de la Mer.\n« Chacun fera sa part », dit-on à Matignon.",
			"ministère de la Mer: « Nous appelons chacun à la\nMatignon: « Chacun fera sa part », dit-on à",
		},
		{
			"French: who has come is meant", "Procès au port\nLe trésorier Jon Vik est jugé pour fraude.\nAprès une suspension, Jon Vik est revenu à la barre. Le sexagénaire a demandé un verre d’eau.\n« Je n’ai jamais eu ces carnets entre les mains », a-t-il répété.",
			"Jon Vik (trésorier): « Je n’ai jamais eu ces carnets entre",
		},
		{
			"French: whose reaction it is", "Northport - Southwick\nLe match est fini depuis dix minutes, et la pluie avec lui.\nLa réaction de Jon Vik, entraîneur de Northport : « On prend un but évitable, et il faudra se remettre au travail dès demain. »",
			"Jon Vik (entraîneur de Northport): La réaction de Jon Vik, entraîneur de",
		},
		{
			"French: a demonstrative, and where a role leaves off", "Explosion au port\n« Tout a tremblé », raconte Jon Vik, boulanger dans une rue voisine. « J’ai cru à un orage. »\n« Nous sommes sortis en chaussons », ajoute ce boulanger.",
			"Jon Vik (boulanger): « Tout a tremblé », raconte Jon Vik,\nJon Vik (boulanger): « Nous sommes sortis en chaussons »,",
		},
		{
			"Spanish: hyphens for dashes within marks, and an adverb that is nobody's name", "Un edificio se hunde\nLa alcaldesa de Arenales, Ida Holm, ha visitado la zona y ha dado las gracias a los bomberos.\n\"A partir de ahí -ha proseguido- son los técnicos los que deciden lo que se hace\". Después le llega el turno a la propiedad.\nSeguidamente lanzó un aviso: “Nadie volverá a su casa hasta que lo digan los técnicos”.",
			"Ida Holm (alcaldesa de Arenales): \"A partir de ahí -ha proseguido- son\nIda Holm (alcaldesa de Arenales): Seguidamente lanzó un aviso: “Nadie",
		},
		{
			"Spanish: who speaks behind a full stop and a dash", "Rueda de prensa sobre el puerto\nPortavoz del puerto.- Buenos días. Empezamos con la ministra.\nSra. Holm Ruiz.- Gracias. El puerto abrirá el lunes, si el temporal lo permite.",
			"Portavoz del puerto (Portavoz del puerto): Portavoz del puerto.- Buenos días.\nHolm Ruiz: Sra. Holm Ruiz.- Gracias. El puerto",
		},
		{
			"Spanish: line-ups are nobody's words, and a dash below a colon is", "Northport 2-1 Southwick\nNorthport: Vik; Aas, Holm, Moe, Dahl; Lund, Quill.\nSouthwick: Roa; Paz, Sanz, Gil, Mas; Ruiz, Sol.\nEl técnico de Southwick, Jon Mora, llegó tarde a la sala. Sobre el penal prefirió callar. Sobre el resto, sí:\n—Perdimos con quien corrió más, y eso no se entrena en una semana.",
			"Jon Mora (técnico de Southwick): —Perdimos con quien corrió más, y eso",
		},
		{
			"Spanish: questions and answers behind a letter", "Ida Holm, relojera: “El tiempo es de todos”\nIda Holm arregla los relojes de torre de la costa desde hace treinta años.\nP. ¿Qué encontró?\nR. Un nido y dos monedas.\nP. Usted se negó a entregar la llave.\nR.- La tiré al mar.",
			"Ida Holm (relojera): R. Un nido y dos monedas.\nIda Holm (relojera): R.- La tiré al mar.",
		},
		{
			"Spanish: an adjective that no list has", "Crecida en el valle\nLa alcaldesa lurda, Ida Holm, ha suspendido su viaje. Lo ha anunciado ante la prensa:\n“Vuelvo a casa esta noche, con los equipos de emergencia”.",
			"Ida Holm (alcaldesa lurda): “Vuelvo a casa esta noche, con los",
		},
		{
			"Portuguese: who leads what", "Vidal já votou\nRui Vidal votou depois do meio-dia e criticou a data.\n“Foi um desrespeito para todos”, considerou o líder do Cais.",
			"Rui Vidal (líder do Cais): “Foi um desrespeito para todos”,",
		},
		{
			"Portuguese: who says so without a verb",
			"Porto parado\nSegundo o capitão do porto, Rui Vidal, “os barcos ficam todos ao largo até que alguém decida”.\n“Ninguém os descarrega hoje, e amanhã também não”, disse à RTP a calafate Ida Holm.",
			"Rui Vidal (capitão do porto): Segundo o capitão do porto, Rui Vidal,\nIda Holm (calafate) via RTP: “Ninguém os descarrega hoje, e amanhã",
		},
		{
			"Portuguese: the sentence before the words tells whose they are",
			"Porto parado\nO estivador Rui Vidal votou cedo.\nA presidente da República, Ida Holm, defendeu o diálogo. “É preciso falar, e falar depressa, antes que chegue o inverno e não haja pão nem peixe para pôr na mesa”, pediu a chefe de Estado.\n“A Companhia Maré não comenta o que não leu”, informou a Companhia Maré, em nota.",
			"Ida Holm (presidente da República): A presidente da República, Ida Holm,\nCompanhia Maré: “A Companhia Maré não comenta o que não",
		},
		{
			"Ukrainian: a place is nobody, and a role with a place is who has it",
			"Порт не працює\nМер Нордгавена Йон Вік скасував візит.\n«Ми підемо до суду, якщо доведеться», – написав мер Нордгавена.\nПрезидентка після візиту до Нордгавена привітала докерів.\n«Ви тримаєте це місто на плечах», – сказала заступниця голови Ради порту Іда Гольм.",
			"Йон Вік (Мер Нордгавена): «Ми підемо до суду, якщо доведеться», –\nІда Гольм (заступниця голови Ради порту): «Ви тримаєте це місто на плечах», –",
		},
		{
			"Ukrainian: questions and answers between dashes",
			"Доглядачка маяка Іда Гольм – про світло\nУ розмові з BBC вона згадує бурі.\nМаяк стоїть на скелі від 1904 року.\n– Коли ви прийшли сюди?\n– Узимку. Я була молода.\n– Хто вас учив?\n– Ніхто. Я дивилася.\n– Кажуть, тут холодно.\n– Мені ні.\nВона сміється й ставить чайник.\n– А взимку?\n– Узимку є піч.",
			"Іда Гольм (Доглядачка маяка) via BBC: – Узимку. Я була молода.\nІда Гольм (Доглядачка маяка) via BBC: – Ніхто. Я дивилася.\nІда Гольм (Доглядачка маяка) via BBC: – Мені ні.\nІда Гольм (Доглядачка маяка) via BBC: – Узимку є піч.",
		},
		{
			"Portuguese: questions without labels",
			"Ida Holm, faroleira: “A luz não dorme”\nIda Holm vive no farol desde 1974.\nQuando chegou aqui?\nNo inverno. Eu era nova.\nNinguém me esperava.\nQuem a ensinou?\nNinguém. Eu olhava.\nE agora, quem acende a luz?\nUma máquina. Não é pior?\nNão tem medo do mar?\nTenho. Todos os dias.",
			"Ida Holm (faroleira): No inverno. Eu era nova. | Ninguém me esperava.\nIda Holm (faroleira): Ninguém. Eu olhava.\nIda Holm (faroleira): Uma máquina. Não é pior?\nIda Holm (faroleira): Tenho. Todos os dias.",
		},
		{
			"Portuguese: an office that spoke, and media by what they are",
			"Porto parado\nA Companhia Maré diz que a doca fica fechada até sexta-feira.\n“A doca fica fechada enquanto houver risco para quem lá trabalha”, informou a empresa.\nÀ Gazeta do Norte, Rui Vidal, porta-voz dos estivadores, explicou o protesto.\n“Há onze anos que pedimos luz no cais e ninguém nos responde”, disse.",
			"Companhia Maré: “A doca fica fechada enquanto houver\nRui Vidal (porta-voz dos estivadores) via Gazeta do Norte: “Há onze anos que pedimos luz no cais e",
		},
		{
			"Ukrainian: who does something is named last, and roles are of two words",
			"Порт не працює\nДокерів представляє адвокатка-докерка Іда Гольм. Вона прийшла першою. Її слова наводить Укрінформ.\n«Ми не вийдемо на роботу, доки не буде світла».\n«Ми підемо до суду, якщо доведеться», – додала адвокатка.",
			"Іда Гольм (адвокатка-докерка) via Укрінформ: «Ми не вийдемо на роботу, доки не буде\nІда Гольм (адвокатка-докерка) via Укрінформ: «Ми підемо до суду, якщо доведеться», –",
		},
		{
			"Ukrainian: names that the text has in other cases alone",
			"Порт не працює\nЗа словами докерки Василини Гольм, роботи немає.\n«Ми не вийдемо на роботу, доки не буде світла», – сказала вона.\nМи спитали речника порту Томаша Ґрубера.\n«Ми підемо до суду, якщо доведеться», – відповів Ґрубер.",
			"Василина Гольм (докерки): «Ми не вийдемо на роботу, доки не буде\nТомаш Ґрубер (речника порту): «Ми підемо до суду, якщо доведеться», –",
		},
		{
			"Ukrainian: several people, and words of somebody else below a statement",
			"Порт не працює\nПрем'єр Фьордії Йон Вік у своєму Facebook:\nЯ скасував усі зустрічі. Ми їдемо до порту.\n«Гроші будуть, і перші виплати люди отримають у п'ятницю», – запевнила міністерка Іда Гольм.\n«Ми бачили, як хвиля несе дах», – розповіли мешканці.",
			"Йон Вік (Прем'єр Фьордії): Я скасував усі зустрічі. Ми їдемо до\nІда Гольм (міністерка): «Гроші будуть, і перші виплати люди\nмешканці (мешканці): «Ми бачили, як хвиля несе дах», –",
		},
		{
			"Portuguese: between the verb and who speaks, and several people",
			"Porto parado\n“Pedimos a todos que fiquem em casa até sexta-feira”, apelou, em comunicado, a diretora Ida Holm.\n“Ninguém nos disse nada, e sabemos porquê”, respondeu, da bancada do Norte, o deputado Jon Vik.\n“Ninguém reparou a doca em sessenta anos”, lê-se no relatório da Inspeção das Docas.\nSegundo o hidrólogo Rui Vidal, a água vai descer. “O rio tomou o que era dele, e ainda há de vir buscar o resto se não afastarmos a doca”, avisa o investigador.\n“Vimos a onda levar o telhado do armazém”, contaram moradores.",
			"Ida Holm (diretora): “Pedimos a todos que fiquem em casa até\nJon Vik (deputado): “Ninguém nos disse nada, e sabemos\nInspeção das Docas: “Ninguém reparou a doca em sessenta\nRui Vidal (hidrólogo): Segundo o hidrólogo Rui Vidal, a água\nmoradores (moradores): “Vimos a onda levar o telhado do",
		},
		{
			"Ukrainian: a dash and no more, below whom the post is about",
			"Порт не працює\nГоловна диспетчерка порту Іда Гольм прийшла без голосу.\n– Ми чекали на цей човен дев'ять годин, і я не піду додому, доки він не прийде.\nЧовен прийшов уночі.",
			"Іда Гольм (Головна диспетчерка порту): – Ми чекали на цей човен дев'ять годин,",
		},
		{
			"Ukrainian: whom a sentence begins with congratulates whom it names then",
			"Порт не працює\nМерка Іда Гольм перемогла.\nЕксголова облради Йон Вік у Telegram привітав Гольм: «Нордгавен обрав досвід, і це, мабуть, найрозумніше».\nПро це «Північний вісник» пише на першій сторінці.",
			"Йон Вік (Ексголова облради): Ексголова облради Йон Вік у Telegram",
		},
		{
			"Portuguese: two roles, and a medium between the verb and who speaks",
			"Porto parado\nA presidente Ida Holm venceu.\nO candidato derrotado, o ex-vereador Rui Vidal, telefonou a felicitá-la.\n“Não perdi para ela, perdi para a chuva e para o vento”, gracejou o político.\n“Quem mente quatro anos mente cinco, e toda a gente o sabe”, atirou, citado pela Lusa, o estivador Jon Vik.",
			"Rui Vidal (ex-vereador): “Não perdi para ela, perdi para a chuva\nJon Vik (estivador) via Lusa: “Quem mente quatro anos mente cinco, e",
		},
		{
			"Portuguese: the fuller of two roles",
			"Porto parado\nA presidente do Tribunal do Porto (TP), juíza Ida Holm, quer ouvir todos.\n“Vamos ouvir toda a gente até ao fim, com calma”, disse ela.",
			"Ida Holm (presidente do Tribunal do Porto): “Vamos ouvir toda a gente até ao fim,",
		},
		{
			"Ukrainian: whom one tells stands between the verb and who speaks",
			"Порт не працює\nЯк розповів кореспонденту УНІАН начальник зміни Йон Вік, міст тріснув.\n«Спершу був звук, ніби рветься полотно», — сказав він.\nСлідча Іда Гольм у коментарі «Північному віснику» уточнила: «Підозр поки немає, але вилучено тринадцять папок і ноутбук».",
			"Йон Вік (начальник зміни) via УНІАН: «Спершу був звук, ніби рветься\nІда Гольм (Слідча): Слідча Іда Гольм у коментарі",
		},
		{
			"Portuguese: whom somebody challenges does not speak",
			"Porto parado\nA ministra Ida Holm falou de manhã.\nO deputado Rui Vidal desafiou a ministra: “Diga aqui e agora quando é que a doca volta a abrir”.",
			"Rui Vidal (deputado): O deputado Rui Vidal desafiou a",
		},
		{
			"Ukrainian: hyphens for dashes", "Комунальники готові до свят\n— У нас ситуація непогана, але місто має бути чистіше, - наголосив міський голова Петро Вовк.\nВони дали нам машинку і завезли посуд, — розповідає Марія Солод.",
			"Петро Вовк (міський голова): — У нас ситуація непогана, але місто\nМарія Солод: Вони дали нам машинку і завезли посуд,",
		},
		{
			"Ukrainian: what a role belongs to ends where the name begins",
			"Порт не працює\n«Ми не вийдемо на роботу», – сказав народний депутат від партії «Маяк» Йон Вік.\n«Ми підемо до суду», – заявила прем'єрка Фьордії Ада Квіль.\n«Ми гасили до ранку», – додав керівник Державної служби з порятунку Пер Аас.",
			"Йон Вік (народний депутат від партії «Маяк»): «Ми не вийдемо на роботу», – сказав\nАда Квіль (прем'єрка Фьордії): «Ми підемо до суду», – заявила\nПер Аас (керівник Державної служби з порятунку): «Ми гасили до ранку», – додав керівник",
		},
		{
			"Ukrainian: the case says whom one speaks to",
			"Порт не працює\nПро це Укрінформу розповіла докерка Іда Гольм.\n«Ми не вийдемо на роботу», – сказала вона.\n«Ми підемо до суду», – розповів BBC докер Йон Вік.\n«Ми гасили до ранку», – відповів депутатам мер Пер Аас в ефірі радіо «Маяк».",
			"Іда Гольм (докерка) via Укрінформ: «Ми не вийдемо на роботу», – сказала\nЙон Вік (докер) via BBC: «Ми підемо до суду», – розповів BBC\nПер Аас (мер) via Маяк: «Ми гасили до ранку», – відповів",
		},
		{
			"Portuguese: a sentence that begins with its verb, and a second verb",
			"Porto parado\nA capitã do porto, Ida Holm, falou de manhã.\nPediu ainda a todos que não façam o que fizeram ontem:\nHá gente a ir ver o mar. Por favor, vejam na televisão.\nO deputado Rui Vidal quis saber da carta. Ida Holm abre a pasta, tira uma folha e lê:\nSenhor ministro, não posso garantir a segurança de ninguém.\nA carta, diz, nunca teve resposta.",
			"Ida Holm (capitã do porto): Há gente a ir ver o mar. Por favor,\nIda Holm (capitã do porto): Senhor ministro, não posso garantir a",
		},
		{
			"Portuguese: whom one speaks to is no subject, and who says I",
			"Porto parado\nA doca fechou.\nEm declarações à Rádio Fiorde, o capitão do porto, Rui Vidal, foi claro.\nUm porto não é um parque. Já assinei seis cartas a dizê-lo.",
			"Rui Vidal (capitão do porto) via Rádio Fiorde: Um porto não é um parque. Já assinei",
		},
		{
			"Portuguese: whose answer it is, and an office of two words",
			"Porto parado\n“Não há dinheiro para a doca este ano”, foi a resposta da ministra Ida Holm.\nDe acordo com o coordenador da Defesa Civil, major Rui Vidal, 40 famílias saíram.\n“Saíram todos com o que tinham vestido”, disse o oficial.",
			"Ida Holm (ministra): “Não há dinheiro para a doca este ano”,\nRui Vidal (coordenador da Defesa Civil): “Saíram todos com o que tinham",
		},
		{
			"Ukrainian: behind a name, the agency that is told, and roles of others",
			"Порт не працює\nДокер Йон Вік пішов додому.\n«Ми не вийдемо на роботу», – сказав Йон Вік агентству «Хвиля».\nЖурналістам Пер Аас, який очолює порт, сказав: «Ми підемо до суду, якщо доведеться».\n«Ми гасили до ранку», – переконана 62-річна рибалка Іда Гольм.",
			"Йон Вік (Докер) via Хвиля: «Ми не вийдемо на роботу», – сказав Йон\nПер Аас: Журналістам Пер Аас, який очолює порт,\nІда Гольм (рибалка): «Ми гасили до ранку», – переконана",
		},
		{
			"Portuguese: a colon and no verb of speech, two asides, two roles, and where an office ends",
			"Porto parado\nO vento não para.\nOuvido pela TSF, o vereador Rui Vidal não poupou nas palavras: “Não há luz na doca, e a culpa é de quem manda nisto tudo há tempo demais”.\n“Não há atrasos, há prioridades”, assegurou, ao final da tarde, num encontro com jornalistas, a diretora Ida Holm.\n“Ninguém fica para trás”, sublinhou o hidrólogo e professor Jon Vik.\n“O pedido não tem pés nem cabeça”, respondeu o relator, ministro Per Aas.\n“O navio partiu sem autorização”, refere a Marinha em comunicado.",
			"Rui Vidal (vereador) via TSF: Ouvido pela TSF, o vereador Rui Vidal\nIda Holm (diretora): “Não há atrasos, há prioridades”,\nJon Vik (hidrólogo e professor): “Ninguém fica para trás”, sublinhou o\nPer Aas (ministro): “O pedido não tem pés nem cabeça”,\nMarinha: “O navio partiu sem autorização”,",
		},
		{
			"Portuguese: a name behind what it wrote, and an office behind a name",
			"Porto parado\nO vento não para.\nMensagem de Ida Holm, diretora do porto, aos trabalhadores:\nObrigada por tudo o que fizeram esta noite. Descansem.\n“Há onze anos que pedimos luz no cais”, diz Rui Vidal, da Associação dos Moradores do Cais.",
			"Ida Holm (diretora do porto): Obrigada por tudo o que fizeram esta\nRui Vidal: “Há onze anos que pedimos luz no cais”,",
		},
		{
			"Ukrainian: words between the verb and who speaks, and nouns that stand for whoever was named",
			"Порт не працює\nВітер не вщухає.\n«Грошей на док цього року немає», – сказала в коментарі Суспільному директорка порту Іда Гольм.\n«Світла теж немає», – розповідає жінка.\n«Ми чекаємо рішення уряду», – прокоментував ситуацію голова профспілки Йон Вік.",
			"Іда Гольм (директорка порту) via Суспільне: «Грошей на док цього року немає», –\nІда Гольм (директорка порту) via Суспільне: «Світла теж немає», – розповідає жінка.\nЙон Вік (голова профспілки): «Ми чекаємо рішення уряду», –",
		},
		{
			"Ukrainian: a dash says what somebody is, and an age is no role",
			"Порт не працює\nВітер не вщухає.\nЙон Вік, 54-річний докер, не пішов додому.\n«Я чекав на човен усю ніч», – каже він.\nІда Гольм – директорка порту. Вона прийшла о п'ятій.\n«Ми чекаємо рішення уряду», – каже вона.",
			"Йон Вік (докер): «Я чекав на човен усю ніч», – каже він.\nІда Гольм (директорка порту): «Ми чекаємо рішення уряду», – каже вона.",
		},
		{
			"Ukrainian: names in marks within words in marks, a dash below a name, and who has an age",
			"Порт не працює\nВітер не вщухає.\n«Важко в порту. Три причали – «Рава», «Маяк» та «Крак» – стоять, а в черзі дві тисячі машин», – повідомила прес-офіцерка ОК «Південь» Ада Квіль.\nЙон Вік, керівник фонду «Маяк»:\n– Грошей на док немає. Ми збираємо самі.\n62-річна Іда Гольм продає рибу на причалі.\n«Я чекала на човен усю ніч», – розповідає жінка.",
			"Ада Квіль (прес-офіцерка ОК «Південь»): «Важко в порту. Три причали – «Рава»,\nЙон Вік (керівник фонду «Маяк»): – Грошей на док немає. Ми збираємо самі.\nІда Гольм: «Я чекала на човен усю ніч», –",
		},
		{
			"Portuguese: who is somebody else's, a paper behind what it is, and what was broadcast",
			"Porto parado\nO vento não para.\n“Vamos recorrer da decisão”, disse a advogada de Ida Holm, Ada Quil.\n“Ele não fez nada a ninguém”, garantiu a mãe de Rui Vidal.\nEm entrevista ao jornal O Cais, o ex-ministro Jon Vik admitiu erros.\n“Errei, e assumo-o aqui”, disse ele.\n“Estou aqui para ouvir”, disse o capitão Per Aas, em declarações transmitidas pela RTP.",
			"Ada Quil (advogada de Ida Holm): “Vamos recorrer da decisão”, disse a\na mãe de Rui Vidal (mãe de Rui Vidal): “Ele não fez nada a ninguém”, garantiu\nJon Vik (ex-ministro) via O Cais: “Errei, e assumo-o aqui”, disse ele.\nPer Aas (capitão) via RTP: “Estou aqui para ouvir”, disse o",
		},
		{
			"French: the press is no agency",
			"Le ferry de Northport\nNORTHPORT (AFP) - Les recherches continuent.\n« Chaque heure compte, et la mer monte », a déclaré à la presse la capitaine du port, Ida Holm.",
			"Ida Holm (capitaine du port): « Chaque heure compte, et la mer monte",
		},
		{
			"German: an agency behind a name that stands between commas",
			"Der Hafen bleibt zu\nDie Fähre liegt am Kai.\n„Das Wetter war nicht das Problem“, sagte die Hafenchefin, Ida Holm, am Freitag der Nachrichtenagentur AFP.",
			"Ida Holm (Hafenchefin) via AFP: „Das Wetter war nicht das Problem“,",
		},
		{
			"Portuguese: a colon behind a second sentence, of whom the first tells",
			"Porto parado\nO vento não para.\nIda Holm, peixeira, perdeu o barco. E não se cala: “Quem paga é sempre o mesmo, e o mesmo somos sempre nós, os que não temos nada e o mar nos leva”.",
			"Ida Holm (peixeira): Ida Holm, peixeira, perdeu o barco. E",
		},
		{
			"German: the medium's name stands in marks beside the words", "Der Hafen bleibt zu\nDie Kapitänin Ida Holm sieht das anders.\n„Der Wind ist stark, und er bleibt es die ganze Woche“, sagte Holm der „Nordhavener Rundschau“.\nDem „Northporter Tagblatt“ schilderte sie den Morgen so:\nErst kam das Licht, dann kamen die Scheiben.",
			"Ida Holm (Kapitänin) via Nordhavener Rundschau: „Der Wind ist stark, und er bleibt es\nIda Holm (Kapitänin) via Northporter Tagblatt: Erst kam das Licht, dann kamen die",
		},
		{
			"German: on air without a verb, and what somebody was once", "Der Hafen bleibt zu\nDas sei „keine Drohung“, so die Vorsitzende Ida Holm im Deutschlandfunk.\n„Irgendwann ist der Rucksack voll, und dann stellt man ihn ab“, sagte sie.\nLotse Jon Vik, ein ehemaliger Kapitän der Marine, legte sein Amt nieder.\n„Ich fahre keinen Meter mehr, so lange das so bleibt“, beteuerte Vik.",
			"Ida Holm (Vorsitzende) via Deutschlandfunk: „Irgendwann ist der Rucksack voll, und\nJon Vik (Lotse): „Ich fahre keinen Meter mehr, so lange",
		},
		{
			"French: a noun behind \"ce\", and between the verb and the medium", "Crue à Northport\nTrop tard, jugent des élus. La préfète de Northport, Ida Holm, récuse ce reproche.\nNous n'avions rien vu venir, et je le regrette.\nL'infirmière Ada Berg a raconté sa nuit à ICI Northport :\nJ'ai vu passer ma voiture.",
			"Ida Holm (préfète de Northport): Nous n'avions rien vu venir, et je le\nAda Berg (infirmière) via ICI Northport: J'ai vu passer ma voiture.",
		},
		{
			"French: whom an unnamed one sends", "L'usine de Northport\nLe nouveau propriétaire a envoyé sa directrice industrielle, Ida Holm. Sur le quai, elle promet du travail.\n« Je ne suis pas ici pour éteindre la lumière, ni pour la payer », dit-elle.",
			"Ida Holm (directrice industrielle): « Je ne suis pas ici pour éteindre la",
		},
		{
			"Spanish: who tells the paper is no paper", "El hospital de Northport\nLos médicos no dan abasto desde anoche.\n«Ninguno llevaba mascarilla, y eso que las repartimos casa por casa», comentó al periódico Ida Holm, directora médica del hospital.",
			"Ida Holm (directora médica del hospital): «Ninguno llevaba mascarilla, y eso que",
		},
		{
			"German: an office behind the name", "Der Sturm in Northport\nAm Abend hat sich erstmals der Werksleiter geäußert. Jon Vik sprach von einem Defekt. Auf die Frage nach der Ursache antwortete er:\nWir wissen es noch nicht.\n„Das Wetter“, sagt Meteorologin Ida Holm vom Wetterdienst, „war nicht das Problem, die See war ruhig.“",
			"Jon Vik (Werksleiter): Wir wissen es noch nicht.\nIda Holm (Meteorologin): „Das Wetter“, sagt Meteorologin Ida",
		},
		{
			"Spanish: who speaks stands behind the medium", "El ferri de Northport\nSigue la búsqueda.\n“Nadie nos avisó”, lamenta en conversación con EFE Jon Vik, capitán del puerto. “Nunca lo habríamos dejado zarpar”.\nDesde su cocina, la enfermera Ada Berg atendió por teléfono a RTVE. La mujer lleva nueve horas sin salir.\nNo me queda leche, y mi vecina me trae el pan. Yo de aquí no me muevo hasta que nos digan algo.",
			"Jon Vik (capitán del puerto) via EFE: “Nadie nos avisó”, lamenta en\nAda Berg (enfermera) via RTVE: No me queda leche, y mi vecina me trae",
		},
		{
			"French: who speaks, between commas within the marks", "Le ferry de Northport\nLes recherches continuent.\n« La météo, explique Ida Holm, directrice du port, n'était pas le problème, et la mer était calme. »",
			"Ida Holm (directrice du port): « La météo, explique Ida Holm,",
		},
		{
			"German: a label with the role before it", "Reaktionen auf den Streik\nDie Hafenchefin sieht keinen Spielraum mehr für Gespräche in dieser Woche.\nBahn-Chef Jonas Vogt: „Wir fahren weiter, so lange es geht.“\n„Das ist schade, und es war nicht nötig.“ Karin Matthes, Vorsitzende der Fischer",
			"Jonas Vogt (Bahn-Chef): Bahn-Chef Jonas Vogt: „Wir fahren\nKarin Matthes (Vorsitzende der Fischer): „Das ist schade, und es war nicht",
		},
	} {
		t.Run(c.name, func(t *testing.T) { expectQuotes(t, c.text, c.want) })
	}
}

// expectQuotes compares the quotes of a text, as quotesIn lists them.
func expectQuotes(t *testing.T, text, want string) {
	t.Helper()
	if got := quotesIn(t, text); got != want {
		t.Errorf("the quotes are\n%s\nand should be\n%s", got, want)
	}
}

// quotesIn lists the quotes of a text, the first words of each paragraph.
func quotesIn(t *testing.T, text string) string {
	t.Helper()
	var out []string
	story := read(t, text)
	for _, p := range story.Posts {
		for _, e := range p.Copy.Elements {
			if e.Type != coverage.Quote {
				continue
			}
			name := e.Speaker.Name
			if e.Speaker.Role != "" {
				name += " (" + e.Speaker.Role + ")"
			}
			if e.ReportedBy != "" {
				name += " via " + e.ReportedBy
			}
			var said []string
			for _, s := range e.Paragraphs {
				if words := []rune(s); len(words) > 40 {
					s = string(words[:40])
					s = s[:strings.LastIndexByte(s, ' ')]
				}
				said = append(said, s)
			}
			out = append(out, fmt.Sprintf("%s: %s", name, strings.Join(said, " | ")))
		}
	}
	return strings.Join(out, "\n")
}
