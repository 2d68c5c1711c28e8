package ops

import (
	"maps"
	"strings"

	dto "github.com/prometheus/client_model/go"
)

// Counts is what was counted in a stretch of time, at one instance or at several together. It is kept
// as JSON, so the names are short and what is 0 is left out.
type Counts struct {
	Submitted int64 `json:"sub,omitempty"`
	Accepted  int64 `json:"acc,omitempty"`
	Completed int64 `json:"done,omitempty"`
	Degraded  int64 `json:"deg,omitempty"`
	Failed    int64 `json:"fail,omitempty"`
	Cancelled int64 `json:"can,omitempty"`
	Seen      int64 `json:"seen,omitempty"` // ends that somebody watched

	ByCursor   int64 `json:"rc,omitempty"`
	BySnapshot int64 `json:"rs,omitempty"`
	Takeovers  int64 `json:"take,omitempty"`
	Hits       int64 `json:"hit,omitempty"`
	Misses     int64 `json:"miss,omitempty"`
	DBAsked    int64 `json:"db,omitempty"`
	DBErrors   int64 `json:"dbe,omitempty"`

	DB   Histogram            `json:"dbh,omitempty"`
	Wait Histogram            `json:"wait,omitempty"`
	Text map[string]Histogram `json:"text,omitempty"` // first text, by load

	Forecasts  int64   `json:"eta,omitempty"`
	ErrorRatio float64 `json:"etae,omitempty"` // sum over the forecasts

	Providers map[string]ProviderCounts `json:"prov,omitempty"`
}

// ProviderCounts is what was counted of one provider.
type ProviderCounts struct {
	Calls     int64     `json:"n,omitempty"`
	Failed    int64     `json:"fail,omitempty"`
	TokensIn  int64     `json:"in,omitempty"`
	TokensOut int64     `json:"out,omitempty"`
	Took      Histogram `json:"h,omitempty"`
}

// Plus adds what was counted elsewhere, or at another time.
func (c Counts) Plus(o Counts) Counts { return c.add(o, 1) }

// Minus takes away what was counted before.
func (c Counts) Minus(o Counts) Counts { return c.add(o, -1) }

func (c Counts) add(o Counts, sign int64) Counts {
	theirs := o.totals()
	for i, n := range c.totals() {
		*n += sign * *theirs[i]
	}
	c.DB, c.Wait = c.DB.plus(o.DB, sign), c.Wait.plus(o.Wait, sign)
	c.ErrorRatio += float64(sign) * o.ErrorRatio
	c.Text = maps.Clone(c.Text)
	for load, h := range o.Text {
		if c.Text == nil {
			c.Text = map[string]Histogram{}
		}
		c.Text[load] = c.Text[load].plus(h, sign)
	}
	c.Providers = maps.Clone(c.Providers)
	for name, p := range o.Providers {
		if c.Providers == nil {
			c.Providers = map[string]ProviderCounts{}
		}
		c.Providers[name] = c.Providers[name].add(p, sign)
	}
	return c
}

// totals are the plain numbers, always in the same order.
func (c *Counts) totals() []*int64 {
	return []*int64{
		&c.Submitted, &c.Accepted, &c.Completed, &c.Degraded, &c.Failed, &c.Cancelled, &c.Seen,
		&c.ByCursor, &c.BySnapshot, &c.Takeovers, &c.Hits, &c.Misses, &c.DBAsked, &c.DBErrors, &c.Forecasts,
	}
}

func (p ProviderCounts) add(o ProviderCounts, sign int64) ProviderCounts {
	p.Calls += sign * o.Calls
	p.Failed += sign * o.Failed
	p.TokensIn += sign * o.TokensIn
	p.TokensOut += sign * o.TokensOut
	p.Took = p.Took.plus(o.Took, sign)
	return p
}

// Counts reads off what this process has counted since it started.
func (m *Metrics) Counts() (Counts, error) {
	families, err := m.registry.Gather()
	if err != nil {
		return Counts{}, err
	}
	c := Counts{Text: map[string]Histogram{}, Providers: map[string]ProviderCounts{}}
	for _, f := range families {
		for _, series := range f.GetMetric() {
			c.read(strings.TrimPrefix(f.GetName(), namespace+"_"), series)
		}
	}
	return c, nil
}

// read adds one series.
func (c *Counts) read(name string, series *dto.Metric) {
	label := func(name string) string {
		for _, l := range series.GetLabel() {
			if l.GetName() == name {
				return l.GetValue()
			}
		}
		return ""
	}
	n := int64(series.GetCounter().GetValue())
	switch name {
	case "submissions_total":
		c.Submitted += n
		if label("outcome") == "accepted" {
			c.Accepted += n
		}
	case "generations_total":
		c.ended(label("state"), label("degraded") == "true", n)
	case "resumes_total":
		if label("how") == "cursor" {
			c.ByCursor += n
		} else {
			c.BySnapshot += n
		}
	case "ends_seen_total":
		c.Seen += n
	case "takeovers_total":
		c.Takeovers += n
	case "cache_requests_total":
		if label("outcome") == "hit" {
			c.Hits += n
		} else {
			c.Misses += n
		}
	case "db_operations_total":
		c.DBAsked += n
		if label("outcome") == "error" {
			c.DBErrors += n
		}
	case "db_seconds":
		c.DB = c.DB.plus(bucketsOf(series), 1)
	case "queue_wait_seconds":
		c.Wait = c.Wait.plus(bucketsOf(series), 1)
	case "first_text_seconds":
		c.Text[label("load")] = bucketsOf(series)
	case "eta_error_ratio":
		c.Forecasts = int64(series.GetHistogram().GetSampleCount())
		c.ErrorRatio = series.GetHistogram().GetSampleSum()
	default:
		c.readProvider(name, label, n, series)
	}
}

func (c *Counts) ended(state string, degraded bool, n int64) {
	switch state {
	case "completed":
		c.Completed += n
		if degraded {
			c.Degraded += n
		}
	case "failed":
		c.Failed += n
	case "cancelled":
		c.Cancelled += n
	}
}

func (c *Counts) readProvider(name string, label func(string) string, n int64, series *dto.Metric) {
	provider := label("provider")
	if provider == "" {
		return
	}
	p := c.Providers[provider]
	switch name {
	case "provider_requests_total":
		p.Calls += n
		if o := label("outcome"); o != "ok" && o != "cancelled" {
			p.Failed += n
		}
	case "provider_seconds":
		p.Took = p.Took.plus(bucketsOf(series), 1)
	case "provider_tokens_total":
		if label("direction") == "in" {
			p.TokensIn += n
		} else {
			p.TokensOut += n
		}
	}
	c.Providers[provider] = p
}

// bucketsOf makes a histogram of Prometheus' cumulative one.
func bucketsOf(series *dto.Metric) Histogram {
	h := series.GetHistogram()
	if h.GetSampleCount() == 0 {
		return nil
	}
	out := make(Histogram, 0, len(h.GetBucket())+1)
	var below uint64
	for _, b := range h.GetBucket() {
		out = append(out, int64(b.GetCumulativeCount()-below))
		below = b.GetCumulativeCount()
	}
	return append(out, int64(h.GetSampleCount()-below))
}
