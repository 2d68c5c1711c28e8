//go:build unix

package cluster

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/planspark/planspark/e2e/process"
)

// Simulator is the provider that writes the sections, and says that it is simulated.
type Simulator struct {
	*process.Process
	URL string // without a slash at its end
}

func (c *Cluster) startSimulator(ctx context.Context) error {
	if c.options.Simulator == nil {
		return nil
	}
	dir, out, err := c.room("simulator")
	if err != nil {
		return err
	}
	addr, err := process.FreeAddress()
	if err != nil {
		return err
	}
	s := &Simulator{URL: "http://" + addr}
	s.Process = process.New(process.Command{
		Name: "simulator", Path: c.options.Binary, Args: append([]string{"simulate-provider", "--listen", addr}, c.options.Simulator...), Dir: dir,
		Ready: func(ctx context.Context) error { return answers(ctx, s.URL+"/stats") }, Output: out,
	})
	c.Simulator = s
	return s.Start(ctx)
}

// flags make an instance ask this provider.
func (s *Simulator) flags() []string {
	return []string{"--openai-base-url", s.URL + "/v1", "--openai-name", "simulated"}
}

// Faults changes how the provider behaves; names and values are those of its flags, such as
// {"error-rate": 0.5}.
func (s *Simulator) Faults(ctx context.Context, faults map[string]any) error {
	body, err := json.Marshal(faults)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPut, s.URL+"/faults", bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	if resp.StatusCode >= http.StatusMultipleChoices {
		err = fmt.Errorf("the simulated provider refuses the faults: %s", resp.Status)
	}
	return errors.Join(err, resp.Body.Close())
}
