package doctor

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/planspark/planspark/protocol"
)

// answerTimeout bounds a question that is answered at once.
const answerTimeout = 15 * time.Second

// answer is a whole answer.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// maxAnswer is how much of an answer is read, in bytes.
const maxAnswer = 1 << 20

// ask sends a request over a connection of its own, so that what another one has negotiated does not
// count. Headers are pairs.
func (e *examination) ask(ctx context.Context, method, path string, body []byte, headers ...string) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	resp, err := e.send(ctx, method, path, body, headers...)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = resp.Body.Close() }() // everything that matters was read
	b, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	return answer{resp.StatusCode, resp.Header, b}, err
}

func (e *examination) send(ctx context.Context, method, path string, body []byte, headers ...string) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, method, e.address(path), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Close = true
	r.Header.Set("User-Agent", "planspark-doctor")
	r.Header.Set("Accept", "application/json")
	if e.token != "" {
		r.Header.Set("Authorization", "Bearer "+e.token)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return e.client.Do(r)
}

// problem is the refusal in an answer, when it is one of PlanSpark's.
func (a answer) problem() (protocol.Problem, bool) {
	var p protocol.Problem
	err := json.Unmarshal(a.body, &p)
	return p, err == nil && p.Code != "" && strings.HasPrefix(a.header.Get("Content-Type"), "application/problem+json")
}

// who names what has answered, as it names itself.
func (a answer) who() string {
	if s := a.header.Get("Server"); s != "" {
		return s
	}
	if v := a.header.Get("Via"); v != "" {
		return v
	}
	return "something that does not say its name"
}

// reach asks for the one address that needs nothing.
func (e *examination) reach(ctx context.Context) Finding {
	a, err := e.ask(ctx, http.MethodGet, "/healthz", nil)
	if err != nil {
		return unreachable(err)
	}
	var health struct{ Status string }
	switch {
	case a.status == http.StatusOK && json.Unmarshal(a.body, &health) == nil && health.Status == "ok":
		return ok("PlanSpark answers.")
	case a.status >= 300 && a.status < 400:
		return fault(fmt.Sprintf("%s sends us to %s.", a.who(), a.header.Get("Location")), "Use that address with --server.")
	case a.status == http.StatusBadGateway || a.status == http.StatusServiceUnavailable || a.status == http.StatusGatewayTimeout:
		return fault(fmt.Sprintf("%s answers %d: it cannot reach PlanSpark.", a.who(), a.status),
			"Start PlanSpark, and let the proxy forward to the address that it listens on.")
	case a.status == http.StatusUnauthorized || a.status == http.StatusForbidden:
		return fault(fmt.Sprintf("%s answers %d before PlanSpark is asked.", a.who(), a.status), "Sign in at the proxy, or let /v1 and /healthz pass.")
	}
	return fault(fmt.Sprintf("%s answers %d, and it is not PlanSpark.", a.who(), a.status),
		"Check host, port and path of --server, and that the proxy forwards /healthz, /v1 and / to PlanSpark.")
}

func unreachable(err error) Finding {
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns):
		return fault(fmt.Sprintf("The name %s is not known here.", dns.Name), "Check the name in --server, and this machine's DNS.")
	case errors.Is(err, context.DeadlineExceeded):
		return fault("Nothing answers within 15 s.", "A firewall may drop the packets: check the port, and what lies between.")
	case strings.Contains(err.Error(), "certificate"):
		return fault("The certificate is not accepted: "+rootOf(err), "Install one for this name, with its whole chain.")
	case strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return fault("The server does not speak TLS at this port.", "Use http:// in --server, or the port at which TLS is spoken.")
	}
	return fault("No connection: "+rootOf(err)+".", "Start the server with planspark serve, or name another one with --server.")
}

// rootOf is the innermost text of an error: what Go adds around it is for programmers.
func rootOf(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}

// ready asks whether new work is welcome.
func (e *examination) ready(ctx context.Context) Finding {
	a, err := e.ask(ctx, http.MethodGet, "/readyz", nil, "Accept", "application/json")
	switch {
	case err != nil:
		return unreachable(err)
	case a.status == http.StatusOK:
		return ok("It takes new work.")
	}
	if p, known := a.problem(); known && p.Code == protocol.CodeDraining {
		return warning("This instance is being drained.", "Wait until another one answers.")
	}
	return fault("It is not ready: "+said(a), "Look at its log, and at its database.")
}

// said is what an answer says, for people.
func said(a answer) string {
	if p, known := a.problem(); known {
		return strings.TrimSpace(p.Title + ". " + p.Detail)
	}
	return fmt.Sprintf("%s answers %d.", a.who(), a.status)
}

// session gets credentials and shows them again, several times over connections of their own: behind a
// balancer every instance must know them.
func (e *examination) session(ctx context.Context) Finding {
	if e.token == "" {
		a, err := e.ask(ctx, http.MethodPost, "/v1/session", []byte("{}"))
		if err != nil {
			return unreachable(err)
		}
		var s struct{ Token string }
		if a.status != http.StatusOK || json.Unmarshal(a.body, &s) != nil || s.Token == "" {
			if a.status == http.StatusUnauthorized {
				return skipped("People sign in here. Give a token with PLANSPARK_TOKEN to check more.")
			}
			return fault("No session is given: "+said(a), "See the log of the server.")
		}
		e.token = s.Token
	}
	known := 0
	const tries = 4
	for range tries {
		a, err := e.ask(ctx, http.MethodGet, "/v1/session", nil)
		if err != nil {
			return unreachable(err)
		}
		switch a.status {
		case http.StatusOK:
			known++
		case http.StatusUnauthorized:
		default:
			return fault("Whose session it is was not answered: "+said(a), "See the log of the server.")
		}
	}
	switch {
	case known == tries:
		return ok("Credentials arrive.")
	case known > 0:
		return fault(fmt.Sprintf("The same token is taken by %d of %d answers.", known, tries),
			"The instances behind the balancer do not share their secret: let them share one PostgreSQL database.")
	case e.cfg.Token != "":
		return fault("The token is not accepted.", "Get a new one. If it is right, the proxy may take the Authorization header away: let it pass.")
	}
	return fault("A token that was given a moment ago is not accepted.",
		"The proxy takes the Authorization header away, or puts its own in its place: let it pass (nginx: proxy_set_header Authorization $http_authorization).")
}
