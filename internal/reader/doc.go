// Package reader is what the public gets: pages, their JSON, deltas and the live
// stream.
//
// It promises:
//
//   - A page is rendered once for each change that shows on it and kept, with its
//     packed forms; a request for one that is kept renders nothing. What is kept is
//     bounded, and is never served where it holds words that are not public.
//   - Page, JSON, deltas and stream of a blog come from one edition, so they never
//     contradict each other.
//   - Words that are not public are in no answer: it knows editions only.
//   - An answer depends on the address and on Accept-Encoding alone: not on who
//     asks, on cookies, on Host or on forwarded headers. So all of it may be kept
//     by caches, and one purge by Surrogate-Key clears a blog.
//
// It imports coverage, edition, journal, fanout, document, problem, and its own
// layout, which writes the HTML.
package reader
