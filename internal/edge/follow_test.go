package edge

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stoppress/stoppress/internal/coverage"
)

func TestReadersHearWhatTheOriginSays(t *testing.T) {
	s := newScript(t)
	e := startEdge(t, s.server.URL, brisk)
	next := e.open("/harbour/stream?since=0")
	if got, want := next(), "id: 1\nevent: blog\ndata: {\"type\":\"blog\",\"seq\":1,\"state\":\"live\"}"; got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
	await(t, "the edge to listen", func() bool { return s.listeners() == 1 })
	for i, kind := range []string{"post", "post", "gone", "blog"} {
		id := ""
		if kind != "blog" {
			id = "a"
		}
		data := s.change(kind, id)
		if got, want := next(), fmt.Sprintf("id: %d\nevent: %s\ndata: %s", i+2, kind, data); got != want {
			t.Errorf("got %q\nwant %q", got, want)
		}
	}
	changes := e.want("/harbour/changes?since=0", http.StatusOK, "")
	head, items := changesIn(t, changes.body)
	if head != 5 || len(items) != 2 || changes.header.Get("Surrogate-Key") != "blog-1" {
		t.Errorf("head %d and %s, key %q", head, items, changes.header.Get("Surrogate-Key"))
	}
	if n := s.listeners(); n != 1 {
		t.Errorf("the origin has %d listeners, want 1", n)
	}
}

func TestManyReadersAreOneListenerToTheOrigin(t *testing.T) {
	s := newScript(t)
	e := startEdge(t, s.server.URL, brisk)
	var readers sync.WaitGroup
	for range 50 {
		readers.Go(func() { e.open("/harbour/stream?since=0")() })
	}
	readers.Wait()
	await(t, "the edge to listen", func() bool { return s.listeners() == 1 })
	if n := s.questions("/harbour/stream?since=1"); n != 1 {
		t.Errorf("the origin's stream was opened %d times", n)
	}
}

// What the stream brings that cannot be understood, or not be kept, ends it; what is
// known is loaded anew.
func TestAStreamThatCannotBeUnderstoodIsOpenedAnew(t *testing.T) {
	for name, event := range map[string]string{
		"no JSON":              "id: 2\nevent: post\ndata: {\"type\":\n\n",
		"no change":            "id: 2\nevent: post\ndata: {\"type\":\"weather\",\"seq\":2}\n\n",
		"no seq":               "id: 2\nevent: post\ndata: {\"type\":\"post\",\"id\":\"a\"}\n\n",
		"an enormous event":    "id: 2\nevent: post\ndata: " + strings.Repeat("x", 5<<20) + "\n\n",
		"a line without end":   strings.Repeat("x", 5<<20),
		"half of what changed": "event: post\ndata: {\"type\":\"post\",\"seq\":2,\"id\":\"a\",\"html\":\"half\"}\n\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := newScript(t)
			e := startEdge(t, s.server.URL, brisk)
			e.followFrom(s)
			next := e.open("/harbour/stream")
			s.mu.Lock()
			for out := range s.streams {
				out <- event
			}
			s.mu.Unlock()
			if strings.HasPrefix(name, "half") {
				s.hangUp()
			}
			await(t, "the stream to be opened anew", func() bool { return s.questions("/harbour/stream?since=1") == 2 })
			await(t, "the edge to listen", func() bool { return s.listeners() >= 1 })
			data := s.change("post", "a")
			if got := next(); !strings.HasSuffix(got, data) {
				t.Errorf("got %q, want %s", got, data)
			}
		})
	}
}

func TestChangesThatCannotBeUnderstoodChangeNothing(t *testing.T) {
	for name, body := range map[string]string{
		"nothing": "", "no JSON": `{"head":`, "another thing": `[1,2]`, "a strange change": `{"head":9,"changes":[{"type":"weather","seq":9}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			s := newScript(t)
			e := startEdge(t, s.server.URL, brisk)
			s.say("/harbour/changes", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, body) })
			e.want("/harbour/changes?since=0", http.StatusServiceUnavailable, "")
			e.want("/harbour/stream", http.StatusServiceUnavailable, "")
			s.say("/harbour/changes", nil)
			known := e.want("/harbour/changes?since=0", http.StatusOK, "")
			await(t, "the edge to listen", func() bool { return s.listeners() == 1 })
			s.say("/harbour/changes", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, body) })
			asked := s.questions("/harbour/changes?since=1")
			s.hangUp()
			await(t, "two more questions", func() bool { return s.questions("/harbour/changes?since=1") >= asked+2 })
			e.want("/harbour/changes?since=0", http.StatusOK, known.body)
		})
	}
}

func TestAStreamThatIsSilentForTooLongIsOpenedAnew(t *testing.T) {
	s := newScript(t)
	with := brisk
	with.silence = 50 * time.Millisecond
	e := startEdge(t, s.server.URL, with)
	e.want("/harbour/changes?since=0", http.StatusOK, "")
	await(t, "the stream to be opened anew", func() bool { return s.questions("/harbour/stream?since=1") >= 3 })
	if !strings.Contains(e.log.String(), errSilent.Error()) {
		t.Errorf("the log does not say why:\n%s", e.log)
	}
}

func TestTheUsualTimesOutlastTheCommentLinesOfAnOrigin(t *testing.T) {
	if usual.silence <= 30*time.Second {
		t.Errorf("a stream may be silent for %v, and an origin for 30 s", usual.silence)
	}
}

func TestAnOriginThatComesBackWithNewsTellsThem(t *testing.T) {
	s := newScript(t)
	e := startEdge(t, s.server.URL, brisk)
	e.followFrom(s)
	next := e.open("/harbour/stream")
	s.say("*", unavailable)
	s.hangUp()
	await(t, "the origin to be missed", func() bool { _, away := e.known("harbour"); return away })
	var last string
	for range 5 {
		last = s.change("post", "a")
	}
	s.say("*", nil)
	if got := next(); !strings.HasSuffix(got, last) {
		t.Errorf("got %q, want %s", got, last)
	}
}

// An origin whose head is behind what is known has been restored from a copy. One
// that says so once may be one of several.
func TestAnOriginRestoredFromACopyIsBelieved(t *testing.T) {
	s := newScript(t)
	e := startEdge(t, s.server.URL, brisk)
	for range 5 {
		s.change("post", "lost")
	}
	e.want("/harbour", http.StatusOK, "/harbour at 6")
	await(t, "the edge to listen", func() bool { return s.listeners() == 1 })
	s.mu.Lock()
	s.head = 1
	delete(s.said, "lost")
	delete(s.seqs, "lost")
	s.mu.Unlock()
	data := s.change("post", "new") // seq 2
	s.hangUp()
	e.awaitHead(2)
	head, items := changesIn(t, e.want("/harbour/changes?since=0", http.StatusOK, "").body)
	if head != 2 || len(items) != 2 || string(items[1]) != data {
		t.Errorf("head %d and %s", head, items)
	}
	// No copy counts that is from before.
	s.say("/harbour", unavailable)
	e.want("/harbour", http.StatusServiceUnavailable, "")
	s.say("/harbour", nil)
	await(t, "the page of now", func() bool { return get(t, e.url+"/harbour").body == "/harbour at 7" })
}

func TestOneServerOfSeveralThatIsBehindForAMomentTakesNothingBack(t *testing.T) {
	s := newScript(t)
	e := startEdge(t, s.server.URL, brisk)
	s.change("post", "a")
	s.change("gone", "a")
	e.followFrom(s)
	behind := make(chan struct{})
	var once sync.Once
	s.say("/harbour/changes", func(w http.ResponseWriter, _ *http.Request) {
		once.Do(func() {
			s.say("/harbour/changes", nil)
			fmt.Fprint(w, `{"head":2,"changes":[]}`)
			close(behind)
		})
	})
	s.hangUp()
	<-behind
	await(t, "the edge to listen", func() bool { return s.listeners() == 1 })
	if strings.Contains(e.log.String(), "only what it says now counts") {
		t.Errorf("the log says\n%s", e.log)
	}
	if head, _ := changesIn(t, e.want("/harbour/changes?since=0", http.StatusOK, "").body); head != 3 {
		t.Errorf("head %d, want 3", head)
	}
	if n := s.questions("/harbour/changes?since=0"); n != 1 {
		t.Errorf("everything was asked for %d times", n)
	}
}

func TestBlogsThatNobodyAsksForAreLetGo(t *testing.T) {
	s := newScript(t)
	e := startEdge(t, s.server.URL, brisk)
	s.change("post", "a")
	e.want("/harbour/posts/a", http.StatusOK, "")
	await(t, "the edge to listen", func() bool { return s.listeners() == 1 })
	s.say("/harbour/posts/a", unavailable)
	s.change("gone", "a")
	e.awaitHead(3)
	later := func() time.Time { return time.Now().Add(brisk.idle + time.Second) }

	e.dropCold(time.Now())
	if !e.follows("harbour") {
		t.Fatal("a blog was let go that somebody has just asked for")
	}
	// The readers of a stream count, whenever they came.
	f := e.begin("harbour", 1)
	e.dropCold(later())
	if !e.follows("harbour") {
		t.Fatal("a blog was let go that has a reader")
	}
	f.leave(1)
	s.say("/harbour/changes", unavailable)
	s.hangUp()
	await(t, "the origin to be missed", func() bool { _, away := e.known("harbour"); return away })
	e.dropCold(later())
	if !e.follows("harbour") {
		t.Fatal("a blog was let go that nobody else could tell of")
	}
	s.say("/harbour/changes", nil)
	await(t, "the edge to listen", func() bool { return s.listeners() == 1 })
	e.dropCold(later())
	if e.follows("harbour") {
		t.Fatal("a blog that nobody asks for is still followed")
	}
	await(t, "the origin's stream to end", func() bool { return s.listeners() == 0 })
	// What the edge has heard holds, though it knows nothing of the blog any more.
	e.want("/harbour/posts/a", http.StatusServiceUnavailable, "")
}

func TestTheEdgeLetsGoByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newEdge(Options{}, usual)
		f := &followed{slug: "harbour", mirror: &mirror{}, asked: time.Now(), cancel: func() {}}
		e.mu.Lock()
		e.blogs[f.slug] = f
		e.mu.Unlock()
		followed := func() bool {
			e.mu.Lock()
			defer e.mu.Unlock()
			return e.blogs["harbour"] != nil
		}
		time.Sleep(usual.idle)
		synctest.Wait()
		if !followed() {
			t.Error("it was let go too early")
		}
		time.Sleep(2 * sweepEvery)
		synctest.Wait()
		if followed() {
			t.Error("it was not let go")
		}
		e.Close()
	})
}

func TestBlogsAreBoundedByNumber(t *testing.T) {
	s := newScript(t)
	e := startEdge(t, s.server.URL, brisk)
	e.followFrom(s)
	e.mu.Lock()
	for i := range maxFollowed - 1 {
		slug := coverage.Slug(fmt.Sprint("other-", i))
		e.blogs[slug] = &followed{slug: slug, mirror: &mirror{}}
	}
	e.mu.Unlock()
	s.say("/another", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Surrogate-Key", "blog-2")
		fmt.Fprint(w, "another")
	})
	e.want("/another", http.StatusOK, "another")
	e.want("/another/changes?since=0", http.StatusServiceUnavailable, "")
	e.want("/another/stream", http.StatusServiceUnavailable, "")
	e.want("/harbour/changes?since=0", http.StatusOK, "")
	e.mu.Lock()
	clear(e.blogs)
	e.mu.Unlock()
}

func TestAnswersToThoseWhoPollAreBounded(t *testing.T) {
	s := newScript(t)
	e := startEdge(t, s.server.URL, brisk)
	for range 5 {
		s.change("post", "a")
	}
	e.followFrom(s)
	for since := range 300 {
		e.want(fmt.Sprintf("/harbour/changes?since=%d", since), http.StatusOK, "")
	}
	// There are two changes: so there is a delta since nothing, one since the first,
	// and one since all.
	if n := len(e.answers.kept); n != 3 {
		t.Errorf("%d answers are kept, want 3", n)
	}
	e.want("/harbour/changes?since=-1", http.StatusBadRequest, "")
	e.want("/harbour/stream?since=x", http.StatusBadRequest, "")
}

func TestAnOriginThatTakesNoConnectionIsNotAskedAtOnceAgain(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	e := startEdge(t, "http://"+l.Addr().String(), brisk)
	e.want("/harbour", http.StatusServiceUnavailable, "")
	if _, err := e.origin.get(t.Context(), "/harbour", ""); err == nil || !strings.Contains(err.Error(), "a moment ago") {
		t.Errorf("the next question: %v", err)
	}
	if err := e.origin.isReady(t.Context()); err == nil {
		t.Error("it is ready")
	}
}
