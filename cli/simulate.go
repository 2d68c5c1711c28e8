package cli

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/planspark/planspark/generation/provider/simulator"
)

// SimulateCmd is `planspark simulate-provider`: a server that nothing else of this program knows of.
type SimulateCmd struct {
	Listen string `default:"127.0.0.1:8091" placeholder:"ADDRESS" group:"Basics" help:"Address to listen on; port 0 picks a free one. The URL is printed on start. [${default}]"`
	APIKey string `name:"api-key" placeholder:"KEY" group:"Basics" help:"The only key that is accepted. [any, or none]"`
	Seed   uint64 `default:"1" group:"Basics" help:"Of texts, and of which requests fail: the same seed and requests give the same."`

	FirstToken      time.Duration `default:"300ms" group:"Speed" help:"Time before an answer begins."`
	TokensPerSecond float64       `default:"80" group:"Speed" help:"Speed of each answer; 0 is as fast as it goes."`
	Tokens          int           `default:"300" group:"Speed" help:"Length of an answer."`

	RPM        int           `name:"rpm" default:"0" group:"Limits (0 is off)" help:"Requests a minute, beyond which the answer is 429."`
	TPM        int           `name:"tpm" default:"0" group:"Limits (0 is off)" help:"Tokens a minute, beyond which the answer is 429."`
	RetryAfter time.Duration `default:"0s" group:"Limits (0 is off)" help:"What 429 and 503 say of when to come back; 0: when the limit has room, and nothing."`

	ErrorRate   float64 `default:"0" group:"Faults (shares of requests, 0 to 1)" help:"Answers with status 500 or 503."`
	CutRate     float64 `default:"0" group:"Faults (shares of requests, 0 to 1)" help:"Answers that end midway."`
	StallRate   float64 `default:"0" group:"Faults (shares of requests, 0 to 1)" help:"Answers that stop midway and hold the connection."`
	GarbageRate float64 `default:"0" group:"Faults (shares of requests, 0 to 1)" help:"Answers with a malformed chunk."`
	InventRate  float64 `default:"0" group:"Faults (shares of requests, 0 to 1)" help:"Answers with a figure that nobody gave."`
}

// Help explains simulate-provider beyond its flags.
func (SimulateCmd) Help() string {
	return `An LLM provider that is none: it speaks the wire formats of OpenAI's and Gemini's API without
a key and without a network, and its texts say that they are simulated.

  planspark simulate-provider
  planspark serve --openai-base-url http://127.0.0.1:8091/v1
  planspark serve --gemini-api-key any --gemini-base-url http://127.0.0.1:8091

While it runs, PUT /faults with the names of the flags in JSON changes them, as in
  curl -X PUT http://127.0.0.1:8091/faults -d '{"error-rate": 0.5}'
and GET /stats says what has happened.`
}

func (c *SimulateCmd) knobs() simulator.Knobs {
	return simulator.Knobs{
		FirstToken: c.FirstToken, TokensPerSecond: c.TokensPerSecond, Tokens: c.Tokens, RPM: c.RPM, TPM: c.TPM,
		ErrorRate: c.ErrorRate, CutRate: c.CutRate, StallRate: c.StallRate, GarbageRate: c.GarbageRate,
		InventRate: c.InventRate, RetryAfter: c.RetryAfter, Seed: c.Seed,
	}
}

// Run serves until it is told to stop; answers that are being given break off.
func (c *SimulateCmd) Run(ctx context.Context, env *Env) error {
	s, err := simulator.New(simulator.Config{Knobs: c.knobs(), APIKey: c.APIKey})
	if err != nil {
		return usageError(err.Error())
	}
	ln, err := listen(ctx, c.Listen)
	if err != nil {
		return err
	}
	url := strings.TrimSuffix(pageURL(ln.Addr()), "/")
	fmt.Fprintf(env.Stdout, "Simulated provider is ready at %s\n", url)
	fmt.Fprintf(env.Stdout, "Use it with: planspark serve --openai-base-url %s/v1\n", url)

	ctx, stop := env.stoppable(ctx)
	defer stop()
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	closed := context.AfterFunc(ctx, func() { _ = server.Close() }) // nobody waits for a simulated answer
	defer closed()
	if err := server.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
