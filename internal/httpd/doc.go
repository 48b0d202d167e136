// Package httpd is the server around what is served: listeners, limits, headers
// that every answer carries, the front ends' files, and starting and stopping.
//
// It promises:
//
//   - /healthz and /readyz answer before anything else does; until the site is
//     open, everything else says that it is starting.
//   - No panic reaches whoever asked, and each is in the log.
//   - On Close, streams are told to come back, requests that run are finished, and
//     nothing is left running.
//
// It knows handlers, not what they do.
package httpd
