package generation

import (
	"context"
	"sync"
	"time"

	"golang.org/x/text/language"

	"github.com/planspark/planspark/protocol"
)

// exampleRequests are what somebody might ask for, by language, English first.
var exampleRequests = []protocol.Request{
	{
		Idea:     "A specialty coffee bar in Graça, Lisbon. Own pastries, twelve seats, a morning crowd of remote workers, and neighbours in the afternoon. Open six days a week.",
		Location: "Lisbon, Portugal", Budget: "60000", Currency: "EUR", TimelineMonths: 12, BusinessType: "cafe", Locale: "en",
	},
	{
		Idea:     "Una cafetería de especialidad en Gràcia, Barcelona. Repostería propia, doce plazas, por la mañana gente que trabaja en remoto y por la tarde vecinos. Abre seis días a la semana.",
		Location: "Barcelona, Spain", Budget: "60000", Currency: "EUR", TimelineMonths: 12, BusinessType: "cafe", Locale: "es",
	},
}

// Examples are the plans that show what a plan is, as of one moment. Nothing in them is made up for the
// purpose: they are what their requests would get from the offline planner. Safe for concurrent use.
type Examples struct {
	planner *Planner
	at      time.Time
	matcher language.Matcher

	mu   sync.Mutex
	made map[string]Plan // guarded by mu; by language
}

// NewExamples makes nothing yet.
func NewExamples(p *Planner, at time.Time) *Examples {
	tags := make([]language.Tag, len(exampleRequests))
	for i, r := range exampleRequests {
		tags[i] = language.Make(r.Locale)
	}
	return &Examples{planner: p, at: at, matcher: language.NewMatcher(tags), made: map[string]Plan{}}
}

// Example returns the example in the language that is next to a BCP 47 locale, English if none is.
func (e *Examples) Example(ctx context.Context, locale string) (Plan, error) {
	_, i := language.MatchStrings(e.matcher, locale)
	r := exampleRequests[i]
	e.mu.Lock()
	defer e.mu.Unlock() // held while one is made: a fraction of a second, once
	if plan, ok := e.made[r.Locale]; ok {
		return plan, nil
	}
	plan, err := e.planner.Draft(ctx, Record{Request: r, CreatedAt: e.at})
	if err != nil {
		return Plan{}, err
	}
	plan.Draft = false
	e.made[r.Locale] = plan
	return plan, nil
}
