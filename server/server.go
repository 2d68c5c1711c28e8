package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/valyala/fasthttp"

	"github.com/planspark/planspark/limits"
	"github.com/planspark/planspark/server/parking"
	"github.com/planspark/planspark/web"
)

// Server is PlanSpark's edge. Serve and Drain are called once; everything else is safe for
// concurrent use.
type Server struct {
	cfg       Config
	deps      Deps
	app       *fiber.App
	auth      Auth
	tickets   tickets
	limiters  Limiters
	origins   origins
	addresses *addresses
	operators operators
	readings  *lru.Cache[string, time.Time] // of generations, by admin and id
	registry  *registry
	exports   gate // files that are held for clients
	readiness readiness
	specs     func() (map[string]web.Asset, error) // by file name; made when first asked for
	began     time.Time
	buffers   buffers
	turns     turns // of sessions that have something to write or to read
	askers    askers
	scratch   sync.Pool // *bytes.Buffer, for messages on their way in and out

	life     context.Context // ends when everything is to end now
	kill     context.CancelFunc
	draining atomic.Bool
	drained  chan struct{}  // closed when Drain has shut the listener
	sessions sync.WaitGroup // session readers and event streams

	mu       sync.Mutex
	stopped  bool      // guarded by mu; no session or stream may begin
	drainEnd time.Time // guarded by mu
}

// New returns a server that does not serve yet.
func New(cfg Config, deps Deps) (*Server, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	if deps.Generations == nil || deps.Accounts == nil || deps.Plans == nil || deps.Catalog == nil || deps.Exporter == nil ||
		deps.Watcher == nil || deps.Site == nil || deps.Tickets == nil || deps.Now == nil || deps.NewID == nil || deps.Jitter == nil {
		return nil, errors.New("server: a dependency is missing")
	}
	s := &Server{
		cfg: cfg, deps: deps, auth: deps.Auth, limiters: deps.Limiters,
		tickets:   tickets{store: deps.Tickets, life: cfg.Timing.TicketLife},
		origins:   newOrigins(cfg.AllowedOrigins),
		addresses: newAddresses(cfg.TrustedProxies, cfg.Secrets[0]),
		registry:  newRegistry(cfg.SessionsPerUser, cfg.SessionsPerAddress),
		exports:   make(gate, maxExports),
		began:     deps.Now(),
		drained:   make(chan struct{}),
		specs:     sync.OnceValues(specifications),
	}
	if s.readings, err = lru.New[string, time.Time](readingsKept); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	s.fillDefaults()
	s.life, s.kill = context.WithCancel(context.Background())
	s.app = s.newApp()
	return s, nil
}

// uptime is a clock that nobody sets.
func (s *Server) uptime() time.Duration { return s.deps.Now().Sub(s.began) }

// Rotate replaces the secrets that sign sessions, while they live: the first one signs, all are accepted.
// Sessions of a secret that is no longer among them are over once they are next checked.
func (s *Server) Rotate(secrets [][]byte) error {
	if err := checkSecrets(secrets); err != nil {
		return fmt.Errorf("server: %w", err)
	}
	s.operators.sessions.rotate(secrets)
	if g, ok := s.auth.(guests); ok {
		g.seal.rotate(secrets)
	}
	return nil
}

// ticketsPerMinute is how many one-time tickets a user may have a minute: one for each connection that a
// client which reconnects as told could make, and then some.
const ticketsPerMinute = 120

// operatorTries is how many wrong admin tokens an address may show a minute.
const operatorTries = 20

func (s *Server) fillDefaults() {
	if s.auth == nil {
		s.auth = newGuests(s.cfg.Secrets, s.cfg.Timing.SessionLife, s.deps.Now)
	}
	s.operators = s.newOperators()
	rate := func(l *Limiter, perMinute int) {
		if *l == nil {
			*l = limits.NewMemory(limits.PerMinute(perMinute), 0, s.deps.Now)
		}
	}
	rate(&s.limiters.User, s.cfg.Limits.UserRate)
	rate(&s.limiters.IP, s.cfg.Limits.IPRate)
	rate(&s.limiters.Guests, s.cfg.GuestsPerMinute)
	rate(&s.limiters.Tickets, ticketsPerMinute)
	rate(&s.limiters.Operators, operatorTries)
}

// newApp configures Fiber. Strings of requests are copied (Immutable), since what they point to is
// reused by the next request of the connection.
func (s *Server) newApp() *fiber.App {
	t := s.cfg.Timing
	app := fiber.New(fiber.Config{
		Immutable: true, StrictRouting: true, CaseSensitive: true,
		BodyLimit: maxBody, ReadBufferSize: maxHeader,
		ReadTimeout: t.ReadHeader, IdleTimeout: t.IdleHTTP,
		DisableStartupMessage: true, DisablePreParseMultipartForm: true,
		ErrorHandler: s.fail,
	})
	app.Server().KeepHijackedConns = true // sessions live outside of fasthttp, which then keeps nothing for them
	s.routes(app)
	serve := app.Server().Handler
	app.Server().Handler = func(c *fasthttp.RequestCtx) {
		if !slices.Contains(fiber.DefaultMethods, string(c.Method())) {
			c.Request.Header.SetMethod(fiber.MethodTrace) // no address takes it: Fiber's own answer is no problem, and has no headers
		}
		serve(c)
	}
	return app
}

// The bounds of a request in bytes. Headers are generous: on one's own machine all servers share their cookies.
const (
	maxBody   = 64 << 10
	maxHeader = 8 << 10
)

// Serve answers on ln until Drain has finished or ctx ends, whichever is first; the end of ctx ends
// everything at once. It returns when no goroutine of the server is left.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	p, err := parking.NewPoller()
	if err != nil {
		s.deps.Log.Warn().Err(err).Msg("a goroutine waits for each client, which takes more memory")
	}
	l := newListener(ln, p, s.cfg.Connections, s.cfg.Timing.WriteStall, s.deps.Log)
	served := make(chan error, 1)
	go func() { served <- s.app.Listener(l) }()
	select {
	case err = <-served:
		if err == nil {
			<-s.drained
		}
	case <-s.drained:
		_ = l.Close() // an end that came before anything was served found nothing to close
		err = <-served
	case <-ctx.Done():
		s.restartAll(stopGrace)
		s.close(stopGrace)
		_ = l.Close() // likewise
		err = <-served
	}
	s.kill()
	l.cut()
	s.mu.Lock()
	s.stopped = true
	s.mu.Unlock()
	s.sessions.Wait()
	p.Close()
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// begin counts a session or stream that is about to begin; false when everything has ended. Each that
// began calls sessions.Done.
func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return false
	}
	s.sessions.Add(1)
	return true
}

// stopGrace is how long connections have to end when everything ends at once.
const stopGrace = time.Second

// close stops accepting, and waits for requests that are being answered.
func (s *Server) close(grace time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if err := s.app.ShutdownWithContext(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		s.deps.Log.Warn().Err(err).Msg("listener was not closed cleanly")
	}
}

// Leaving says whether the server is being drained, and when that ends at the latest.
func (s *Server) Leaving() (end time.Time, leaving bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.drainEnd, s.draining.Load()
}

// Stats counts who is connected.
func (s *Server) Stats() Stats { return s.registry.stats() }

// takeScratch lends an empty buffer, which giveScratch takes back.
func (s *Server) takeScratch() *bytes.Buffer {
	if b, ok := s.scratch.Get().(*bytes.Buffer); ok {
		b.Reset()
		return b
	}
	return new(bytes.Buffer)
}

// largeScratch is kept by nobody: it was for a snapshot or a long message, and those are few.
const largeScratch = 64 << 10

func (s *Server) giveScratch(b *bytes.Buffer) {
	if b.Cap() <= largeScratch {
		s.scratch.Put(b)
	}
}
