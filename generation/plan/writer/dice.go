package writer

import "hash/fnv"

// dice chooses among variants: the same seed, business type, section and slot
// give the same choice, and neighbouring slots are independent.
type dice struct {
	seed  uint64
	scope string // business type and section
}

// choose returns a number below n for a slot.
func (d dice) choose(slot string, n int) int {
	if n < 2 {
		return 0
	}
	h := fnv.New64a()
	h.Write([]byte(d.scope))
	h.Write([]byte{0})
	h.Write([]byte(slot))
	return int(mix(d.seed^h.Sum64()) % uint64(n))
}

// mix is the output function of SplitMix64.
func mix(z uint64) uint64 {
	z += 0x9E3779B97F4A7C15
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB
	return z ^ (z >> 31)
}
