package scalesim

import (
	"bufio"
	_ "embed" // for the recorded load
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// typical is the median of the latest durations, as generation.Estimator has it.
type typical struct{ recent []time.Duration }

func (t *typical) note(d time.Duration) {
	t.recent = append(t.recent, d)
	if len(t.recent) > 64 {
		t.recent = t.recent[1:]
	}
}

func (t *typical) median() time.Duration {
	if len(t.recent) < 3 {
		return 0
	}
	sorted := slices.Clone(t.recent)
	slices.Sort(sorted)
	return sorted[len(sorted)/2]
}

// Synthetic draws jobs that come at a rate (plans a second, by the time since the start), each of which
// takes about as long as typical. The same seed gives the same jobs.
func Synthetic(seed uint64, length, typical time.Duration, rate func(time.Duration) float64) []Job {
	random := rand.New(rand.NewPCG(seed, 2026))
	var jobs []Job
	for at := time.Duration(0); at < length; at += step {
		for n := poisson(random, rate(at)*step.Seconds()); n > 0; n-- {
			work := typical.Seconds() * math.Exp(0.3*random.NormFloat64()) // a few take twice as long
			jobs = append(jobs, Job{At: at, Work: time.Duration(work * float64(time.Second))})
		}
	}
	return jobs
}

// poisson draws how many of what comes at a rate come in one unit of time (Knuth's method).
func poisson(random *rand.Rand, mean float64) int {
	n, p, limit := 0, random.Float64(), math.Exp(-mean)
	for p > limit {
		n++
		p *= random.Float64()
	}
	return n
}

// Steady is a rate that does not change.
func Steady(rate float64) func(time.Duration) float64 {
	return func(time.Duration) float64 { return rate }
}

// Step is a rate that changes once, and back.
func Step(low, high float64, from, to time.Duration) func(time.Duration) float64 {
	return func(at time.Duration) float64 {
		if at >= from && at < to {
			return high
		}
		return low
	}
}

// Wave is a rate that goes up and down, as days do.
func Wave(low, high float64, period time.Duration) func(time.Duration) float64 {
	return func(at time.Duration) float64 {
		return low + (high-low)*(1-math.Cos(2*math.Pi*at.Seconds()/period.Seconds()))/2
	}
}

//go:embed testdata/recorded.tsv
var recorded string

// Recorded is a load as it really came: what a service was asked for in seven minutes with two rushes,
// and how long each plan took it with a simulated provider (testdata/recorded.tsv says how).
func Recorded() ([]Job, error) {
	var jobs []Job
	lines := bufio.NewScanner(strings.NewReader(recorded))
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		var at, work float64
		if _, err := fmt.Sscan(lines.Text(), &at, &work); err != nil {
			return nil, fmt.Errorf("recorded load: %w", err)
		}
		jobs = append(jobs, Job{At: time.Duration(at * float64(time.Second)), Work: time.Duration(work * float64(time.Second))})
	}
	return jobs, lines.Err()
}
