package store

import (
	"context"
	"database/sql/driver"
	"net"
	"sync/atomic"
	"testing"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// follower is a session with a server that begins no transaction that is to write.
type follower struct {
	pqSession
	refuses pqerror.Code
}

func (f follower) BeginTx(context.Context, driver.TxOptions) (driver.Tx, error) {
	return nil, &pq.Error{Code: f.refuses}
}

func (follower) IsValid() bool { return true }

// TestAStandbyIsUnavailableAndLeft: during a failover the name of the database leads to a server that only follows. What
// is written is tried again later, and over another connection: this one may never lead to the new primary.
func TestAStandbyIsUnavailableAndLeft(t *testing.T) {
	for code, left := range map[pqerror.Code]bool{"0A000": true, "25006": true, "57014": false} {
		near, far := net.Pipe()
		s := session{pqSession: follower{refuses: code}, wire: near, left: new(atomic.Bool)}
		_, err := s.BeginTx(t.Context(), driver.TxOptions{})
		if got := classifyPostgres(err); got != classUnavailable {
			t.Errorf("%s is of class %v, want unavailable", code, got)
		}
		if s.IsValid() == left {
			t.Errorf("behind %s the connection is used again: %t", code, !left)
		}
		_, _ = near.Close(), far.Close()
	}
}
