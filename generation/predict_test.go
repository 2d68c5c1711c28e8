package generation_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation"
)

var (
	lisbonCafes = generation.Market{BusinessType: "cafe", Country: "Portugal", Currency: "EUR"}
	berlinGyms  = generation.Market{BusinessType: "gym", Country: "Germany", Currency: "EUR"}
)

// crowd notes as many distinct users as asked for.
func crowd(p *generation.Predictor, m generation.Market, users int) {
	for i := range users {
		p.Note(fmt.Sprintf("user %d of %s", i, m.Country), m)
	}
}

// predicting runs a predictor in virtual time; made is the order in which briefs were made.
func predicting(t *testing.T, change func(*generation.PredictorConfig), test func(p *generation.Predictor, made func() []generation.Market)) {
	synctest.Test(t, func(t *testing.T) {
		markets := make(chan generation.Market, 1000)
		cfg := generation.PredictorConfig{
			Idle:   func() bool { return true },
			Make:   func(_ context.Context, m generation.Market) error { markets <- m; return nil },
			Logger: zerolog.Nop(),
		}
		if change != nil {
			change(&cfg)
		}
		p := generation.NewPredictor(cfg)
		ctx, stop := context.WithCancel(t.Context())
		go func() { _ = p.Run(ctx) }()
		test(p, func() (out []generation.Market) {
			time.Sleep(time.Minute)
			synctest.Wait()
			for len(markets) > 0 {
				out = append(out, <-markets)
			}
			return out
		})
		stop()
		synctest.Wait()
	})
}

func TestBriefsAreMadeAheadForWhatFiveUsersWanted(t *testing.T) {
	predicting(t, nil, func(p *generation.Predictor, made func() []generation.Market) {
		crowd(p, lisbonCafes, 4)
		for range 100 {
			p.Note("one who asks again and again", berlinGyms)
		}
		if got := made(); got != nil {
			t.Errorf("made %v for fewer than five users", got)
		}
		crowd(p, lisbonCafes, 5)
		crowd(p, berlinGyms, 4)
		if got := made(); !slices.Equal(got, []generation.Market{berlinGyms, lisbonCafes}) {
			t.Errorf("made %v, want each once and the most wanted first", got)
		}
		if !p.Note("somebody", lisbonCafes) || p.Note("somebody", generation.Market{Country: "Spain"}) {
			t.Error("it was not said which brief was made ahead")
		}
	})
}

func TestBriefsAreMadeAheadOnIdleSlotsOnly(t *testing.T) {
	var idle atomic.Bool
	predicting(t, func(c *generation.PredictorConfig) { c.Idle = idle.Load }, func(p *generation.Predictor, made func() []generation.Market) {
		crowd(p, lisbonCafes, 5)
		if got := made(); got != nil {
			t.Errorf("made %v although there is work to do", got)
		}
		idle.Store(true)
		if got := made(); len(got) != 1 {
			t.Errorf("made %v", got)
		}
	})
}

func TestAnOldBriefIsMadeAgainWhileItsMarketIsPopular(t *testing.T) {
	predicting(t, nil, func(p *generation.Predictor, made func() []generation.Market) {
		crowd(p, lisbonCafes, 5)
		made()
		time.Sleep(48 * time.Minute)
		if got := made(); got != nil {
			t.Errorf("made %v again too early", got)
		}
		time.Sleep(2 * time.Minute)
		if got := made(); len(got) != 1 {
			t.Errorf("an old brief was made %d times", len(got))
		}
		time.Sleep(8 * 24 * time.Hour)
		made()
		time.Sleep(24 * time.Hour)
		if got := made(); got != nil {
			t.Errorf("made %v a week after the last user", got)
		}
	})
}

func TestABriefThatFailsIsNotTriedAgainAndAgain(t *testing.T) {
	var tries atomic.Int64
	predicting(t, func(c *generation.PredictorConfig) {
		c.Make = func(context.Context, generation.Market) error { tries.Add(1); return errors.New("no network") }
	}, func(p *generation.Predictor, made func() []generation.Market) {
		crowd(p, lisbonCafes, 5)
		made()
		if n := tries.Load(); n != 1 || p.Note("somebody", lisbonCafes) {
			t.Errorf("tried %d times", n)
		}
	})
}

func TestAPredictorForgetsWhatIsWantedLeast(t *testing.T) {
	predicting(t, nil, func(p *generation.Predictor, made func() []generation.Market) {
		crowd(p, lisbonCafes, 5)
		for i := range 5000 {
			p.Note("a crawler", generation.Market{Country: fmt.Sprint(i)})
		}
		if got := made(); !slices.Equal(got, []generation.Market{lisbonCafes}) {
			t.Errorf("made %v", got)
		}
	})
}

func TestTheMarketOfARequestIsNobodysOwn(t *testing.T) {
	r := cafe
	r.Location = "Rua do Salitre 12, Lisbon"
	m, err := planner.MarketOf(r)
	if err != nil || m != lisbonCafes {
		t.Errorf("the market is %+v, %v", m, err)
	}
	if err := planner.Ahead(t.Context(), m); err != nil {
		t.Error(err)
	}
	r.Location, r.Locale = "Lisboa", "es-MX"
	if in, err := planner.MarketOf(r); err != nil || in != m {
		t.Errorf("in Spanish the market is %+v, %v", in, err)
	}
}
