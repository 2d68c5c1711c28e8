package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// ServerFlags say which server, and as whom. Every client command has them.
type ServerFlags struct {
	Server string `default:"http://127.0.0.1:8080" placeholder:"URL" group:"server" help:"The service to speak to. [${default}]"`
	Token  string `placeholder:"TOKEN" group:"server" help:"Who you are; better in the environment, where others on this machine do not see it. [a guest session of your own, kept in your configuration folder]"`
	JSON   bool   `name:"json" group:"output" help:"Print the protocol's messages, one a line, and nothing else on standard output. [off]"`
}

func (f ServerFlags) asMessages() bool { return f.JSON }

// PlanFlags are those of a command about one plan.
type PlanFlags struct {
	ID string `arg:"" help:"The id of the plan, as generate and list print it."`

	ServerFlags
}

// renewBefore is how long before its end a guest session is renewed.
const renewBefore = 24 * time.Hour

// connection is a client with the identity that is kept on this machine.
type connection struct {
	*client.Client
	env   *Env
	guest bool // the identity is a guest session of ours
}

// connect prepares a client. A user without a token is the guest of the last time, or becomes one.
func (f ServerFlags) connect(ctx context.Context, env *Env, hooks client.Hooks) (*connection, error) {
	conn := &connection{env: env, guest: f.Token == ""}
	c, err := client.New(client.Config{
		Server: f.Server, Token: f.Token, HTTPClient: env.HTTPClient, UserAgent: "planspark-cli", Hooks: hooks, GiveUpAfter: giveUpAfter,
		Renew: func(ctx context.Context, _ string) (string, error) { return conn.renew(ctx) },
	})
	if err != nil {
		return nil, usageError("--server: " + err.Error())
	}
	conn.Client = c
	if !conn.guest {
		return conn, nil
	}
	known, err := env.credentials().load(c.Server())
	if err != nil {
		return nil, err
	}
	c.SetToken(known.Token)
	if known.Token == "" || env.Now().Add(renewBefore).After(known.ExpiresAt.Time) {
		_, err = conn.becomeGuest(ctx, known.Token)
	}
	return conn, err
}

// giveUpAfter is for how long a lost connection is tried to get back. It outlasts a restart of the
// service, and a walk between two networks.
const giveUpAfter = 10 * time.Minute

// becomeGuest makes a guest session, or renews the one of the token. Two commands at the same time
// become the same guest: the second finds what the first has kept.
func (c *connection) becomeGuest(ctx context.Context, old string) (identity, error) {
	var now identity
	err := c.env.credentials().update(c.Server(), func(id *identity) error {
		if id.Token != old && id.Token != "" {
			now = *id
			return nil
		}
		g, err := c.NewGuest(ctx)
		if err != nil {
			return err
		}
		if g.User != id.User {
			id.Last = ""
		}
		id.User, id.Token, id.ExpiresAt = g.User, g.Token, g.ExpiresAt
		now = *id
		return nil
	})
	if err == nil {
		c.SetToken(now.Token)
		return now, nil
	}
	if isAnswer(err) || ctx.Err() != nil {
		return now, err
	}
	// The server is fine, this machine cannot keep anything: go on, and say what that means.
	fmt.Fprintf(c.env.Stderr, "planspark: %s\nGoing on as a guest for this once; later commands will not find this plan.\n", printable(err.Error()))
	if now.Token != "" {
		c.SetToken(now.Token)
		return now, nil
	}
	g, err := c.NewGuest(ctx)
	return identity{User: g.User, Token: g.Token}, err
}

// isAnswer says whether an error is about the server.
func isAnswer(err error) bool {
	_, problem := errors.AsType[*protocol.Problem](err)
	_, unreachable := errors.AsType[*client.UnreachableError](err)
	return problem || unreachable
}

// renew gets a new token for the same user. Another user would not see the generation, so that one
// is refused.
func (c *connection) renew(ctx context.Context) (string, error) {
	expired := protocol.NewProblem(protocol.CodeUnauthenticated, "Your session has expired.")
	if !c.guest {
		return "", expired
	}
	known, err := c.env.credentials().load(c.Server())
	if err != nil {
		return "", err
	}
	now, err := c.becomeGuest(ctx, c.Token())
	if err != nil {
		return "", err
	}
	if now.User != known.User {
		return "", expired
	}
	return now.Token, nil
}

// asUser makes a call. When the server does not know the saved guest any more, as after its data was
// removed, the user becomes a new guest and the call is made once more.
func asUser[T any](ctx context.Context, c *connection, call func() (T, error)) (T, error) {
	answer, err := call()
	if !c.guest || !protocol.HasCode(err, protocol.CodeUnauthenticated) {
		return answer, err
	}
	if _, err := c.becomeGuest(ctx, c.Token()); err != nil {
		return answer, err
	}
	fmt.Fprintln(c.env.Stderr, "Your saved guest session was not valid any more. You are a new guest now; plans of the old one are out of reach.")
	return call()
}

// remember keeps the id for `watch --last`. It is a convenience: that it cannot be kept was said when
// the session could not be.
func (c *connection) remember(id string) {
	_ = c.env.credentials().update(c.Server(), func(known *identity) error {
		known.Last = id
		return nil
	})
}

// last is the generation that was followed last, else the newest.
func (c *connection) last(ctx context.Context) (string, error) {
	known, err := c.env.credentials().load(c.Server())
	if err == nil && known.Last != "" && c.guest {
		return known.Last, nil
	}
	page, err := asUser(ctx, c, func() ([]protocol.Snapshot, error) { return c.List(ctx, "", 1) })
	if err != nil {
		return "", err
	}
	if len(page) == 0 {
		return "", protocol.NewProblem(protocol.CodeNotFound, "You have no plans yet. Ask for one with planspark generate \"IDEA\".")
	}
	return page[0].ID, nil
}
