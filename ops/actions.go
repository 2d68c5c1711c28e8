package ops

import (
	"context"
	"slices"
	"strconv"

	"github.com/planspark/planspark/protocol"
)

// Drain takes an instance out of service, as SIGTERM does. Another instance learns of it with its next
// beat. actor is who wants it.
func (m *Monitor) Drain(ctx context.Context, actor, instance string) error {
	return m.command(ctx, actor, instance, instance, Command{Action: ActionDrain})
}

// MaxWorkers bounds what an instance can be asked to write at a time.
const MaxWorkers = 1000

// SetWorkers changes how many generations an instance writes at a time, until it restarts.
func (m *Monitor) SetWorkers(ctx context.Context, actor, instance string, workers int) error {
	if workers < 1 || workers > MaxWorkers {
		return protocol.Invalid(protocol.FieldError{Field: "workers", Message: "A whole number from 1 to 1000. To take an instance out of service, drain it."})
	}
	return m.command(ctx, actor, instance, instance+" → "+strconv.Itoa(workers), Command{Action: ActionWorkers, Workers: workers})
}

// command does it here, or asks the instance that is meant.
func (m *Monitor) command(ctx context.Context, actor, instance, target string, c Command) error {
	outcome := "done"
	if instance == m.cfg.Instance {
		defer m.now() // others see it soon
		m.do(c)
	} else {
		if err := m.fleet.Ask(ctx, instance, c); err != nil {
			return m.refused(ctx, actor, c.Action, target, err)
		}
		outcome = "asked"
	}
	return m.Record(ctx, protocol.AuditRecord{Actor: actor, Action: c.Action, Target: target, Outcome: outcome})
}

// PauseProvider keeps all instances from a provider, or lets them again. The built-in planner cannot be
// paused: it is what is left.
func (m *Monitor) PauseProvider(ctx context.Context, actor, provider string, paused bool) error {
	known := slices.ContainsFunc(m.cfg.Providers(), func(p ProviderStatus) bool { return p.Name == provider })
	if provider == offline {
		return protocol.Invalid(protocol.FieldError{Field: "paused", Message: "The built-in planner cannot be paused: it is what is left when nothing else answers."})
	}
	if !known {
		return protocol.NewProblem(protocol.CodeNotFound, "There is no such provider. GET /v1/ops lists them.")
	}
	action := ActionResume
	if paused {
		action = ActionPause
	}
	if err := m.fleet.PauseProvider(ctx, provider, paused); err != nil {
		return m.refused(ctx, actor, action, provider, err)
	}
	m.now()
	return m.Record(ctx, protocol.AuditRecord{Actor: actor, Action: action, Target: provider, Outcome: "done"})
}

// refused records an action that was not carried out, and returns why.
func (m *Monitor) refused(ctx context.Context, actor, action, target string, why error) error {
	p, _ := protocol.ProblemOf(why)
	r := protocol.AuditRecord{Actor: actor, Action: action, Target: target, Outcome: string(p.Code)}
	if err := m.memory.Record(ctx, r); err != nil {
		m.log.Warn().Err(err).Str("action", action).Msg("a refused action was not recorded")
	}
	return why
}

// Record keeps what an operator did.
func (m *Monitor) Record(ctx context.Context, r protocol.AuditRecord) error {
	m.log.Info().Str("actor", r.Actor).Str("action", r.Action).Str("target", r.Target).Str("outcome", r.Outcome).Msg("operator action")
	if err := m.memory.Record(ctx, r); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.histories) // so that it is seen at once
	return nil
}

// Scale is the scale signal as of the last look.
func (m *Monitor) Scale() protocol.Scale {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.scale
}
