package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/centrifugal/centrifuge"
)

// centrifugeHub is Centrifuge with its memory broker and its SSE transport, as its
// documentation sets it up: everybody is subscribed to one channel by the server.
func centrifugeHub() error {
	node, err := centrifuge.New(centrifuge.Config{})
	if err != nil {
		return err
	}
	const channel = "blog"
	node.OnConnecting(func(context.Context, centrifuge.ConnectEvent) (centrifuge.ConnectReply, error) {
		return centrifuge.ConnectReply{
			Credentials:   &centrifuge.Credentials{},
			Subscriptions: map[string]centrifuge.SubscribeOptions{channel: {}},
		}, nil
	})
	if err := node.Run(); err != nil {
		return err
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return err
	}
	// Readers who only listen answer no pings.
	listeners := centrifuge.SSEConfig{PingPongConfig: centrifuge.PingPongConfig{PingInterval: 25 * time.Second, PongTimeout: -1}}
	go http.Serve(l, centrifuge.NewSSEHandler(node, listeners)) // ends with the process
	fmt.Println(l.Addr())
	return told(func(n int) {
		if _, err := node.Publish(channel, payload(n)); err != nil {
			fmt.Fprintln(os.Stderr, "centrifuge:", err)
		}
	})
}
