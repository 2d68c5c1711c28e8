package live

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/planspark/planspark/generation/market"
)

// How the refreshing goes about its work.
const (
	readers      = 2                // subjects at a time
	refreshEvery = time.Hour        // looks for what has become old
	refreshWhole = 15 * time.Second // one subject, with its second tries
	firstPause   = time.Minute      // a service that failed is left alone, twice as long each time
	mostPause    = time.Hour
)

// service is whether one can be reached. It is guarded by Feed.mu.
type service struct {
	failures int
	until    time.Time // it is left alone until then
}

// open says whether it may be asked.
func (s *service) open(now time.Time) bool { return !now.Before(s.until) }

// Run refreshes in the background what briefs ask for, and each hour what they asked for and has become old,
// until the context ends. It begins with what every brief needs.
func (f *Feed) Run(ctx context.Context) error {
	var work sync.WaitGroup
	for range readers {
		work.Go(func() {
			for {
				select {
				case <-ctx.Done():
					return
				case name := <-f.wanted:
					f.refresh(ctx, name)
				}
			}
		})
	}
	ticker := time.NewTicker(refreshEvery)
	defer ticker.Stop()
	f.ask(ctx, countries+market.Reference)
	f.ask(ctx, subjectRates)
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-ticker.C:
			for _, name := range f.names() {
				f.ask(ctx, name)
			}
		}
	}
	work.Wait()
	return nil
}

func (f *Feed) names() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	names := make([]string, 0, len(f.subjects))
	for name := range f.subjects {
		names = append(names, name)
	}
	return names
}

// refresh reads a subject anew and ends the wait for it, whatever came of it. A service that has failed in
// the meantime is not asked by whoever stood in line behind.
func (f *Feed) refresh(ctx context.Context, name string) {
	f.mu.Lock()
	open, before := f.services[serviceOf(name)].open(f.cfg.Now()), f.subjects[name].kept
	f.mu.Unlock()
	var body []byte
	if open {
		limited, cancel := context.WithTimeout(ctx, refreshWhole)
		var err error
		body, err = f.read(limited, name, before)
		cancel()
		if ctx.Err() == nil {
			f.note(serviceOf(name), err)
		}
	}
	if body != nil && f.cfg.Keeper != nil {
		if err := f.cfg.Keeper.KeepReading(ctx, name, body); err != nil && ctx.Err() == nil {
			f.cfg.Logger.Warn().Err(err).Msg("market data was read and could not be kept")
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.subjects[name]
	if body != nil {
		s.kept, s.read = body, f.cfg.Now()
	}
	if s.flight != nil {
		close(s.flight)
		s.flight = nil
	}
}

// read asks for a subject and lays what is believable over what was known before.
func (f *Feed) read(ctx context.Context, name string, before []byte) ([]byte, error) {
	if name == subjectRates {
		return f.readRates(ctx, before)
	}
	country := name[len(countries):]
	values, err := f.bank.read(ctx, country)
	if err != nil {
		return nil, err
	}
	known := map[market.Indicator]market.Figure{}
	if json.Unmarshal(before, &known) != nil {
		clear(known)
	}
	refused := 0
	for i, value := range values {
		if f.atlas.Believes(country, i, value) {
			known[i] = value
		} else {
			refused++
		}
	}
	if refused > 0 {
		f.cfg.Logger.Debug().Str("country", country).Int("figures", refused).Msg("figures were not believed; older ones stay")
	}
	return json.Marshal(known) // even when it has none: then there is nothing to ask for until it is old
}

func (f *Feed) readRates(ctx context.Context, before []byte) ([]byte, error) {
	var bank, open map[string]market.Rate
	var bankErr, openErr error
	var both sync.WaitGroup
	both.Go(func() { bank, bankErr = f.frankfurter.read(ctx) })
	both.Go(func() { open, openErr = f.open.read(ctx) })
	both.Wait()
	if bankErr != nil && openErr != nil {
		return nil, fmt.Errorf("%w; %w", bankErr, openErr)
	}
	known := map[string]market.Rate{}
	if json.Unmarshal(before, &known) != nil {
		clear(known)
	}
	believed := 0
	for code, rate := range together(bank, open) {
		if f.atlas.BelievesRate(code, rate.PerUSD) {
			known[code] = rate
			believed++
		}
	}
	if believed == 0 {
		return nil, fmt.Errorf("%w: no rate can be believed", errAnswer)
	}
	return json.Marshal(known)
}

// note remembers whether a service answered. Only a change is logged: no network is one line, not a storm.
func (f *Feed) note(name string, err error) {
	f.mu.Lock()
	s := f.services[name]
	failed := s.failures
	if err == nil {
		*s = service{}
	} else {
		pause := min(firstPause<<min(failed, 10), mostPause)
		s.failures, s.until = failed+1, f.cfg.Now().Add(pause/2+rand.N(pause/2))
	}
	f.mu.Unlock()
	switch {
	case err == nil && failed > 0:
		f.cfg.Logger.Info().Str("service", name).Msg("market data is read again")
	case err != nil && failed == 0:
		f.cfg.Logger.Info().Err(err).Str("service", name).
			Msg("market data cannot be read now; plans use what is kept, or the snapshot of " + market.SnapshotDate)
	}
}
