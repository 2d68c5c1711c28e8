package doctor

// Status says how a check went.
type Status string

// The outcomes of checks.
const (
	OK      Status = "ok"
	Warning Status = "warning" // it works, and something is not as it should be
	Fault   Status = "fault"   // users will notice
	Skipped Status = "skipped" // it could not be checked, or was not to be
)

// The checks, by their names.
const (
	CheckReach     = "reach"     // somebody answers, and it is PlanSpark
	CheckReady     = "ready"     // it takes new work
	CheckSession   = "session"   // credentials arrive
	CheckProxy     = "proxy"     // what proxies say of the client is believed
	CheckCache     = "cache"     // nobody answers in the server's place
	CheckBody      = "body"      // large requests arrive
	CheckClock     = "clock"     // both clocks agree
	CheckWebSocket = "websocket" // the upgrade works, for programs
	CheckBrowser   = "browser"   // and for browsers
	CheckBuffering = "buffering" // streams arrive as they are sent
	CheckResume    = "resume"    // a lost connection goes on where it was
	CheckIdle      = "idle"      // quiet connections are left alone
	CheckPolling   = "polling"   // slow answers are waited for
)

// Finding is the outcome of a check.
type Finding struct {
	Check  string `json:"check"`
	Status Status `json:"status"`
	Detail string `json:"detail"`
	Mend   string `json:"mend,omitempty"` // what to change, when something is to be
	TookMS int64  `json:"took_ms"`
}

func ok(detail string) Finding { return Finding{Status: OK, Detail: detail} }

func skipped(detail string) Finding { return Finding{Status: Skipped, Detail: detail} }

func warning(detail, mend string) Finding {
	return Finding{Status: Warning, Detail: detail, Mend: mend}
}

func fault(detail, mend string) Finding { return Finding{Status: Fault, Detail: detail, Mend: mend} }
