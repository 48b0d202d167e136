package styleguide

// group are parts that belong together.
type group struct {
	ID, Name, Text string
	parts          []part
}

// part is one thing that a page can show.
type part struct {
	ID, Name, When string
	specimens      []specimen
}

// groups are all parts, in the order in which a designer would look for them.
var groups = []group{
	{"elements", "Elements", "What a post is made of. A post holds any number of them, in any order.", []part{
		{"text", "Text", "Paragraphs, with every inline mark that they may have: emphasis, strong, struck out, code, a line break, above and below the line, and a link.", []specimen{{post: "marks"}}},
		{"heading", "Heading and lists", "A heading parts a long post. A list is numbered where its order says something, and has bullets where it does not.", []specimen{{post: "points"}}},
		{"quote", "Quote", "Words on record. The page sets the quotation marks; the speaker stands under the words.", []specimen{{post: "arrives"}}},
		{"quote-marked", "Quote with marks of its own", "Words that bring their own quotation marks keep them, and get no second pair.", []specimen{{post: "union"}}},
		{"quote-full", "Quote with everything", "Role, channel, the time at which it was said, who reported it, and where to read it.", []specimen{{post: "offer"}}},
		{"quote-minimal", "Quote with the least", "A speaker who has no role, or is named by it.", []specimen{{post: "voice"}}},
		{"quote-translated", "Quote in another language", "What was said, as it was said, and what it means in the blog’s language under it.", []specimen{{post: "captain"}}},
		{"quote-partial", "Part of a sentence", "Words that were taken out of a sentence say so.", []specimen{{post: "whisper"}}},
		{"quote-long", "Quote of several paragraphs", "One opening and one closing mark, whatever stands between.", []specimen{{post: "letter"}}},
		{"image", "Image", "Its frame is there before the picture is, so that nothing moves when it comes. Caption and credit each have a line.", []specimen{{post: "queue"}}},
		{"image-bare", "Image without caption", "Where the words around it say what it shows. Its alternative text is always there.", []specimen{{post: "picture"}}},
		{"embed", "Embed", "A card that leads to what lies elsewhere: nothing loads from another site before a reader goes there.", []specimen{{post: "embed"}}},
		{"link", "Link", "A card with the title of what it leads to; without a title, its address.", []specimen{{post: "links"}}},
	}},
	{"post", "A post", "What stands around a post’s words. Whatever says how far they can be trusted is said in words, never by colour or an icon alone.", []part{
		{"plain", "Post without a title", "The usual update: a time and some words. Where there is room its time stands beside it.", []specimen{{post: "plain", list: true}}},
		{"byline", "Byline", "Who wrote it, each with the role that tells where they are or what they did.", []specimen{{post: "points", list: true}}},
		{"key-event", "Key event", "A turn of the story. It is listed among the key events as well, so it has a title.", []specimen{{post: "light", list: true}}},
		{"share", "Share", "Leads to the post’s own address. The script shares it as the device does, or copies it and says so.", []specimen{{post: "plain", list: true}}},
		{"summary", "Summary", "Sums the story up for those who come late, and can be folded away, as what is pinned can.", []specimen{{post: "stands", list: true}}},
		{"claim", "Claim status", "How sure a fact is, in a word that can be pressed for what it means. Only a person sets it; most posts have none.", []specimen{
			{Caption: "Reported: somebody says so.", post: "offer"}, {Caption: "Confirmed: we have seen it, or two have said so.", post: "firstferry"},
			{Caption: "Official: whoever decides it has said so.", post: "union"}, {Caption: "Unverified: nobody knows yet.", post: "counts"},
		}},
		{"sources", "Sources", "Where the facts come from, of each kind: an agency, an official body, social media, own reporting, and others, which have no word.", []specimen{{post: "counts"}}},
		{"relations", "Relations", "How a post stands to another one, said at the one that has the relation. Amber where words are contradicted or put right.", []specimen{
			{post: "crane-updates"}, {post: "crane-confirms"}, {post: "crane-contradicts"}, {post: "crane-corrects"}, {post: "crane-answers"},
		}},
		{"relations-back", "Relations, from the other side", "The same five, said at the post that they lead to.", []specimen{{post: "crane"}}},
		{"corrections", "Corrections", "A minor change, a clarification, a correction and a retraction, each with its time and reason. They stay.", []specimen{{post: "corrected"}}},
		{"long", "Long words and other scripts", "What has no place to break is broken; a name in another script keeps its direction.", []specimen{{post: "names", list: true}}},
	}},
	{"blog", "The page of a blog", "What stands around the posts.", []part{
		{"states", "States", "Where the story stands. Vermilion is for what is live, and for nothing else.", []specimen{
			{Caption: "Live", pieces: []string{".bar", ".opening"}},
			{Caption: "Upcoming", page: "upcoming", pieces: []string{".bar", ".opening"}},
			{Caption: "Paused", page: "paused", pieces: []string{".bar", ".opening"}},
			{Caption: "Ended", page: "ended", pieces: []string{".bar", ".opening"}},
		}},
		{"key-events", "Key events", "The spine of the story: a strip to swipe where the page is narrow, a rail beside the posts where it is wide. One of another day says its day.", []specimen{{pieces: []string{"#key-events"}}}},
		{"pinned", "Pinned", "What everybody should read first; it stands at its own place as well.", []specimen{{pieces: []string{"#pinned"}}}},
		{"empty", "No posts yet", "A blog that has been opened and has no post.", []specimen{{page: "upcoming", pieces: []string{"#posts", ".empty"}}}},
		{"held", "Updates that wait", "While somebody reads further down, new posts wait behind a button, so that nothing moves under their eyes. Edits never wait.", []specimen{{pieces: []string{".hold"}, held: 3}}},
		{"connected", "Connected, and polling", "Both look the same: how updates come is no concern of a reader.", []specimen{
			{Caption: "Over the stream", pieces: []string{".bar"}, live: "on"}, {Caption: "By polling", pieces: []string{".bar"}, live: "poll"},
		}},
		{"lost", "Connection lost", "Said after three seconds without a connection; it comes back by itself.", []specimen{{pieces: []string{".bar"}, live: "lost"}}},
		{"permalink", "Permalink", "The page around one post says that it is that, and leads to the newest.", []specimen{{page: "permalink", pieces: []string{".context"}}}},
		{"pages", "Older and newer pages", "After fifty to ninety-nine posts come older pages; without a script they are plain links.", []specimen{
			{Caption: "Under the first page", page: "busy", pieces: []string{".pages"}}, {Caption: "Under an older one", page: "older", pieces: []string{".pages"}},
		}},
	}},
	{"settings", "Settings and languages", "What an editor sets for a blog and what a reader chooses.", []part{
		{"since", "What changed since", "Whoever comes back is told what is new and what has changed, and can be led to each, or to where they were. It stands at the foot of the window and covers nothing that is being read.", []specimen{
			{made: `<div class="since"><p>Since you left at 13:40: 3 new, 1 changed</p><button type="button">Show the next</button><button type="button">Go on where you were</button><button type="button" aria-label="Close">×</button></div>`},
		}},
		{"order", "Order", "Newest first while it is live, from the beginning once it has ended, unless a reader asks otherwise.", []specimen{
			{Caption: "Newest first", pieces: []string{".facts"}}, {Caption: "Oldest first", page: "ended", pieces: []string{".facts"}},
		}},
		{"languages", "Languages", "What the page itself says follows the blog’s language, as do dates, digits and plurals; the words of posts are the newsroom’s.", inAllLanguages},
		{"zone", "Times in another zone", "Times are those of the place where the story is, and say so. A reader elsewhere may have their own; the button is there only for them.", []specimen{{pieces: []string{".facts"}}}},
		{"contributors", "Contributors", "Who covers the story, where the blog names them.", []specimen{{pieces: []string{".contributors"}}}},
		{"direction", "Direction of writing", "It follows from the blog’s language. Every rule, rail and indent changes sides with it.", []specimen{{page: "arabic", pieces: []string{".bar", ".opening", "#key-events", "article"}}}},
	}},
	{"pages-around", "Pages around the blogs", "What a reader comes to by a short address, or by a wrong one.", []part{
		{"quotes", "Quotes", "Who said what in one story: everybody, by name or by time. Whoever copies a quote copies who said it and where.", []specimen{{page: "quotes", pieces: []string{"main"}}}},
		{"quotes-of-one", "Quotes of one speaker", "The same of one person, with the way back to everybody and on to all stories.", []specimen{{page: "quotes of one", pieces: []string{"main"}}}},
		{"speaker", "A speaker", "All that somebody has said in any story, and what they were when they said it.", []specimen{{page: "speaker", pieces: []string{"main"}}}},
		{"ledger", "Corrections ledger", "What was put right after it had been published: when, why, and which words. Minor changes are listed apart.", []specimen{{page: "corrections", pieces: []string{"main"}}}},
		{"home", "Home page", "All blogs: what is live first, then what is to come, what has paused and what has ended.", []specimen{{page: "home", pieces: []string{"main"}}}},
		{"home-empty", "Home page without blogs", "A server that has just been set up.", []specimen{{page: "no-blogs", pieces: []string{"main"}}}},
		{"accessibility", "Accessibility", "Linked from the foot of every page: what is done, how to use the pages by keyboard, known limits, whom to tell.", []specimen{{page: "accessibility", pieces: []string{"main"}}}},
		{"not-found", "Not found (404)", "There never was such a page, or it is not public.", []specimen{{page: "404", pieces: []string{"main"}}}},
		{"gone", "Withdrawn (410)", "A post was published here and has been withdrawn; no word of it is shown.", []specimen{{page: "410", pieces: []string{"main"}}}},
		{"unreadable", "Unreadable address (400)", "Something in the address is not what it should be.", []specimen{{page: "400", pieces: []string{"main"}}}},
		{"unavailable", "Not available (503)", "The server starts or has too much to do.", []specimen{{page: "503", pieces: []string{"main"}}}},
	}},
}

// colour is a token of web/tokens/tokens.css.
type colour struct{ Token, Use string }

var colours = []colour{
	{"ink", "words"}, {"soft", "what stands beside them"}, {"paper", "the ground"}, {"wash", "what is pinned, or related"},
	{"line", "hairlines between posts"}, {"live", "live and publish, nothing else"}, {"mark", "links and quotes"}, {"warn", "what was corrected or contradicted"},
}

// size is a step of the type scale.
type size struct{ Token, Use, Sample string }

var sizes = []size{
	{"title", "The headline", "Ferries stay in port"},
	{"lead", "Standfirst and titles of posts", "The owners say that it has been accepted"},
	{"text", "The words of posts", "For the first time today both sides sit in one room."},
	{"small", "Times, labels and controls", "12:44 Key event · By Ida Brandt"},
}

// inAllLanguages are specimens of what a page says beside its posts.
var inAllLanguages = func() []specimen {
	var out []specimen
	for _, language := range []struct{ tag, name string }{
		{"en", "English"}, {"de", "German"}, {"fr", "French"}, {"es", "Spanish"}, {"pt", "Portuguese"}, {"uk", "Ukrainian"}, {"ar", "Arabic"}, {"he", "Hebrew"},
	} {
		out = append(out, specimen{Caption: language.name, page: "in " + language.tag, pieces: []string{"#state", ".facts", ".meta"}})
	}
	return out
}()
