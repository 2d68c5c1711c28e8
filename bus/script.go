package bus

import (
	"context"
	"crypto/sha1" // the hash by which Redis names scripts
	"encoding/hex"

	"github.com/redis/go-redis/v9"
)

// script is a Lua script of which Redis runs each call at most once. The client of a cluster would send
// a call again whose answer it lost; an append would then fence itself, and a reservation count twice.
type script struct{ source, hash string }

func newScript(source string) script {
	sum := sha1.Sum([]byte(source))
	return script{source, hex.EncodeToString(sum[:])}
}

// call is one that is not repeated, except where another node said that it did not run it.
type call struct{ *redis.Cmd }

// NoRetry implements redis.Cmder.
func (call) NoRetry() bool { return true }

// run runs the script, by its hash where Redis knows it. All keys must lie in one slot.
func (s script) run(ctx context.Context, c redis.UniversalClient, keys []string, args ...any) *redis.Cmd {
	cmd := send(ctx, c, "evalsha", s.hash, keys, args)
	if redis.HasErrorPrefix(cmd.Err(), "NOSCRIPT") {
		return send(ctx, c, "eval", s.source, keys, args)
	}
	return cmd
}

func send(ctx context.Context, c redis.UniversalClient, verb, which string, keys []string, args []any) *redis.Cmd {
	all := make([]any, 0, 3+len(keys)+len(args))
	all = append(all, verb, which, len(keys))
	for _, k := range keys {
		all = append(all, k)
	}
	cmd := redis.NewCmd(ctx, append(all, args...)...)
	cmd.SetFirstKeyPos(3)
	_ = c.Process(ctx, call{cmd}) // the command has the error too
	return cmd
}
