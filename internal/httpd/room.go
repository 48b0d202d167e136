package httpd

import (
	"fmt"
	"syscall"
)

// Room says how many connections there is place for. Each takes a descriptor.
type Room struct {
	Readers int // streams of readers
	Others  int // all else: requests, the desk, the journal's files
}

const (
	// leastOthers are descriptors that are kept for all else, at least; a tenth of all
	// is, where that is more.
	leastOthers = 64
	othersShare = 10
)

// FindRoom divides the descriptors that this process may open. readers is how many
// streams are wished for; 0 stands for as many as there is room for.
func FindRoom(readers int) (Room, error) {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return Room{}, fmt.Errorf("ask how many files may be open: %w", err)
	}
	return divide(int(min(limit.Cur, 1<<30)), readers), nil
}

func divide(descriptors, readers int) Room {
	others := max(leastOthers, descriptors/othersShare)
	most := max(1, descriptors-others)
	if readers <= 0 || readers > most {
		readers = most
	}
	return Room{Readers: readers, Others: descriptors - readers}
}

// crowded tells whether connections that are not streams take so much of the room
// that those for pages are not kept open after their answer: the desk and the API
// then find a place at once.
func (s *Server) crowded() bool { return int(s.connections.Load()) > s.room.Others/2 }
