package wire

import (
	"net"
	"net/http"
	"time"
)

// The bounds of a connection. How long an answer may take is the caller's business.
const (
	dialTimeout = 5 * time.Second
	idleConns   = 64 // kept to one provider
	idleTimeout = 90 * time.Second
)

// NewClient returns the client through which providers are called. It follows no redirects, which would
// carry the key elsewhere, and asks for no compression, which would hold a stream back.
func NewClient() *http.Client {
	dialer := &net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second}
	return &http.Client{
		Transport: transport{&http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			DialContext:         dialer.DialContext,
			TLSHandshakeTimeout: dialTimeout,
			MaxIdleConns:        4 * idleConns,
			MaxIdleConnsPerHost: idleConns,
			IdleConnTimeout:     idleTimeout,
			ForceAttemptHTTP2:   true,
			DisableCompression:  true,
		}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// transport notes what happens to a request in the Exchange of its context.
type transport struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(req)
	x, watched := req.Context().Value(key{}).(*Exchange)
	if !watched {
		return resp, err
	}
	if err != nil {
		x.broke(err)
		return nil, err
	}
	return x.answered(resp)
}
