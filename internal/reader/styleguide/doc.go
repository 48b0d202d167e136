// Package styleguide is the living documentation of the look: one index with
// every part that a reader's page can have, each with a sentence that says when
// it is used, and whole pages in the states that a blog goes through.
//
// It promises:
//
//   - Every part is cut from a page that internal/reader/layout has written, so
//     that the guide cannot show what the product does not.
//   - It holds fiction only, the story of Northhaven harbour, in fiction/. It needs
//     no journal and no sign-in.
//   - Its pages carry no script, so they open no stream and ask for no changes: what
//     a script does to a page (updates that wait, a connection that is lost) is set
//     on the specimen here.
//   - The same site gives the same bytes.
//
// Each specimen of the index stands in a shadow tree of its own with the page's
// stylesheet in it, because the parts of a page have ids, and an id may stand in a
// document but once.
//
// It is pure: a site in, pages out. A Guide may be used by many goroutines. It
// imports coverage, edition and layout and nothing else of Stoppress.
package styleguide
