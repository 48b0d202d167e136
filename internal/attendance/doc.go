// Package attendance knows who is there now: who is at the desk of a blog and edits
// which of its posts, and how many readers listen, over all nodes together.
//
// It promises:
//
//   - Whoever is at a desk is seen on every node at once, and is gone from all of them
//     within Patience after they were last heard of, however they left; within
//     PatienceCut where their connection has ended.
//   - What it says is for people to look at. It holds no lock and keeps nobody from
//     anything: who publishes or takes something away need not ask it.
//   - It keeps nothing. A node that starts hears of all within one beat of each desk.
//   - Of readers it knows how many there are, and nothing of any of them.
//
// It imports coverage alone; what carries its words from node to node, the journal's
// air, is given to it.
package attendance
