package edge

import (
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
	"github.com/stoppress/stoppress/internal/document"
)

func TestManyWhoWantAPageMakeOneQuestion(t *testing.T) {
	s := newScript(t)
	begun := make(chan struct{}, 1000)
	answer := make(chan struct{})
	s.say("/assets/style.css", func(w http.ResponseWriter, _ *http.Request) {
		begun <- struct{}{}
		<-answer
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		fmt.Fprint(w, "the style")
	})
	e := startEdge(t, s.server.URL, brisk)
	var readers sync.WaitGroup
	for range 200 {
		readers.Go(func() {
			if got := get(t, e.url+"/assets/style.css"); got.status != http.StatusOK || got.body != "the style" {
				t.Errorf("%d %q", got.status, got.body)
			}
		})
	}
	<-begun
	close(answer)
	readers.Wait()
	if n := s.questions("/assets/style.css"); n != 1 {
		t.Errorf("the origin was asked %d times, want once", n)
	}
}

func TestACopyIsServedAsLongAsItMayBeKept(t *testing.T) {
	s := newScript(t)
	e := startEdge(t, s.server.URL, brisk)
	first := e.want("/harbour", http.StatusOK, "/harbour at 1")
	asked := s.questions("/harbour")
	for range 20 {
		again := e.want("/harbour", http.StatusOK, first.body)
		if again.header.Get("Surrogate-Key") != "blog-1" || again.header.Get("Cache-Control") != s.caching || again.header.Get("Content-Type") != "text/html" {
			t.Fatalf("headers %v", again.header)
		}
	}
	if n := s.questions("/harbour") - asked; n != 0 {
		t.Errorf("it was asked for %d times more", n)
	}
	// The parts of the query that mean nothing make no other page.
	e.want("/harbour?utm_source=x&fbclid=y", http.StatusOK, first.body)
	if n := s.questions("/harbour") - asked; n != 0 {
		t.Errorf("a query that means nothing made %d questions", n)
	}
}

func TestWhatHasNotChangedIsNotSentAgain(t *testing.T) {
	s := newScript(t)
	s.caching = "public, s-maxage=3600"
	e := startEdge(t, s.server.URL, brisk)
	e.followFrom(s)
	e.want("/harbour", http.StatusOK, "/harbour at 1")
	s.change("post", "a")
	s.mu.Lock()
	s.version = 1 // the change is not on this page
	s.mu.Unlock()
	e.awaitHead(2)
	asked := s.questions("/harbour")
	e.want("/harbour", http.StatusOK, "/harbour at 1")
	s.mu.Lock()
	tag := s.tags["/harbour"]
	s.mu.Unlock()
	if n := s.questions("/harbour") - asked; n != 1 || tag != `W/"1"` {
		t.Errorf("asked %d times, last with If-None-Match %q", n, tag)
	}
	e.want("/harbour", http.StatusOK, "/harbour at 1")
	if n := s.questions("/harbour") - asked; n != 1 {
		t.Errorf("after 304 it was asked for again")
	}
}

// aged makes a copy look as if it had been there for long.
func (e *testEdge) aged(address string, by time.Duration) {
	old := *e.copies.get(address)
	old.until, old.stale = old.until.Add(-by), old.stale.Add(-by)
	e.copies.put(address, &old)
}

func TestAnOldCopyIsServedWhileTheOriginIsAskedAndNoLonger(t *testing.T) {
	s := newScript(t)
	say := func(words string) {
		s.say("/", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Cache-Control", "public, max-age=0, s-maxage=100, stale-while-revalidate=100")
			fmt.Fprint(w, words)
		})
	}
	say("one")
	e := startEdge(t, s.server.URL, brisk)
	e.want("/", http.StatusOK, "one")
	say("two")
	e.aged("/", 150*time.Second)
	e.want("/", http.StatusOK, "one")
	await(t, "the new copy", func() bool { return get(t, e.url+"/").body == "two" })
	if n := s.questions("/"); n != 2 {
		t.Errorf("the origin was asked %d times, want 2", n)
	}
	say("three")
	e.aged("/", 250*time.Second)
	e.want("/", http.StatusOK, "three")
	s.say("/", unavailable)
	e.aged("/", 250*time.Second)
	e.want("/", http.StatusOK, "three")
}

func TestWhatIsNotThereIsCopiedAndCostsOneQuestionASecond(t *testing.T) {
	s := newScript(t)
	s.say("/harbour/posts/gone", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Surrogate-Key", "blog-1")
		w.WriteHeader(http.StatusGone)
		fmt.Fprint(w, "it was withdrawn")
	})
	s.say("/harbour/", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/harbour", http.StatusPermanentRedirect)
	})
	e := startEdge(t, s.server.URL, brisk)
	for range 3 {
		if got := e.want("/harbour/posts/gone", http.StatusGone, "it was withdrawn"); got.header.Get("Surrogate-Key") != "blog-1" {
			t.Error("the copy of a 410 has no key")
		}
		if got := e.want("/harbour/", http.StatusPermanentRedirect, ""); got.header.Get("Location") != "/harbour" {
			t.Errorf("it leads to %q", got.header.Get("Location"))
		}
	}
	began := time.Now()
	for range 50 {
		e.want("/nowhere", http.StatusNotFound, "404 page not found\n")
		e.want("/nowhere/changes?since=0", http.StatusNotFound, "")
		e.want("/nowhere/stream", http.StatusNotFound, "")
	}
	most := 1 + int(time.Since(began)/keptAtLeast)
	if n := s.questions("/nowhere"); n > most {
		t.Errorf("the origin was asked %d times for a page that it does not know, want %d at most", n, most)
	}
	for _, address := range []string{"/nowhere/changes?since=0", "/nowhere/stream?since=0"} {
		if n := s.questions(address); n != 0 {
			t.Errorf("the origin was asked %d times for %s", n, address)
		}
	}
}

func TestABlogThatChangedIsAskedForAgainFirst(t *testing.T) {
	s := newScript(t)
	e := startEdge(t, s.server.URL, brisk)
	e.want("/harbour", http.StatusOK, "/harbour at 1")
	await(t, "the edge to listen", func() bool { return s.listeners() == 1 })
	for seq := 2; seq < 8; seq++ {
		s.change("post", "a")
		e.awaitHead(seq)
		for _, path := range []string{"/harbour", "/harbour.json", "/harbour/posts/a"} {
			e.want(path, http.StatusOK, fmt.Sprintf("%s at %d", path, seq))
		}
	}
}

// A question that was put before a change may be answered without it.
func TestAnAnswerToAnOlderQuestionIsNotTakenForTheNewest(t *testing.T) {
	s := newScript(t)
	e := startEdge(t, s.server.URL, brisk)
	e.want("/harbour", http.StatusOK, "")
	await(t, "the edge to listen", func() bool { return s.listeners() == 1 })
	asked, answer := make(chan string, 9), make(chan struct{})
	s.say("/harbour/posts/a", func(w http.ResponseWriter, _ *http.Request) {
		s.mu.Lock()
		words := fmt.Sprintf("at %d", s.version)
		s.mu.Unlock()
		asked <- words
		if words == "at 1" {
			<-answer
		}
		w.Header().Set("Cache-Control", "s-maxage=3600")
		fmt.Fprint(w, words)
	})
	early, late := make(chan string, 1), make(chan string, 1)
	go func() { early <- get(t, e.url+"/harbour/posts/a").body }()
	<-asked
	s.change("gone", "a")
	e.awaitHead(2)
	go func() { late <- get(t, e.url+"/harbour/posts/a").body }()
	close(answer)
	if got := <-late; got != "at 2" {
		t.Errorf("who came after the post left got %q", got)
	}
	if got := <-early; got != "at 2" {
		t.Errorf("who came before it left, and was answered after, got %q", got)
	}
}

func TestWhileTheOriginIsAwayReadersGetWhatWasKnownLast(t *testing.T) {
	for name, away := range map[string]http.HandlerFunc{
		"it cannot answer": unavailable,
		"it is overrun":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTooManyRequests) },
		"it says nothing":  hangs,
		"half an answer": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, "half")
		},
		"half a packed answer": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			fmt.Fprint(z, "half")
			_ = z.Flush()
		},
		"not changed, which nobody asked": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusBadGateway)
				return
			}
			w.WriteHeader(http.StatusNotModified)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScript(t)
			with := brisk
			with.answer, with.newer = 100*time.Millisecond, 50*time.Millisecond
			e := startEdge(t, s.server.URL, with)
			s.change("post", "a")
			page := e.want("/harbour", http.StatusOK, "/harbour at 2")
			permalink := e.want("/harbour/posts/a", http.StatusOK, "")
			changes := e.want("/harbour/changes?since=0", http.StatusOK, "")
			await(t, "the edge to listen", func() bool { return s.listeners() == 1 })
			next := e.open("/harbour/stream?since=0")
			next()
			s.say("*", away)
			s.change("post", "b") // the last that the stream brings
			e.awaitHead(3)
			s.hangUp()
			e.want("/harbour", http.StatusOK, page.body)
			e.want("/harbour/posts/a", http.StatusOK, permalink.body)
			e.want("/harbour.json", http.StatusServiceUnavailable, "")
			if head, _ := changesIn(t, e.want("/harbour/changes?since=0", http.StatusOK, "").body); head != 3 {
				t.Errorf("head %d; before %s", head, changes.body)
			}
			e.open("/harbour/stream?since=2")()
			s.say("*", nil)
			await(t, "the newer page", func() bool { return get(t, e.url+"/harbour").body == "/harbour at 3" })
			s.change("gone", "b")
			e.awaitHead(4)
		})
	}
}

func TestNoCopyFromBeforeAPostLeftIsServed(t *testing.T) {
	s := newScript(t)
	with := brisk
	with.newer = 100 * time.Millisecond
	e := startEdge(t, s.server.URL, with)
	s.change("post", "a")
	for _, path := range []string{"/harbour", "/harbour/posts/a"} {
		e.want(path, http.StatusOK, "")
	}
	await(t, "the edge to listen", func() bool { return s.listeners() == 1 })
	s.say("*", unavailable)
	s.change("gone", "a")
	e.awaitHead(3)
	s.hangUp()
	refused := func() {
		t.Helper()
		for _, path := range []string{"/harbour", "/harbour/posts/a", "/harbour?page=1"} {
			got := e.want(path, http.StatusServiceUnavailable, "")
			if got.header.Get("Retry-After") == "" || got.header.Get("Cache-Control") != "no-store" || strings.Contains(got.body, "words") {
				t.Errorf("%s: %v %s", path, got.header, got.body)
			}
		}
	}
	refused()
	refused() // and not waited for
	if got := e.want("/harbour/changes?since=0", http.StatusOK, "").body; strings.Contains(got, "words") {
		t.Errorf("the changes hold withdrawn words: %s", got)
	}
	s.say("*", nil)
	await(t, "the page without the post", func() bool { return get(t, e.url+"/harbour").body == "/harbour at 3" })
}

// What left before the page was asked for the first time is no reason to refuse it.
func TestAPageThatWasReadOnceIsThereWhenTheOriginIsAway(t *testing.T) {
	s := newScript(t)
	s.change("post", "a")
	s.change("gone", "a")
	e := startEdge(t, s.server.URL, brisk)
	e.want("/harbour", http.StatusOK, "/harbour at 3")
	s.say("*", unavailable)
	s.hangUp()
	e.want("/harbour", http.StatusOK, "/harbour at 3")
	e.want("/harbour/changes?since=0", http.StatusOK, "")
	e.open("/harbour/stream?since=0")()
}

func TestAnAnswerThatIsTooLargeIsRefused(t *testing.T) {
	if maxAnswer != 64<<20 {
		t.Errorf("%d bytes are taken", maxAnswer)
	}
	const largest = 1 << 20
	s := newScript(t)
	s.say("*", func(w http.ResponseWriter, r *http.Request) {
		var out io.Writer = w
		if strings.HasPrefix(r.URL.Path, "/packed") { // a small answer that grows
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			defer z.Close()
			out = z
		}
		_, _ = out.Write(make([]byte, largest))
		if strings.HasSuffix(r.URL.Path, "larger") {
			_, _ = out.Write([]byte{1})
		}
	})
	e := startEdge(t, s.server.URL, brisk)
	e.origin.largest = largest
	for path, status := range map[string]int{"/plain": http.StatusOK, "/plain-larger": http.StatusServiceUnavailable, "/packed": http.StatusOK, "/packed-larger": http.StatusServiceUnavailable} {
		if got := get(t, e.url+path); got.status != status {
			t.Errorf("%s: %d, want %d", path, got.status, status)
		}
	}
	if !strings.Contains(e.log.String(), "is larger than") {
		t.Errorf("the log does not say why:\n%s", e.log)
	}
}

func TestCopiesAreBoundedByBytes(t *testing.T) {
	const room = 100_000
	c := newCopies(room)
	long := strings.Repeat("x", 5_000)
	for i := range 500 {
		c.put(fmt.Sprintf("/%d", i), &copied{body: document.New("text/html", []byte(long)), header: http.Header{"Link": {long}}})
		c.put(fmt.Sprintf("/%d/%s", i, long), &copied{body: document.New("text/html", nil)})
		c.get("/0")
		held := 0
		for address, e := range c.kept {
			held += len(address) + len(long)
			if e.Value.(shelved).body.Size() > 0 {
				held += len(long)
			} else {
				held -= len(long)
			}
		}
		if held > room || c.bytes > room || c.bytes < held || c.order.Len() != len(c.kept) {
			t.Fatalf("after %d: %d bytes are held, %d counted, of %d", i, held, c.bytes, room)
		}
	}
	if c.get("/0") == nil || c.get("/1") != nil || c.get("/499") == nil {
		t.Error("it was not the one that nobody asked for the longest that made room")
	}
	c.put("/enormous", &copied{body: document.New("text/html", make([]byte, room))})
	if len(c.kept) != 0 || c.bytes != 0 {
		t.Errorf("%d copies of %d bytes are left beside one that has no room", len(c.kept), c.bytes)
	}
}

func TestAddressesThatMeanTheSameAreOne(t *testing.T) {
	for given, want := range map[string]string{
		"/harbour":                            "/harbour",
		"/harbour?":                           "/harbour",
		"/harbour?x=1&page=2&y=3":             "/harbour?page=2",
		"/harbour?page=2&page=3":              "/harbour?page=2",
		"/harbour?page=2&order=oldest":        "/harbour?order=oldest&page=2",
		"/harbour?order=oldest&page=2":        "/harbour?order=oldest&page=2",
		"/harbour.json?before=a%20b&since=9":  "/harbour.json?before=a+b",
		"/oembed?url=https%3A%2F%2Fx.example": "/oembed?url=https%3A%2F%2Fx.example",
		"/a%2Fb?page=%zz":                     "/a%2Fb",
	} {
		u, err := url.Parse(given)
		if err != nil {
			t.Fatal(err)
		}
		if got := addressOf(u); got != want {
			t.Errorf("%s: %s, want %s", given, got, want)
		}
	}
	for path, want := range map[string]coverage.Slug{
		"/": "", "/harbour": "harbour", "/harbour.json": "harbour", "/harbour/posts/1": "harbour", "/assets/x.js": "", "/Harbour": "", "/robots.txt": "",
	} {
		if got := slugIn(path); got != want {
			t.Errorf("%s: of %q, want %q", path, got, want)
		}
	}
}

func TestHowLongACopyMayBeKept(t *testing.T) {
	for control, want := range map[string][2]time.Duration{
		"": {time.Second, 0},
		"public, max-age=0, s-maxage=2, stale-while-revalidate=8, stale-if-error=300": {2 * time.Second, 8 * time.Second},
		"public, s-maxage=0, max-age=60":                                              {time.Second, 0},
		"public,max-age=31536000,immutable":                                           {31536000 * time.Second, 0},
		"no-store":                                                                    {time.Second, 0},
		"max-age=-1, s-maxage=soon":                                                   {time.Second, 0},
		"max-age=99999999999999999999, S-MaxAge=7":                                    {7 * time.Second, 0},
	} {
		if kept, stale := keptFor(control); kept != want[0] || stale != want[1] {
			t.Errorf("%q: %v and %v, want %v", control, kept, stale, want)
		}
	}
}

func TestReadersOfManyPagesDoNotOverrunTheOrigin(t *testing.T) {
	s := newScript(t)
	var mu sync.Mutex
	now, most := 0, 0
	full, answer := make(chan struct{}), make(chan struct{})
	s.say("*", func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		now++
		if most = max(most, now); most == maxQuestions && now == maxQuestions {
			select {
			case <-full:
			default:
				close(full)
			}
		}
		mu.Unlock()
		<-answer
		mu.Lock()
		now--
		mu.Unlock()
		_, _ = io.WriteString(w, r.URL.Path)
	})
	e := startEdge(t, s.server.URL, brisk)
	var readers sync.WaitGroup
	for i := range 3 * maxQuestions {
		readers.Go(func() {
			path := fmt.Sprintf("/assets/%d", i)
			if got := get(t, e.url+path); got.body != path {
				t.Errorf("%s: %d %q", path, got.status, got.body)
			}
		})
	}
	<-full
	close(answer)
	readers.Wait()
	if most > maxQuestions {
		t.Errorf("the origin was asked %d questions at a time, want %d at most", most, maxQuestions)
	}
	if n := len(slices.Collect(maps.Keys(s.asked))); n != 3*maxQuestions {
		t.Errorf("%d addresses were asked for", n)
	}
}

func TestWhatTheOriginDidNotAnswerIsAskedForAgainOnceItIsBack(t *testing.T) {
	s := newScript(t)
	with := brisk
	with.away = time.Hour // only what is heard of it may end it
	e := startEdge(t, s.server.URL, with)
	s.change("post", "a")
	e.want("/harbour", http.StatusOK, "/harbour at 2")
	await(t, "the edge to listen", func() bool { return s.listeners() == 1 })
	s.say("*", unavailable)
	s.change("post", "b") // the last that the stream brings
	e.awaitHead(3)
	s.hangUp()
	await(t, "the question that fails", func() bool {
		e.want("/harbour", http.StatusOK, "/harbour at 2")
		return !e.copies.get("/harbour").tried.IsZero()
	})
	s.say("*", nil)
	await(t, "the edge to listen again", func() bool { return s.listeners() == 1 })
	s.change("post", "c")
	e.awaitHead(4)
	e.want("/harbour", http.StatusOK, "/harbour at 4")
}
