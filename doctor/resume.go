package doctor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/coder/websocket"

	"github.com/planspark/planspark/protocol"
)

// resume asks for a plan, loses the connection behind the first message, and takes it up again, several
// times: behind a balancer another instance may answer. The plan is cancelled and erased.
func (e *examination) resume(ctx context.Context, upgraded bool) Finding {
	switch {
	case !e.cfg.Plan:
		return skipped("Not asked for: it takes a plan, which is cancelled at once.")
	case !upgraded:
		return skipped("There is no WebSocket to lose.")
	}
	id, f := e.submit(ctx)
	if id == "" {
		return f
	}
	defer e.erase(id)
	seen := map[string]bool{}
	var held protocol.Cursor
	for range resumes {
		next, instance, err := e.follow(ctx, id, held)
		seen[instance] = true
		switch {
		case errors.Is(err, errUnknown):
			return fault("Behind a reconnect, the plan is not known any more.",
				"The balancer leads to instances that do not share their database: give all the same --database postgres://…")
		case errors.Is(err, errBroken):
			return fault("A resumed watch does not go on where it was.", "Something on the way changes messages: let it pass WebSocket frames through.")
		case err != nil:
			return fault("A lost connection is not taken up again: "+rootOf(err)+".", upgradeMend)
		}
		held = next
	}
	if len(seen) > 1 {
		return ok(fmt.Sprintf("A lost connection goes on where it was, on %d instances.", len(seen)))
	}
	return ok("A lost connection goes on where it was.")
}

// resumes is how often the connection is lost.
const resumes = 4

// submit asks for a plan that nobody needs, behind everybody else.
func (e *examination) submit(ctx context.Context) (id string, refused Finding) {
	request, err := json.Marshal(map[string]string{
		"idea": "A test of the connection by planspark doctor, " + e.cfg.Now().Format(time.RFC3339Nano), "priority": protocol.PriorityLow,
	})
	if err != nil {
		return "", skipped("No plan can be asked for.")
	}
	a, err := e.ask(ctx, http.MethodPost, "/v1/generations", request)
	if err != nil {
		return "", unreachable(err)
	}
	var s protocol.Snapshot
	if json.Unmarshal(a.body, &s) == nil && s.ID != "" {
		return s.ID, Finding{}
	}
	return "", skipped("No plan is taken now: " + said(a))
}

var (
	errUnknown = errors.New("the generation is not known")
	errBroken  = errors.New("the chain is broken")
)

// follow watches behind a cursor up to the first message that counts, and breaks the connection off. A
// queued plan may have nothing to tell: then the answer to the watch is enough.
func (e *examination) follow(ctx context.Context, id string, after protocol.Cursor) (held protocol.Cursor, instance string, err error) {
	d, err := e.dial(ctx, e.bearer()...)
	if err != nil {
		return after, "", err
	}
	defer func() { _ = d.conn.CloseNow() }() // that is the loss
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	watch := fmt.Sprintf(`{"id":"w","type":"watch","generation":%q,"after":%q}`, id, after)
	if err := d.conn.Write(ctx, websocket.MessageText, []byte(watch)); err != nil {
		return after, d.hello.Instance, err
	}
	for {
		m, err := read(ctx, d.conn)
		switch {
		case err != nil:
			return after, d.hello.Instance, err
		case m.Type == protocol.TypeError && m.To == "w":
			return after, d.hello.Instance, errUnknown
		case m.Type == protocol.TypeEvents && m.After != after:
			return after, d.hello.Instance, errBroken
		case m.Type == protocol.TypeEvents || m.Type == protocol.TypeSnapshot:
			return m.Cursor, d.hello.Instance, nil
		case m.Type == protocol.TypeQueue:
			return after, d.hello.Instance, nil
		}
	}
}

// erase takes back what was asked for. What cannot be erased is told to nobody: it expires.
func (e *examination) erase(id string) {
	ctx, cancel := context.WithTimeout(context.Background(), answerTimeout)
	defer cancel()
	_, _ = e.ask(ctx, http.MethodDelete, "/v1/generations/"+id, nil)
}
