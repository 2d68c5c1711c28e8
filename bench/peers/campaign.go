package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// campaign is one run of everything.
type campaign struct {
	planspark, before, out, note string
	rounds                       int
	only, peers                  map[string]bool
}

// results are kept as JSON, so that pictures and later runs can be made of them.
type results struct {
	Date      string    `json:"date"`
	Machine   string    `json:"machine"`
	Note      string    `json:"note,omitempty"`
	Workloads []measure `json:"workloads"`
}

// measure is a workload, and what each peer took in each round.
type measure struct {
	Name    string               `json:"name"`
	What    string               `json:"what"`
	Base    string               `json:"base"`
	Figures []string             `json:"figures"` // in the table; there are others
	Peers   []string             `json:"peers"`
	Rounds  []map[string]figures `json:"rounds"` // by peer
}

func (c *campaign) run(ctx context.Context) error {
	r := results{Date: time.Now().UTC().Format(time.DateOnly), Machine: fmt.Sprintf("%d processors, %s, %s", runtime.NumCPU(), runtime.GOOS, runtime.Version()), Note: c.note}
	for _, w := range workloads {
		if len(c.only) > 0 && !c.only[w.name] {
			continue
		}
		m := measure{Name: w.name, What: w.what, Base: w.base, Figures: w.figures}
		if c.before != "" && slices.Equal(w.peers, edge) {
			w.peers = append(slices.Clone(edge), "planspark-before")
		}
		for _, p := range w.peers {
			if len(c.peers) == 0 || c.peers[p] {
				m.Peers = append(m.Peers, p)
			}
		}
		for n := range c.rounds {
			round, err := c.round(ctx, w, m.Peers, n)
			if err != nil {
				return err
			}
			m.Rounds = append(m.Rounds, round)
		}
		r.Workloads = append(r.Workloads, m)
		if err := c.write(r); err != nil { // a run that is broken off keeps what it has
			return err
		}
	}
	if c.out == "" {
		fmt.Print(r.markdown())
	}
	return nil
}

// round is one measurement of each peer, another one first each time.
func (c *campaign) round(ctx context.Context, w workload, peers []string, n int) (map[string]figures, error) {
	out := map[string]figures{}
	for i := range peers {
		peer := peers[(i+n)%len(peers)]
		bounded, cancel := context.WithTimeout(ctx, 3*time.Minute)
		f, err := w.run(bounded, w, c, peer)
		cancel()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s, round %d, %s: %v\n", w.name, n+1, peer, err)
			continue
		}
		fmt.Fprintf(os.Stderr, "%s, round %d, %-18s %v\n", w.name, n+1, peer, f)
		out[peer] = f
	}
	return out, nil
}

func (c *campaign) write(r results) error {
	if c.out == "" {
		return nil
	}
	raw, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.out+".json", append(raw, '\n'), 0o644); err != nil {
		return err
	}
	return os.WriteFile(c.out+".md", []byte(r.markdown()), 0o644)
}

// markdown is a table for each workload: the figures, and their ratios to the base within each round, as
// median (least–most).
func (r results) markdown() string {
	var b strings.Builder
	for _, m := range r.Workloads {
		fmt.Fprintf(&b, "**%s**: %s. %d rounds.\n\n|  |", m.Name, m.What, len(m.Rounds))
		for _, f := range m.Figures {
			fmt.Fprintf(&b, " %s | ÷ %s |", f, m.Base)
		}
		b.WriteString("\n|---|" + strings.Repeat("---|---|", len(m.Figures)) + "\n")
		for _, peer := range m.Peers {
			fmt.Fprintf(&b, "| %s |", peer)
			for _, f := range m.Figures {
				fmt.Fprintf(&b, " %s | %s |", spread(m.values(peer, f)), spread(m.ratios(peer, f)))
			}
			b.WriteString("\n")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func (m measure) values(peer, figure string) []float64 {
	var out []float64
	for _, r := range m.Rounds {
		if f, ok := r[peer]; ok {
			out = append(out, f[figure])
		}
	}
	return out
}

func (m measure) ratios(peer, figure string) []float64 {
	var out []float64
	for _, r := range m.Rounds {
		f, ok := r[peer]
		base, there := r[m.Base]
		if ok && there && base[figure] > 0 {
			out = append(out, f[figure]/base[figure])
		}
	}
	return out
}

func spread(v []float64) string {
	if len(v) == 0 {
		return "–"
	}
	slices.Sort(v)
	return fmt.Sprintf("%s (%s–%s)", short(v[len(v)/2]), short(v[0]), short(v[len(v)-1]))
}

// short is three significant digits.
func short(v float64) string {
	switch {
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.2f", v)
}
