package bus

import (
	"context"
	"io"
	"net"
	"sync/atomic"
	"testing"

	"github.com/redis/go-redis/v9"
	"github.com/rs/zerolog"

	"github.com/planspark/planspark/bus/redistest"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// loseAnswer has the first answer to a script get lost behind the node that gave it.
type loseAnswer struct{ lost atomic.Bool }

func (*loseAnswer) DialHook(next redis.DialHook) redis.DialHook {
	return func(ctx context.Context, network, addr string) (net.Conn, error) { return next(ctx, network, addr) }
}

func (*loseAnswer) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

func (l *loseAnswer) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		err := next(ctx, cmd)
		if err != nil || cmd.Name() != "eval" && cmd.Name() != "evalsha" || l.lost.Swap(true) {
			return err
		}
		cmd.SetErr(io.EOF)
		return io.EOF
	}
}

// TestAnAppendWhoseAnswerIsLostIsNotSentAgain: the second would find the first, and its writer would take
// itself for replaced.
func TestAnAppendWhoseAnswerIsLostIsNotSentAgain(t *testing.T) {
	b, err := Open(t.Context(), redistest.StartCluster(t).URL(), Options{Instance: "i", Logger: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	cluster := b.client.(*redis.ClusterClient)
	hook := &loseAnswer{}
	err = cluster.ForEachMaster(t.Context(), func(_ context.Context, node *redis.Client) error {
		node.AddHook(hook)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	l, start := NewLog(b), hub.Entry{Cursor: protocol.Cursor{Attempt: 1}, Base: true, Data: []byte(`{}`)}
	more := hub.Entry{Cursor: protocol.Cursor{Attempt: 1, Seq: 1}, Data: []byte(`{}`)}
	if err := l.Append(t.Context(), "g", protocol.Cursor{}, []hub.Entry{start, more}); err != hub.ErrAway {
		t.Errorf("an append without an answer is %v, want ErrAway", err)
	}
}
