package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/stoppress/stoppress/internal/audience"
)

// progress tells a person how far it is: in a line that is drawn anew on a
// terminal, else in a line now and then.
type progress struct {
	out      io.Writer
	terminal bool
	readers  *audience.Audience
	press    *rehearsal // nil where nothing is published
	phases   chan string
	ended    chan struct{}
}

const (
	drawEvery = 250 * time.Millisecond
	lineEvery = 5 * time.Second
)

func newProgress(out io.Writer, readers *audience.Audience, press *rehearsal) *progress {
	p := &progress{out: out, readers: readers, press: press, phases: make(chan string), ended: make(chan struct{})}
	if f, ok := out.(*os.File); ok {
		info, err := f.Stat()
		p.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	go p.run() // ends with stop
	return p
}

// phase tells what is done from now on.
func (p *progress) phase(what string) { p.phases <- what }

// stop ends the drawing, and may be called again.
func (p *progress) stop() {
	select {
	case <-p.ended:
	default:
		close(p.phases)
		<-p.ended
	}
}

func (p *progress) run() {
	defer close(p.ended)
	every := lineEvery
	if p.terminal {
		every = drawEvery
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	now := ""
	for {
		select {
		case what, more := <-p.phases:
			if !more {
				if p.terminal {
					fmt.Fprint(p.out, "\r\x1b[K")
				}
				return
			}
			now = what
			p.draw(now)
		case <-tick.C:
			p.draw(now)
		}
	}
}

func (p *progress) draw(now string) {
	s := p.readers.State()
	line := fmt.Sprintf("%s: %d listening", now, s.Listening)
	for _, more := range []struct {
		n    int
		what string
	}{{s.Polling, "polling"}, {s.Unserved, "not let in yet"}, {s.Reconnects, "reconnects"}} {
		if more.n > 0 {
			line += fmt.Sprintf(", %d %s", more.n, more.what)
		}
	}
	if p.press != nil {
		line += fmt.Sprintf(", %d changes", p.press.acknowledged())
	}
	if p.terminal {
		fmt.Fprintf(p.out, "\r\x1b[K%s", line)
	} else {
		fmt.Fprintln(p.out, line)
	}
}
