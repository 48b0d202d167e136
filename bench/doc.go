// Bench measures Stoppress beside what people would use instead.
//
// Every peer is measured in the same run, on the same machine and with the same
// payload, in interleaved rounds of which the median counts. Each peer is a process
// of its own, and the CPU that is told is that process's own, from the kernel's
// accounts of its threads: what the simulated readers take is not in it. The
// readers are this process: one thread that waits with epoll, connections from many
// loopback addresses.
//
// Files are named after the row that they measure (fanout, memory, packed, pages,
// publish, slow, blogs, storm), the peer that they start (floor, nethttp,
// centrifuge, nginx, stoppress), or what all of them use (peer, process, crowd,
// table).
package main
