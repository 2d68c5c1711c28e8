package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/planspark/planspark/client"
)

// HealthCmd is `planspark health`, for health checks of containers: those hold no other program.
type HealthCmd struct {
	Server string `default:"http://127.0.0.1:8080" placeholder:"URL" group:"server" help:"The instance to ask. [${default}]"`
}

// Help explains health beyond its flags.
func (HealthCmd) Help() string {
	return `Exit codes: 0 it takes new work; 3 it is draining; 4 it does not answer, or cannot reach its
database. For more than that see planspark doctor.`
}

// healthTimeout bounds the question: who answers later is not well.
const healthTimeout = 5 * time.Second

// Run asks the instance whether it is ready.
func (c *HealthCmd) Run(ctx context.Context, env *Env) error {
	conn, err := client.New(client.Config{Server: c.Server, HTTPClient: env.HTTPClient, UserAgent: "planspark-health", Timeout: healthTimeout})
	if err != nil {
		return usageError("--server: " + err.Error())
	}
	defer conn.CloseIdle()
	if err := conn.Ready(ctx); err != nil {
		return err
	}
	_, err = fmt.Fprintln(env.Stdout, "ready")
	return err
}
