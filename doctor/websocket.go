package doctor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/protocol"
)

// upgradeMend is what nearly every proxy needs to be told.
const upgradeMend = "Let the proxy upgrade /v1/ws (nginx: proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection \"upgrade\";)."

// dialed is an open session, or what was answered instead.
type dialed struct {
	conn  *websocket.Conn
	hello protocol.Hello
	code  int    // HTTP status of a refusal; 0 when there was none
	said  answer // of a refusal
}

// dial opens a session and waits for its greeting. Headers are pairs.
func (e *examination) dial(ctx context.Context, headers ...string) (d dialed, err error) {
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	h := http.Header{"User-Agent": {"planspark-doctor"}}
	for i := 0; i < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	address := "ws" + strings.TrimPrefix(e.address("/v1/ws"), "http")
	conn, resp, err := websocket.Dial(ctx, address, &websocket.DialOptions{
		HTTPClient: e.client, HTTPHeader: h, Subprotocols: []string{protocol.Subprotocol},
	})
	if err != nil {
		if resp != nil {
			d.code, d.said = resp.StatusCode, answer{status: resp.StatusCode, header: resp.Header}
			if resp.Body != nil {
				d.said.body, _ = io.ReadAll(io.LimitReader(resp.Body, maxAnswer)) // as much as there is
			}
		}
		return d, err
	}
	conn.SetReadLimit(maxAnswer)
	d.conn = conn
	if _, raw, err := conn.Read(ctx); err != nil {
		return d, errors.Join(errNoHello, err, conn.CloseNow())
	} else if err := json.Unmarshal(raw, &d.hello); err != nil || d.hello.Type != protocol.TypeHello {
		return d, errors.Join(errNoHello, conn.CloseNow())
	}
	return d, nil
}

var errNoHello = errors.New("the WebSocket opens and stays silent")

func (e *examination) bearer() []string { return []string{"Authorization", "Bearer " + e.token} }

// webSocket opens a session as a program does, and says something.
func (e *examination) webSocket(ctx context.Context) Finding {
	began := time.Now()
	d, err := e.dial(ctx, e.bearer()...)
	if err != nil {
		return refusedUpgrade(d, err)
	}
	defer func() { _ = d.conn.CloseNow() }() // it is of no more use
	if d.conn.Subprotocol() != protocol.Subprotocol {
		return fault("The subprotocol "+protocol.Subprotocol+" is lost on the way.", "Let the proxy pass Sec-WebSocket-Protocol in both directions.")
	}
	opened := time.Since(began)
	trip, err := roundTrip(ctx, d.conn, 0)
	if err != nil {
		return fault("The WebSocket opens, and messages do not come back: "+rootOf(err)+".", upgradeMend)
	}
	if _, err := roundTrip(ctx, d.conn, bodySize); err != nil {
		return fault("Messages of 60 KB break the WebSocket: "+rootOf(err)+".", "Raise the proxy's limit for WebSocket frames to 64 KiB or more.")
	}
	return ok(fmt.Sprintf("It opens in %d ms, and a message is there and back in %d ms.", opened.Milliseconds(), trip.Milliseconds()))
}

// roundTrip says ping, in a message of at least size bytes, and waits for its answer.
func roundTrip(ctx context.Context, conn *websocket.Conn, size int) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	message := fmt.Sprintf(`{"id":"doctor","type":"ping"%s}`, strings.Repeat(" ", max(0, size-28)))
	began := time.Now()
	if err := conn.Write(ctx, websocket.MessageText, []byte(message)); err != nil {
		return 0, err
	}
	for {
		m, err := read(ctx, conn)
		if err != nil {
			return 0, err
		}
		if m.Type == protocol.TypePong && m.To == "doctor" {
			return time.Since(began), nil
		}
	}
}

// heard is as much of any message as the doctor looks at.
type heard struct {
	Type       protocol.MessageType `json:"type"`
	To         string               `json:"to"`
	Generation string               `json:"generation"`
	After      protocol.Cursor      `json:"after"`
	Cursor     protocol.Cursor      `json:"cursor"`
	Problem    *protocol.Problem    `json:"problem"`
}

func read(ctx context.Context, conn *websocket.Conn) (heard, error) {
	var m heard
	_, raw, err := conn.Read(ctx)
	if err != nil {
		return m, err
	}
	return m, json.Unmarshal(raw, &m)
}

// refusedUpgrade says what an upgrade that did not happen means.
func refusedUpgrade(d dialed, err error) Finding {
	p, ours := d.said.problem()
	switch {
	case errors.Is(err, errNoHello):
		return fault("The WebSocket opens, and the greeting does not come.", "Something on the way speaks WebSocket in the server's place: let it pass frames through.")
	case d.code == 0 && errors.Is(err, context.DeadlineExceeded):
		return fault("The upgrade to WebSocket is never answered.", upgradeMend)
	case d.code == 0:
		return fault("The upgrade to WebSocket breaks the connection: "+rootOf(err)+".", upgradeMend)
	case ours && d.code == http.StatusUpgradeRequired, ours && d.code == http.StatusBadRequest:
		return fault("The wish for a WebSocket does not arrive: the proxy takes the Upgrade header away.", upgradeMend)
	case ours && p.Code == protocol.CodeForbiddenOrigin:
		return fault("The server takes this for a foreign page.", originMend)
	case ours:
		return fault("The server refuses: "+said(d.said), "See the log of the server.")
	case d.code == http.StatusSwitchingProtocols:
		return fault("The upgrade is answered wrongly: "+rootOf(err)+".", "Something on the way speaks WebSocket in the server's place: let it pass through.")
	}
	return fault(fmt.Sprintf("%s answers the upgrade with %d.", d.said.who(), d.code), upgradeMend)
}

const originMend = "Let the proxy pass the host on (nginx: proxy_set_header Host $host), or name the page's origin with --allowed-origins."

// browser opens a session as a page of the server's own does.
func (e *examination) browser(ctx context.Context) Finding {
	d, err := e.dial(ctx, "Origin", e.origin(), "Cookie", "planspark="+e.token)
	if err != nil {
		return refusedUpgrade(d, err)
	}
	_ = d.conn.Close(websocket.StatusNormalClosure, "")
	return ok("Pages get their WebSocket.")
}
