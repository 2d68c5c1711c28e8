package store_test

import (
	"testing"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store"
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
			if err := s.Finish(b.Context(), generation.Held{ID: j.ID, Attempt: j.Attempt}, result); err != nil {
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
