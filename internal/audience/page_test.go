package audience

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func postData(id string, seq int, words string) []byte {
	return fmt.Appendf(nil, `{"type":"post","seq":%d,"id":%q,"html":%q,"publishedAt":"2026-03-04T09:00:0%dZ","pinned":false}`, seq, id, words, seq%10)
}

func applied(t *testing.T, p *page, changes ...[]byte) *page {
	t.Helper()
	for _, data := range changes {
		var err error
		if p, err = p.apply(data); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func empty() *page { return &page{posts: map[string]post{}} }

func TestWhatAReaderLacksIsCounted(t *testing.T) {
	blog := []byte(`{"type":"blog","seq":4,"state":"live","title":"Harbour","standfirst":"","pinned":[],"keyEvents":[]}`)
	a, b, aEdited := postData("A", 1, "a"), postData("B", 2, "b"), postData("A", 3, "a, edited")
	gone := []byte(`{"type":"gone","seq":5,"id":"B"}`)
	fresh := applied(t, empty(), a, b, aEdited, blog, gone)
	for _, c := range []struct {
		name    string
		changes [][]byte
		want    int
	}{
		{"all came", [][]byte{a, b, aEdited, blog, gone}, 0},
		{"all came, some twice", [][]byte{a, b, aEdited, a, blog, aEdited, gone, b, gone}, 0},
		{"the newest alone came", [][]byte{aEdited, blog, gone}, 0},
		{"an edit is missing", [][]byte{a, b, blog, gone}, 1},
		{"a post is missing", [][]byte{b, blog, gone}, 1},
		{"the withdrawal is missing", [][]byte{a, b, aEdited, blog}, 1},
		{"the header is missing", [][]byte{a, b, aEdited, gone}, 1},
		{"a word is another", [][]byte{b, postData("A", 3, "a, edited?"), blog, gone}, 1},
		{"nothing came", nil, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := applied(t, empty(), c.changes...).differences(fresh); got != c.want {
				t.Errorf("%d differences, want %d", got, c.want)
			}
		})
	}
}

func TestReadersWithTheSameShareIt(t *testing.T) {
	start := empty()
	one := applied(t, start, postData("A", 1, "a"), postData("B", 2, "b"))
	other := applied(t, start, postData("A", 1, "a"), postData("B", 2, "b"))
	if one != other {
		t.Error("two readers that got the same have two pages")
	}
	if applied(t, start, postData("A", 1, "ä")) == applied(t, start, postData("A", 1, "a")) {
		t.Error("two readers that got something else have one page")
	}
	if got := one.order(); !slices.Equal(got, []string{"B", "A"}) {
		t.Errorf("the order is %v, want the newest first", got)
	}
}

func TestWhatIsNoChangeIsSaid(t *testing.T) {
	for _, data := range []string{`{`, `[]`, `{"type":"poem","seq":1}`, `{"seq":1}`, `{"type":"post","seq":-1}`} {
		if _, err := empty().apply([]byte(data)); err == nil {
			t.Errorf("%s was taken", data)
		}
	}
}

func TestQuantilesAreRightToASixtyFourth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times := rapid.SliceOfN(rapid.Int64Range(0, int64(time.Hour)), 1, 200).Draw(t, "times")
		var l Latencies
		for _, d := range times {
			l.Record(time.Duration(d))
		}
		slices.Sort(times)
		for _, q := range []float64{0, 0.5, 0.9, 0.99, 1} {
			rank := min(max(int(q*float64(len(times))+0.5), 1), len(times))
			want := time.Duration(times[rank-1])
			if got := l.Quantile(q); got < want-time.Microsecond || got > want+want/64+time.Microsecond {
				t.Fatalf("quantile %v of %v is %v, want %v", q, times, got, want)
			}
		}
	})
}

// A reader may have a change before its maker reads the acknowledgement.
func TestTimesCountFromTheAcknowledgement(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var a arrivals
		a.sending()
		a.arrived(4, 5, time.Now()) // before
		time.Sleep(time.Millisecond)
		a.acknowledged(5, time.Now())
		time.Sleep(10 * time.Millisecond)
		a.arrived(4, 5, time.Now())
		a.sending()
		a.acknowledged(7, time.Now())
		time.Sleep(30 * time.Millisecond)
		a.arrived(4, 7, time.Now()) // 40 ms after the one, 30 after the other
		a.arrived(7, 8, time.Now()) // somebody else's
		a.sending()
		a.acknowledged(0, time.Now())
		l := a.latencies
		if l.Count() != 4 || l.Max() != 40*time.Millisecond || l.Quantile(0) != 0 || len(a.early) != 0 {
			t.Errorf("%d times, from %v to %v, %d kept; want 4 from 0 to 40 ms", l.Count(), l.Quantile(0), l.Max(), len(a.early))
		}
	})
}

func TestAddressesOfABlog(t *testing.T) {
	for address, want := range map[string]string{
		"http://127.0.0.1:8080/harbour":     "http://127.0.0.1:8080 harbour",
		"https://live.example.org/harbour/": "https://live.example.org harbour",
		"https://live.example.org/":         "",
		"https://live.example.org/a/b":      "",
		"live.example.org/harbour":          "",
		"ftp://live.example.org/harbour":    "",
		"https://x/harbour?page=2":          "",
		"https://user@x/harbour":            "",
		"":                                  "",
	} {
		site, slug, err := ParseURL(address)
		if got := site + " " + slug; (err == nil) != (want != "") || (err == nil && got != want) {
			t.Errorf("%q is %q (%v), want %q", address, got, err, want)
		}
	}
}

func TestManyReadersComeFromManyAddresses(t *testing.T) {
	for n, want := range map[int]string{0: "127.0.1.1", perAddress - 1: "127.0.1.1", perAddress: "127.0.1.2", 254 * perAddress: "127.0.2.1"} {
		if got := From(n).String(); got != want {
			t.Errorf("reader %d comes from %s, want %s", n, got, want)
		}
	}
}
