package ops

import (
	"context"
	"time"

	"github.com/planspark/planspark/protocol"
)

// Fleet is where instances find each other: the database, whose clock is the only one. Errors of a
// database that cannot be reached are protocol.CodeUnavailable. Safe for concurrent use.
type Fleet interface {
	// Beat publishes an instance's status, keeps its buckets, adds to the day, and takes what it is asked
	// to do; in one step.
	Beat(ctx context.Context, b Beat) (Heard, error)
	// Look reads how all instances and the queue stand.
	Look(ctx context.Context) (Look, error)
	// Ask leaves a command for an instance, which takes it with its next beat.
	Ask(ctx context.Context, instance string, c Command) error
	// PauseProvider keeps all instances from a provider, or lets them again.
	PauseProvider(ctx context.Context, provider string, paused bool) error
	// Depart takes an instance off the list.
	Depart(ctx context.Context, instance string) error
}

// Memory is what the database remembers for operators. Safe for concurrent use.
type Memory interface {
	// Buckets returns those of a width that began at most so long ago, the oldest first.
	Buckets(ctx context.Context, width, ago time.Duration) ([]Bucket, error)
	// Days returns the latest days, the latest first.
	Days(ctx context.Context, n int) ([]Day, error)
	// Record keeps what an operator did, and Actions returns it, the latest first.
	Record(ctx context.Context, r protocol.AuditRecord) error
	Actions(ctx context.Context, limit int) ([]protocol.AuditRecord, error)
}

// Beat is what an instance tells every few seconds.
type Beat struct {
	Instance string
	Status   Status
	Buckets  []Bucket         // begun or gone on with since the last beat
	Day      map[string]int64 // what was counted since the last beat, by measure
}

// Heard is what an instance learns by its beat.
type Heard struct {
	Now      time.Time // by the database's clock
	Commands []Command // the oldest first; they are not told again
	Paused   []string  // providers
}

// Command is what an instance is asked to do.
type Command struct {
	Action  string `json:"action"` // ActionDrain or ActionWorkers
	Workers int    `json:"workers,omitempty"`
}

// What operators do.
const (
	ActionDrain   = "drain"
	ActionWorkers = "workers"
	ActionPause   = "pause_provider"
	ActionResume  = "resume_provider"
	ActionCancel  = "cancel_generation"
	ActionRead    = "read_generation"
)

// Look is how all instances and the queue stand.
type Look struct {
	Now       time.Time // by the database's clock
	Instances []Instance
	Queued    map[string]int // by priority
	Oldest    time.Duration  // for how long the one who waits longest has waited
	Running   int
	Paused    []string // providers
}

// Instance is an instance as it said last.
type Instance struct {
	ID     string
	Status Status
	Heard  time.Duration // ago
}

// silentAfter is when an instance that says nothing does not count any more: three beats.
const silentAfter = 15 * time.Second

func (i Instance) silent() bool { return i.Heard > silentAfter }

func (i Instance) serving() bool { return !i.silent() && i.Status.State == protocol.InstanceServing }

// Status is what an instance publishes of itself.
type Status struct {
	Name      string                `json:"name"`
	Version   string                `json:"version"`
	State     string                `json:"state"`
	StartedAt protocol.Time         `json:"started_at"`
	LeavesAt  protocol.Time         `json:"leaves_at,omitzero"`
	Slots     int                   `json:"slots"`
	Running   int                   `json:"running"`
	Sessions  int                   `json:"sessions"`
	Users     int                   `json:"users"`
	Watches   int                   `json:"watches"`
	Memory    int64                 `json:"memory"`          // bytes
	Redis     *bool                 `json:"redis,omitempty"` // whether it answers; nil without one
	Providers []ProviderStatus      `json:"providers,omitempty"`
	Failures  []protocol.OpsFailure `json:"failures,omitempty"`
	Scale     *protocol.Scale       `json:"scale,omitempty"` // what it makes of all this
}

// ProviderStatus is how an instance sees a provider.
type ProviderStatus struct {
	Name     string        `json:"name"`
	Breaker  string        `json:"breaker"`            // closed, half_open or open
	Rejected bool          `json:"rejected,omitempty"` // it does not accept key, address or model
	Fault    string        `json:"fault,omitempty"`    // the latest
	FaultAt  protocol.Time `json:"fault_at,omitzero"`
	RPM      int           `json:"rpm,omitempty"`     // quota of calls a minute over all instances; 0 is none
	Calls    int           `json:"calls,omitempty"`   // by this instance in the last minute
	Limit    int           `json:"limit,omitempty"`   // calls of this instance at a time
	Reduced  bool          `json:"reduced,omitempty"` // the provider took fewer than this instance would make
}

// Bucket is what one instance saw and counted in a stretch of time.
type Bucket struct {
	Instance string        `json:"-"`
	Width    time.Duration `json:"-"`
	Began    time.Time     `json:"-"` // a multiple of Width, by the database's clock
	Users    int           `json:"u,omitempty"`
	Queued   int           `json:"q,omitempty"` // of all instances, as this one saw it
	Running  int           `json:"r,omitempty"`
	Counts   Counts        `json:"c"`
}

// Day is what was counted on a UTC day, by measure.
type Day struct {
	Date     string // 2026-11-24
	Measures map[string]int64
}
