package protocol

import (
	"encoding/json"
	"time"
)

// MessageType names a message of the WebSocket.
type MessageType string

// What a client may say.
const (
	TypeGenerate MessageType = "generate"
	TypeWatch    MessageType = "watch"
	TypeUnwatch  MessageType = "unwatch"
	TypeCancel   MessageType = "cancel"
	TypePing     MessageType = "ping"
	TypeWatchOps MessageType = "watch_ops"
	TypeRenew    MessageType = "renew"
)

// What the server may say.
const (
	TypeHello    MessageType = "hello"
	TypeReply    MessageType = "reply"
	TypeError    MessageType = "error"
	TypeQueue    MessageType = "queue"
	TypeProgress MessageType = "progress"
	TypeSnapshot MessageType = "snapshot"
	TypeEvents   MessageType = "events"
	TypePong     MessageType = "pong"
	TypeOps      MessageType = "ops"
	TypeGoaway   MessageType = "goaway"
)

// ClientMessage is any message of a client. ID is the client's own and comes back as To.
type ClientMessage struct {
	ID         string          `json:"id,omitempty"`
	Type       MessageType     `json:"type"`
	Generation string          `json:"generation,omitempty"`
	After      *string         `json:"after,omitempty"`
	Request    json.RawMessage `json:"request,omitempty"`
	Token      string          `json:"token,omitempty"` // renew only
}

// Hello is the first message of a session.
type Hello struct {
	Type        MessageType `json:"type"`
	Session     string      `json:"session"`
	User        string      `json:"user"`
	Instance    string      `json:"instance"`
	Limits      Limits      `json:"limits"`
	Active      []Snapshot  `json:"active"` // without text
	HeartbeatMS int64       `json:"heartbeat_ms"`
	Reconnect   Backoff     `json:"reconnect"`
	Token       string      `json:"token,omitempty"`     // only for a new guest
	ExpiresAt   Time        `json:"expires_at,omitzero"` // when the session is closed with 4003, unless it is renewed before
}

// Limits are what one user may do; 0 is off.
type Limits struct {
	MaxActive   int `json:"max_active"`
	DailyLimit  int `json:"daily_limit"`
	UserRate    int `json:"user_rate_per_minute"`
	IPRate      int `json:"ip_rate_per_minute"`
	MaxWatches  int `json:"max_watches"`
	MaxMessage  int `json:"max_message_bytes"`
	UsedToday   int `json:"used_today"`
	ActiveCount int `json:"active"`
}

// Backoff tells clients how to reconnect: full jitter between 0 and BaseMS doubling up to CapMS.
type Backoff struct {
	BaseMS int64 `json:"base_ms"`
	CapMS  int64 `json:"cap_ms"`
}

// DefaultBackoff is how clients reconnect, by contract: what our servers say, and what holds before one has.
func DefaultBackoff() Backoff { return Backoff{BaseMS: 500, CapMS: 20_000} }

// Or is b, when it can be followed, else o.
func (b Backoff) Or(o Backoff) Backoff {
	if b.BaseMS > 0 && b.CapMS >= b.BaseMS {
		return b
	}
	return o
}

// Bound is the longest wait before a try, after so many that failed.
func (b Backoff) Bound(failed int) time.Duration {
	bound := b.BaseMS
	for range failed {
		if bound >= b.CapMS {
			break
		}
		bound *= 2
	}
	return time.Duration(min(bound, b.CapMS)) * time.Millisecond
}

// Reply answers a client's message that succeeded.
type Reply struct {
	Type       MessageType `json:"type"`
	To         string      `json:"to,omitempty"`
	Generation string      `json:"generation,omitempty"`
	Joined     *bool       `json:"joined,omitempty"`    // generate only
	Cached     *bool       `json:"cached,omitempty"`    // generate only
	ExpiresAt  Time        `json:"expires_at,omitzero"` // renew only
}

// ErrorMessage answers a client's message that was refused, or says why the session is closed.
type ErrorMessage struct {
	Type       MessageType `json:"type"`
	To         string      `json:"to,omitempty"`
	Generation string      `json:"generation,omitempty"` // when a watched generation was erased
	Problem    *Problem    `json:"problem"`
}

// What a queued generation waits for.
const (
	WaitingOnPool     = "pool"
	WaitingOnProvider = "provider"
)

// Queue is the volatile message of a generation that waits. ETAMS and ETAHighMS (90th percentile),
// in milliseconds from now until it starts, are absent until there is evidence.
type Queue struct {
	Type       MessageType `json:"type"`
	Generation string      `json:"generation"`
	Position   int         `json:"position"` // 1 is next
	Length     int         `json:"length"`
	Running    int         `json:"running,omitempty"` // being written now, before the first of the line
	ETAMS      *int64      `json:"eta_ms,omitempty"`
	ETAHighMS  *int64      `json:"eta_high_ms,omitempty"`
	WaitingOn  string      `json:"waiting_on"`
}

// Progress is the volatile message of a generation that runs. ETAMS is the time until it is
// finished, absent until there is evidence; SinceTextMS the time since text last came, absent before.
type Progress struct {
	Type        MessageType `json:"type"`
	Generation  string      `json:"generation"`
	Percent     float64     `json:"percent"`
	Stage       string      `json:"stage"`
	ETAMS       *int64      `json:"eta_ms,omitempty"`
	SinceTextMS *int64      `json:"since_text_ms,omitempty"`
}

// SnapshotMessage gives a client the whole state; its chain goes on behind Cursor.
type SnapshotMessage struct {
	Type       MessageType `json:"type"`
	Generation string      `json:"generation"`
	Cursor     Cursor      `json:"cursor"`
	Snapshot   Snapshot    `json:"snapshot"`
}

// EventsMessage carries the events between two cursors. After equals the cursor that the client
// holds; a client that sees anything else has lost something and watches again.
type EventsMessage struct {
	Type       MessageType       `json:"type"`
	Generation string            `json:"generation"`
	After      Cursor            `json:"after"`
	Cursor     Cursor            `json:"cursor"`
	Events     []json.RawMessage `json:"events"`
}

// Pong answers a ping.
type Pong struct {
	Type MessageType `json:"type"`
	To   string      `json:"to,omitempty"`
}

// Why a server asks its clients to leave.
const (
	GoawayDraining   = "draining"
	GoawaySessionAge = "session_age"
)

// Goaway asks a client to connect anew after the given time; the server goes on serving it until
// it leaves.
type Goaway struct {
	Type             MessageType `json:"type"`
	Reason           string      `json:"reason"`
	ReconnectAfterMS int64       `json:"reconnect_after_ms"`
}
