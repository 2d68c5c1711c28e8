package live_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/market/live"
)

func TestFiguresAreReadThenKeptThenOutliveTheProcess(t *testing.T) {
	n, k := newInternet(t), newKeeper()
	f, log := start(t, n, k)
	b := brief(t, f)
	if b.Source != market.SourceLive || b.Date != time.Now().UTC().Format(time.DateOnly) {
		t.Errorf("the first brief is %s of %s", b.Source, b.Date)
	}
	for key, want := range map[string]market.Fact{
		market.FactPopulation:   {Value: 10_812_345, Year: 2025, Source: "World Bank SP.POP.TOTL"},
		market.FactGDPHead:      {Value: 51_235, Year: 2025, Source: "World Bank NY.GDP.PCAP.PP.CD"},
		market.FactInflation:    {Value: 2.31, Year: 2025, Source: "World Bank FP.CPI.TOTL.ZG"},
		market.FactUnemployment: {Value: 6.21, Year: 2025, Source: "World Bank SL.UEM.TOTL.ZS"},
		market.FactFx:           {Value: 0.8614, Year: 2026, Source: "European Central Bank through Frankfurter, 20 November 2026"},
	} {
		if got := fact(t, b, key); got.Value != want.Value || got.Year != want.Year || got.Source != want.Source || got.Estimate {
			t.Errorf("%s is %+v, want %+v", key, got, want)
		}
	}
	// 61.02 % of the United States at 0.8851 euro a dollar are 62.70 % at 0.8614.
	if got := b.Location; got.FxPPM != 861_400 || got.PriceLevelPPM != 626_989 || got.IncomeRatioPPM != 570_000 || got.InflationPPM != 23_100 {
		t.Errorf("the model gets %+v", got)
	}
	before := n.requests()
	if b := brief(t, f); b.Source != market.SourceCache {
		t.Errorf("the second brief is %s", b.Source)
	}
	again, _ := start(t, newInternet(t), k) // another process, perhaps another instance
	if b := brief(t, again); b.Source != market.SourceCache || fact(t, b, market.FactPopulation).Value != 10_812_345 {
		t.Errorf("after a restart the brief is %s", b.Source)
	}
	if n.requests() != before || len(log.all()) > 0 {
		t.Errorf("%d more requests, and the log says %q", n.requests()-before, log.all())
	}
}

// old figures answer at once, and new ones are there for the next brief.
func TestOldFiguresAnswerWhileNewOnesAreRead(t *testing.T) {
	n, k := newInternet(t), newKeeper()
	f, _ := start(t, n, k)
	brief(t, f)
	k.older(5 * 24 * time.Hour)
	release := make(chan struct{})
	n.answer("/v2/country/PT/indicator/SP.POP.TOTL", func(w http.ResponseWriter, _ *http.Request) {
		<-release
		w.Header().Set("Content-Type", "application/json")
		w.Write(indicator("PT", "SP.POP.TOTL", "2025", "10999999"))
	})
	f, _ = start(t, n, k)
	b := brief(t, f) // the service does not answer before this has been answered
	if b.Source != market.SourceCache || b.Date != time.Now().UTC().AddDate(0, 0, -5).Format(time.DateOnly) || fact(t, b, market.FactPopulation).Value != 10_812_345 {
		t.Errorf("the brief is %s of %s", b.Source, b.Date)
	}
	close(release)
	eventually(t, "the new figure", func() bool { return fact(t, brief(t, f), market.FactPopulation).Value == 10_999_999 })
}

func TestABriefNeverWaitsLongerThanItsPatience(t *testing.T) {
	n := newInternet(t)
	hung := make(chan struct{})
	t.Cleanup(func() { close(hung) })
	n.answer("", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-hung:
		case <-r.Context().Done():
		}
	})
	f, _ := start(t, n, newKeeper(), func(c *live.Config) { c.Patience = 20 * time.Millisecond })
	if b := brief(t, f); b.Source != market.SourceSnapshot || b.Date != market.SnapshotDate {
		t.Errorf("the brief is %s of %s", b.Source, b.Date)
	}
}

func TestWithoutANetworkItIsTheSnapshotAndOneLineAService(t *testing.T) {
	n := newInternet(t)
	n.Close()
	f, log := start(t, n, newKeeper())
	for range 50 {
		if b := brief(t, f); b.Source != market.SourceSnapshot || b.Date != market.SnapshotDate {
			t.Fatalf("the brief is %s of %s", b.Source, b.Date)
		}
	}
	if all := log.all(); len(all) != 2 || !strings.Contains(strings.Join(all, ""), "snapshot of "+market.SnapshotDate) {
		t.Errorf("the log says %q", all)
	}
}

func TestAServiceThatFailedIsLeftAloneAndItsReturnIsNoticed(t *testing.T) {
	n := newInternet(t)
	down := func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "down", http.StatusServiceUnavailable) }
	n.answer("", down)
	var ahead atomic.Int64
	clock := func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	f, log := start(t, n, newKeeper(), func(c *live.Config) { c.Now = clock })
	brief(t, f)
	eventually(t, "both services have failed", func() bool { return len(log.all()) == 2 })
	asked := n.requests()
	for range 20 {
		brief(t, f)
	}
	if more := n.requests() - asked; more > 0 {
		t.Errorf("a service that failed was asked %d times more", more)
	}
	n.answer("", nil)
	ahead.Store(int64(2 * time.Hour))
	if b := brief(t, f); b.Source != market.SourceLive {
		t.Errorf("after its return the brief is %s", b.Source)
	}
	if all := log.all(); len(all) != 4 || !strings.Contains(all[3], "read again") {
		t.Errorf("the log says %q", all)
	}
}

func TestOnlyCountryCodesLeaveTheMachine(t *testing.T) {
	n := newInternet(t)
	f, _ := start(t, n, newKeeper())
	brief(t, f)
	n.mu.Lock()
	defer n.mu.Unlock()
	for path := range n.asked {
		if !indicatorPath.MatchString(path) && path != "/v1/latest" && path != "/v6/latest/USD" {
			t.Errorf("asked for %s", path)
		}
	}
}

// eventually looks again until a deadline.
func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	deadline, tick := time.After(20*time.Second), time.NewTicker(5*time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}
