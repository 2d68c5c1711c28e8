package server

import (
	"cmp"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"time"

	"github.com/planspark/planspark/protocol"
)

// Config is what an operator decides. The zero value of a duration or count is its default, given in
// brackets; Secrets have none.
type Config struct {
	Instance       string          // opaque id of this process, told in hello
	Secrets        [][]byte        // of at least 32 bytes; the first signs sessions and keys address hashes, all are accepted
	AdminToken     string          // opens operations; empty: they are open on this machine only
	AllowedOrigins []string        // beside the same origin, as "https://app.example.com"
	TrustedProxies []netip.Prefix  // peers whose X-Forwarded-For and X-Forwarded-Proto are believed
	Limits         protocol.Limits // what users are told of their limits; UserRate and IPRate are enforced here

	SessionsPerUser    int // WebSocket sessions and event streams of one user at once [64]; negative is off
	SessionsPerAddress int // the same of one address [1000]; likewise
	Connections        int // open at once, of everybody; 0 is off. The next ones wait
	GuestsPerMinute    int // new guest sessions of one address [120]; negative is off

	Timing Timing
}

// Timing is how long things may take.
type Timing struct {
	Heartbeat    time.Duration // between two pings of a session; silence of two closes it [25 s]
	WriteStall   time.Duration // a write that makes no way for so long ends the connection [30 s]
	SessionAge   time.Duration // ± 20 %, then a session is asked to connect anew [30 min]
	LeaveGrace   time.Duration // for a session that was asked to, before it is closed [1 min]
	ReadHeader   time.Duration // for a request to arrive in full, and a frame that has begun [10 s]
	IdleHTTP     time.Duration // between two requests of a connection [75 s]
	StreamPulse  time.Duration // between two comments of an event stream [15 s]
	StreamRetry  time.Duration // told to EventSource as its delay [2 s]
	Request      time.Duration // for the service behind to answer [15 s]
	FloodWindow  time.Duration // in which a session may say FloodMessages [10 s]
	TicketLife   time.Duration // of a one-time ticket [30 s]
	SessionLife  time.Duration // of a guest session [30 days]
	OperatorLife time.Duration // of an operator's session in a browser [12 h]
	DrainReserve time.Duration // of a drain's time, kept for closing what did not leave [2 s]
}

// floodMessages is how many messages a client may say within Timing.FloodWindow.
const floodMessages = 200

// minSecret is the least length of the secret in bytes: that of the hash that it keys.
const minSecret = 32

// CheckOrigin says what is wrong with the form of an allowed origin.
func CheckOrigin(o string) error {
	if u, err := url.Parse(o); err != nil || u.Scheme == "" || u.Host == "" || u.Path != "" {
		return fmt.Errorf("allowed origin %q: want scheme://host[:port]", o)
	}
	return nil
}

func (c Config) withDefaults() (Config, error) {
	if err := checkSecrets(c.Secrets); err != nil {
		return c, err
	}
	for _, o := range c.AllowedOrigins {
		if err := CheckOrigin(o); err != nil {
			return c, err
		}
	}
	if c.Instance == "" {
		return c, errors.New("an instance needs an id")
	}
	c.SessionsPerUser = cmp.Or(c.SessionsPerUser, 64)
	c.SessionsPerAddress = cmp.Or(c.SessionsPerAddress, 1000)
	c.GuestsPerMinute = cmp.Or(c.GuestsPerMinute, 120)
	c.Limits.MaxWatches = protocol.MaxWatches
	c.Limits.MaxMessage = protocol.MaxClientMessage
	c.Timing = c.Timing.withDefaults()
	return c, nil
}

func checkSecrets(secrets [][]byte) error {
	if len(secrets) == 0 {
		return errors.New("sessions need a secret")
	}
	for _, s := range secrets {
		if len(s) < minSecret {
			return fmt.Errorf("a secret has %d bytes, it needs at least %d", len(s), minSecret)
		}
	}
	return nil
}

func (t Timing) withDefaults() Timing {
	t.Heartbeat = cmp.Or(t.Heartbeat, 25*time.Second)
	t.WriteStall = cmp.Or(t.WriteStall, 30*time.Second)
	t.SessionAge = cmp.Or(t.SessionAge, 30*time.Minute)
	t.LeaveGrace = cmp.Or(t.LeaveGrace, time.Minute)
	t.ReadHeader = cmp.Or(t.ReadHeader, 10*time.Second)
	t.IdleHTTP = cmp.Or(t.IdleHTTP, 75*time.Second)
	t.StreamPulse = cmp.Or(t.StreamPulse, 15*time.Second)
	t.StreamRetry = cmp.Or(t.StreamRetry, 2*time.Second)
	t.Request = cmp.Or(t.Request, 15*time.Second)
	t.FloodWindow = cmp.Or(t.FloodWindow, 10*time.Second)
	t.TicketLife = cmp.Or(t.TicketLife, 30*time.Second)
	t.SessionLife = cmp.Or(t.SessionLife, 30*24*time.Hour)
	t.OperatorLife = cmp.Or(t.OperatorLife, 12*time.Hour)
	t.DrainReserve = cmp.Or(t.DrainReserve, 2*time.Second)
	return t
}
