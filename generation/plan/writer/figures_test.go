package writer_test

import (
	"testing"

	"github.com/planspark/planspark/generation/plan/check"
	"github.com/planspark/planspark/generation/plan/writer"
)

func TestEveryFigureHasASource(t *testing.T) {
	d := newDesk(t)
	variety(d, func(name string, in writer.Input) {
		source := check.NewSource(in.Model, in.Brief, in.Request)
		for slug, text := range d.write(in) {
			for _, f := range source.Stray(text) {
				from, to := max(0, f.Start-60), min(len(text), f.Start+40)
				t.Errorf("%s, %s: %s %q has no source: …%s…", name, slug, f.Kind, f.Text, text[from:to])
			}
		}
	})
}
