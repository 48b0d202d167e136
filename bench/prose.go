package main

import (
	"math/rand/v2"
	"strings"
)

// prose is so many bytes of words, other ones for each n and the same ones for each
// peer: a compressor that remembers earlier payloads must not find the same again.
func prose(n, size int) string {
	random := rand.New(rand.NewPCG(uint64(n), 1))
	var b strings.Builder
	for b.Len() < size {
		b.WriteString(vocabulary[random.IntN(len(vocabulary))])
		b.WriteByte(' ')
	}
	return b.String()[:max(size, 0)]
}

var vocabulary = strings.Fields(`the the the the a a of of of to to and and in in on for with by at from that which who
	harbour master barrier ferry ferries island quay deck boat boats passengers port tide lantern lanterns sea wall
	council minister spokesperson union strike talks table agreement offer pay rise members vote ballot result majority
	police officers statement road bridge closed opened traffic drivers queue hours morning afternoon evening midnight
	rain wind storm warning flood water river rising falling level metres houses street residents school hall shelter
	said says told reporters according announced confirmed denied expected later earlier yesterday today tomorrow week
	first second third last new old large small several dozen hundred thousand million percent more less than about
	fire crews engines smoke factory chemical plant workers safe injured hospital treated condition stable serious
	match goal half minute captain coach injury penalty referee stadium crowd cheered whistle draw victory defeat
	court judge jury trial witness evidence defence prosecution verdict guilty appeal sentence lawyer hearing
	market shares prices fell rose bank rate inflation economy growth budget tax spending debt deal trade exports
	government opposition parliament debate bill amendment speaker leader party coalition resign election candidate
	station train delayed cancelled platform signal failure engineers repair replacement service resumed normal
	museum theatre festival audience singer concert ticket stage award film director actor premiere applause`)
