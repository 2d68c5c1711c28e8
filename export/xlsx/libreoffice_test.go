package xlsx

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/planspark/planspark/export/words"
	"github.com/planspark/planspark/generation/plan"
)

// The plans of plan-model.md §4, as they are and with what is changed in them.
var recalculated = []struct {
	name, business, place string
	budget                int64 // minor units
	change                map[string]int64
}{
	{"cafe", "cafe", "Lisbon, Portugal", 60_000_00, map[string]int64{"price": 5_10, "prelaunch_months": 5, "days.receivable": 45, "ramp_months": 20}},
	{"saas", "saas", "Austin, Texas", 150_000_00, map[string]int64{"churn": 31_000, "new_units": 90_000, "loan_rate": 99_500, "tax": 260_000}},
	{"trade", "trades", "Perth, Australia", 45_000_00, map[string]int64{"season_strength": 1_600_000, "oncost": 210_000, "growth": 120_000, "launch_marketing_months": 7}},
	{"nonprofit", "nonprofit", "Mumbai, India", 2_500_000_00, map[string]int64{"budget": 1_000_000_00, "reserve_months": 6, "cogs_share": 333_333}},
	{"ramen", "restaurant", "Tokyo, Japan", 9_000_000, map[string]int64{"price": 1_490, "market.inflation": 37_700, "days.inventory": 33}},
	{"gym", "gym", "Kuwait City", 40_000_000, map[string]int64{"price": 27_777, "price_growth": -20_000, "days.deferred": 41, "days.payable": 52}},
}

// TestLibreOfficeReckonsWhatTheModelHas writes workbooks without the values of their formulas, has
// LibreOffice work them out, and compares every month of the three statements to the minor unit.
func TestLibreOfficeReckonsWhatTheModelHas(t *testing.T) {
	if testing.Short() {
		t.Skip("LibreOffice takes its time; the formulas are reckoned without it in the other tests")
	}
	l, at := library(t), places(t)
	folder := t.TempDir()
	models := map[string]*plan.Model{}
	for _, c := range recalculated {
		in := plan.Input{BusinessType: c.business, Location: at[c.place], Budget: c.budget, TimelineMonths: 12, Start: "2027-01", Seed: 1}
		base := compute(t, l, in)
		save(t, folder, c.name, workbookOf(t, base))
		models[c.name] = base

		in.Assumptions = map[string]int64{"format": assumed(base, "format")}
		for key, value := range c.change {
			in.Assumptions[key] = value
		}
		model := compute(t, l, in)
		models[c.name+"-changed"] = model

		changed := workbookOf(t, base)
		for key, value := range c.change {
			changed.change(changed.set[key], value)
		}
		changed.change(changed.terms.grace, int64(model.Drivers.Terms.GraceAfterOpening)) // the model looks for the best one anew
		save(t, folder, c.name+"-changed", changed)
	}
	cafe := recalculated[0]
	inSpanish := planOf(compute(t, l, plan.Input{
		BusinessType: cafe.business, Location: at[cafe.place], Budget: cafe.budget, TimelineMonths: 12, Start: "2027-01", Seed: 1, Locale: "es",
	}))
	inSpanish.Words, inSpanish.Language = words.For("es"), "es"
	spanish, err := build(inSpanish)
	if err != nil {
		t.Fatal(err)
	}
	save(t, folder, "cafe-spanish", spanish)
	reckoned := convert(t, folder)
	for name, m := range models {
		if err := sameStatements(filepath.Join(reckoned, name+".xlsx"), m); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := sameNumbers(filepath.Join(reckoned, "cafe.xlsx"), filepath.Join(reckoned, "cafe-spanish.xlsx")); err != nil {
		t.Errorf("in Spanish: %v", err)
	}
}

// sameNumbers compares all numbers of two workbooks, whatever their sheets and rows are called.
func sameNumbers(one, other string) error {
	a, err := excelize.OpenFile(one, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	defer a.Close()
	b, err := excelize.OpenFile(other, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	defer b.Close()
	for i, sheet := range a.GetSheetList() {
		name := b.GetSheetName(i)
		want, err := a.GetRows(sheet)
		if err != nil {
			return err
		}
		got, err := b.GetRows(name)
		if err != nil {
			return err
		}
		numbers := 0
		for r, cells := range want {
			for c, cell := range cells {
				if _, err := strconv.ParseFloat(cell, 64); err != nil {
					continue
				}
				numbers++
				if r >= len(got) || c >= len(got[r]) || got[r][c] != cell {
					return fmt.Errorf("%s, row %d, column %d is not %s as in %s", name, r+1, c+1, cell, sheet)
				}
			}
		}
		if numbers < 20 {
			return fmt.Errorf("%s has %d numbers", sheet, numbers)
		}
	}
	return nil
}

func save(t *testing.T, folder, name string, w *workbook) {
	t.Helper()
	f, err := os.Create(filepath.Join(folder, name+".xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.write(f, &output{styles: map[style]int{}, bare: true}); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// convert has LibreOffice open all workbooks of a folder at once and save them with their values.
func convert(t *testing.T, folder string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(folder, "reckoned")
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	args := append([]string{"-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out}, files...)
	if said, err := exec.CommandContext(ctx, "soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice (.ci/setup installs it): %v\n%s", err, said)
	}
	return out
}

// statementOf tells which amount of a month a row of a sheet shows.
var statementOf = map[string]map[string]func(*plan.Month) plan.Money{
	"Income": {
		"Revenue": func(r *plan.Month) plan.Money { return r.Revenue }, "Cost of sales": func(r *plan.Month) plan.Money { return r.Cogs },
		"Gross profit": func(r *plan.Month) plan.Money { return r.GrossProfit }, "Payroll": func(r *plan.Month) plan.Money { return r.Payroll },
		"Marketing": func(r *plan.Month) plan.Money { return r.Marketing }, "Fees": func(r *plan.Month) plan.Money { return r.Fees },
		"Operating costs": func(r *plan.Month) plan.Money { return r.Opex }, "EBITDA": func(r *plan.Month) plan.Money { return r.EBITDA },
		"Depreciation": func(r *plan.Month) plan.Money { return r.Depreciation }, "Interest": func(r *plan.Month) plan.Money { return r.Interest },
		"Profit before tax": func(r *plan.Month) plan.Money { return r.PBT }, "Tax": func(r *plan.Month) plan.Money { return r.Tax },
		"Profit after tax": func(r *plan.Month) plan.Money { return r.Net },
	},
	"Cash": {
		"From operations": func(r *plan.Month) plan.Money { return r.CFO }, "From investing": func(r *plan.Month) plan.Money { return r.CFI },
		"From financing": func(r *plan.Month) plan.Money { return r.CFF }, "Change of cash": func(r *plan.Month) plan.Money { return r.CashChange },
		"Cash at end": func(r *plan.Month) plan.Money { return r.Cash },
	},
	"Balance": {
		"Receivables": func(r *plan.Month) plan.Money { return r.Receivables }, "Inventory": func(r *plan.Month) plan.Money { return r.Inventory },
		"Equipment": func(r *plan.Month) plan.Money { return r.FixedAssets }, "Assets": (*plan.Month).Assets,
		"Payables": func(r *plan.Month) plan.Money { return r.Payables }, "Paid ahead by customers": func(r *plan.Month) plan.Money { return r.Deferred },
		"Tax owed": func(r *plan.Month) plan.Money { return r.TaxPayable }, "Loan": func(r *plan.Month) plan.Money { return r.Loan },
		"Profits kept": func(r *plan.Month) plan.Money { return r.Retained }, "Difference (must be 0)": func(*plan.Month) plan.Money { return 0 },
	},
}

func sameStatements(path string, m *plan.Model) error {
	f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	defer f.Close()
	scale := 1.0
	for range m.Exponent {
		scale *= 10
	}
	const firstMonth = 1 + 5 + 1 + 1 // label, years, a gap, the start
	for sheet, lines := range statementOf {
		rows, err := f.GetRows(sheet)
		if err != nil {
			return err
		}
		seen := 0
		for _, cells := range rows {
			if len(cells) == 0 || lines[cells[0]] == nil {
				continue
			}
			seen++
			for i := range m.Months {
				shown, err := strconv.ParseFloat(cells[firstMonth+i], 64)
				if err != nil {
					return fmt.Errorf("%s, %s, month %d: %w", sheet, cells[0], i+1, err)
				}
				if got, want := plan.Money(roundOf(shown*scale)), lines[cells[0]](&m.Months[i]); got != want {
					return fmt.Errorf("%s, %s, month %d: %d, the model has %d", sheet, cells[0], i+1, got, want)
				}
			}
		}
		if seen != len(lines) {
			return fmt.Errorf("%s has %d of %d rows", sheet, seen, len(lines))
		}
	}
	return nil
}
