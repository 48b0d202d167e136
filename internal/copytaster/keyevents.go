package copytaster

import "strings"

// keyEvent is an entry of a page's list of key events.
type keyEvent struct {
	minute int // of the day; -1 where the list has no times
	title  string
}

// markKeyEvents marks the header "Key events" and the list under it. The list
// ends where its times turn back, where an entry comes again, or where a stamp
// has more than a title.
func (p *page) markKeyEvents() {
	const lists = 3 // beyond that, it is no list of key events any more
	found := 0
	for i := range p.lines {
		ln := &p.lines[i]
		if !ln.listed || ln.kind != content || !p.lang.Furniture.KeyEvents[keyOf(ln.text)] {
			continue
		}
		if p.lang.Summaries[plain(ln.text)] && i > 0 && (p.lines[i-1].kind == stampMark || !p.stamped && i > headLines) {
			continue // the title of a summary
		}
		ln.kind = furniture
		if found++; found <= lists {
			p.keyList(i + 1)
			p.keyTitles(i + 1)
		}
	}
}

func (p *page) keyList(i int) {
	step, last := 0, -1 // step: how the times go, once two are known
	for {
		for i < len(p.lines) && (p.lines[i].kind == furniture || p.lines[i].kind == pageDate) {
			i++
		}
		e, next, ok := p.keyEntry(i)
		if !ok || p.keys[e] {
			return
		}
		if last >= 0 && e.minute >= 0 {
			way := sign(e.minute - last)
			if step != 0 && way != 0 && way != step {
				return
			}
			if step == 0 {
				step = way
			}
			if step > 0 && p.lines[i].kind == stampMark && p.laterWith(next, last) {
				return // the second entry of a list of one is the first post
			}
		}
		if e.minute >= 0 {
			last = e.minute
		}
		p.keys[e] = true
		for ; i < next; i++ {
			p.lines[i].kind = furniture
		}
	}
}

// laterWith tells whether a stamp of that minute follows, within a few lines.
func (p *page) laterWith(i, minute int) bool {
	for end := min(len(p.lines), i+4*headLines); i < end; i++ {
		if p.lines[i].kind == stampMark && p.lines[i].stamp.minute == minute {
			return true
		}
	}
	return false
}

// keyEntry reads one entry: a stamp, then one line that could be a title, then
// the next stamp; or both in one line.
func (p *page) keyEntry(i int) (keyEvent, int, bool) {
	if i >= len(p.lines) {
		return keyEvent{}, i, false
	}
	if ln := p.lines[i]; ln.kind == content && !ln.opens && len(ln.text) <= 2*maxStamp {
		sp := stampParser{lang: p.lang, atoms: atoms(ln.text)}
		aged := sp.age()
		if timed := sp.time(false); timed || aged {
			sp.zone()
			title := strings.TrimSpace(strings.TrimLeft(ln.text[sp.end():], " \u00a0:–—-|"))
			if p.lang.couldBeTitle(title) {
				minute := -1
				if timed {
					minute = sp.stamp.minute
				}
				return keyEvent{minute, plain(title)}, i + 1, true
			}
		}
		return keyEvent{}, i, false
	}
	minute := -1
	j := i
	for j < len(p.lines) && p.lines[j].kind == stampMark {
		if p.lines[j].stamp.hasTime {
			minute = p.lines[j].stamp.minute
		}
		j++
	}
	if j == i || j+1 >= len(p.lines) || p.lines[j].kind != content || p.lines[j+1].kind != stampMark || !p.lang.couldBeTitle(p.lines[j].text) {
		return keyEvent{}, i, false
	}
	return keyEvent{minute, plain(p.lines[j].text)}, j + 1, true
}

// keyTitles marks a list of titles without times: lines that come again below.
func (p *page) keyTitles(i int) {
	if i >= len(p.lines) || p.lines[i].kind != content {
		return
	}
	below := map[string]int{}
	for _, ln := range p.lines[i:] {
		if ln.kind == content && len(ln.text) <= 2*maxStamp {
			below[plain(ln.text)]++
		}
	}
	for ; i < len(p.lines) && p.lines[i].kind == content; i++ {
		s := plain(p.lines[i].text)
		if below[s] < 2 {
			return
		}
		below[s]--
		p.lines[i].kind = furniture
		p.keys[keyEvent{-1, s}] = true
	}
}

// isKey tells whether the list of key events has a post.
func (p *page) isKey(st stamp, title string) bool {
	title = plain(title)
	return st.hasTime && p.keys[keyEvent{st.minute, title}] || p.keys[keyEvent{-1, title}]
}
