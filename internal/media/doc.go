// Package media keeps the pictures of posts: it takes a file in, makes the forms
// that pages show, and serves them.
//
// It promises:
//
//   - What a file is, is told from its bytes, never from its name or from what its
//     sender says. Its size in bytes and in pixels is checked before anything is
//     decoded, so that a small file which unfolds into a huge one costs nothing. One
//     file is decoded at a time; a few wait, others are told to come back.
//   - Nothing of the file itself is served or kept, only pixels that were drawn anew:
//     so no metadata, no place and no serial number of a camera gets out. Credit,
//     caption and alternative text are read from it first. The picture is turned
//     upright, and its colours become sRGB; what is transparent becomes white, and
//     what moves stands still.
//   - Add answers once the JPEG forms are kept in all widths. WebP and AVIF are made
//     afterwards, one picture at a time, by whichever node comes to it; what a killed
//     node left is taken up by another one, or by itself, within a few minutes. Until
//     then their addresses lead to the JPEG.
//   - The address of a form never means anything else, so it may be kept for ever.
//     The same file has the same id on every node and at every time.
//   - Remove deletes all forms; their addresses are 410 on every node from then on.
//
// Files lie in a Store: the journal's, or an S3-compatible one. What pictures there
// are lies in the journal's buckets in both cases.
//
// It imports coverage, document, journal and problem. It does not know which posts show a
// picture.
package media
