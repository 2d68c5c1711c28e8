package cli

import (
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// predict has market briefs made ahead while this instance has a slot with nothing to do.
func (a *app) predict(planner *generation.Planner) {
	a.predictor = generation.NewPredictor(generation.PredictorConfig{
		Make: planner.Ahead, Logger: a.log,
		Idle: func() bool { s := a.pool.Stats(); return s.Running < s.Slots },
	})
}

// asked notes which market an accepted submission is about, and whether that was foreseen.
func (a *app) asked(planner *generation.Planner) generation.Asked {
	if a.predictor == nil {
		return nil
	}
	return func(owner string, r protocol.Request) {
		if m, err := planner.MarketOf(r); err == nil {
			a.monitor.Metrics().Cached("brief", a.predictor.Note(owner, m))
		}
	}
}
