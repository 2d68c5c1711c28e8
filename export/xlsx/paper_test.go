package xlsx

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/planspark/planspark/generation/plan"
)

// TestEachPageOfPaperSaysWhatItsRowsAndColumnsAre: sixty months take several pages, which are figures without names
// where only the first has the heads.
func TestEachPageOfPaperSaysWhatItsRowsAndColumnsAre(t *testing.T) {
	l, at := library(t), places(t)
	m := compute(t, l, plan.Input{BusinessType: "cafe", Location: at["Lisbon, Portugal"], Budget: 60_000_00, TimelineMonths: 12, Start: "2027-01", Seed: 1})
	w := workbookOf(t, m)
	var out bytes.Buffer
	if err := w.write(&out, &output{styles: map[style]int{}}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	titles := map[string]string{}
	for _, name := range f.GetDefinedName() {
		if name.Name == "_xlnm.Print_Titles" {
			titles[name.Scope] = name.RefersTo
		}
	}
	for sheet, want := range map[string]string{w.model.name: "Model!$A:$C,Model!$1:$5", w.curves.name: "Curves!$A:$A", w.summary.name: ""} {
		if titles[sheet] != want {
			t.Errorf("%s: each page repeats %q, want %q", sheet, titles[sheet], want)
		}
	}
}
