package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
	"golang.org/x/sys/unix"

	"github.com/stoppress/stoppress/internal/audience"
)

// bench is the command line.
type bench struct {
	Stoppress string        `help:"The built program." default:"bin/stoppress" type:"existingfile"`
	Sizes     []int         `help:"Numbers of readers; rows with one number take the largest." default:"1000,10000,18000"`
	Rounds    int           `help:"Interleaved rounds." default:"3"`
	Frames    int           `help:"Payloads in each round." default:"10"`
	Publishes int           `help:"publish: changes." default:"100"`
	Settle    time.Duration `help:"memory: how long nothing happens before memory is read." default:"150s"`
	Soak      time.Duration `help:"soak: how long." default:"1h"`
	Rest      time.Duration `help:"pages: how long the blog rests before its page is packed well." default:"35s"`
	Hammer    time.Duration `help:"pages: how long each round asks." default:"5s"`
	Blogs     int           `help:"blogs: how many." default:"24"`
	Each      int           `help:"blogs: readers of each." default:"700"`
	Evening   time.Duration `help:"blogs: how long." default:"5m"`
	Rows      []string      `arg:"" optional:"" help:"What to measure: fanout, memory, soak, gzip, pages, publish, fair, slow, blogs, storm; all but soak where none is named."`

	dir string // for data and files of the peers
}

func (b *bench) largest() int { return slices.Max(b.Sizes) }

// say tells on stderr how far it is: stdout is for the tables.
func (b *bench) say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s "+format+"\n", append([]any{time.Now().Format(time.TimeOnly)}, args...)...)
}

func main() {
	if len(os.Args) > 2 && os.Args[1] == "peer" {
		exit(runPeer(os.Args[2:]))
	}
	var b bench
	kong.Parse(&b, kong.Name("bench"), kong.Description("Stoppress beside its peers, as Markdown tables."))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := b.run(ctx)
	stop()
	exit(err)
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func (b *bench) run(ctx context.Context) (err error) {
	rows := map[string]func(context.Context) (*table, error){
		"fanout": b.fanout, "memory": b.memory, "soak": b.soak, "gzip": b.packed, "pages": b.pages,
		"publish": b.publish, "fair": b.fair, "slow": b.slow, "blogs": b.many, "storm": b.storm,
	}
	if len(b.Rows) == 0 {
		b.Rows = []string{"fanout", "memory", "gzip", "pages", "publish", "fair", "slow", "blogs", "storm"}
	}
	for _, name := range b.Rows {
		if rows[name] == nil {
			return fmt.Errorf("there is no row %q; bench --help names them", name)
		}
	}
	if err := audience.ReserveFiles(max(b.largest(), b.Blogs*b.Each)); err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp("", "stoppress-bench"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	b.print()
	for _, name := range b.Rows {
		t, err := rows[name](ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		t.print(os.Stdout)
	}
	return nil
}

// print says what is measured, with what, and how to do it again.
func (b *bench) print() {
	program, err := exec.Command(b.Stoppress, "version").Output()
	if err != nil {
		program = []byte("stoppress -")
	}
	centrifuge := "-"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "github.com/centrifugal/centrifuge" {
				centrifuge = m.Version
			}
		}
	}
	var kernel unix.Utsname
	release := "-"
	if unix.Uname(&kernel) == nil {
		release = unix.ByteSliceToString(kernel.Release[:])
	}
	fmt.Printf("Measured on %s with %s, %s, Centrifuge %s, nginx %s, nchan %s, Linux %s, %d cores:\n\n    bench %s\n",
		time.Now().UTC().Format(time.DateOnly), strings.TrimSpace(string(program)), runtime.Version(), centrifuge, nginxIs(), versionOf("libnginx-mod-nchan"), release, runtime.NumCPU(),
		strings.Join(os.Args[1:], " "))
}

// writeAll writes to a descriptor that does not wait; a request is smaller than any
// socket's buffer.
func writeAll(fd int, data []byte) (int, error) {
	n, err := unix.Write(fd, data)
	if err == nil && n < len(data) {
		err = errors.New("a request does not fit into the socket")
	}
	return n, err
}
