package bench

import (
	"context"

	"github.com/planspark/planspark/protocol"
)

// idle is the scenario connect: sessions that are open and do nothing.
type idle struct{ run *run }

func (i *idle) prepare(context.Context) error {
	i.run.sessions = make([]*session, i.run.cfg.Users)
	for n := range i.run.sessions {
		i.run.sessions[n] = &session{run: i.run, number: n, server: i.run.server(n), token: i.run.cfg.Token, role: i}
	}
	return nil
}

func (i *idle) perform(ctx context.Context) { _ = sleep(ctx, i.run.cfg.Duration) } // it may end before

func (i *idle) opened(*session) {}

func (i *idle) answered(*session, protocol.Reply, *protocol.Problem) {}

func (i *idle) ended(*session, *watching, heard) {}

func (i *idle) gone(*session) {}
