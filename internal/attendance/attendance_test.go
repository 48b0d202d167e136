package attendance

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/stoppress/stoppress/internal/coverage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// air is what carries words between the nodes of a test.
type air struct {
	mu      sync.Mutex
	hearing map[string][]chan said
}

type said struct {
	data  []byte
	reply chan []byte // nil: nobody asked
}

func (a *air) tell(topic string, s said) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, heard := range a.hearing[topic] {
		heard <- s
	}
	return len(a.hearing[topic])
}

func (a *air) Say(topic string, data []byte) error {
	a.tell(topic, said{data: data})
	return nil
}

func (a *air) Hear(ctx context.Context, topic string, ready func(), each func([]byte) []byte) error {
	heard := make(chan said, 1000)
	a.mu.Lock()
	a.hearing[topic] = append(a.hearing[topic], heard)
	a.mu.Unlock()
	ready()
	for {
		select {
		case s := <-heard:
			if reply := each(s.data); s.reply != nil {
				s.reply <- reply
			}
		case <-ctx.Done():
			return nil
		}
	}
}

func (a *air) Ask(_ context.Context, topic string, data []byte, rest time.Duration) ([][]byte, error) {
	reply := make(chan []byte, 100)
	a.tell(topic, said{data, reply})
	var out [][]byte
	for {
		select {
		case answer := <-reply:
			out = append(out, answer)
		case <-time.After(rest):
			return out, nil
		}
	}
}

var (
	ida   = coverage.Author{ID: "ida", Name: "Ida Brandt"}
	tomas = coverage.Author{ID: "tomas", Name: "Tomás Vela"}
)

// cluster runs nodes that hear each other. It is for use in a synctest bubble.
func cluster(t *testing.T, nodes int) []*Attendance {
	t.Helper()
	wire := &air{hearing: map[string][]chan said{}}
	out := make([]*Attendance, nodes)
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	t.Cleanup(func() { cancel(); running.Wait() })
	for i := range out {
		out[i] = New(Options{Wire: wire, Now: time.Now, Log: slog.New(slog.DiscardHandler),
			Count: func(coverage.Slug) Count { return Count{Readers: 10 * (i + 1), Views: 1} }})
		ready := make(chan struct{})
		running.Go(func() {
			if err := out[i].Run(ctx, func() { close(ready) }); err != nil {
				t.Error(err)
			}
		})
		<-ready
	}
	return out
}

func put(t *testing.T, a *Attendance, who coverage.Author, at At) {
	t.Helper()
	if err := a.Put(who, "harbour", at); err != nil {
		t.Fatal(err)
	}
	synctest.Wait()
}

// here gives who is at the desk as one word each: name, post.
func here(a *Attendance) []string {
	out := []string{}
	for _, p := range a.Here("harbour") {
		out = append(out, p.User.ID+":"+string(p.Post))
	}
	return out
}

func want(t *testing.T, nodes []*Attendance, when string, want ...string) {
	t.Helper()
	for i, a := range nodes {
		if got := here(a); !slices.Equal(got, want) {
			t.Errorf("%s node %d sees %v, want %v", when, i, got, want)
		}
	}
}

func TestWhoIsThereIsSeenOnAllNodesAndGoesByThemselves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		nodes := cluster(t, 2)
		put(t, nodes[0], ida, At{Tab: "a", Post: "P1"})
		put(t, nodes[1], tomas, At{Tab: "b"})
		want(t, nodes, "at once", "ida:P1", "tomas:")
		time.Sleep(Patience - time.Second)
		put(t, nodes[1], ida, At{Tab: "a", Post: "P1"}) // by way of another node
		time.Sleep(2 * time.Second)
		synctest.Wait()
		want(t, nodes, "after the beats of one have stopped", "ida:P1")
		put(t, nodes[0], ida, At{Tab: "a", Away: true})
		time.Sleep(PatienceAway - time.Second)
		synctest.Wait()
		want(t, nodes, "while a tab is away", "ida:")
		time.Sleep(2 * time.Second)
		synctest.Wait()
		want(t, nodes, "when that has gone on for too long")
		if n := len(nodes[0].blogs); n != 0 {
			t.Errorf("%d desks are remembered where nobody is", n)
		}
	})
}

func TestWhoseConnectionHasEndedIsGoneSoonUnlessTheyComeBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		nodes := cluster(t, 2)
		put(t, nodes[0], ida, At{Tab: "a", Away: true})
		put(t, nodes[0], ida, At{Tab: "a-P1", Post: "P1", Away: true})
		put(t, nodes[0], tomas, At{Tab: "a-b", Away: true})
		cut := func(who coverage.Author) {
			t.Helper()
			if err := nodes[1].Cut(who, "harbour", "a"); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
		}
		cut(tomas) // no tab of his
		cut(ida)
		time.Sleep(PatienceCut - time.Second)
		put(t, nodes[1], ida, At{Tab: "a", Away: true})
		time.Sleep(2 * time.Second)
		synctest.Wait()
		want(t, nodes, "after one of two has come back", "ida:", "tomas:")
		cut(ida)
		time.Sleep(PatienceCut + time.Second)
		synctest.Wait()
		want(t, nodes, "after the other has not", "tomas:")
	})
}

func TestOnlyTheirOwnTabIsTakenAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		nodes := cluster(t, 2)
		put(t, nodes[0], ida, At{Tab: "a"})
		for _, c := range []struct {
			who  coverage.Author
			left int
		}{{tomas, 1}, {ida, 0}} {
			if err := nodes[1].Leave(c.who, "harbour", "a"); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			if got := len(nodes[0].Here("harbour")); got != c.left {
				t.Errorf("after %s leaves, %d are there, want %d", c.who.Name, got, c.left)
			}
		}
	})
}

func TestATakeOverIsNewerThanWhatItTook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		nodes := cluster(t, 2)
		put(t, nodes[0], ida, At{Tab: "a", Post: "P1"})
		began := time.Now()
		time.Sleep(Beat)
		put(t, nodes[1], ida, At{Tab: "a", Post: "P1"})
		put(t, nodes[1], tomas, At{Tab: "b", Post: "P1", TakeOver: true})
		time.Sleep(Beat)
		put(t, nodes[0], tomas, At{Tab: "b", Post: "P1"})
		all := nodes[0].Here("harbour")
		if !all[0].Since.Equal(began) || all[0].TookOver {
			t.Errorf("the first one edits since %v, want %v", all[0].Since, began)
		}
		if !all[1].Since.Equal(began.Add(Beat)) || !all[1].TookOver {
			t.Errorf("the other one took over at %v (%v)", all[1].Since, all[1].TookOver)
		}
		put(t, nodes[0], tomas, At{Tab: "b", Post: "P2"})
		if p := nodes[1].Here("harbour")[1]; p.TookOver || !p.Since.Equal(time.Now()) {
			t.Errorf("another post begins anew: %+v", p)
		}
	})
}

func TestWhoWatchesIsToldOfChangesAndNotOfBeats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		nodes := cluster(t, 2)
		w := nodes[1].Watch("harbour")
		defer w.Close()
		told := func() bool {
			synctest.Wait()
			select {
			case <-w.C:
				return w.Take().Here
			default:
				return false
			}
		}
		if told() {
			t.Error("told, where nobody is there")
		}
		for i, c := range []struct {
			at   At
			told bool
		}{
			{At{Tab: "a"}, true}, {At{Tab: "a"}, false}, {At{Tab: "a", Post: "P1"}, true}, {At{Tab: "a", Post: "P1"}, false}, {At{Tab: "a", Away: true}, true},
		} {
			put(t, nodes[0], ida, c.at)
			if got := told(); got != c.told {
				t.Errorf("step %d: told %v, want %v", i, got, c.told)
			}
		}
		time.Sleep(PatienceAway + time.Second)
		if !told() {
			t.Error("not told that somebody has gone")
		}
		for _, post := range []coverage.PostID{"P1", "P2", "P1"} {
			if err := nodes[0].Commented("harbour", post); err != nil {
				t.Fatal(err)
			}
		}
		synctest.Wait()
		if <-w.C; len(w.Take().Comments) != 2 {
			t.Error("three comments on two posts are not two threads")
		}
		late := nodes[0].Watch("harbour")
		late.Close()
	})
}

func TestAPersonsTabsAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		nodes := cluster(t, 1)
		put(t, nodes[0], tomas, At{Tab: "his"})
		for i := range 2 * MaxTabs {
			time.Sleep(time.Millisecond)
			put(t, nodes[0], ida, At{Tab: string(rune('A' + i))})
		}
		if got := len(nodes[0].Here("harbour")); got != MaxTabs+1 {
			t.Errorf("%d tabs count, want %d of hers and one of his", got, MaxTabs)
		}
	})
}

func TestTheAudienceIsThatOfAllNodes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		nodes := cluster(t, 3)
		count, n, err := nodes[0].Audience(t.Context(), "harbour")
		if err != nil || n != 3 || count != (Count{Readers: 60, Views: 3}) {
			t.Errorf("%d nodes have %+v (%v)", n, count, err)
		}
	})
}

func TestATabsNameIsPlain(t *testing.T) {
	for name, ok := range map[string]bool{"": false, "a": true, "0f-A": true, "a b": false, "ä": false, "a.b": false, string(make([]byte, 65)): false} {
		if _, err := ParseTab(name); (err == nil) != ok {
			t.Errorf("%q: %v", name, err)
		}
	}
}
