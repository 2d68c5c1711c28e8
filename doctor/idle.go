package doctor

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/coder/websocket"
)

// idle leaves a session quiet and looks whether it is cut. The server's own heartbeat keeps it alive, as
// it keeps those of users.
func (e *examination) idle(ctx context.Context, upgraded bool) Finding {
	switch {
	case e.cfg.Idle <= 0:
		return skipped("Not asked for; --idle 65s does.")
	case !upgraded:
		return skipped("There is no WebSocket to leave quiet.")
	}
	d, err := e.dial(ctx, e.bearer()...)
	if err != nil {
		return refusedUpgrade(d, err)
	}
	defer func() { _ = d.conn.CloseNow() }() // it is of no more use
	began := time.Now()
	quiet, cancel := context.WithTimeout(ctx, e.cfg.Idle)
	defer cancel()
	for {
		_, _, err = d.conn.Read(quiet) // answers the server's pings
		if err != nil {
			break
		}
	}
	lasted := time.Since(began)
	if errors.Is(quiet.Err(), context.DeadlineExceeded) && lasted >= e.cfg.Idle {
		return ok(fmt.Sprintf("A quiet WebSocket lives for %s.", e.cfg.Idle))
	}
	if code := websocket.CloseStatus(err); code != -1 {
		return warning(fmt.Sprintf("The server closed a quiet WebSocket after %s with %d.", lasted.Round(time.Second), code), "See its log; a restart does it, too.")
	}
	heartbeat := time.Duration(d.hello.HeartbeatMS) * time.Millisecond
	return fault(fmt.Sprintf("Something on the way cuts a quiet WebSocket after %s; the server gives a sign of life every %s.", lasted.Round(time.Second/10), heartbeat),
		"Let the proxy wait longer than that, 60 s or more (nginx: proxy_read_timeout and proxy_send_timeout; HAProxy: timeout tunnel, timeout client, timeout server). Until then clients reconnect that often; they miss nothing.")
}

// pollWait is for how long a long poll may be without an answer.
const pollWait = 20 * time.Second

// polling asks a question that is answered late.
func (e *examination) polling(ctx context.Context) Finding {
	wait := min(pollWait, e.cfg.Idle)
	if wait <= 0 {
		return skipped("Not asked for; --idle 65s does.")
	}
	seconds := max(1, int(wait.Seconds()))
	ctx, cancel := context.WithTimeout(ctx, wait+2*answerTimeout)
	defer cancel()
	began := time.Now()
	resp, err := e.send(ctx, http.MethodGet, fmt.Sprintf("/v1/probe?wait=%d", seconds), nil)
	lasted := time.Since(began).Round(time.Second / 10)
	if err != nil {
		return fault(fmt.Sprintf("A slow answer is cut off after %s: %s.", lasted, rootOf(err)), pollMend)
	}
	defer func() { _ = resp.Body.Close() }() // what it says is known
	switch resp.StatusCode {
	case http.StatusOK:
		return ok(fmt.Sprintf("Answers that take %d s are waited for.", seconds))
	case http.StatusNotFound:
		return skipped("The server is too old to answer late.")
	}
	return fault(fmt.Sprintf("A slow answer is given up after %s: %d.", lasted, resp.StatusCode), pollMend)
}

const pollMend = "Let the proxy wait for answers for 30 s or more (nginx: proxy_read_timeout; HAProxy: timeout server): long polling is what is left where nothing else gets through."
