package protocol

// Ops is what operators see: all instances at a glance, now and over the last hours. There is no user
// in it. Times are in milliseconds; a percentile is absent where nothing was measured.
type Ops struct {
	At       Time      `json:"at"`
	Instance string    `json:"instance"` // that answers
	Verdict  Verdict   `json:"verdict"`
	Users    OpsUsers  `json:"users"`
	Queue    OpsQueue  `json:"queue"`
	Pool     OpsPool   `json:"pool"`
	Plans    OpsPlans  `json:"plans"`
	Cache    OpsCache  `json:"cache"`
	Stores   OpsStores `json:"stores"`

	Instances []OpsInstance `json:"instances"` // by age, the oldest first
	Providers []OpsProvider `json:"providers"` // in the order of the chain
	Scale     Scale         `json:"scale"`

	Span      int64         `json:"span_ms"` // that sums, percentiles and history are about
	FirstText []OpsLoad     `json:"first_text"`
	History   []OpsPoint    `json:"history"`  // the oldest first
	Days      []OpsDay      `json:"days"`     // the latest first
	Failures  []OpsFailure  `json:"failures"` // the latest first
	Audit     []AuditRecord `json:"audit"`    // likewise
}

// Levels of a verdict.
const (
	VerdictOK       = "ok"       // nothing needs anybody
	VerdictDegraded = "degraded" // the service does its work, and something does not
	VerdictDown     = "down"     // users do not get what they ask for
)

// Verdict says in a sentence how the service is, and why.
type Verdict struct {
	Level  string `json:"level"`
	Title  string `json:"title"`
	Detail string `json:"detail,omitempty"`
}

// OpsUsers counts who is there.
type OpsUsers struct {
	Active   int `json:"active"` // users with a connection; one who is on two instances counts twice
	Sessions int `json:"sessions"`
	Watches  int `json:"watches"`
}

// OpsQueue is who waits.
type OpsQueue struct {
	Depth      int            `json:"depth"`
	ByPriority map[string]int `json:"by_priority"`
	OldestMS   int64          `json:"oldest_wait_ms"`
	WaitP50MS  *int64         `json:"wait_p50_ms,omitempty"` // of those that were started, as are the next two
	WaitP95MS  *int64         `json:"wait_p95_ms,omitempty"`
	ETAError   *float64       `json:"eta_error_ratio,omitempty"` // mean; 0.1 is ten per cent off
}

// OpsPool is who works.
type OpsPool struct {
	Running   int `json:"running"`
	Slots     int `json:"slots"`
	Takeovers int `json:"takeovers"`
}

// OpsPlans counts what became of generations and watches.
type OpsPlans struct {
	Submitted         int `json:"submitted"` // accepted or not
	Accepted          int `json:"accepted"`
	Completed         int `json:"completed"`
	Degraded          int `json:"degraded"` // of those
	Failed            int `json:"failed"`
	Cancelled         int `json:"cancelled"`
	ResumedByCursor   int `json:"resumed_by_cursor"`
	ResumedBySnapshot int `json:"resumed_by_snapshot"`
}

// OpsCache counts what caches knew.
type OpsCache struct {
	Hits   int `json:"hits"`
	Misses int `json:"misses"`
}

// OpsStores is how database and Redis do.
type OpsStores struct {
	Database OpsDatabase `json:"database"`
	Redis    OpsRedis    `json:"redis"`
}

// OpsDatabase is how the database does.
type OpsDatabase struct {
	Kind       string   `json:"kind"` // sqlite or postgres
	Up         bool     `json:"up"`
	Operations int      `json:"operations"`
	Errors     int      `json:"errors"`
	PerSecond  float64  `json:"per_second"`
	P95MS      *float64 `json:"p95_ms,omitempty"`
}

// OpsRedis is how Redis does.
type OpsRedis struct {
	Configured bool `json:"configured"`
	Up         bool `json:"up"`
	Down       int  `json:"instances_without"` // how many cannot reach it
}

// States of an instance.
const (
	InstanceServing  = "serving"
	InstanceDraining = "draining"
	InstanceUnready  = "unready" // it serves, and its database does not answer
	InstanceSilent   = "silent"  // nothing was heard of it for a while
)

// OpsInstance is one instance, as it said last.
type OpsInstance struct {
	ID        string `json:"id"`
	Name      string `json:"name"` // host and the end of the id
	Version   string `json:"version"`
	State     string `json:"state"`
	Slots     int    `json:"slots"`
	Running   int    `json:"running"`
	Sessions  int    `json:"sessions"`
	Users     int    `json:"users"`
	Watches   int    `json:"watches"`
	Memory    int64  `json:"memory_bytes"`
	StartedAt Time   `json:"started_at"`
	HeardMS   int64  `json:"heard_ms"`           // ago
	LeavesAt  Time   `json:"leaves_at,omitzero"` // while it drains: the latest moment
}

// OpsProvider is a provider of text over all instances.
type OpsProvider struct {
	Name      string `json:"name"`
	Breaker   string `json:"breaker"` // closed, half_open or open, at the worst instance
	Paused    bool   `json:"paused"`
	Rejected  bool   `json:"rejected"`        // it does not accept key, address or model
	Fault     string `json:"fault,omitempty"` // the latest, in its own words
	FaultAt   Time   `json:"fault_at,omitzero"`
	Calls     int    `json:"calls"`
	Failed    int    `json:"failed"`
	P50MS     *int64 `json:"p50_ms,omitempty"`
	P95MS     *int64 `json:"p95_ms,omitempty"`
	RPM       int    `json:"rpm,omitempty"` // quota of calls a minute; 0 is none
	RPMUsed   int    `json:"rpm_used,omitempty"`
	TokensIn  int64  `json:"tokens_in"`
	TokensOut int64  `json:"tokens_out"`
}

// Scale is how many instances there should be, and why.
type Scale struct {
	Desired      int    `json:"desired_instances"`
	Instances    int    `json:"instances"` // that serve now
	Slots        int    `json:"slots"`
	Running      int    `json:"running"`
	Queued       int    `json:"queued"`
	Reason       string `json:"reason"`
	LimitedBy    string `json:"limited_by,omitempty"`        // providers, when more instances would not help
	WaitMS       *int64 `json:"predicted_wait_ms,omitempty"` // of who would come now; absent without evidence
	TargetWaitMS int64  `json:"target_wait_ms"`
	SinceMS      int64  `json:"since_ms"` // for how long Desired has been what it is
}

// OpsLoad is the time to the first text at one class of load.
type OpsLoad struct {
	Load  string `json:"load"`
	Plans int    `json:"plans"`
	P50MS *int64 `json:"p50_ms,omitempty"`
	P95MS *int64 `json:"p95_ms,omitempty"`
}

// OpsPoint is a moment of the history.
type OpsPoint struct {
	At         Time   `json:"at"`
	Users      int    `json:"users"`
	Queued     int    `json:"queued"`
	Running    int    `json:"running"`
	Completed  int    `json:"completed"`
	Failed     int    `json:"failed"`
	CacheHits  int    `json:"cache_hits"`
	CacheAsked int    `json:"cache_asked"`
	DBErrors   int    `json:"db_errors"`
	DBAsked    int    `json:"db_asked"`
	WaitP50MS  *int64 `json:"wait_p50_ms,omitempty"`
	WaitP95MS  *int64 `json:"wait_p95_ms,omitempty"`
}

// OpsDay is how a UTC day was for users.
type OpsDay struct {
	Date        string `json:"date"`
	Accepted    int    `json:"accepted"`
	Completed   int    `json:"completed"`
	Failed      int    `json:"failed"`
	Cancelled   int    `json:"cancelled"`
	Degraded    int    `json:"degraded"`
	Unseen      int    `json:"unseen"`  // ended while nobody watched
	Resumed     int    `json:"resumed"` // watches that were taken up again
	FirstTextMS *int64 `json:"first_text_p50_ms,omitempty"`
	FirstText95 *int64 `json:"first_text_p95_ms,omitempty"`
}

// OpsFailure is something that went wrong, and what came of it.
type OpsFailure struct {
	At         Time   `json:"at"`
	What       string `json:"what"`
	Code       string `json:"code"`
	Provider   string `json:"provider,omitempty"`
	Generation string `json:"generation,omitempty"`
	Instance   string `json:"instance,omitempty"` // name
	Then       string `json:"then"`
}

// AuditRecord is something that an operator did.
type AuditRecord struct {
	At      Time   `json:"at"`
	Actor   string `json:"actor"` // user id, "admin token" or "this machine"
	Action  string `json:"action"`
	Target  string `json:"target"`
	Outcome string `json:"outcome"` // done, asked (of another instance), or the code of a refusal
}

// OpsMessage is the volatile message of who watches operations.
type OpsMessage struct {
	Type MessageType `json:"type"`
	Ops  Ops         `json:"ops"`
}
