//go:build unix

package private

import (
	"testing"

	"github.com/planspark/planspark/e2e/cluster"
	"github.com/planspark/planspark/e2e/process"
)

// CheckCluster searches what the instances and the simulated provider of a cluster wrote, over all their
// lives. The cluster still runs, or its database could not be read.
func CheckCluster(t testing.TB, c *cluster.Cluster) {
	t.Helper()
	database := c.Postgres.URL(cluster.Database)
	var all []*process.Process
	for _, i := range c.Instances {
		all = append(all, i.Process)
	}
	if c.Simulator != nil {
		all = append(all, c.Simulator.Process)
	}
	for _, p := range all {
		ran := p.Command()
		Check(t, Process{Name: p.Name(), Args: ran.Args, Env: ran.Env, Database: database}, c.LogFile(p.Name()))
	}
}
