package copytaster

// channelIn finds by what way words came, from what stands beside them: "said in an X
// post", "told a news conference". It gives the language's name for it, or "".
func (l *language) channelIn(ts []token) string {
	const longest = 4 // words of a phrase
	for i := range ts {
		if !l.channelStarts[ts[i].lower] {
			continue
		}
		for n := min(longest, len(ts)-i); n > 0; n-- {
			if name := l.channels[plainTokens(ts[i:i+n])]; name != "" {
				return name
			}
		}
	}
	return ""
}

// setChannels makes one table of all phrases of all channels.
func (l *language) setChannels() {
	l.channels, l.channelStarts = map[string]string{}, map[string]bool{}
	for name, phrases := range l.Channels {
		for phrase := range phrases {
			l.channels[phrase] = name
			l.channelStarts[firstWord(phrase)] = true
		}
	}
}
