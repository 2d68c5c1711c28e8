package protocol

// Subprotocol is the WebSocket subprotocol that a client offers.
const Subprotocol = "planspark.v1"

// MaxClientMessage is the size in bytes of the largest message that a client may send.
const MaxClientMessage = 64 << 10

// MaxWatches is how many generations one session may watch.
const MaxWatches = 32

// CloseCode is the status with which a WebSocket is closed. After 4000 to 4499 a client reconnects
// and resumes, after 4500 to 4999 it does not.
type CloseCode int

// The close codes. Who is not let in for want of room, or comes from a foreign page, is told before the upgrade,
// with 503 or 403: CloseOverloaded and CloseForbidden are for proxies and later servers.
const (
	CloseNormal          CloseCode = 1000
	CloseProtocolError   CloseCode = 1002
	CloseTooBig          CloseCode = 1009
	CloseRestarting      CloseCode = 1012
	CloseOverloaded      CloseCode = 1013
	CloseHeartbeatMissed CloseCode = 4000
	CloseWriteStalled    CloseCode = 4001
	CloseSessionAge      CloseCode = 4002
	CloseAuthExpired     CloseCode = 4003
	CloseMalformed       CloseCode = 4500
	CloseUnauthenticated CloseCode = 4501
	CloseForbidden       CloseCode = 4503
	CloseTooManySessions CloseCode = 4504
	CloseFlood           CloseCode = 4509
)

// Reconnect says whether a client that was closed with this code should come back and resume.
// A connection that broke without a close frame is to be resumed too.
func (c CloseCode) Reconnect() bool {
	switch {
	case c == CloseNormal, c == CloseTooBig, c == CloseProtocolError:
		return false
	case c >= 4500 && c < 5000:
		return false
	}
	return true
}
