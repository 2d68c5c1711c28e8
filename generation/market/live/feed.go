package live

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation/market"
)

// Keeper keeps what was read. Its age is by the clock of whoever keeps it. Safe for concurrent use.
type Keeper interface {
	// Reading returns what was kept about a subject last, and how old it is; nil when there is nothing.
	Reading(ctx context.Context, subject string) (body []byte, age time.Duration, err error)
	// KeepReading replaces it.
	KeepReading(ctx context.Context, subject string, body []byte) error
}

// Config says where to read. The zero value of a duration is its default, given in brackets.
type Config struct {
	WorldBank   string // base URLs, such as https://api.worldbank.org
	Frankfurter string
	OpenERAPI   string
	Fresh       time.Duration // what is younger is not read again [3 days]
	Patience    time.Duration // a brief waits for what is not known at all [1.5 s]
	Keeper      Keeper
	Logger      zerolog.Logger
	Now         func() time.Time // [time.Now]
}

// Feed has the latest figures. Safe for concurrent use; Run owns its goroutines.
type Feed struct {
	cfg         Config
	atlas       *market.Atlas
	bank        worldBank
	frankfurter frankfurter
	open        openERAPI
	wanted      chan string // subjects to refresh

	mu       sync.Mutex
	subjects map[string]*subject // guarded by mu
	services map[string]*service // guarded by mu; by name
}

// The services behind a Feed, as logs name them.
const (
	serviceBank  = "World Bank"
	serviceRates = "exchange rates"
)

// subject is something that is read as a whole: a country, or all exchange rates.
type subject struct {
	kept   []byte    // JSON; nil when nothing is known
	read   time.Time // when it was
	looked time.Time // when the keeper was asked last
	flight chan struct{}
}

// Subjects of readings.
const (
	subjectRates = "rates"
	countries    = "country/" // and the code of the country
)

// waitingMost bounds the subjects that wait to be refreshed: there are some 250 countries.
const waitingMost = 300

// New makes a feed. An error means that the binary was built with broken data.
func New(cfg Config) (*Feed, error) {
	atlas, err := market.New()
	if err != nil {
		return nil, err
	}
	if cfg.Fresh == 0 {
		cfg.Fresh = 3 * 24 * time.Hour
	}
	if cfg.Patience == 0 {
		cfg.Patience = 1500 * time.Millisecond
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	ask := &http.Client{Timeout: requestTimeout}
	at := func(base, version string) client {
		return client{base: strings.TrimSuffix(strings.TrimRight(base, "/"), version), http: ask}
	}
	return &Feed{
		cfg: cfg, atlas: atlas, wanted: make(chan string, waitingMost),
		bank: worldBank{at(cfg.WorldBank, "/v2")}, frankfurter: frankfurter{at(cfg.Frankfurter, "/v1")}, open: openERAPI{at(cfg.OpenERAPI, "/v6")},
		subjects: map[string]*subject{}, services: map[string]*service{serviceBank: {}, serviceRates: {}},
	}, nil
}

// Latest returns what is known for a brief about a country, and has it refreshed in the background when it
// is old. Only for what is not known at all, it waits: for as long as Config.Patience, and not while the
// service is known to be away.
func (f *Feed) Latest(ctx context.Context, country string) market.Readings {
	return f.readings(ctx, country, true)
}

// Known is Latest without waiting for a service.
func (f *Feed) Known(ctx context.Context, country string) market.Readings {
	return f.readings(ctx, country, false)
}

func (f *Feed) readings(ctx context.Context, country string, wait bool) market.Readings {
	ctx, cancel := context.WithTimeout(ctx, f.cfg.Patience)
	defer cancel()
	names := []string{countries + country, countries + market.Reference, subjectRates}
	flights := map[string]<-chan struct{}{}
	for _, name := range names {
		flights[name] = f.ask(ctx, name)
	}
	awaited := func(name string) bool {
		if flights[name] == nil || !wait {
			return false
		}
		select {
		case <-flights[name]:
			return true
		case <-ctx.Done():
			return false
		}
	}
	r := market.Readings{Countries: map[string]market.CountryReading{}}
	for _, name := range names[:2] {
		if reading, ok := f.country(name, awaited(name)); ok {
			r.Countries[name[len(countries):]] = reading
		}
	}
	r.Rates = f.rates(awaited(subjectRates))
	return r
}

// ask sees that a subject is known: it is taken from the keeper, and asked for when it is not there or old.
// The channel that comes back is closed when there is something; nil is not worth waiting for.
func (f *Feed) ask(ctx context.Context, name string) <-chan struct{} {
	f.recall(ctx, name)
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.subjects[name]
	if s.kept != nil && f.cfg.Now().Sub(s.read) < f.cfg.Fresh {
		return nil
	}
	if s.flight == nil && f.services[serviceOf(name)].open(f.cfg.Now()) {
		select {
		case f.wanted <- name:
			s.flight = make(chan struct{})
		default: // everything at once; the next brief asks again
		}
	}
	if s.kept != nil {
		return nil // the older one does while the new one comes
	}
	return s.flight
}

// lookAgain is how long one instance may not know what another one has read.
const lookAgain = time.Minute

// recall takes a subject from the keeper, unless it was looked for a moment ago.
func (f *Feed) recall(ctx context.Context, name string) {
	f.mu.Lock()
	s := f.subjects[name]
	if s == nil {
		s = &subject{}
		f.subjects[name] = s
	}
	now := f.cfg.Now()
	needless := s.kept != nil && now.Sub(s.read) < f.cfg.Fresh || now.Sub(s.looked) < lookAgain
	f.mu.Unlock()
	if needless || f.cfg.Keeper == nil {
		return
	}
	body, age, err := f.cfg.Keeper.Reading(ctx, name)
	f.mu.Lock()
	defer f.mu.Unlock()
	s.looked = now
	if err != nil {
		f.cfg.Logger.Debug().Err(err).Msg("kept market data was not read")
		return
	}
	if read := now.Add(-age); body != nil && read.After(s.read) {
		s.kept, s.read = body, read
	}
}

// country decodes what is known of a country.
func (f *Feed) country(name string, awaited bool) (market.CountryReading, bool) {
	body, read := f.keptOf(name)
	r := market.CountryReading{Source: market.SourceCache, Read: read}
	if body == nil || json.Unmarshal(body, &r.Figures) != nil || len(r.Figures) == 0 {
		return r, false
	}
	if awaited {
		r.Source = market.SourceLive
	}
	return r, true
}

// liveRates is the age up to which exchange rates count as live: they are read for all briefs at once.
const liveRates = time.Hour

func (f *Feed) rates(awaited bool) market.RateReading {
	body, read := f.keptOf(subjectRates)
	r := market.RateReading{Source: market.SourceCache, Read: read}
	if body == nil || json.Unmarshal(body, &r.Rates) != nil {
		return market.RateReading{}
	}
	if awaited || f.cfg.Now().Sub(read) < liveRates {
		r.Source = market.SourceLive
	}
	return r
}

func (f *Feed) keptOf(name string) ([]byte, time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.subjects[name]
	if s == nil {
		return nil, time.Time{}
	}
	return s.kept, s.read
}

func serviceOf(name string) string {
	if name == subjectRates {
		return serviceRates
	}
	return serviceBank
}
