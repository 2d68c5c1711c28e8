package bench

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/planspark/planspark/protocol"
)

// visitors is the scenario generate: each user submits, follows its plan to the end, and submits again
// while the load lasts.
type visitors struct {
	run  *run
	over atomic.Bool // nothing more is submitted
}

func (v *visitors) prepare(context.Context) error {
	v.run.begin() // users work as soon as they have arrived
	v.over.Store(v.run.cfg.Duration == 0)
	v.run.sessions = make([]*session, v.run.cfg.Users)
	for n := range v.run.sessions {
		v.run.sessions[n] = &session{run: v.run, number: n, server: v.run.server(n), token: v.run.cfg.Token, role: &visitor{visitors: v}}
	}
	return nil
}

func (v *visitors) perform(ctx context.Context) {
	gone := make(chan struct{})
	go func() { // ends with the last session, which Run waits for
		v.run.living.Wait()
		close(gone)
	}()
	if v.run.cfg.Duration > 0 {
		select {
		case <-gone:
		case <-ctx.Done():
		case <-time.After(v.run.cfg.Duration):
		}
		v.over.Store(true)
		v.run.end()
		for _, s := range v.run.sessions {
			s.role.(*visitor).hurry(s)
		}
	}
	if v.await(ctx, gone) {
		return
	}
	for _, s := range v.run.sessions {
		s.giveUp()
	}
}

// await returns when all have gone, and false when nothing ends any more: a crowd takes its time.
func (v *visitors) await(ctx context.Context, gone <-chan struct{}) bool {
	for before := int64(-1); ; {
		select {
		case <-gone:
			return true
		case <-ctx.Done():
			return true
		case <-time.After(patience):
		}
		ended := v.run.counts.over()
		if ended == before {
			return false
		}
		before = ended
	}
}

// visitor is the role of one user.
type visitor struct {
	visitors *visitors

	mu      sync.Mutex
	request *protocol.Request // guarded by mu; not accepted yet; nil: a new one is due
	asked   bool              // guarded by mu; it has submitted before
	retry   *time.Timer       // guarded by mu; of a refused request
}

func (v *visitor) opened(s *session) {
	if s.follows() {
		s.resume()
		return
	}
	v.submit(s)
}

// submit asks for a plan. A request whose answer was lost is asked for again, and then joined.
func (v *visitor) submit(s *session) {
	request := v.next()
	if request == nil {
		s.finish()
		return
	}
	raw, err := json.Marshal(request)
	if err != nil {
		panic("bench: a request of ours did not encode: " + err.Error())
	}
	v.visitors.run.counts.sent.Add(1)
	s.begins()
	_ = s.say(protocol.ClientMessage{ID: idGenerate, Type: protocol.TypeGenerate, Request: raw}) // on a lost connection it is said again
}

// next is what to submit; nil when the user is done.
func (v *visitor) next() *protocol.Request {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.request == nil {
		if v.asked && v.visitors.over.Load() {
			return nil
		}
		r := v.visitors.run
		request := r.idea(r.ideas.Add(1))
		v.request, v.asked = &request, true
	}
	return v.request
}

// retryAtLeast spares the service users who ask again at once.
const retryAtLeast = time.Second

func (v *visitor) answered(s *session, reply protocol.Reply, p *protocol.Problem) {
	c := v.visitors.run.counts
	if p == nil {
		c.took(reply)
		v.settle()
		s.hasBegun(&watching{follow: follow{tape: newTape(reply.Generation, false)}})
		return
	}
	c.refused(p)
	if v.visitors.over.Load() || !p.Retryable {
		v.settle()
		s.finish()
		return
	}
	wait := max(retryAtLeast, time.Duration(p.RetryAfterMS)*time.Millisecond)
	v.mu.Lock()
	defer v.mu.Unlock()
	v.retry = time.AfterFunc(wait+rand.N(wait/4), func() { v.submit(s) })
}

// settle notes that the request was answered.
func (v *visitor) settle() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.request = nil
}

// hurry ends a user who waits to submit again.
func (v *visitor) hurry(s *session) {
	v.mu.Lock()
	waits := v.retry != nil && v.retry.Stop()
	v.mu.Unlock()
	if waits {
		s.finish()
	}
}

func (v *visitor) ended(s *session, _ *watching, h heard) {
	v.visitors.run.counts.ended(h)
	v.submit(s)
}

func (v *visitor) gone(*session) {}
