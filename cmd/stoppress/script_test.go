package main

import (
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs the terminal sessions in testdata/script. Beside testscript's
// own commands they have:
//
//	ready ADDR        wait until the server there is ready
//	mode FILE MODE    the file's permissions are MODE
//	take ADDR         listen on the address, so that nobody else can
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("ADDR", freeAddress(t))
			env.Setenv("ADDR2", freeAddress(t))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"ready": scriptReady,
			"mode":  scriptMode,
			"take":  scriptTake,
		},
	})
}

func scriptReady(ts *testscript.TestScript, _ bool, args []string) {
	if !becomesReady(args[0]) {
		ts.Fatalf("the server at %s is not ready after 20 s", args[0])
	}
}

// becomesReady asks another process whether it is ready until it is, for 20 s.
func becomesReady(address string) bool {
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		if answer, err := http.Get("http://" + address + "/readyz"); err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return true
			}
		}
		time.Sleep(20 * time.Millisecond) // between two questions: there is no event to wait for
	}
	return false
}

func scriptMode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	want, err := strconv.ParseUint(args[1], 8, 32)
	ts.Check(err)
	if got := info.Mode().Perm(); got != os.FileMode(want) {
		ts.Fatalf("%s has mode %o, want %o", args[0], got, want)
	}
}

func scriptTake(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", args[0])
	ts.Check(err)
	ts.Defer(func() { l.Close() })
}

// A server that is killed in the middle of its work loses nothing that it
// acknowledged, and starts again over what it left behind.
func TestKilledServerKeepsWhatItAcknowledged(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	address := freeAddress(t)
	serve := func() *os.Process {
		p, err := os.StartProcess(stoppress(t), []string{"stoppress", "serve", "--data", dir, "--listen", address}, &os.ProcAttr{Files: []*os.File{nil, nil, os.Stderr}})
		if err != nil {
			t.Fatal(err)
		}
		if !becomesReady(address) {
			t.Fatal("the server is not ready")
		}
		return p
	}
	p := serve()
	s := &server{t: t, dir: dir, base: "http://" + address}
	s.blog("harbour")
	editor := s.token("editor")
	acknowledged := map[string]bool{}
	for round := range 3 {
		enough, killed := make(chan struct{}), make(chan struct{})
		go func() {
			<-enough // and while the next posts are being written
			p.Signal(syscall.SIGKILL)
			p.Wait()
			close(killed)
		}()
		before := len(acknowledged)
		for writing := true; writing; {
			select {
			case <-killed:
				writing = false
			default:
				if id, ok := s.tryPost(editor); ok {
					acknowledged[id] = true
					if len(acknowledged) == before+40+7*round {
						close(enough)
					}
				}
			}
		}
		p = serve()
	}
	defer func() { p.Signal(syscall.SIGTERM); p.Wait() }()
	for id := range acknowledged {
		s.ask("GET", "/harbour/posts/"+id, "", nil).want(200)
	}
	t.Logf("%d acknowledged posts, all there after three kills", len(acknowledged))
}

// stoppress gives the path of this test binary as the command.
func stoppress(t *testing.T) string {
	t.Helper()
	for _, folder := range filepath.SplitList(os.Getenv("PATH")) {
		if path := filepath.Join(folder, "stoppress"); isFile(path) {
			return path
		}
	}
	t.Fatal("testscript has put no stoppress on PATH")
	return ""
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// tryPost publishes a post; ok is false where no acknowledgement came.
func (s *server) tryPost(token string) (id string, ok bool) {
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.base+posts, jsonBody(s.t, published("words")))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", false
	}
	defer a.Body.Close()
	if a.StatusCode != http.StatusCreated {
		return "", false
	}
	location := a.Header.Get("Location")
	return filepath.Base(location), true
}
