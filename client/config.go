package client

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	mrand "math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/planspark/planspark/protocol"
)

// Config says which server to speak to, and as whom. Only Server is required.
type Config struct {
	// Server is the http or https URL of the server, such as http://127.0.0.1:8080. It may have a path.
	Server string
	// Token identifies the caller. Without one, NewGuest makes a guest session, and a Session that
	// connects without gets one from the server.
	Token string
	// Renew is asked for a new token when the server says that the old one has expired. Without it
	// that ends a session with protocol.CloseAuthExpired.
	Renew func(ctx context.Context, expired string) (token string, err error)
	// HTTPClient makes all connections [one of our own that follows no redirects].
	HTTPClient *http.Client
	// Timeout is for one HTTP call or one attempt to connect [15 s]; the body of a plan may take longer.
	Timeout time.Duration
	// GiveUpAfter is for how long a Session tries to get a connection [2 min]; negative is for ever.
	GiveUpAfter time.Duration
	// Buffer is how many messages a watch keeps for its consumer [64].
	Buffer int
	// Rand returns numbers from 0 up to 1, for the jitter of retries [math/rand/v2].
	Rand func() float64
	// NewKey returns a new idempotency key [crypto/rand.Text].
	NewKey func() string
	// UserAgent is sent with every request ["planspark-client"].
	UserAgent string
	// Hooks tell what happens to connections.
	Hooks Hooks
}

// Hooks are called by a Session's own goroutine, one at a time; they must not block. Each may be nil.
type Hooks struct {
	// Connected is called for each connection once the server has said hello.
	Connected func(protocol.Hello)
	// Disconnected is called when there is no connection, as it was lost or could not be made, and another
	// try follows after retryIn. While one that the server has asked to leave goes on, there is one.
	Disconnected func(err error, retryIn time.Duration)
}

const (
	defaultTimeout = 15 * time.Second
	defaultGiveUp  = 2 * time.Minute
	defaultBuffer  = 64
)

// Client speaks to one server as one user. Safe for concurrent use.
type Client struct {
	cfg  Config
	base *url.URL
	http *http.Client

	mu    sync.Mutex
	token string // guarded by mu
}

// New returns a client; it does not connect. The error says what is wrong with the server's URL.
func New(cfg Config) (*Client, error) {
	base, err := parseServer(cfg.Server)
	if err != nil {
		return nil, err
	}
	c := &Client{cfg: cfg.withDefaults(), base: base, token: cfg.Token}
	own := http.Client{}
	if cfg.HTTPClient != nil {
		own = *cfg.HTTPClient
	} else if t, ok := http.DefaultTransport.(*http.Transport); ok {
		own.Transport = t.Clone()
	}
	if own.CheckRedirect == nil {
		own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	c.http = &own
	return c, nil
}

func (cfg Config) withDefaults() Config {
	if cfg.Timeout <= 0 {
		cfg.Timeout = defaultTimeout
	}
	if cfg.GiveUpAfter == 0 {
		cfg.GiveUpAfter = defaultGiveUp
	}
	if cfg.Buffer <= 0 {
		cfg.Buffer = defaultBuffer
	}
	if cfg.Rand == nil {
		cfg.Rand = mrand.Float64
	}
	if cfg.NewKey == nil {
		cfg.NewKey = rand.Text
	}
	if cfg.UserAgent == "" {
		cfg.UserAgent = "planspark-client"
	}
	return cfg
}

func parseServer(server string) (*url.URL, error) {
	u, err := url.Parse(server)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, errors.New("the server must be an http or https URL, such as http://127.0.0.1:8080")
	}
	if u.User != nil {
		return nil, errors.New("the server's URL must not carry a password; pass a token instead")
	}
	if u.RawQuery != "" || u.Fragment != "" {
		return nil, fmt.Errorf("the server's URL must end behind its path")
	}
	u.Path = strings.TrimRight(u.Path, "/")
	return u, nil
}

// Server is the URL of the server, without a slash at its end.
func (c *Client) Server() string { return c.base.String() }

// Token is the token in use; it changes when it is renewed, and when a guest gets one.
func (c *Client) Token() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.token
}

// SetToken changes the token for all calls and connections to come.
func (c *Client) SetToken(token string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.token = token
}

// adopt takes the token that the server made for a guest without one.
func (c *Client) adopt(token string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.token == "" {
		c.token = token
	}
}

// CloseIdle closes connections that no call uses.
func (c *Client) CloseIdle() { c.http.CloseIdleConnections() }

// url is the address of a path below the server's.
func (c *Client) url(path string, query url.Values) string {
	u := *c.base
	u.Path += path
	u.RawQuery = query.Encode()
	return u.String()
}
