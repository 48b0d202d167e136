package copytaster

import (
	"cmp"
	"slices"
)

// strand reads the posts of bare text from one line on. What a line is depends on the
// post before it, and so on all lines of that, but on none above. Long text is therefore
// read by several strands, each from another line on: where two of them begin the same
// post, they read alike from there.
type strand struct {
	reading // its own: it keeps what was looked at last
	page    *page
	body    []pageLine
	at      int      // the next line
	posts   []*draft // those that have ended
	post    *draft   // the one being read
	begun   []begun  // where posts and post begin
}

// begun is where a post begins.
type begun struct {
	line  int
	fresh bool // nothing above it counts any more but the words that its first rule was found by
}

// readPosts reads the posts of bare text, in the order of the page.
func (r *reading) readPosts(p *page, body []pageLine) []*draft {
	first := r.strand(p, body, 0)
	strands, ends := []*strand{first}, []int(nil)
	if parts := partsOf(len(body)); parts > 1 {
		line, step := first.pace()
		for k := 1; k < parts; k++ {
			from := line + (len(body)-line)*k/parts/step*step
			strands, ends = append(strands, r.strand(p, body, from)), append(ends, from)
		}
	}
	ends = append(ends, len(body))
	sideBySide(len(strands), func(k int) { strands[k].readUntil(ends[k]) })
	for _, next := range strands[1:] {
		first.join(next)
	}
	first.readUntil(len(body))
	first.end()
	return first.posts
}

func (r *reading) strand(p *page, body []pageLine, from int) *strand {
	own := *r
	own.room, own.above = nil, nil // which r goes on filling
	first := newDraft()
	first.newest = from == 0
	return &strand{reading: own, page: p, body: body, at: from, post: first, begun: []begun{{line: from}}}
}

// pace reads the first posts, and gives the line that the last of them begins at and how
// many lines the last 24 took. Posts of a text that repeats itself come at a rhythm: a
// strand that begins out of step with the one above never meets it. Most rhythms go into
// 24.
func (s *strand) pace() (line, step int) {
	const warm, posts = 8, 24
	for s.at < min(len(s.body), longPost) && len(s.begun) <= warm+posts {
		s.readLine()
	}
	if len(s.begun) <= posts {
		return s.at, 1
	}
	last := len(s.begun) - 1
	return s.begun[last].line, s.begun[last].line - s.begun[last-posts].line
}

// readUntil reads until a post begins at a line or after it. A strand that comes upon no
// post for long gives up: the one above it will read through its lines.
func (s *strand) readUntil(line int) {
	for s.at < len(s.body) && s.begun[len(s.begun)-1].line < line {
		if from := s.begun[0].line; from > 0 && len(s.begun) == 1 && s.at > from+longPost {
			return
		}
		s.readLine()
	}
}

// longPost is how many lines a post of bare text hardly ever has.
const longPost = 2_000

// join reads on until both strands have begun the same two posts, the second with the
// same words above it, and takes over what the next one has read from there.
func (s *strand) join(next *strand) {
	for s.at < next.at {
		if k, ok := s.meets(next); ok {
			s.posts = append(s.posts, next.posts[k:]...)
			s.begun = append(s.begun[:len(s.begun)-1], next.begun[k:]...)
			s.reading, s.post, s.at = next.reading, next.post, next.at
			return
		}
		s.readLine()
	}
}

// meets tells whether the post being read and the one above it are posts of the other
// strand too, and which.
func (s *strand) meets(other *strand) (k int, ok bool) {
	last := len(s.begun) - 1
	k, ok = slices.BinarySearchFunc(other.begun, s.begun[last].line, func(b begun, line int) int { return cmp.Compare(b.line, line) })
	if !ok || k == 0 || last == 0 {
		return 0, false
	}
	above := s.begun[last-1]
	return k, above.fresh && above == other.begun[k-1]
}

// end ends the post before the next line.
func (s *strand) end() {
	next := begun{line: s.at}
	if s.post.empty() {
		s.begun[len(s.begun)-1] = next
	} else {
		next.fresh = s.at < len(s.body) && s.unspoken <= s.body[s.at].at
		s.post.close()
		s.posts = append(s.posts, s.post)
		s.begun = append(s.begun, next)
	}
	newest := s.post.newest && s.post.empty()
	s.post = newDraft()
	s.post.newest = newest
}

// diary tells whether a line is an entry of a diary: it begins with a time, below another or
// below what announces rows.
func (s *strand) diary(i int) bool {
	if i == 0 || !s.body[i].stamp.hasTime {
		return false
	}
	above := s.body[i-1]
	return above.stamp.hasTime || s.lang.announcesRows(above.text)
}

// readLine reads the next line, and those that it leads to.
func (s *strand) readLine() {
	p, body, i := s.page, s.body, s.at
	line := body[i].text
	if !body[i].cut && len(s.post.parts) > 0 && s.lang.isPicture(body, i) {
		s.post.write(line)
		s.at++
		return
	}
	switch {
	case body[i].cut:
		s.end()
	case !s.exact && isTags(line):
		s.end()
		s.post.decide("tags-line", 0.6, line)
	case p.minuted && s.minute(line):
		s.end()
		s.post.decide("minute", 0.95, line)
	case s.lang.datelineEnd(line) > 0 && len(s.post.parts) > 0:
		s.end()
		s.post.decide("dateline", 0.95, line)
	}
	if s.titleAt(body, i) && (!s.exact || body[i].cut || i == 0 || s.wire) {
		if s.post.title != "" || len(s.post.parts) > 0 {
			s.end()
		}
		s.post.title = line
		s.post.key = p.isKey(stamp{}, line)
		s.post.decide("title-line", 0.85, line)
		s.at++
		return
	}
	if b, ok := s.lang.byline(line); ok && i+1 < len(body) && !s.lang.isPicture(body, i) && (len(s.post.byline) == 0 || len(s.post.parts) > 0) && (!s.exact || len(s.post.parts) == 0) {
		below := s.lang.HeadFirst && len(b.around) > 0 && s.post.title != "" && len(s.post.byline) == 0 && s.titleAt(body, i+1) // the next post has its title first, as this one has
		if len(s.post.parts) > 0 && !below {
			s.end()
		}
		s.post.byline, s.post.around = b.by, b.around
		s.post.decide("byline-line", 0.9, line)
		s.at++
		return
	}
	if len(s.post.parts) > 0 && !s.exact && !p.minuted {
		if _, _, item := bullet(line); !item && !s.diary(i) {
			if weight, rule := s.begins(s.post, body, i); weight >= s.threshold {
				s.end()
				s.post.decide(rule, min(0.95, 0.4+weight/10), line)
			}
		}
	}
	s.at = s.take(s.post, body, i)
}
