package fanout

// seat names a parked reader to the kernel: an index into the shard's seats, and how
// often the seat was taken before, so that what the kernel says of the one before
// is not taken for what it says of the next.
type seat struct{ index, turn uint32 }

// seats are a shard's readers. The zero seats are empty.
type seats struct {
	taken []sitting
	empty []uint32
}

type sitting struct {
	reader *parked
	turn   uint32
}

func (s *seats) take(r *parked) seat {
	if n := len(s.empty); n > 0 {
		i := s.empty[n-1]
		s.empty = s.empty[:n-1]
		s.taken[i].reader = r
		r.seat = seat{i, s.taken[i].turn}
	} else {
		s.taken = append(s.taken, sitting{reader: r})
		r.seat = seat{uint32(len(s.taken) - 1), 0}
	}
	return r.seat
}

func (s *seats) free(r *parked) {
	i := r.seat.index
	s.taken[i] = sitting{turn: r.seat.turn + 1}
	s.empty = append(s.empty, i)
}

// of gives the reader that an event is about; nil where it has left.
func (s *seats) of(e event) *parked {
	at := seatOf(e)
	if int(at.index) >= len(s.taken) || s.taken[at.index].turn != at.turn {
		return nil
	}
	return s.taken[at.index].reader
}
