package copytaster

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed data/zones.json data/outlets.json data/quoting.json data/languages/*.json
var data embed.FS

// medium is an agency or a news outlet, and the names it goes by.
type medium struct {
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
	agency  bool
	spelt   []string // the aliases, in the form that spelt gives
}

// words is a set of words or phrases in the form that plain gives.
type words map[string]bool

func (w *words) UnmarshalJSON(b []byte) error {
	var list []string
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	*w = make(words, len(list))
	for _, s := range list {
		(*w)[plain(s)] = true
	}
	return nil
}

// endings are what words of one kind end with.
type endings []string

func (e endings) end(word string) bool {
	return slices.ContainsFunc(e, func(s string) bool { return strings.HasSuffix(word, s) })
}

// endLonger is end for a word that has something before the ending.
func (e endings) endLonger(word string) bool {
	const more = 3
	return slices.ContainsFunc(e, func(s string) bool { return len(word) >= len(s)+more && strings.HasSuffix(word, s) })
}

// language is all that the rules need to know of one language: a file in
// data/languages, field by field.
type language struct {
	Language      string `json:"language"` // BCP 47
	Name          string `json:"name"`
	FunctionWords words  `json:"functionWords"`
	Abbreviations words  `json:"abbreviations"`
	Verbs         struct {
		Report    words `json:"report"`    // said
		Open      words `json:"open"`      // gave (this update)
		Ask       words `json:"ask"`       // (she) asked (him)
		Speech    words `json:"speech"`    // (gave this) update
		Auxiliary words `json:"auxiliary"` // has, later: between a speaker and the verb
		Perfect   words `json:"perfect"`   // has (agreed)
		Here      words `json:"here"`      // here's (Ida Holm, the mayor.)
		From      words `json:"from"`      // (a statement) from
	} `json:"verbs"`
	Endings struct {
		Adverb      endings           `json:"adverb"`      // repeatedly
		Participle  endings           `json:"participle"`  // adding
		Plural      endings           `json:"plural"`      // officials: of roles
		Age         endings           `json:"age"`         // the 36-year-old: whoever was just named
		Possessive  endings           `json:"possessive"`  // Holm's
		Contraction endings           `json:"contraction"` // don't: somebody speaks
		First       endings           `json:"first"`       // tenemos: a verb that says "we"
		Role        endings           `json:"role"`        // Hafenchefin
		Body        endings           `json:"body"`        // Innenministerium
		Noun        endings           `json:"noun"`        // Verhandlung: with a capital, and no name
		Before      endings           `json:"before"`      // französischer (Präsident)
		After       endings           `json:"after"`       // (président) français
		Past        endings           `json:"past"`        // votó: whoever stands before it has done something
		Patronymic  endings           `json:"patronymic"`  // Іванович: a middle name
		Case        endings           `json:"case"`        // президент-а, президент-ом
		Owner       endings           `json:"owner"`       // (голова) Верховної (Ради): what somebody's role belongs to
		Hearer      endings           `json:"hearer"`      // (подякував) механік-ові: whom somebody speaks to
		Fleeting    map[string]string `json:"fleeting"`    // мешкан-ець, but мешкан-ц-я: how stems end in other cases, and of many
	} `json:"endings"`
	HeadFirst    bool     `json:"headFirst"`    // the noun of a role comes before what it is bound to
	NounCapitals bool     `json:"nounCapitals"` // all nouns have a capital, not names alone
	DropsSubject bool     `json:"dropsSubject"` // "añadió" alone: who was just spoken of
	Dashes       bool     `json:"dashes"`       // speech may begin with a dash: "— No —dijo Holm—."
	Elisions     words    `json:"elisions"`     // l'
	Clitics      []string `json:"clitics"`      // -t-il
	Conjunctions words    `json:"conjunctions"`
	Joins        words    `json:"joins"`    // between two names: "and"
	See          []string `json:"see"`      // before a reference to another post
	Believed     words    `json:"believed"` // "it is understood": nobody's words
	Pronouns     struct {
		Person words `json:"person"`
		What   words `json:"what"` // here is what she said
		Who    words `json:"who"`  // after a name and a comma: it is a person's
		Group  words `json:"group"`
		Owner  words `json:"owner"` // his (spokesman)
		First  words `json:"first"`
		Second words `json:"second"`
	} `json:"pronouns"`
	Articles      words `json:"articles"`
	Definite      words `json:"definite"`
	Roles         words `json:"roles"`
	Generic       words `json:"generic"` // the nouns that stand for whoever was just named: "der Politiker"
	RoleModifiers words `json:"roleModifiers"`
	Proxies       words `json:"proxies"` // roles of those who are somebody else's: spokesman, lawyer
	Copula        words `json:"copula"`  // X is the mayor
	RoleLinks     words `json:"roleLinks"`
	Affiliations  words `json:"affiliations"` // Ida Holm of the port authority
	Honorifics    words `json:"honorifics"`
	Regal         words `json:"regal"` // titles that make one name a full one: Queen Ida
	NameParticles words `json:"nameParticles"`
	FirstNames    struct {
		Men   words `json:"men"`
		Women words `json:"women"`
	} `json:"firstNames"` // that tell the first form of a name in another case
	PostNominals  words    `json:"postNominals"` // letters behind a name, in capitals: QC
	NotNames      words    `json:"notNames"`
	BodyWords     words    `json:"bodyWords"`
	Agencies      []medium `json:"agencies"`
	Media         []medium `json:"media"`
	MediaWords    words    `json:"mediaWords"`
	MediaPrefixes words    `json:"mediaPrefixes"`
	AgencyWords   words    `json:"agencyWords"`
	MediaNouns    words    `json:"mediaNouns"`
	Citation      citation `json:"citation"`
	According     struct {
		Before words `json:"before"` // selon X
		After  words `json:"after"`  // X zufolge
	} `json:"according"` // whoever is meant says so
	Thus words `json:"thus"` // "…", so X
	// Channels are the ways by which words come, each by the name that readers see, with
	// the phrases that tell: "interview" by "in an interview".
	Channels map[string]words `json:"channels"`
	Between  words            `json:"between"` // between a verb and who said it: "sagte am Dienstag Holm"
	Credits  words            `json:"credits"`
	Months   map[string]int   `json:"months"`
	Weekdays map[string]int   `json:"weekdays"`
	Ordinals words            `json:"ordinals"`
	Stamp    struct {
		AM       words `json:"am"`
		PM       words `json:"pm"`
		Noon     words `json:"noon"`
		Midnight words `json:"midnight"`
		Days     words `json:"days"` // today, yesterday: the clock tells as much
		Ago      words `json:"ago"`
		Before   words `json:"agoBefore"` // vor (1 Stunde)
		Clock    words `json:"clock"`     // (13.34) Uhr
		DayFirst bool  `json:"dayFirst"`  // 5/3/2027 is in March
		AgoUnits words `json:"agoUnits"`
		Now      words `json:"now"`
		Posted   words `json:"posted"`
		Updated  words `json:"updated"`
		First    words `json:"first"`
		Joiners  words `json:"joiners"`
	} `json:"stamp"`
	Minute struct {
		Units words `json:"units"`
		Marks words `json:"marks"`
	} `json:"minute"`
	Furniture struct {
		KeyEvents   words `json:"keyEvents"`
		Anywhere    words `json:"anywhere"`
		Beside      words `json:"beside"` // only next to other furniture
		Counts      words `json:"counts"` // behind a number: "42 posts"
		Pinned      words `json:"pinned"` // above a post that is not in its place
		OldestFirst words `json:"oldestFirst"`
		NewestFirst words `json:"newestFirst"`
		SortBy      words `json:"sortBy"`
		By          words `json:"by"`
		Writers     words `json:"writers"` // who writes for papers: (Ida Holm, harbour) correspondent
		Shifts      words `json:"shifts"`  // (Ida Holm) now, (Jon Vik) earlier
	} `json:"furniture"`
	List struct {
		LeadWords   words `json:"leadWords"`
		LeadPhrases words `json:"leadPhrases"`
	} `json:"list"`
	Continues struct {
		First    words `json:"first"`
		Phrases  words `json:"phrases"`
		Anywhere words `json:"anywhere"`
		Labels   words `json:"labels"`
	} `json:"continues"`
	Opens struct {
		Strong  words `json:"strong"`
		Closing words `json:"closing"` // the writer says farewell
		Places  words `json:"places"`
	} `json:"opens"`
	Questions struct {
		Labels  words `json:"labels"`
		Answers words `json:"answers"`
	} `json:"questions"`
	Live      words `json:"live"`     // words of a headline that announces a live blog
	Blogging  words `json:"blogging"` // words and phrases of whoever writes the page about the page
	Demands   words `json:"demands"`  // must: who speaks demands, and a reporter does not
	Below     words `json:"below"`    // (she wrote) this: what follows is meant
	Release   words `json:"release"`  // lines that only press releases have
	Summaries words `json:"summaries"`
	Resumes   words `json:"resumes"` // "it comes after": narration again

	outlets         map[string]*medium // by alias, in the form that plainTokens gives
	cases           [256][]string      // Endings.Case, by the last byte
	roleStems       map[string]bool
	stampWords      map[string]bool // the words that a stamp may begin with
	stampPhrases    map[string]bool // those that begin the phrases of stamps
	bodyStems       map[string]bool
	men, women      map[string]string // stems of first names → their first forms
	furnitureWords  map[string]bool   // of KeyEvents, Anywhere and Beside
	longest         map[string]int    // words in the longest alias that begins with a word
	longestQuestion int               // of the labels of questions, in bytes
	channels        map[string]string // phrases of Channels → the name
	channelStarts   map[string]bool   // and the words that they begin with

	begin      map[string]bool // the words that a phrase for phraseAt begins with
	describing map[string]bool // the single words of AgencyWords and MediaNouns
}

type citation struct {
	Before words `json:"before"` // according to X
	To     words `json:"to"`     // told X: the words were said to it
	After  words `json:"after"`  // X reports
	Air    words `json:"air"`    // (asked) on X
	Told   words `json:"told"`   // (a déclaré) à X
}

// languages are the tables of data/languages, English first: it is what is
// assumed of a text that shows no language.
var languages = loadLanguages()

func loadLanguages() []*language {
	entries, err := data.ReadDir("data/languages")
	if err != nil {
		panic(err) // the files are part of the binary
	}
	var out []*language
	for _, e := range entries {
		b, err := data.ReadFile(path.Join("data/languages", e.Name()))
		if err != nil {
			panic(err)
		}
		l := new(language)
		if err := json.Unmarshal(b, l); err != nil {
			panic(fmt.Errorf("data/languages/%s: %w", e.Name(), err))
		}
		l.index()
		if l.Language == "en" {
			out = append([]*language{l}, out...)
		} else {
			out = append(out, l)
		}
	}
	return out
}

func (l *language) index() {
	l.outlets, l.longest = map[string]*medium{}, map[string]int{}
	add := func(list []medium, agency bool) {
		for _, m := range list {
			m.agency = agency
			for _, a := range m.Aliases {
				ts := l.tokens(a)
				m.spelt = append(m.spelt, spelt(ts))
				l.outlets[plainTokens(ts)] = &m
				l.longest[ts[0].lower] = max(l.longest[ts[0].lower], len(ts))
			}
		}
	}
	var everywhere struct{ Agencies, Media []medium }
	b, err := data.ReadFile("data/outlets.json")
	if err != nil {
		panic(err) // the file is part of the binary
	}
	if err := json.Unmarshal(b, &everywhere); err != nil {
		panic(fmt.Errorf("data/outlets.json: %w", err))
	}
	add(everywhere.Media, false)
	add(everywhere.Agencies, true)
	add(l.Media, false)
	add(l.Agencies, true)
	for _, e := range l.Endings.Case {
		l.cases[e[len(e)-1]] = append(l.cases[e[len(e)-1]], e)
	}
	l.setChannels()
	for _, set := range []words{l.Questions.Labels, l.Questions.Answers} {
		for w := range set {
			l.longestQuestion = max(l.longestQuestion, len(w)+2) // an apostrophe or a letter may be longer there
		}
	}
	l.roleStems, l.bodyStems = map[string]bool{}, map[string]bool{}
	if len(l.Endings.Case) > 0 {
		for w := range l.Roles {
			l.roleStems[l.stem(w)] = true
			for e, other := range l.Endings.Fleeting {
				if base, ok := strings.CutSuffix(w, e); ok {
					l.roleStems[base+other] = true
				}
			}
		}
		for w := range l.BodyWords {
			l.bodyStems[l.stem(w)] = true
		}
	}
	l.men, l.women = l.byStem(l.FirstNames.Men), l.byStem(l.FirstNames.Women)
	l.stampWords = map[string]bool{}
	for _, set := range []words{l.Stamp.Noon, l.Stamp.Midnight, l.Stamp.Days, l.Stamp.Now, l.Stamp.Posted, l.Stamp.Updated, l.Stamp.First, l.Stamp.Joiners, l.Stamp.Before} {
		for phrase := range set {
			l.stampWords[firstWord(phrase)] = true
		}
	}
	l.stampPhrases = map[string]bool{}
	for _, set := range []words{l.Stamp.First, l.Stamp.Updated, l.Stamp.Posted, l.Stamp.Now, l.Stamp.Before} {
		for phrase := range set {
			l.stampPhrases[atoms(phrase)[0].lower] = true
		}
	}
	for _, set := range []map[string]int{l.Months, l.Weekdays} {
		for w := range set {
			l.stampWords[firstWord(w)] = true
		}
	}
	l.furnitureWords = map[string]bool{}
	for _, set := range []words{l.Furniture.KeyEvents, l.Furniture.Anywhere, l.Furniture.Beside} {
		maps.Copy(l.furnitureWords, set)
	}
	for _, set := range []words{l.Verbs.Here, l.Believed, l.Resumes, l.Opens.Strong, l.Opens.Closing, l.Opens.Places, l.Continues.Phrases, l.List.LeadPhrases, l.Release, l.Minute.Marks, l.Furniture.SortBy, l.Summaries} {
		for phrase := range set {
			addStart(phrase)
		}
	}
	l.begin, l.describing = map[string]bool{}, map[string]bool{}
	for _, set := range []words{l.AgencyWords, l.MediaNouns, l.Verbs.Speech, l.List.LeadPhrases, l.Citation.After, l.According.Before, l.According.After, l.Thus, l.Between, l.Citation.Before, l.Citation.To, l.Blogging} {
		for phrase := range set {
			first, _, _ := strings.Cut(phrase, " ")
			l.begin[first] = true
		}
	}
	for _, set := range []words{l.AgencyWords, l.MediaNouns} {
		for phrase := range set {
			for _, w := range strings.Fields(phrase) {
				l.describing[w] = true
			}
		}
	}
}

// byStem gives words by their stems; "" for a stem that several share.
func (l *language) byStem(set words) map[string]string {
	out := make(map[string]string, len(set))
	for w := range set {
		k := l.stem(w)
		if _, again := out[k]; again {
			w = ""
		}
		out[k] = w
	}
	return out
}

// stem takes the ending of its case from a word.
func (l *language) stem(w string) string {
	const shortest = 2 // letters that are left
	if w == "" || len(l.Endings.Case) == 0 {
		return w
	}
	best := 0
	for _, e := range l.cases[w[len(w)-1]] {
		if len(e) > best && strings.HasSuffix(w, e) && utf8.RuneCountInString(w[:len(w)-len(e)]) >= shortest {
			best = len(e)
		}
	}
	return w[:len(w)-best]
}

// sameWord tells whether two words are forms of one.
func (l *language) sameWord(a, b string) bool { return a == b || l.stem(a) == l.stem(b) }

// isRole tells whether a word says what somebody is.
func (l *language) isRole(w string) bool {
	if l.Roles[w] || len(l.roleStems) > 0 && l.roleStems[l.stem(w)] && !l.FunctionWords[w] || l.Endings.Role.endLonger(w) {
		return true
	}
	first, second, two := strings.Cut(w, "-") // "студентка-фармацевтка"
	return two && l.HeadFirst && !l.NounCapitals && (l.isRole(first) || l.RoleModifiers[first]) && l.isRole(second)
}

// isBody tells whether a word is the name of a kind of office.
func (l *language) isBody(w string) bool {
	return l.BodyWords[w] || len(l.bodyStems) > 0 && l.bodyStems[l.stem(w)] && !l.FunctionWords[w] || l.Endings.Body.endLonger(w)
}

// isSummary tells whether a line is the title of a summary.
func (l *language) isSummary(s string) bool {
	if len(s) > longestPhrase {
		return false
	}
	return startsOf(s).any() && l.Summaries[plain(s)]
}

// startsWith tells whether the text begins with a phrase of the set, as words.
func (w words) startsWith(text string) bool {
	text = text[:min(len(text), longestPhrase)]
	if starts := startsOf(text); !starts.alone && (!starts.more || !starts.second[secondWord(text)]) {
		return false
	}
	text = plain(text)
	for i := 0; i <= len(text); i++ {
		if (i == len(text) || text[i] == ' ' || text[i] == ',' || text[i] == ':' || text[i] == '.' || text[i] == '!') && w[text[:i]] {
			return true
		}
	}
	return false
}

// longestPhrase is how long a phrase of startsWith may be, in bytes.
const longestPhrase = 80

// starts is what phrases begin with a word: the word alone, or more.
type starts struct {
	alone, more bool
	second      map[string]bool // the second words, of those that have any
}

func (s starts) any() bool { return s.alone || s.more }

// phraseStarts are the first words of all phrases that startsWith is asked for. Most
// paragraphs begin with none.
var phraseStarts = map[string]starts{}

// startsOf gives what phrases begin with the first word of a text.
func startsOf(text string) starts {
	if r, _ := utf8.DecodeRuneInString(text); r >= utf8.RuneSelf && !startRunes[unicode.ToLower(r)] {
		return starts{}
	}
	var first [24]byte // in small letters, without making a string of it
	n := 0
	for ; n < len(text); n++ {
		c := text[n]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c >= utf8.RuneSelf || n == len(first) {
			return phraseStarts[firstWord(text)]
		}
		if (c < 'a' || c > 'z') && c != '\'' && c != '-' {
			break
		}
		first[n] = c
	}
	if may := startPairs[first[0]][first[1]]; !may.alone && (!may.more || n == len(text)) {
		return starts{}
	}
	return phraseStarts[string(first[:n])]
}

// startPairs tells by the first two bytes of a word, the second 0 where there is none,
// that nothing begins with it.
var startPairs [256][256]struct{ alone, more bool }

// startRunes are the letters that they begin with.
var startRunes = map[rune]bool{}

func addStart(phrase string) {
	first := firstWord(phrase)
	r, _ := utf8.DecodeRuneInString(first)
	startRunes[r] = true
	var pair [2]byte
	copy(pair[:], first)
	may := &startPairs[pair[0]][pair[1]]
	s := phraseStarts[first]
	if second := secondWord(phrase); second == "" {
		s.alone, may.alone = true, true
	} else {
		if s.second == nil {
			s.second = map[string]bool{}
		}
		s.more, s.second[second], may.more = true, true, true
	}
	phraseStarts[first] = s
}

// secondWord gives the second word of a text, as firstWord does the first.
func secondWord(s string) string {
	_, rest, _ := strings.Cut(strings.TrimLeft(s, " "), " ")
	return firstWord(strings.TrimLeft(rest, " "))
}

// refers tells whether a text refers to another post: "(see 3.21pm)".
func (l *language) refers(s string) bool {
	if !strings.ContainsAny(s, "([") { // with which all of them begin
		return false
	}
	s = strings.ToLower(s)
	for _, see := range l.See {
		if strings.Contains(s, see) {
			return true
		}
	}
	return false
}
