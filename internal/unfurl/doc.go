// Package unfurl finds out what a pasted address stands for: a page's title and
// picture, and whether it is something that is shown in place, such as a film or
// a message.
//
// The address comes from whoever has a seat at the desk, and the request goes out
// from inside the newsroom's network. So it promises:
//
//   - A connection is made to public addresses alone. What is checked is the IP
//     address that is being dialled, at that moment, for the first request and for
//     each redirect: a name that resolves to something else the second time, and a
//     page that redirects inwards, are refused like the address itself would be.
//     No proxy is asked, whatever the environment says: it would dial for us.
//   - http and https on their own ports; no credentials, no cookies.
//   - At most 5 redirects, 5 seconds and 1 MiB of a page (after unpacking) in all, and
//     a bounded number of requests at a time: one more is told to come back.
//   - What a page says is read as text by an HTML tokenizer and never executed or
//     kept. Titles come back without markup and without control characters.
//   - An error says what is wrong with the address, in words for people, and names
//     the field query.url. Of what lies inside the network it says only that it is not
//     public: which ports are open there cannot be learned from it.
//
// It imports coverage, for its errors, and no other room.
package unfurl
