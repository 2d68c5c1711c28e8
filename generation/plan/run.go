package plan

import "time"

// maxHorizon is the longest plan in months.
const maxHorizon = 60

// lastInstalment is the month in which a loan is paid back.
const lastInstalment = 60

// engine computes the months of one plan under any shock. What no shock changes
// is worked out once; a run writes into the engine's own rows and allocates
// nothing, so that thousands of futures take milliseconds. An engine is for one
// goroutine.
type engine struct {
	p       *Params
	horizon int
	start   time.Month
	grace   int // last month without repayment; settled by fund
	rows    []Month

	priceGrowth, costGrowth, volumeGrowth [maxHorizon/12 + 1]int64
	wanted                                [mostDelay + 1][maxHorizon]int64 // by months of delay; see demand
	volume                                [maxHorizon]volume
	years                                 [maxHorizon / 12]yearly

	capex, deposits, preopening, depreciation [maxHorizon]Money
	tenths                                    [][maxHorizon]int // by role
	grossWage                                 int64             // wage and on-costs, ppm of the wage
}

// yearly are the prices of one year in one run: they change with the years and the shock, not with the
// months.
type yearly struct {
	price, unitCost    Money   // of a unit
	marketing, cac     Money   // fixed, a month; to win one
	posts              []Money // of a full post a month with charges, by role
	lines              []Money // fixed costs a month, by line
	running, preparing Money   // sum of the lines in business, and before
}

// volume is what is sold in one month.
type volume struct {
	units, won, lost int64 // thousandths
	price            Money
	revenue, cogs    Money
}

func newEngine(p *Params, horizon int, start time.Month) *engine {
	e := &engine{p: p, horizon: horizon, start: start, rows: make([]Month, horizon), grossWage: million + p.OncostPPM}
	lines := make([]Money, horizon*len(p.Fixed))
	for i := range e.rows {
		e.rows[i].Lines, lines = lines[:len(p.Fixed):len(p.Fixed)], lines[len(p.Fixed):]
	}
	for y := range e.years {
		e.years[y].posts, e.years[y].lines = make([]Money, len(p.Staff)), make([]Money, len(p.Fixed))
	}
	e.priceGrowth = compound(p.PriceGrowthPPM)
	e.costGrowth = compound(p.CostGrowthPPM)
	e.volumeGrowth = compound(p.GrowthPPM)
	e.spreadStartup()
	e.hire()
	for delay := range e.wanted {
		for m := range horizon {
			e.wanted[delay][m] = e.demand(m, m+1-p.Prelaunch-delay)
		}
	}
	return e
}

// compound returns the growth factors of the years.
func compound(growth int64) (factors [maxHorizon/12 + 1]int64) {
	factors[0] = million
	for y := 1; y < len(factors); y++ {
		factors[y] = ppm(factors[y-1], million+growth)
	}
	return factors
}

// spreadStartup lays the start-up spending over the preparation, deposits into
// its first month, and depreciation over the life of each thing.
func (e *engine) spreadStartup() {
	prelaunch := e.p.Prelaunch
	for _, i := range e.p.Startup {
		switch i.Kind {
		case StartupDeposit:
			e.deposits[0] += i.Amount
		case StartupPreopening:
			spread(e.preopening[:prelaunch], i.Amount)
		case StartupCapex:
			spread(e.capex[:prelaunch], i.Amount)
			writeOff(e.depreciation[prelaunch:e.horizon], i)
		}
	}
}

// spread adds equal parts to the months, the remainder to the last.
func spread(months []Money, amount Money) {
	part := amount / Money(len(months))
	for m := range months {
		months[m] += part
	}
	months[len(months)-1] += amount - part*Money(len(months))
}

// writeOff adds equal parts over a thing's life, the remainder to its last
// month; what lies beyond the plan stays on the books.
func writeOff(months []Money, i StartupCost) {
	part := i.Amount / Money(i.Life)
	for m := range min(i.Life, len(months)) {
		months[m] += part
	}
	if i.Life <= len(months) {
		months[i.Life-1] += i.Amount - part*Money(i.Life)
	}
}

func (e *engine) hire() {
	e.tenths = make([][maxHorizon]int, len(e.p.Staff))
	for r, role := range e.p.Staff {
		for m := range e.horizon {
			e.tenths[r][m] = role.Tenths(m + 1 - e.p.Prelaunch)
		}
	}
}

// run computes all months with the money of the first day. The rows belong to
// the engine and hold until its next run.
func (e *engine) run(equity, loan Money, s shock) []Month {
	for y := range e.horizon / 12 {
		e.priceYear(y, s)
	}
	e.sell(s)
	b := newBooks(equity, loan, e.grace)
	for m := range e.rows {
		row := &e.rows[m]
		e.income(row, m)
		b.close(e, row, m)
	}
	return e.rows
}

// keep copies rows that are to outlive the engine's next run.
func keep(rows []Month) []Month {
	kept := make([]Month, len(rows))
	lines := make([]Money, 0, len(rows)*len(rows[0].Lines))
	for i := range rows {
		kept[i] = rows[i]
		from := len(lines)
		lines = append(lines, rows[i].Lines...)
		kept[i].Lines = lines[from:len(lines):len(lines)]
	}
	return kept
}
