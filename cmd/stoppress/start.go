package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"syscall"

	"github.com/stoppress/stoppress/internal/httpd"
)

// newLog writes what is at least of the level to standard error.
func newLog(std stdio, name string) (*slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(name)); err != nil {
		return nil, usageError{err.Error()}
	}
	return slog.New(slog.NewTextHandler(std.err, &slog.HandlerOptions{Level: level})), nil
}

// findRoom tells how many readers are let in where so many are wished for; 0 stands
// for as many as there is room for.
func findRoom(wished int, log *slog.Logger) (httpd.Room, error) {
	if wished < 0 {
		return httpd.Room{}, usageError{fmt.Sprintf("--max-readers: %d readers cannot be let in", wished)}
	}
	room, err := httpd.FindRoom(wished)
	if err != nil {
		return room, err
	}
	if room.Readers < wished {
		log.Warn("fewer readers than wished for can listen; raise the limit of open files (LimitNOFILE, ulimit -n)", "wished", wished, "readers", room.Readers)
	}
	return room, nil
}

// listenOn opens an address that no other program may have.
func listenOn(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("the address %s is in use by another program; stop that one, or name another address with --listen", address)
	case errors.As(err, new(*net.AddrError)):
		return nil, usageError{fmt.Sprintf("--listen: %q is not an address such as 127.0.0.1:8080: %v", address, err)}
	case err != nil:
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	return l, nil
}
