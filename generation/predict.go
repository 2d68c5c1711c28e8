package generation

import (
	"cmp"
	"context"
	"hash/maphash"
	"math"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/protocol"
)

// Market is what market briefs are made ahead for. Nothing in it is anybody's own.
type Market struct {
	BusinessType string // slug
	Country      string // its English name
	Currency     string // ISO 4217
}

// PredictorConfig says how a predictor works. The zero value of a field stands for its default.
type PredictorConfig struct {
	Make    func(ctx context.Context, m Market) error // makes the brief, so that nobody has to wait for it
	Idle    func() bool                               // whether a slot has nothing else to do
	Users   int                                       // distinct users who make a market popular; 5
	Every   time.Duration                             // between two briefs at most; 2 s
	Renew   time.Duration                             // after which a brief is made again; 50 min
	HalfDay time.Duration                             // in which interest halves; 12 h
	Logger  zerolog.Logger
}

// Predictor makes market briefs ahead of those who will ask for them: for markets that at least five
// users were interested in lately, the most wanted first, and only when there is nothing else to do. It
// knows users by a hash that dies with the process. Safe for concurrent use; Run owns its goroutine.
type Predictor struct {
	cfg  PredictorConfig
	seed maphash.Seed

	mu      sync.Mutex
	markets map[Market]*interest // guarded by mu
}

// interest is how wanted a market is.
type interest struct {
	score float64              // submissions, of which old ones count for less
	at    time.Time            // when score was right
	users map[uint64]time.Time // who asked, and when last
	made  time.Time            // when a brief was made, or failed; zero is longer ago than anything

	failed bool
}

// The bounds of what a predictor remembers.
const (
	maxMarkets = 512
	maxUsers   = 16 // of a market, who came last: it takes fewer to make it popular
	userMemory = 7 * 24 * time.Hour
)

// NewPredictor makes a predictor that nobody has told anything.
func NewPredictor(cfg PredictorConfig) *Predictor {
	cfg.Users = cmp.Or(cfg.Users, 5)
	cfg.Every = cmp.Or(cfg.Every, 2*time.Second)
	cfg.Renew = cmp.Or(cfg.Renew, 50*time.Minute)
	cfg.HalfDay = cmp.Or(cfg.HalfDay, 12*time.Hour)
	return &Predictor{cfg: cfg, seed: maphash.MakeSeed(), markets: map[Market]*interest{}}
}

// Note tells that a user asked for a plan in a market, and says whether its brief was made ahead.
func (p *Predictor) Note(user string, m Market) (ahead bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	i := p.markets[m]
	if i == nil {
		p.forget(now)
		i = &interest{users: map[uint64]time.Time{}}
		p.markets[m] = i
	}
	i.score, i.at = p.worth(i, now)+1, now
	i.users[maphash.String(p.seed, user)] = now
	if len(i.users) > maxUsers {
		i.forgetUser()
	}
	return !i.failed && now.Sub(i.made) < p.cfg.Renew+p.cfg.Every
}

// forgetUser makes room for one more user: who asked longest ago goes.
func (i *interest) forgetUser() {
	var first uint64
	asked := time.Time{}
	for who, at := range i.users {
		if asked.IsZero() || at.Before(asked) {
			first, asked = who, at
		}
	}
	delete(i.users, first)
}

// forget makes room for one more market: the least wanted goes. Called with mu held.
func (p *Predictor) forget(now time.Time) {
	if len(p.markets) < maxMarkets {
		return
	}
	var least Market
	low := math.Inf(1)
	for m, i := range p.markets {
		if w := p.worth(i, now); w < low {
			least, low = m, w
		}
	}
	delete(p.markets, least)
}

// worth is the score as it is now.
func (p *Predictor) worth(i *interest, now time.Time) float64 {
	return i.score * math.Exp2(-now.Sub(i.at).Hours()/p.cfg.HalfDay.Hours())
}

// Run makes briefs ahead until the context ends.
func (p *Predictor) Run(ctx context.Context) error {
	ticker := time.NewTicker(p.cfg.Every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		if m, ok := p.due(time.Now()); ok && p.cfg.Idle() {
			p.make(ctx, m)
		}
	}
}

// due is the most wanted of the popular markets whose brief is missing or old.
func (p *Predictor) due(now time.Time) (best Market, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	high := 0.0
	for m, i := range p.markets {
		for who, at := range i.users {
			if now.Sub(at) > userMemory {
				delete(i.users, who)
			}
		}
		if len(i.users) < p.cfg.Users || now.Sub(i.made) < p.cfg.Renew {
			continue
		}
		if w := p.worth(i, now); w > high {
			best, high, ok = m, w, true
		}
	}
	return best, ok
}

// make makes one brief. One that fails is not tried again before it would be renewed.
func (p *Predictor) make(ctx context.Context, m Market) {
	err := p.cfg.Make(ctx, m)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		p.cfg.Logger.Debug().Err(err).Str("business_type", m.BusinessType).Str("country", m.Country).Msg("market brief was not made ahead")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := p.markets[m]; i != nil {
		i.made, i.failed = time.Now(), err != nil
	}
}

// MarketOf is the market that a request is about, which is the same in every language.
func (p *Planner) MarketOf(r protocol.Request) (Market, error) {
	brief, err := p.Brief(r)
	if err != nil {
		return Market{}, err
	}
	return Market{BusinessType: p.BusinessType(r), Country: p.atlas.CountryName(brief.Country), Currency: brief.Currency}, nil
}

// Ahead makes the brief of a market, with all that has to be read for it. What it reads is kept by the
// feed: that is what a later plan does not have to wait for, since the brief itself takes microseconds.
func (p *Planner) Ahead(ctx context.Context, m Market) error {
	_, err := p.LatestBrief(ctx, Record{Request: protocol.Request{Location: m.Country, Currency: m.Currency, BusinessType: m.BusinessType}})
	return err
}
