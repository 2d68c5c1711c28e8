package protocol

// What became of the headers with which a proxy says where a request is from.
const (
	ForwardedNone     = "none"     // there were none
	ForwardedIgnored  = "ignored"  // there were, of a proxy that is not trusted
	ForwardedBelieved = "believed" // there were, of a trusted one
)

// Arrival is how a request arrived at the server, as GET /v1/probe tells it; planspark doctor compares
// it with how the request was sent.
type Arrival struct {
	Now       Time   `json:"now"` // by the server's clock
	Instance  string `json:"instance"`
	Host      string `json:"host"`
	Secure    bool   `json:"secure"` // over TLS, as far as the server can know
	HTTP11    bool   `json:"http_1_1"`
	Forwarded string `json:"forwarded"`
}
