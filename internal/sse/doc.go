// Package sse is the form of server-sent events
// (https://html.spec.whatwg.org/multipage/server-sent-events.html): how they are
// written, and how a stream of them is read.
//
// It knows nothing of what events say, and imports no other room.
package sse
