package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
)

// load runs a load test against the address, publishing at the server itself.
func (s *server) load(address string, args ...string) (status int, report map[string]any, said string) {
	s.t.Helper()
	var out, errs bytes.Buffer
	args = append([]string{"load", "--url", address, "--json", "--data", s.dir}, args...)
	status = run(s.t.Context(), args, stdio{strings.NewReader(""), &out, &errs})
	if out.Len() > 0 {
		d := json.NewDecoder(&out)
		if err := d.Decode(&report); err != nil {
			s.t.Fatalf("the report is not JSON: %v", err)
		}
		if _, err := d.Token(); err != io.EOF {
			s.t.Errorf("there is something after the report: %v", err)
		}
	}
	return status, report, errs.String()
}

// between stands between readers and a server, and does to their streams what it
// is told. edit sees the whole events of one stream, one by one, and gives what
// goes on; ok is false where the stream is to end there.
func (s *server) between(edit func() func(event string) (out string, ok bool), refuse func(w http.ResponseWriter, r *http.Request) bool) string {
	s.t.Helper()
	to, err := url.Parse(s.base)
	if err != nil {
		s.t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{
		Rewrite:       func(r *httputil.ProxyRequest) { r.SetURL(to) },
		FlushInterval: -1,
		ModifyResponse: func(answer *http.Response) error {
			if strings.HasSuffix(answer.Request.URL.Path, "/stream") && answer.StatusCode == http.StatusOK {
				answer.Body = &editedStream{body: answer.Body, edit: edit()}
			}
			return nil
		},
	}
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if refuse == nil || !refuse(w, r) {
			proxy.ServeHTTP(w, r)
		}
	}))
	s.t.Cleanup(front.Close)
	return front.URL + "/harbour"
}

// editedStream is a stream whose events somebody changes.
type editedStream struct {
	body    io.ReadCloser
	edit    func(string) (string, bool)
	in, out []byte
	ended   bool
}

func (e *editedStream) Read(b []byte) (int, error) {
	for len(e.out) == 0 {
		if e.ended {
			return 0, io.EOF
		}
		part := make([]byte, 4096)
		n, err := e.body.Read(part)
		e.in = append(e.in, part[:n]...)
		for !e.ended {
			event, rest, whole := bytes.Cut(e.in, []byte("\n\n"))
			if !whole {
				break
			}
			e.in = rest
			out, ok := e.edit(string(event) + "\n\n")
			e.out = append(e.out, out...)
			e.ended = !ok
		}
		if err != nil && len(e.out) == 0 {
			return 0, err
		}
	}
	n := copy(b, e.out)
	e.out = e.out[n:]
	return n, nil
}

func (e *editedStream) Close() error { return e.body.Close() }

func untouched() func(string) (string, bool) {
	return func(event string) (string, bool) { return event, true }
}

func TestALoadTestLosesNothingAndLeavesNothing(t *testing.T) {
	s := start(t, t.TempDir())
	s.blog("harbour")
	s.ask("POST", posts, s.token("editor"), published("The ferries sail.")).want(201)
	for _, flags := range [][]string{
		{"--readers", "40", "--publish", "20", "--rate", "200"},
		{"--readers", "10", "--publish", "10", "--rate", "200", "--gzip"},
		{"--readers", "10", "--publish", "0"},
	} {
		status, report, said := s.load(s.base+"/harbour", flags...)
		if status != 0 || report["lost"] != 0.0 || report["unserved"] != 0.0 || report["reconnects"] != 0.0 {
			t.Fatalf("%v: status %d, report %v, said %s", flags, status, report, said)
		}
		reached := report["reachedMs"].(map[string]any)["count"]
		if want := report["readers"].(float64) * report["published"].(float64); reached != want {
			t.Errorf("%v: changes reached readers %v times, want %v", flags, reached, want)
		}
	}
	public := s.ask("GET", "/harbour.json", "", nil).want(200).object()
	if left := public["posts"].([]any); len(left) != 1 {
		t.Errorf("%d posts are in the blog, want the one that was there before", len(left))
	}
}

// What a load test is for: where something is lost on the way, it says so.
func TestALoadTestFindsWhatIsLost(t *testing.T) {
	for _, c := range []struct {
		name, kind string
		nth        int // of its kind; the second post is neither edited nor withdrawn later
		instead    func(event string) string
	}{
		{"a post", "post", 2, func(string) string { return "" }},
		{"a withdrawal", "gone", 1, func(string) string { return "" }},
		{"a word", "post", 2, func(event string) string {
			return strings.Replace(event, "Nothing has happened", "Something has happened", 1)
		}},
		{"a header", "blog", 1, func(string) string { return "" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := start(t, t.TempDir())
			s.blog("harbour")
			var streams atomic.Int32
			address := s.between(func() func(string) (string, bool) {
				if streams.Add(1) > 1 {
					return untouched() // of the readers the first alone is to lose something
				}
				seen := 0
				return func(event string) (string, bool) {
					if strings.Contains(event, "event: "+c.kind+"\n") {
						if seen++; seen == c.nth {
							return c.instead(event), true
						}
					}
					return event, true
				}
			}, nil)
			status, report, said := s.load(address, "--readers", "3", "--publish", "11", "--rate", "200")
			lost, _ := report["lost"].(float64)
			if status != failed || lost < 1 || report["incomplete"] != 1.0 || !strings.Contains(said, "do not have what a fresh load has") {
				t.Errorf("status %d, report %v, said %s", status, report, said)
			}
		})
	}
}

func TestReadersOfALoadTestPollWhereTheStreamIsRefused(t *testing.T) {
	t.Parallel()
	s := start(t, t.TempDir())
	s.blog("harbour")
	var refusals atomic.Int32
	address := s.between(untouched, func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, "/stream") || refusals.Add(1) > 5 {
			return false
		}
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusServiceUnavailable)
		return true
	})
	status, report, said := s.load(address, "--readers", "5", "--publish", "10", "--rate", "10")
	if polls, _ := report["polls"].(float64); status != done || report["lost"] != 0.0 || polls < 5 {
		t.Errorf("status %d, report %v, said %s", status, report, said)
	}
}

func TestReadersOfALoadTestComeBackToWhereTheyWere(t *testing.T) {
	t.Parallel()
	s := start(t, t.TempDir())
	s.blog("harbour")
	var resumed atomic.Int32
	address := s.between(func() func(string) (string, bool) {
		sent := 0
		return func(event string) (string, bool) {
			if strings.HasPrefix(event, "retry:") {
				return "retry: 10\n\n", true
			}
			sent++
			return event, sent < 4
		}
	}, func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Header.Get("Last-Event-ID") != "" {
			resumed.Add(1)
		}
		return false
	})
	status, report, said := s.load(address, "--readers", "5", "--publish", "20", "--rate", "50")
	if again, _ := report["reconnects"].(float64); status != done || report["lost"] != 0.0 || again < 5 || resumed.Load() < 5 {
		t.Errorf("status %d, %d resumed, report %v, said %s", status, resumed.Load(), report, said)
	}
}

func TestALoadTestWithoutAnyoneLetInFails(t *testing.T) {
	t.Parallel()
	s := start(t, t.TempDir())
	s.blog("harbour")
	address := s.between(untouched, func(w http.ResponseWriter, r *http.Request) bool {
		closed := strings.HasSuffix(r.URL.Path, "/stream") || strings.HasSuffix(r.URL.Path, "/changes") && r.FormValue("since") != "0"
		if closed {
			w.WriteHeader(http.StatusForbidden)
		}
		return closed
	})
	status, report, said := s.load(address, "--readers", "1", "--publish", "1")
	if status != failed || report != nil || !strings.Contains(said, "403") {
		t.Errorf("status %d, report %v, said %s", status, report, said)
	}
}

func TestALoadTestPublishesWhereItReads(t *testing.T) {
	s, other := start(t, t.TempDir()), start(t, t.TempDir())
	s.blog("harbour")
	other.blog("harbour")
	status, report, said := s.load(other.base+"/harbour", "--readers", "1", "--publish", "1")
	if status != failed || report != nil || !strings.Contains(said, "another blog") {
		t.Errorf("status %d, report %v, said %s", status, report, said)
	}
}
