package doctor

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/planspark/planspark/protocol"
)

// arrive asks how a request of ours arrives.
func (e *examination) arrive(ctx context.Context, query string) (protocol.Arrival, answer, error) {
	var arrival protocol.Arrival
	a, err := e.ask(ctx, http.MethodGet, "/v1/probe"+query, nil)
	if err == nil && a.status == http.StatusOK {
		err = json.Unmarshal(a.body, &arrival)
	}
	return arrival, a, err
}

// proxy compares what was sent with what arrived.
func (e *examination) proxy(ctx context.Context) Finding {
	got, a, err := e.arrive(ctx, "")
	switch {
	case err != nil:
		return unreachable(err)
	case a.status == http.StatusNotFound:
		return skipped("The server is too old to say how requests arrive.")
	case a.status != http.StatusOK:
		return fault("The server does not say how requests arrive: "+said(a), "See the log of the server.")
	case !strings.EqualFold(bare(got.Host), bare(e.cfg.Server.Host)):
		return fault(fmt.Sprintf("The server is told that it is asked for as %s: pages are refused as foreign.", got.Host),
			"Let the proxy pass the host on (nginx: proxy_set_header Host $host), or allow "+e.origin()+" with --allowed-origins.")
	case got.Forwarded == protocol.ForwardedIgnored:
		return warning("A proxy says where requests are from, and is not believed: all users count as one address.",
			"Name the proxy's address with --trusted-proxies.")
	case e.cfg.Server.Scheme == "https" && !got.Secure:
		return warning("The server does not know that TLS is spoken in front of it: its cookies may travel without.",
			"Let the proxy send X-Forwarded-Proto, and name its address with --trusted-proxies.")
	case !got.HTTP11:
		return warning("The proxy asks in HTTP/1.0: every request needs a connection of its own, and WebSocket will not work.",
			"nginx: proxy_http_version 1.1.")
	}
	if got.Forwarded == protocol.ForwardedBelieved {
		return ok("Through a trusted proxy.")
	}
	return ok("Nothing is changed on the way.")
}

// bare is a host without the port that schemes imply.
func bare(host string) string {
	return strings.TrimSuffix(strings.TrimSuffix(host, ":443"), ":80")
}

// cache asks the same twice: two answers of a server differ.
func (e *examination) cache(ctx context.Context) Finding {
	var ids [2]string
	for i := range ids {
		a, err := e.ask(ctx, http.MethodGet, "/v1/session", nil)
		if err != nil {
			return unreachable(err)
		}
		if age := a.header.Get("Age"); age != "" && age != "0" {
			return cached(fmt.Sprintf("An answer is %s s old.", age))
		}
		ids[i] = a.header.Get("X-Request-Id")
	}
	if ids[0] != "" && ids[0] == ids[1] {
		return cached("Two questions got the same answer.")
	}
	return ok("Nobody answers in the server's place.")
}

func cached(detail string) Finding {
	return fault(detail+" A cache on the way keeps what is one user's own.",
		"Switch caching off for /v1: answers say Cache-Control: no-store, and something ignores it.")
}

// bodySize is close to the largest request that the server takes, 64 KiB.
const bodySize = 60_000

// body sends a request that is as large as one may be. It changes nothing: a quote is not a submission.
func (e *examination) body(ctx context.Context) Finding {
	request := []byte(`{"idea":"A workshop that mends old bicycles"}`)
	request = append(request, bytes.Repeat([]byte(" "), bodySize-len(request))...)
	a, err := e.ask(ctx, http.MethodPost, "/v1/generations/quote", request)
	switch {
	case err != nil:
		return fault("A request of 60 KB does not get through: "+rootOf(err)+".", bodyMend)
	case a.status == http.StatusOK:
		return ok("Requests of 60 KB arrive.")
	case a.status == http.StatusRequestEntityTooLarge:
		return fault(fmt.Sprintf("%s refuses requests of 60 KB.", a.who()), bodyMend)
	}
	if _, ours := a.problem(); ours {
		return ok("Requests of 60 KB arrive.") // it was refused for other reasons
	}
	return fault(fmt.Sprintf("%s answers a request of 60 KB with %d.", a.who(), a.status), bodyMend)
}

const bodyMend = "Raise the proxy's limit to 64 KiB or more (nginx: client_max_body_size)."

// maxSkew is by how much clocks may differ before somebody should look.
const maxSkew = 10 * time.Second

// clock compares the server's clock with this machine's, at the middle of the way there and back.
func (e *examination) clock(ctx context.Context) Finding {
	sent := e.cfg.Now()
	got, a, err := e.arrive(ctx, "")
	back := e.cfg.Now()
	if err != nil || a.status != http.StatusOK {
		return skipped("The server does not tell its time.")
	}
	off := got.Now.Sub(sent.Add(back.Sub(sent) / 2)).Round(100 * time.Millisecond)
	if off.Abs() <= maxSkew {
		return ok(fmt.Sprintf("Both clocks agree to %s.", max(off.Abs(), 100*time.Millisecond)))
	}
	which := "ahead of"
	if off < 0 {
		which = "behind"
	}
	return warning(fmt.Sprintf("The server's clock is %s %s this machine's. Sessions may expire early, or late.", off.Abs().Round(time.Second), which),
		"Let both take their time from the network (chrony, systemd-timesyncd).")
}
