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
	if c.Origin == "" {
		return usageError{"--origin: name the server, or the edge, that this one is to follow"}
	}
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
	site := edge.New(edge.Options{Origin: base, Hub: streams, Press: press, Log: log})
	parts, stopParts := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { press.Run(parts) })
	there := make(chan struct{})
	running.Go(func() {
		if site.WaitForOrigin(parts) == nil {
			close(there)
		}
	})
	defer func() {
		streams.Close()
		stopParts()
		running.Wait()
		site.Close() // whoever waits for the origin is told before the listener ends
		server.Close()
	}()
	if err := std.say("Edge: http://%s\nOrigin: %s", listener.Addr(), base); err != nil {
		return err
	}
	for {
		select {
		case <-there:
			server.Open(site)
			log.Info("the origin is there; readers are served", "origin", base)
			there = nil
		case err := <-server.Failed():
			return err
		case <-ctx.Done():
			log.Info("stopping")
			return nil
		}
	}
}
