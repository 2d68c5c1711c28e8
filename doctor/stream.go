package doctor

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// The stream that shows whether something holds answers up: so many events, so far apart.
const (
	probeEvents = 5
	probeEvery  = 300 * time.Millisecond
)

// buffering reads a stream as a browser does and looks at when its events arrive.
func (e *examination) buffering(ctx context.Context) Finding {
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	path := fmt.Sprintf("/v1/probe?events=%d&every_ms=%d", probeEvents, probeEvery.Milliseconds())
	resp, err := e.send(ctx, http.MethodGet, path, nil, "Accept", "text/event-stream", "Accept-Encoding", "gzip")
	if err != nil {
		return fault("A stream of events does not get through: "+rootOf(err)+".", bufferMend)
	}
	defer func() { _ = resp.Body.Close() }() // everything that matters was read
	began := time.Now()
	switch coding := resp.Header.Get("Content-Encoding"); {
	case resp.StatusCode == http.StatusNotFound:
		return skipped("The server is too old to send a stream for this.")
	case resp.StatusCode != http.StatusOK:
		return fault(fmt.Sprintf("A stream of events is answered with %d.", resp.StatusCode), bufferMend)
	case coding != "":
		return fault("The proxy compresses event streams ("+coding+"), and so holds them up.",
			"Do not compress text/event-stream (nginx: leave it out of gzip_types).")
	case !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/event-stream"):
		return fault("The proxy changes the type of event streams.", bufferMend)
	}
	arrivals, err := arrivalsOf(resp)
	if err != nil || len(arrivals) < probeEvents {
		return fault(fmt.Sprintf("A stream breaks off behind %d of %d events.", len(arrivals), probeEvents), bufferMend)
	}
	// Sent over 1.2 s; what comes within a quarter of that was held up and let go at once.
	spread := arrivals[probeEvents-1].Sub(arrivals[0])
	if spread < (probeEvents-1)*probeEvery/4 {
		return fault(fmt.Sprintf("The proxy holds answers up: a stream of 1.2 s arrives at once, after %s.", arrivals[0].Sub(began).Round(100*time.Millisecond)), bufferMend)
	}
	return ok("Streams arrive as they are sent.")
}

const bufferMend = "Switch response buffering off for /v1 (nginx: proxy_buffering off; streams say X-Accel-Buffering: no, which it heeds unless told not to)."

// arrivalsOf is when each event of a stream came.
func arrivalsOf(resp *http.Response) ([]time.Time, error) {
	var at []time.Time
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "data:") {
			at = append(at, time.Now())
		}
	}
	return at, lines.Err()
}
