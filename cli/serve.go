package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"
	"github.com/rs/zerolog"

	"github.com/planspark/planspark/bus"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/server"
	"github.com/planspark/planspark/store"
)

// ServeCmd holds the flags of `planspark serve`.
type ServeCmd struct {
	Listen   string `default:"127.0.0.1:8080" placeholder:"ADDRESS" group:"Basics" help:"Address to listen on; port 0 picks a free one. The URL is printed on start. [${default}]"`
	Database string `placeholder:"URL" group:"Basics" help:"Where generations live: sqlite://PATH for one instance, postgres://USER:PASSWORD@HOST/DATABASE for any number. [sqlite://<data-dir>/planspark.db]"`
	DataDir  string `placeholder:"DIR" type:"path" group:"Basics" help:"Folder of the SQLite file and the generated secret. [the user's data folder + /planspark]"`

	Redis string `placeholder:"URL" group:"Basics" help:"What instances tell each other while they work: redis://HOST:PORT/DATABASE; sentinels and clusters as go-redis reads them. Without it other instances follow through the database, some seconds behind. [none]"`

	DatabaseConnections int `default:"16" group:"Basics" help:"Connections of this instance to PostgreSQL, at most."`

	NoMigrate bool `group:"Basics" help:"Do not bring the database schema up to date at start; see planspark migrate. [off]"`
	Retention Span `default:"90d" group:"Basics" help:"Finished generations are erased after this time; 0 keeps them."`

	Workers           int           `default:"4" group:"Work" help:"Generations written at a time by this instance."`
	Lease             time.Duration `default:"10s" group:"Work" help:"How long a silent worker keeps its work before another takes over."`
	GenerationTimeout time.Duration `default:"3m" group:"Work" help:"A generation that is not finished after this time has failed; its finished sections are kept. What a language model has not written shortly before, the built-in planner does."`
	DrainTimeout      time.Duration `default:"25s" group:"Work" help:"On SIGTERM: how long clients and running work have to leave. Ctrl-C waits 5 s at most."`
	Pace              Pace          `default:"off" placeholder:"CHARS" group:"Work" help:"Characters a second at which the built-in planner lets its text go, for demonstrations; off: as fast as it is made. [${default}]"`

	Predict string `default:"on" enum:"on,off" group:"Work" help:"Market briefs that at least five users wanted lately are made ahead, when there is nothing else to do: on or off."`

	MaxActivePerUser int           `default:"2" group:"Limits (0 is off)" help:"Queued and running generations of one user."`
	MaxActivePerIP   int           `name:"max-active-per-ip" default:"10" group:"Limits (0 is off)" help:"The same of one address; an IPv6 /64 counts as one."`
	DailyLimit       int           `default:"50" group:"Limits (0 is off)" help:"Submissions of one user on one UTC day."`
	UserRate         Rate          `default:"30/min" group:"Limits (0 is off)" help:"Submissions of one user a minute."`
	IPRate           Rate          `name:"ip-rate" default:"60/min" group:"Limits (0 is off)" help:"Submissions of one address a minute."`
	QueueLimit       int           `default:"10000" group:"Limits (0 is off)" help:"Queued generations before new ones are refused with 503."`
	MaxWait          time.Duration `default:"2m" group:"Limits (0 is off)" help:"A longer predicted wait is served by the built-in planner at once, marked degraded; and so is who has waited for half as long again."`
	CacheTTL         time.Duration `name:"cache-ttl" default:"5m" group:"Limits (0 is off)" help:"For how long an identical request of the same user gets the finished plan."`

	AllowedOrigins []string       `placeholder:"ORIGIN" group:"Network" help:"Other origins whose pages may use the API, such as https://app.example.com. [same origin only]"`
	TrustedProxies []netip.Prefix `placeholder:"CIDR" group:"Network" help:"Peers whose X-Forwarded-For and X-Forwarded-Proto are believed, such as 10.0.0.0/8. [none]"`

	AuthFlags
	ProviderFlags
	MarketFlags

	LogLevel  string `default:"info" enum:"debug,info,warn,error" group:"Logs" help:"Least level that is logged: debug, info, warn or error."`
	LogFormat string `default:"auto" enum:"auto,console,json" group:"Logs" help:"console, json, or auto: console on a terminal, json elsewhere."`
}

// Help explains serve beyond its flags.
func (ServeCmd) Help() string {
	return `Nothing needs to be configured: without flags the service listens on port 8080 of this
machine, keeps everything in one SQLite file, and writes plans with the built-in planner.
With the key of a language model, that writes them; the figures are computed as before, and what
a model cannot write in time the built-in planner does.

Traces go to an OpenTelemetry collector once OTEL_EXPORTER_OTLP_ENDPOINT names one, such as
http://127.0.0.1:4318 (http/protobuf); the other standard variables count too: docs/operations.md.

  planspark serve                          open the printed URL
  PLANSPARK_GEMINI_API_KEY=… planspark serve
  planspark serve --pace 400               watch plans being written
  planspark serve --listen :8080 --workers 8`
}

// check refuses values that no service can run with, and fills in what depends on the machine.
func (c *ServeCmd) check() error {
	least := func(name string, v, least int) error {
		if v < least {
			return usageError(fmt.Sprintf("--%s must be at least %d", name, least))
		}
		return nil
	}
	if c.DataDir == "" {
		c.DataDir = filepath.Join(xdg.DataHome, "planspark")
	}
	if c.Database == "" {
		c.Database = "sqlite://" + filepath.Join(c.DataDir, "planspark.db")
	}
	return errors.Join(
		least("workers", c.Workers, 1), least("database-connections", c.DatabaseConnections, 2), least("max-active-per-user", c.MaxActivePerUser, 0),
		least("max-active-per-ip", c.MaxActivePerIP, 0), least("daily-limit", c.DailyLimit, 0),
		least("queue-limit", c.QueueLimit, 0), c.checkTimes(), c.checkForms(), c.AuthFlags.check(), c.ProviderFlags.check(), c.MarketFlags.check(), checkTracing(),
	)
}

func (c *ServeCmd) checkTimes() error {
	for _, t := range []struct {
		name  string
		value time.Duration
		least time.Duration
	}{
		{"lease", c.Lease, 500 * time.Millisecond},
		{"generation-timeout", c.GenerationTimeout, time.Second},
		{"drain-timeout", c.DrainTimeout, 0},
		{"max-wait", c.MaxWait, 0},
		{"cache-ttl", c.CacheTTL, 0},
	} {
		if t.value < t.least {
			return usageError(fmt.Sprintf("--%s must be at least %s", t.name, t.least))
		}
	}
	return nil
}

// limits of submissions.
func (c *ServeCmd) limits() generation.Limits {
	return generation.Limits{
		MaxActive: c.MaxActivePerUser, MaxPerAddress: c.MaxActivePerIP, Daily: c.DailyLimit,
		Queue: c.QueueLimit, CacheTTL: c.CacheTTL,
	}
}

// told are the limits as users are told of them; the server adds its own.
func (c *ServeCmd) told() protocol.Limits {
	return protocol.Limits{
		MaxActive: c.MaxActivePerUser, DailyLimit: c.DailyLimit, UserRate: int(c.UserRate), IPRate: int(c.IPRate),
	}
}

// guests is how many new guest sessions one address may have a minute: twice its submissions, since
// looking is cheaper; -1 is off.
func (c *ServeCmd) guests() int {
	if c.IPRate == 0 {
		return -1
	}
	return 2 * int(c.IPRate)
}

func (c *ServeCmd) logger(w io.Writer, terminal bool) zerolog.Logger {
	level, err := zerolog.ParseLevel(c.LogLevel)
	if err != nil {
		level = zerolog.InfoLevel // the flag's enum lets nothing else through
	}
	if c.LogFormat == "console" || c.LogFormat == "auto" && terminal {
		w = zerolog.ConsoleWriter{Out: w, TimeFormat: time.TimeOnly, NoColor: !terminal}
	}
	return zerolog.New(w).Level(level).With().Timestamp().Logger()
}

// pageURL is where a person on this machine finds the page.
func pageURL(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return "http://" + addr.String() + "/"
	}
	if ip, err := netip.ParseAddr(host); err == nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return (&url.URL{Scheme: "http", Host: net.JoinHostPort(host, port), Path: "/"}).String()
}

// listen opens the address of --listen. The kernel need not look after connections: sessions and event streams are
// written to, and what else says nothing is closed, within two minutes. Telling it how takes four calls for each that comes.
func listen(ctx context.Context, address string) (net.Listener, error) {
	ln, err := (&net.ListenConfig{KeepAlive: -1}).Listen(ctx, "tcp", address)
	if err == nil {
		return ln, nil
	}
	err = fmt.Errorf("cannot listen on %s: %w; choose another address with --listen, or port 0 for a free one", address, err)
	if _, ok := errors.AsType[*net.AddrError](err); ok {
		return nil, usageError(err.Error())
	}
	return nil, err
}

// checkAddress says what is wrong with an address that nobody could listen on.
func checkAddress(address string) error {
	_, port, err := net.SplitHostPort(address)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil {
		return fmt.Errorf("%w; write it as 127.0.0.1:8080, or :8080 for all of this machine's", err)
	}
	return nil
}

// checkForms refuses addresses that nothing can be found under, before anything is opened.
func (c *ServeCmd) checkForms() error {
	errs := []error{inFlag("listen", checkAddress(c.Listen)), inFlag("database", store.Check(c.Database))}
	if c.Redis != "" {
		errs = append(errs, inFlag("redis", bus.Check(c.Redis)))
	}
	for _, o := range c.AllowedOrigins {
		errs = append(errs, inFlag("allowed-origins", server.CheckOrigin(o)))
	}
	return errors.Join(errs...)
}

// serve runs the service until ctx ends, then drains it. hurry, when it ends, cuts the drain short.
func (c *ServeCmd) serve(ctx, hurry context.Context, stdout, stderr io.Writer, terminal bool) error {
	if err := c.check(); err != nil {
		return err
	}
	log := c.logger(stderr, terminal)
	app, err := c.assemble(ctx, log)
	if err != nil && ctx.Err() != nil {
		log.Info().AnErr("cause", err).Msg("told to stop before it served")
		return nil
	}
	if err != nil {
		return err
	}
	defer app.close()
	ln, err := listen(ctx, c.Listen)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "PlanSpark is ready at %s\n", pageURL(ln.Addr()))
	return app.run(ctx, hurry, ln, c.DrainTimeout)
}

var _ server.Generations = (*generation.Service)(nil)
