package ops

import (
	"fmt"
	"strings"

	"github.com/planspark/planspark/protocol"
)

// verdict says in a sentence how the service is: the worst of what can be said, and the rest behind it.
func verdict(o protocol.Ops) protocol.Verdict {
	var worst protocol.Verdict
	var more []string
	for _, look := range []func(protocol.Ops) protocol.Verdict{
		database, workers, providers, redis, silence, failing, waiting, leaving,
	} {
		v := look(o)
		switch {
		case v.Level == "":
		case worst.Level == "" || worst.Level == protocol.VerdictDegraded && v.Level == protocol.VerdictDown || worst.Level == protocol.VerdictOK && v.Level != protocol.VerdictOK:
			if worst.Level != "" && worst.Level != protocol.VerdictOK {
				more = append(more, worst.Title)
			}
			worst = v
		case v.Level != protocol.VerdictOK:
			more = append(more, v.Title)
		}
	}
	if worst.Level == "" {
		return protocol.Verdict{Level: protocol.VerdictOK, Title: "Everything works."}
	}
	worst.Detail = strings.TrimSpace(worst.Detail + " " + strings.Join(more, " "))
	return worst
}

func down(title, detail string) protocol.Verdict {
	return protocol.Verdict{Level: protocol.VerdictDown, Title: title, Detail: detail}
}

func degraded(title, detail string) protocol.Verdict {
	return protocol.Verdict{Level: protocol.VerdictDegraded, Title: title, Detail: detail}
}

func database(o protocol.Ops) protocol.Verdict {
	if o.Stores.Database.Up {
		return protocol.Verdict{}
	}
	return down("The database does not answer.", "New plans are refused; open pages stay, and plans being written keep what they have.")
}

func workers(o protocol.Ops) protocol.Verdict {
	if o.Pool.Slots > 0 {
		return protocol.Verdict{}
	}
	return down("Nobody writes plans.", "No instance offers a slot. Start one, or raise its workers.")
}

func providers(o protocol.Ops) protocol.Verdict {
	var out, paused []string
	models := 0
	for _, p := range o.Providers {
		if p.Name == offline {
			continue
		}
		models++
		switch {
		case p.Paused:
			paused = append(paused, p.Name)
		case p.Breaker == breakerOpen:
			out = append(out, p.Name)
		}
	}
	gone := len(out) + len(paused)
	switch {
	case gone == 0:
		return protocol.Verdict{}
	case gone == models:
		return degraded("No language model is left; the built-in planner writes everything.", said(out, paused))
	case gone == 1:
		return degraded("Working, with one provider out.", said(out, paused))
	}
	return degraded(fmt.Sprintf("Working, with %d providers out.", gone), said(out, paused))
}

func said(out, paused []string) string {
	var s []string
	if len(out) > 0 {
		s = append(s, "Out: "+strings.Join(out, ", ")+". What is left of the chain writes instead.")
	}
	if len(paused) > 0 {
		s = append(s, "Paused by an operator: "+strings.Join(paused, ", ")+".")
	}
	return strings.Join(s, " ")
}

func redis(o protocol.Ops) protocol.Verdict {
	if !o.Stores.Redis.Configured || o.Stores.Redis.Down == 0 {
		return protocol.Verdict{}
	}
	return degraded("Redis does not answer.", fmt.Sprintf("%d of %d instances are without it: progress on other instances is coarser, and rates are counted by each alone.",
		o.Stores.Redis.Down, len(o.Instances)))
}

func silence(o protocol.Ops) protocol.Verdict {
	for _, i := range o.Instances {
		if i.State == protocol.InstanceSilent {
			return degraded("An instance has gone silent.", "Nothing was heard of "+i.Name+" for a while; its plans are taken over by the others.")
		}
	}
	return protocol.Verdict{}
}

// The share of plans that fail above which something is wrong, and how many it takes to say so.
const (
	failingShare  = 0.05
	failingPlans  = 3
	waitingFactor = 3 // times the aim
)

func failing(o protocol.Ops) protocol.Verdict {
	ended := o.Plans.Completed + o.Plans.Failed
	if o.Plans.Failed < failingPlans || float64(o.Plans.Failed) < failingShare*float64(ended) {
		return protocol.Verdict{}
	}
	return degraded("Plans fail.", fmt.Sprintf("%d of %d in this time; see recent failures.", o.Plans.Failed, ended))
}

func waiting(o protocol.Ops) protocol.Verdict {
	if o.Scale.WaitMS == nil || *o.Scale.WaitMS < waitingFactor*o.Scale.TargetWaitMS {
		return protocol.Verdict{}
	}
	if o.Scale.LimitedBy == "providers" {
		return degraded("The line is long.", "The providers are at their limit: more instances would not help, more quota would.")
	}
	return degraded("The line is long.", fmt.Sprintf("%d wait; %d instances are wanted, %d serve.", o.Queue.Depth, o.Scale.Desired, o.Scale.Instances))
}

func leaving(o protocol.Ops) protocol.Verdict {
	for _, i := range o.Instances {
		if i.State == protocol.InstanceDraining {
			return protocol.Verdict{Level: protocol.VerdictOK, Title: "Everything works.", Detail: i.Name + " is leaving."}
		}
	}
	return protocol.Verdict{}
}
