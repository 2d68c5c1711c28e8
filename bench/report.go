package bench

import (
	"maps"
	"time"

	"github.com/planspark/planspark/protocol"
)

// Report is what a run has measured. Times are in milliseconds.
type Report struct {
	Scenario   Scenario `json:"scenario"`
	Servers    []string `json:"servers"`
	Users      int      `json:"users"`
	OpeningMS  int64    `json:"opening_ms"`  // until all sessions were open
	DurationMS int64    `json:"duration_ms"` // of the load behind that

	Sessions    Sessions    `json:"sessions"`
	Submissions Submissions `json:"submissions"`
	Completions Completions `json:"completions"`
	Traffic     Traffic     `json:"traffic"`
	Latency     Latencies   `json:"latency_ms"`
	Violations  Violations  `json:"violations"`

	Interrupted bool `json:"interrupted"`
}

// Sessions counts connections.
type Sessions struct {
	Opened   int64            `json:"opened"`
	Lost     int64            `json:"lost"`     // ended by the service or the network, unasked
	Moved    int64            `json:"moved"`    // because the service asked to: draining, age
	Cut      int64            `json:"cut"`      // by us: storm
	Shed     int64            `json:"shed"`     // of readers that do not read, closed by the service: slow
	Troubles map[string]int64 `json:"troubles"` // why sessions were not opened, or lost
}

// Submissions counts requests for plans, and refusals of sessions and submissions by their code.
type Submissions struct {
	Sent     int64                   `json:"sent"`
	Accepted int64                   `json:"accepted"`
	Joined   int64                   `json:"joined"`
	Cached   int64                   `json:"cached"`
	Refused  map[protocol.Code]int64 `json:"refused"`
}

// Completions counts how generations ended.
type Completions struct {
	Completed int64 `json:"completed"`
	Degraded  int64 `json:"degraded"` // of the completed
	Failed    int64 `json:"failed"`
	Cancelled int64 `json:"cancelled"`
	Proven    int64 `json:"proven"` // watches whose text was proven at the end
}

// Traffic counts what came over all connections, in the messages of the protocol.
type Traffic struct {
	Messages          int64   `json:"messages"`
	Bytes             int64   `json:"bytes"`
	MessagesPerSecond float64 `json:"messages_per_second"`
	BytesPerSecond    float64 `json:"bytes_per_second"`
}

// Latencies are nil where nothing was measured.
type Latencies struct {
	Opening    *Latency `json:"opening"`     // from connecting until greeted
	FirstEvent *Latency `json:"first_event"` // from the submission
	Completion *Latency `json:"completion"`  // from the submission
	Delivery   *Latency `json:"delivery"`    // from the moment that an event bears; clocks must agree
	Resume     *Latency `json:"resume"`      // from a cut until the text goes on: storm
}

// Violations counts broken promises.
type Violations struct {
	Count    int64           `json:"count"`
	ByFault  map[Fault]int64 `json:"by_fault"`
	Examples []Example       `json:"examples"`
}

// Progress is where a run stands.
type Progress struct {
	Report                    // so far
	Phase       string        // opening, running or ending
	Elapsed     time.Duration // since the run began
	Open        int64         // sessions now
	InFlight    int64         // accepted generations that have not ended
	MessagesNow float64       // a second, since the last Progress
	BytesNow    float64       // likewise
}

// report sums up what there is so far.
func (r *run) report() Report {
	c := r.counts
	r.mu.Lock()
	from, to := r.from, r.to
	r.mu.Unlock()
	if from.at.IsZero() {
		from = mark{at: time.Now()}
	}
	if to.at.IsZero() {
		to = c.mark()
	}
	out := Report{Scenario: r.cfg.Scenario, Servers: r.cfg.Servers, Users: r.cfg.Users, DurationMS: to.at.Sub(from.at).Milliseconds()}
	out.OpeningMS = from.at.Sub(r.began).Milliseconds()
	out.Sessions = Sessions{
		Opened: c.opened.Load(), Lost: c.lost.Load(), Moved: c.moved.Load(), Cut: c.cut.Load(), Shed: c.shed.Load(),
	}
	out.Submissions = Submissions{Sent: c.sent.Load(), Accepted: c.accepted.Load(), Joined: c.joined.Load(), Cached: c.cached.Load()}
	out.Completions = Completions{
		Completed: c.completed.Load(), Degraded: c.degraded.Load(), Failed: c.failed.Load(), Cancelled: c.cancelled.Load(), Proven: c.proven.Load(),
	}
	out.Traffic = Traffic{Messages: to.messages - from.messages, Bytes: to.bytes - from.bytes}
	if took := to.at.Sub(from.at).Seconds(); took > 0 {
		out.Traffic.MessagesPerSecond = float64(out.Traffic.Messages) / took
		out.Traffic.BytesPerSecond = float64(out.Traffic.Bytes) / took
	}
	out.Latency = Latencies{
		Opening: c.opening.latency(), FirstEvent: c.first.latency(), Completion: c.completion.latency(),
		Delivery: c.delivery.latency(), Resume: c.resume.latency(),
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	out.Sessions.Troubles = maps.Clone(c.troubles)
	out.Submissions.Refused = maps.Clone(c.refusals)
	out.Violations = Violations{ByFault: maps.Clone(c.faults), Examples: append([]Example{}, c.examples...)}
	for _, n := range c.faults {
		out.Violations.Count += n
	}
	return out
}
