package ops

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/protocol"
)

// MonitorConfig says what a monitor watches. Every function must be quick; those of Control may be nil.
type MonitorConfig struct {
	Instance  string // id
	Name      string // that people know it by
	Version   string
	Database  string // kind: sqlite or postgres
	Live      func() Live
	Providers func() []ProviderStatus      // in the order of the chain; nil is none but offline
	Typical   func() (time.Duration, bool) // how long a generation takes; ok is false without evidence
	Control   Control
	Scale     ScaleConfig
	Beat      time.Duration // between two beats [5 s]
	Show      time.Duration // between two messages to who watches [2 s]
	Log       zerolog.Logger
}

// Control is how an instance is told what an operator wants of it.
type Control struct {
	Drain  func()               // leave service, as on SIGTERM
	Resize func(workers int)    // generations at a time
	Pause  func(names []string) // providers that are not to be asked
}

func (c MonitorConfig) withDefaults() MonitorConfig {
	if c.Beat == 0 {
		c.Beat = 5 * time.Second
	}
	if c.Show == 0 {
		c.Show = 2 * time.Second
	}
	if c.Providers == nil {
		c.Providers = func() []ProviderStatus { return nil }
	}
	if c.Typical == nil {
		c.Typical = func() (time.Duration, bool) { return 0, false }
	}
	return c
}

// Monitor tells the other instances how this one is, looks at how they are, and shows both to
// operators. Safe for concurrent use; Run owns the goroutine.
type Monitor struct {
	cfg     MonitorConfig
	metrics *Metrics
	fleet   Fleet
	memory  Memory
	log     zerolog.Logger
	started time.Time
	ledger  ledger
	calls   calls
	scaler  *Scaler // of Run only
	total   atomic.Pointer[Total]
	asked   chan struct{} // a beat and a message are wanted now; holds one

	mu        sync.Mutex
	look      Look                      // guarded by mu; the latest
	lookErr   error                     // guarded by mu; why there is no later one
	scale     protocol.Scale            // guarded by mu; as this instance sees it
	failures  []protocol.OpsFailure     // guarded by mu; the latest last
	histories map[time.Duration]history // guarded by mu; by span
	watchers  map[*Watch]struct{}       // guarded by mu
	shown     []byte                    // guarded by mu; the latest message
	version   int64                     // guarded by mu; of shown
}

// NewMonitor returns a monitor that does not run yet.
func NewMonitor(cfg MonitorConfig, fleet Fleet, memory Memory) *Monitor {
	cfg = cfg.withDefaults()
	m := &Monitor{
		cfg: cfg, fleet: fleet, memory: memory, log: cfg.Log, started: time.Now(),
		scaler: NewScaler(cfg.Scale), asked: make(chan struct{}, 1),
		histories: map[time.Duration]history{}, watchers: map[*Watch]struct{}{},
	}
	m.total.Store(&Total{DesiredInstances: 1})
	m.metrics = NewMetrics(cfg.Live, func() Total { return *m.total.Load() })
	return m
}

// Metrics are those that this monitor reads.
func (m *Monitor) Metrics() *Metrics { return m.metrics }

// askTimeout bounds a question to the database.
const askTimeout = 5 * time.Second

// leaveTimeout bounds the last words of an instance, which hold up its end.
const leaveTimeout = 2 * time.Second

// Run beats, looks and shows until ctx ends; then the instance is taken off the list.
func (m *Monitor) Run(ctx context.Context) error {
	beat, show := time.NewTicker(m.cfg.Beat), time.NewTicker(m.cfg.Show)
	defer beat.Stop()
	defer show.Stop()
	m.beat(ctx)
	for {
		select {
		case <-ctx.Done():
			m.depart()
			return nil
		case <-beat.C:
			m.beat(ctx)
		case <-m.asked:
			m.beat(ctx)
			m.show(ctx)
		case <-show.C:
			m.show(ctx)
		}
	}
}

// beat publishes, obeys and looks.
func (m *Monitor) beat(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	counts, err := m.metrics.Counts()
	if err != nil {
		m.log.Error().Err(err).Msg("metrics were not read")
		return
	}
	b := Beat{Instance: m.cfg.Instance, Status: m.status()}
	m.calls.note(time.Now(), counts)
	b.Buckets, b.Day = m.ledger.due(counts, m.cfg.Live(), m.queued())
	heard, err := m.fleet.Beat(ctx, b)
	if err != nil {
		m.failed(ctx, err)
		return
	}
	m.ledger.wrote(heard.Now, counts)
	m.obey(heard)
	m.lookAround(ctx)
}

func (m *Monitor) failed(ctx context.Context, err error) {
	if ctx.Err() == nil || context.Cause(ctx) == context.DeadlineExceeded {
		m.log.Warn().Err(err).Msg("operations were not written down; the next beat tries again")
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.lookErr = err
}

// obey does what was asked of this instance.
func (m *Monitor) obey(h Heard) {
	for _, c := range h.Commands {
		m.log.Info().Str("action", c.Action).Int("workers", c.Workers).Msg("an operator asked for it")
		m.do(c)
	}
	if len(h.Commands) > 0 {
		m.now() // others see what became of it at their next look, not at the one behind the next beat
	}
	if m.cfg.Control.Pause != nil {
		m.cfg.Control.Pause(h.Paused)
	}
}

func (m *Monitor) do(c Command) {
	switch {
	case c.Action == ActionDrain && m.cfg.Control.Drain != nil:
		m.cfg.Control.Drain()
	case c.Action == ActionWorkers && m.cfg.Control.Resize != nil:
		m.cfg.Control.Resize(c.Workers)
	}
}

// lookAround reads how everybody is, and what that means for the number of instances.
func (m *Monitor) lookAround(ctx context.Context) {
	look, err := m.fleet.Look(ctx)
	if err != nil {
		m.failed(ctx, err)
		return
	}
	scale := m.rescale(look)
	m.total.Store(&Total{Queued: look.Queued, DesiredInstances: scale.Desired, Users: usersOf(look)})
	m.mu.Lock()
	defer m.mu.Unlock()
	m.look, m.lookErr, m.scale = look, nil, scale
}

func usersOf(look Look) int {
	n := 0
	for _, i := range look.Instances {
		if !i.silent() {
			n += i.Status.Users
		}
	}
	return n
}

// Users is how many users there are on all instances, as of the last look and at least those here.
func (m *Monitor) Users() int { return max(m.total.Load().Users, m.cfg.Live().Users) }

func (m *Monitor) queued() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for _, v := range m.look.Queued {
		n += v
	}
	return n
}

// depart writes down what is left and takes the instance off the list.
func (m *Monitor) depart() {
	ctx, cancel := context.WithTimeout(context.Background(), leaveTimeout)
	defer cancel()
	m.beat(ctx)
	if err := m.fleet.Depart(ctx, m.cfg.Instance); err != nil {
		m.log.Warn().Err(err).Msg("instance stays on the list until it was silent for a while")
	}
}

// now wants a beat and a message without waiting for their time.
func (m *Monitor) now() {
	select {
	case m.asked <- struct{}{}:
	default:
	}
}

// status is what this instance publishes.
func (m *Monitor) status() Status {
	live := m.cfg.Live()
	s := Status{
		Name: m.cfg.Name, Version: m.cfg.Version, State: live.State, StartedAt: protocol.At(m.started),
		LeavesAt: protocol.At(live.LeavesAt), Slots: live.Workers, Running: live.Running, Sessions: live.Sessions,
		Users: live.Users, Watches: live.Watches, Memory: memory(), Providers: m.calledLately(m.cfg.Providers()),
	}
	if s.State == "" {
		s.State = protocol.InstanceServing
	}
	if live.RedisConfigured {
		s.Redis = &live.RedisUp
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	s.Failures = append(s.Failures, m.failures...)
	scale := m.scale
	if scale.Desired > 0 {
		s.Scale = &scale
	}
	return s
}
