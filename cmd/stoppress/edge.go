package main

import (
	"context"
	"sync"

	"github.com/stoppress/stoppress/internal/config"
	"github.com/stoppress/stoppress/internal/document"
	"github.com/stoppress/stoppress/internal/edge"
	"github.com/stoppress/stoppress/internal/fanout"
	"github.com/stoppress/stoppress/internal/httpd"
)

type edgeCommand struct {
	Origin     string `help:"Address of the server, or the edge, whose coverage is served here." required:"" placeholder:"URL"`
	Listen     string `help:"Address to listen on." default:"127.0.0.1:8081" placeholder:"ADDR"`
	MaxReaders int    `help:"How many readers may listen at a time; others poll. By default as many as the limit of open files leaves room for." placeholder:"N"`
	LogLevel   string `help:"What to log: debug, info, warn or error." default:"info" enum:"debug,info,warn,error"`
}

// Run serves readers until the process is told to stop.
func (c edgeCommand) Run(ctx context.Context, std stdio) error {
	base, err := config.BaseURL(c.Origin, nil)
	if err != nil {
		return usageError{"--origin: " + err.Error()}
	}
	log, err := newLog(std, c.LogLevel)
	if err != nil {
		return err
	}
	room, err := findRoom(c.MaxReaders, log)
	if err != nil {
		return err
	}
	listener, err := listenOn(c.Listen)
	if err != nil {
		return err
	}
	server := httpd.New(log, room)
	server.Serve(listener, nil)
	streams := fanout.New(room.Readers)
	press := document.NewPress()
	pressing, stopPress := context.WithCancel(context.Background())
	var presses sync.WaitGroup
	presses.Go(func() { press.Run(pressing) })
	site := edge.New(edge.Options{Origin: base, Hub: streams, Press: press, Log: log})
	defer func() {
		streams.Close()
		server.Close()
		site.Close()
		stopPress()
		presses.Wait()
	}()
	if err := std.say("Edge: http://%s\nOrigin: %s", listener.Addr(), base); err != nil {
		return err
	}
	failed := server.Failed()
	waiting, stopWaiting := context.WithCancel(ctx)
	defer stopWaiting()
	ready := make(chan error, 1)
	go func() { ready <- site.WaitForOrigin(waiting) }()
	for {
		select {
		case err := <-ready:
			if err == nil {
				server.Open(site)
				log.Info("the origin is there; readers are served", "origin", base)
			}
			ready = nil
		case err := <-failed:
			return err
		case <-ctx.Done():
			log.Info("stopping")
			return nil
		}
	}
}
