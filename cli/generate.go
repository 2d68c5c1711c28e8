package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/planspark/planspark/protocol"
)

// GenerateCmd is `planspark generate`.
type GenerateCmd struct {
	Idea string `arg:"" name:"idea" help:"The business, in 10 to 2,000 characters; - reads it from standard input."`

	Location        string `placeholder:"PLACE" group:"request" help:"Where, as in \"Lisbon, Portugal\". [taken from the idea, if it says]"`
	Budget          string `placeholder:"AMOUNT" group:"request" help:"Money at hand, in whole units of the currency, such as 50000. [what such a business needs]"`
	Currency        string `placeholder:"CODE" group:"request" help:"ISO 4217 code, such as EUR. [that of the location, else USD]"`
	TimelineMonths  *int   `placeholder:"MONTHS" group:"request" help:"Months until the business stands, 1 to 60. [12]"`
	BusinessType    string `placeholder:"TYPE" group:"request" help:"Kind of business, such as cafe. [taken from the idea]"`
	Personalization string `placeholder:"TEXT" group:"request" help:"What else matters: your experience, your wishes; up to 2,000 characters. [none]"`
	Locale          string `placeholder:"TAG" group:"request" help:"Language and number format of the plan, such as es-MX. [that of the idea: English, or Spanish]"`

	FollowFlags
	ServerFlags
}

// Help shows how generate is used.
func (GenerateCmd) Help() string {
	return `The id of the plan is the first line on standard error. On a terminal the text appears as
it is written; in a pipe the finished Markdown comes out at the end.

    planspark generate "A coffee roastery with a small café" --location "Porto, Portugal"
    planspark generate "Bike repair at your door" --budget 20000 --output plan.md
    planspark generate - < idea.txt > plan.md
    planspark generate "An escape room in an old mill" --detach

Leaving does not cancel: Ctrl-C detaches, planspark watch --last comes back. Press it twice
within 2 s to cancel. A lost connection is resumed where it broke; at the end the text is
checked against the server's checksum.`
}

// maxStdin bounds what is read as an idea; 2,000 characters are far below.
const maxStdin = 64 << 10

// Run submits the request and follows it.
func (c GenerateCmd) Run(ctx context.Context, env *Env) error {
	request, err := c.request(env.Stdin)
	if err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return err
	}
	f := newFollower(env, c.FollowFlags, c.JSON)
	asking, stop := env.stoppable(ctx)
	s, err := c.submit(asking, env, f, request)
	interrupted := context.Cause(asking)
	stop()
	if err != nil {
		if interrupted != nil && ctx.Err() == nil {
			fmt.Fprintln(env.Stderr, "Left before the server answered. planspark list shows whether the plan was begun.")
			return ended(protocol.ExitDetached)
		}
		if p, ok := errors.AsType[*protocol.Problem](err); ok && f.conn != nil && p.Code == protocol.CodeInvalidRequest && c.BusinessType != "" {
			if kinds, other := f.conn.BusinessTypes(ctx, ""); other == nil {
				return withKinds(p, kinds)
			}
		}
		return err
	}
	f.begin(s)
	if c.Detach {
		return f.detach()
	}
	return f.follow(ctx, protocol.Cursor{})
}

func (c GenerateCmd) submit(ctx context.Context, env *Env, f *follower, r protocol.Request) (s protocol.Submitted, err error) {
	f.conn, err = c.connect(ctx, env, f.hooks())
	if err != nil {
		return s, err
	}
	return asUser(ctx, f.conn, func() (protocol.Submitted, error) { return f.conn.Submit(ctx, r) })
}

// request reads the flags as the server would: what is wrong is told without asking it, and all at
// once.
func (c GenerateCmd) request(stdin io.Reader) (protocol.Request, error) {
	members := map[string]any{}
	idea, err := c.idea(stdin)
	if err != nil {
		return protocol.Request{}, err
	}
	members["idea"] = idea
	for name, value := range map[string]string{
		"location": c.Location, "currency": c.Currency, "business_type": c.BusinessType,
		"personalization": c.Personalization, "locale": c.Locale,
	} {
		if value != "" {
			members[name] = strings.ToValidUTF8(value, "")
		}
	}
	if c.TimelineMonths != nil {
		members["timeline_months"] = *c.TimelineMonths
	}
	if c.Budget != "" {
		members["budget"] = c.Budget // refused as text, unless it is a number
		if isNumber(c.Budget) {
			members["budget"] = json.Number(c.Budget)
		}
	}
	raw, err := json.Marshal(members)
	if err != nil {
		return protocol.Request{}, fmt.Errorf("encode request: %w", err)
	}
	request, p := protocol.DecodeRequest(raw, nil)
	if p != nil {
		return request, p
	}
	return request, nil
}

func isNumber(s string) bool {
	return json.Valid([]byte(s)) && strings.Trim(s, "-0123456789.eE+") == ""
}

func (c GenerateCmd) idea(stdin io.Reader) (string, error) {
	if c.Idea != "-" {
		return strings.ToValidUTF8(c.Idea, ""), nil
	}
	raw, err := io.ReadAll(io.LimitReader(stdin, maxStdin))
	if err != nil {
		return "", fmt.Errorf("read the idea from standard input: %w", err)
	}
	return strings.ToValidUTF8(string(raw), ""), nil
}
