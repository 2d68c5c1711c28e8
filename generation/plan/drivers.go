package plan

import "slices"

// Drivers are what the months follow from beside the assumptions: curves, hiring steps, dates and terms.
// With both, the plan can be reckoned again by other means; the exported spreadsheet does.
type Drivers struct {
	Kind   string        `json:"kind"`   // DriverFlow or DriverStock
	Ramp   []int64       `json:"ramp"`   // the trade's, which ramp_months stretches; ppm of maturity
	Season [12]int64     `json:"season"` // January first, which season_strength changes; ppm
	Fixed  []FixedDriver `json:"fixed"`
	Staff  []StaffDriver `json:"staff"`
	Terms  Terms         `json:"terms"`
}

// FixedDriver is a line of monthly cost; its amount is the assumption of this key.
type FixedDriver struct {
	Key      string `json:"key"`
	Line     string `json:"line"`
	From     string `json:"from"` // FromPrelaunch or FromLaunch
	Premises bool   `json:"premises"`
}

// StaffDriver is a role; wage and posts are the assumptions of this key with ".wage" and ".posts".
type StaffDriver struct {
	Key   string       `json:"key"`
	Role  string       `json:"role"`
	Steps []HiringStep `json:"steps"` // as planned; the posts of the last one are what the assumption changes
}

// Terms are the rules of loans and taxes. Months and shares are those of the model.
type Terms struct {
	GraceAfterOpening int     `json:"grace_after_opening"` // months, as it was chosen
	LastInstalment    int     `json:"last_instalment"`     // month of the plan
	TaxPaidAfter      int     `json:"tax_paid_after"`      // months after a year's end
	LeastLoan         int     `json:"least_loan"`          // per cent of the need, below which a gap is own money
	LoanMargins       []Money `json:"loan_margins"`        // per cent of the gap, tried in this order
	Step              Money   `json:"step"`                // to which funding is rounded up, minor units
}

// planned notes the drivers of the plan, before assumptions of the scaled parameters change them.
func (d *draft) planned() Drivers {
	p := &d.params
	drivers := Drivers{
		Kind: p.Kind, Ramp: slices.Clone(p.Ramp), Season: p.Season,
		Terms: Terms{
			LastInstalment: lastInstalment, TaxPaidAfter: taxPaidAfter,
			LeastLoan: d.rules.LeastLoan, LoanMargins: loanMargins[:], Step: d.step(),
		},
	}
	for _, f := range p.Fixed {
		drivers.Fixed = append(drivers.Fixed, FixedDriver{Key: f.Key, Line: f.Line, From: f.From, Premises: f.Premises})
	}
	for _, r := range p.Staff {
		drivers.Staff = append(drivers.Staff, StaffDriver{Key: r.Key, Role: r.Role, Steps: slices.Clone(r.Steps)})
	}
	return drivers
}
