package store_test

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store"
	"github.com/planspark/planspark/store/pgtest"
	"github.com/planspark/planspark/store/storetest"
)

func submitMany(b *testing.B, s *store.Store, n int) {
	b.Helper()
	for range n {
		if _, err := s.Submit(b.Context(), storetest.Submission(storetest.NewID())); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSubmit stores submissions of many owners one behind the other, each durable before the
// next; it ends with a queue as long as the benchmark.
func BenchmarkSubmit(b *testing.B) {
	s := open(b)
	b.ResetTimer()
	submitMany(b, s, b.N)
}

// BenchmarkClaimFinish takes jobs in batches of 16 and finishes them one by one.
func BenchmarkClaimFinish(b *testing.B) {
	s := open(b)
	submitMany(b, s, b.N)
	claim := generation.ClaimRequest{Worker: "w", Lane: generation.LanePool, Slots: 16, Lease: time.Minute}
	result := generation.Result{State: protocol.StateCompleted, Seq: 1}
	b.ResetTimer()
	for done := 0; done < b.N; {
		jobs, err := s.Claim(b.Context(), claim)
		if err != nil || len(jobs) == 0 {
			b.Fatalf("claim: %d jobs, %v", len(jobs), err)
		}
		for _, j := range jobs {
			if _, err := s.Finish(b.Context(), generation.Held{ID: j.ID, Attempt: j.Attempt}, result); err != nil {
				b.Fatal(err)
			}
		}
		done += len(jobs)
	}
}

// BenchmarkPositions10k reads the order of 10,000 queued generations.
func BenchmarkPositions10k(b *testing.B) {
	s := open(b)
	submitMany(b, s, 10_000)
	b.ResetTimer()
	for b.Loop() {
		line, err := s.Queue(b.Context(), generation.LanePool)
		if err != nil || len(line.Waiting) != 10_000 {
			b.Fatalf("%d waiting, %v", len(line.Waiting), err)
		}
	}
}

// BenchmarkPostgresInstances has three instances submit, claim in batches of their four slots, and finish,
// all at once on one PostgreSQL that flushes its commits.
func BenchmarkPostgresInstances(b *testing.B) {
	server := pgtest.Start(b, "fsync=on", "max_connections=100")
	url := server.Database(b, "")
	var instances []*store.Store
	for range 3 {
		instances = append(instances, openURL(b, url).Store)
	}
	together := func(do func(i int, s *store.Store, n int)) {
		var all sync.WaitGroup
		for i, s := range instances {
			all.Go(func() { do(i, s, (b.N+2-i)/3) })
		}
		all.Wait()
	}
	began := time.Now()
	together(func(_ int, s *store.Store, n int) {
		var all sync.WaitGroup
		for w := range 4 {
			all.Go(func() { submitMany(b, s, (n+3-w)/4) })
		}
		all.Wait()
	})
	b.ReportMetric(float64(b.N)/time.Since(began).Seconds(), "submits/s")
	began = time.Now()
	together(func(i int, s *store.Store, n int) { drainQueue(b, s, string(rune('a'+i))) })
	b.ReportMetric(float64(b.N)/time.Since(began).Seconds(), "jobs/s")
}

// drainQueue claims and finishes until nothing is left.
func drainQueue(b *testing.B, s *store.Store, worker string) {
	claim := generation.ClaimRequest{Worker: worker, Lane: generation.LanePool, Slots: 4, Lease: time.Minute}
	for {
		jobs, err := s.Claim(b.Context(), claim)
		if err != nil {
			b.Error(err)
			return
		}
		if len(jobs) == 0 {
			return
		}
		var all sync.WaitGroup
		for _, j := range jobs {
			all.Go(func() {
				if _, err := s.Finish(b.Context(), generation.Held{ID: j.ID, Attempt: j.Attempt}, generation.Result{State: protocol.StateCompleted, Seq: 1}); err != nil {
					b.Error(err)
				}
			})
		}
		all.Wait()
	}
}

// BenchmarkFlood has 10,000 submit at once while half of the processors compute plans, as when a service has just been
// told of somewhere: ms/flood is until all are stored, and worst-ms how long a worker waited for a write meanwhile.
func BenchmarkFlood(b *testing.B) {
	const crowd = 10_000
	var failed atomic.Int64
	for b.Loop() {
		b.StopTimer()
		s := open(b)
		ended := make(chan struct{})
		var busy, writing sync.WaitGroup
		for range (runtime.GOMAXPROCS(0) + 1) / 2 {
			busy.Go(func() {
				for n := 0; ; n++ {
					select {
					case <-ended:
						return
					default:
						for range 100_000 {
							n ^= n << 1
						}
					}
				}
			})
		}
		b.StartTimer()
		began := time.Now()
		for range crowd {
			writing.Go(func() {
				if _, err := s.Submit(b.Context(), storetest.Submission(storetest.NewID())); err != nil {
					failed.Add(1)
				}
			})
		}
		stored := make(chan struct{})
		go func() { writing.Wait(); close(stored) }()
		worst := time.Duration(0)
		for waiting := true; waiting; {
			select {
			case <-stored:
				waiting = false
			default:
				asked := time.Now()
				if _, err := s.Renew(b.Context(), generation.Beat{Worker: "w", Lease: time.Minute}); err != nil {
					failed.Add(1)
				}
				worst = max(worst, time.Since(asked))
			}
		}
		b.ReportMetric(float64(time.Since(began).Milliseconds()), "ms/flood")
		b.ReportMetric(float64(failed.Load()), "failed")
		b.ReportMetric(float64(worst.Milliseconds()), "worst-ms")
		close(ended)
		busy.Wait()
	}
}
