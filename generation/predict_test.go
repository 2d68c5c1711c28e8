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
	"github.com/planspark/planspark/protocol"
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

// seldom is for tests in which days pass.
func seldom(c *generation.PredictorConfig) { c.Every = 30 * time.Second }

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
	predicting(t, seldom, func(p *generation.Predictor, made func() []generation.Market) {
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
		time.Sleep(6 * 24 * time.Hour)
		made()
		time.Sleep(time.Hour)
		if got := made(); len(got) == 0 {
			t.Error("six days after its users, a brief was not made again")
		}
		time.Sleep(2 * 24 * time.Hour)
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

// Interest halves in twelve hours: five who asked a day ago count for less than three who ask now, and for more than
// three when that was six hours ago.
func TestWhatIsWantedMostCountsLateInterestMore(t *testing.T) {
	var idle atomic.Bool
	for hours, first := range map[time.Duration]string{24: "late", 6: "early"} {
		idle.Store(false)
		predicting(t, func(c *generation.PredictorConfig) { c.Every, c.Users, c.Idle = 5*time.Minute, 2, idle.Load }, func(p *generation.Predictor, made func() []generation.Market) {
			for i := range 3 { // several, as they lie in a map
				crowd(p, generation.Market{Country: "early", Currency: fmt.Sprint(i)}, 5)
			}
			time.Sleep(hours * time.Hour)
			for i := range 3 {
				crowd(p, generation.Market{Country: "late", Currency: fmt.Sprint(i)}, 3)
			}
			idle.Store(true)
			time.Sleep(45 * time.Minute)
			got := made()
			early := slices.IndexFunc(got, func(m generation.Market) bool { return m.Country != got[0].Country })
			if len(got) != 6 || got[0].Country != first || early != 3 {
				t.Errorf("%d hours later briefs are made for %v, want %s first", hours, got, first)
			}
		})
	}
}

// Sixteen users of a market are remembered, those who asked last: a hundred of a week ago keep nobody out.
func TestThoseWhoAskedLastMakeAMarketPopular(t *testing.T) {
	for needed, popular := range map[int]bool{16: true, 17: false} {
		predicting(t, func(c *generation.PredictorConfig) { seldom(c); c.Users = needed }, func(p *generation.Predictor, made func() []generation.Market) {
			crowd(p, lisbonCafes, 100)
			if got := made(); (got != nil) != popular {
				t.Errorf("with %d users needed, made %v for a hundred", needed, got)
			}
			time.Sleep(6 * 24 * time.Hour)
			for i := range 16 { // one of the hundred, and others
				p.Note(fmt.Sprintf("user %d of Portugal", 99+i), lisbonCafes)
			}
			time.Sleep(24*time.Hour + 5*time.Minute)
			made()
			time.Sleep(time.Hour)
			if got := made(); (got != nil) != popular {
				t.Errorf("with %d users needed, a day after 16 made %v", needed, got)
			}
		})
	}
}

// A brief is ahead until the next one is due, with a moment for making that.
func TestABriefThatIsNotMadeAgainIsNotAhead(t *testing.T) {
	var idle atomic.Bool
	idle.Store(true)
	predicting(t, func(c *generation.PredictorConfig) { c.Idle = idle.Load }, func(p *generation.Predictor, made func() []generation.Market) {
		crowd(p, lisbonCafes, 5)
		time.Sleep(2 * time.Second)
		synctest.Wait()
		idle.Store(false)
		time.Sleep(50*time.Minute + time.Second)
		if !p.Note("somebody", lisbonCafes) {
			t.Error("a brief is old while its successor is made")
		}
		time.Sleep(2 * time.Second)
		if p.Note("somebody", lisbonCafes) {
			t.Error("a brief that was not made again is told to be ahead")
		}
	})
}

func TestAPredictorRemembersSoManyMarkets(t *testing.T) {
	predicting(t, nil, func(p *generation.Predictor, made func() []generation.Market) {
		markets := make([]generation.Market, 513)
		for i := range markets {
			markets[i] = generation.Market{Country: fmt.Sprint(i)}
			p.Note("one who came early", markets[i])
			time.Sleep(time.Millisecond)
		}
		crowd(p, markets[2], 4)
		crowd(p, markets[0], 4)
		if got := made(); !slices.Equal(got, markets[2:3]) {
			t.Errorf("made %v, want the one that was remembered", got)
		}
	})
}

// A market can be forgotten while its brief is made.
func TestAMarketIsForgottenWhileItsBriefIsMade(t *testing.T) {
	var p *generation.Predictor
	predicting(t, func(c *generation.PredictorConfig) {
		seldom(c)
		c.Make = func(context.Context, generation.Market) error {
			for i := range 512 {
				crowd(p, generation.Market{Country: fmt.Sprint(i)}, 4)
				for range 2 {
					p.Note("one who asks again", generation.Market{Country: fmt.Sprint(i)})
				}
			}
			return nil
		}
	}, func(started *generation.Predictor, made func() []generation.Market) {
		p = started
		crowd(p, lisbonCafes, 5)
		made()
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
	r.Currency = "XXQ"
	if _, err := planner.MarketOf(r); code(err) != protocol.CodeInvalidRequest {
		t.Errorf("a currency that there is not: %v", err)
	}
	if err := planner.Ahead(t.Context(), generation.Market{Country: "Portugal", Currency: "XXQ"}); err == nil {
		t.Error("a brief was made in a currency that there is not")
	}
	r.Currency = ""
	r.Location, r.Locale = "Lisboa", "es-MX"
	if in, err := planner.MarketOf(r); err != nil || in != m {
		t.Errorf("in Spanish the market is %+v, %v", in, err)
	}
}
