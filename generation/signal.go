package generation

// SignalKind says what other instances should know at once.
type SignalKind string

// What one instance tells the others.
const (
	SignalWork   SignalKind = "work"   // there may be something to claim
	SignalStop   SignalKind = "stop"   // the generation was ended; whoever works on it stops
	SignalErased SignalKind = "erased" // the generation is gone; whoever shows it stops
)

// Signal is what one instance tells the others. It may be lost: whoever misses it learns the same at its
// next look at the database.
type Signal struct {
	Kind       SignalKind
	Generation string // id; empty for SignalWork
}

// Signals tells the other instances. Send neither blocks nor fails. Safe for concurrent use.
type Signals interface {
	Send(Signal)
}

// alone is Signals where there are no others.
type alone struct{}

func (alone) Send(Signal) {}

func signalsOr(s Signals) Signals {
	if s == nil {
		return alone{}
	}
	return s
}

// Hear takes what another instance tells. It does not block.
func (s *Service) Hear(sig Signal) {
	switch sig.Kind {
	case SignalWork:
		s.runner.Wake()
		s.noteChange()
	case SignalStop:
		s.runner.Stop(sig.Generation)
		s.noteChange()
	case SignalErased:
		s.plans.forget(sig.Generation)
		s.readers.Forget(sig.Generation)
	}
}
