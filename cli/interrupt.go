package cli

import (
	"os"
	"time"
)

// secondChance is how long after the first Ctrl-C a second one cancels.
const secondChance = 2 * time.Second

// wish is what the user wants with a signal.
type wish int

const (
	wishLeave  wish = iota // leave, unless a second Ctrl-C comes in time
	wishCancel             // cancel the generation
	wishGo                 // leave at once
)

// leaving keeps what the user has signalled so far.
type leaving struct {
	pressed int
	timer   <-chan time.Time // fires when it is time to leave; nil before
}

// heard takes a signal. SIGTERM does not wait for a second one: nobody is there to press it.
func (l *leaving) heard(s os.Signal) wish {
	if s != os.Interrupt {
		return wishGo
	}
	l.pressed++
	switch l.pressed {
	case 1:
		l.timer = time.After(secondChance)
		return wishLeave
	case 2:
		l.timer = nil
		return wishCancel
	}
	return wishGo
}
