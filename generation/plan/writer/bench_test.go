package writer_test

import (
	"testing"

	"github.com/planspark/planspark/protocol"
)

func BenchmarkSection(b *testing.B) {
	d := newDesk(b)
	in := d.input(readings()["cafe"], 1)
	for _, s := range protocol.Sections() {
		b.Run(s.Slug, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := d.planner.Section(in, s.Slug); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
