package market

import (
	"fmt"
	"strings"
)

// figure is one number of a country's snapshot.
type figure struct {
	value    int64 // shares and ratios in parts per million, people and dollars as they are
	estimate bool  // not a published figure of this country
	group    bool  // the average of the country's group

	year   int    // that it is about, when it was read; 0 of an embedded one
	source string // likewise
}

// economy is the snapshot of one country; see data/README.md for each column.
type economy struct {
	group string // name of the group that fills the gaps

	population, gdpHead, inflation, priceLevel, unemployment, growth figure
	vat, profitTax, oncost, loanRate, discount                       figure
}

// Columns of economy.tsv behind country and group.
const (
	colPopulation = iota
	colGDPHead
	colInflation
	colPriceLevel
	colUnemployment
	colGrowth
	colVAT
	colProfitTax
	colOncost
	colLoanRate
	colDiscount
	columns
)

// digits behind the point that turn a column's number into figure.value:
// thousands of people, dollars, per cent, ratio.
var columnDigits = [columns]int{
	colPopulation: 3, colGDPHead: 0, colInflation: 4, colPriceLevel: 6, colUnemployment: 4, colGrowth: 4,
	colVAT: 4, colProfitTax: 4, colOncost: 4, colLoanRate: 4, colDiscount: 4,
}

// groupColumn is where groups.tsv (code, name, then figures) has a column; 0: nowhere.
var groupColumn = [columns]int{
	colGDPHead: 11, colInflation: 2, colPriceLevel: 3, colUnemployment: 4, colGrowth: 5,
	colVAT: 6, colProfitTax: 7, colOncost: 8, colLoanRate: 9, colDiscount: 10,
}

func (a *Atlas) parseEconomies() error {
	groupTable, err := rows("groups.tsv", 12)
	if err != nil {
		return err
	}
	groups := make(map[string][]string, len(groupTable))
	for _, cells := range groupTable {
		groups[cells[0]] = cells
	}
	table, err := rows("economy.tsv", columns+2)
	if err != nil {
		return err
	}
	for _, cells := range table {
		c, ok := a.countries[cells[0]]
		if !ok {
			return fmt.Errorf("economy: unknown country %s", cells[0])
		}
		group, ok := groups[cells[1]]
		if !ok {
			return fmt.Errorf("economy of %s: unknown group %s", cells[0], cells[1])
		}
		if c.economy, err = parseEconomy(cells[2:], group); err != nil {
			return fmt.Errorf("economy of %s: %w", cells[0], err)
		}
	}
	for code, c := range a.countries {
		if c.economy.group == "" {
			return fmt.Errorf("economy of %s is missing", code)
		}
	}
	return nil
}

func parseEconomy(cells, group []string) (economy, error) {
	e := economy{group: group[1]}
	into := [columns]*figure{
		&e.population, &e.gdpHead, &e.inflation, &e.priceLevel, &e.unemployment, &e.growth,
		&e.vat, &e.profitTax, &e.oncost, &e.loanRate, &e.discount,
	}
	for col, f := range into {
		text, estimate := strings.CutPrefix(cells[col], "~")
		if text == "-" {
			if groupColumn[col] == 0 {
				return economy{}, fmt.Errorf("column %d has no group figure", col)
			}
			text, estimate, f.group = group[groupColumn[col]], true, true
		}
		value, err := decimal(text, columnDigits[col])
		if err != nil {
			return economy{}, fmt.Errorf("column %d: %w", col, err)
		}
		f.value, f.estimate = value, estimate
	}
	return e, nil
}

// Bounds within which a figure enters the financial model. Outside of them a
// plan of five years by constant rates would be nonsense, or, for income, GDP
// says little about what people have to spend (foreign profits, oil).
const (
	minIncomePPM, maxIncomePPM       = 20_000, 1_250_000
	minInflationPPM, maxInflationPPM = 0, 150_000
	minLoanPPM, maxLoanPPM           = 15_000, 350_000
	maxDiscountPPM                   = 350_000
	minPricePPM                      = 150_000
)

// incomeRatio is GDP per head against the United States', in steps of one per
// cent (a tenth of that for the poorest): the figures are no more exact. When
// only one of the two is newer than the snapshot, both embedded ones are used.
func (a *Atlas) incomeRatio(c *country, r Readings) int64 {
	step := int64(10_000)
	here, there := c.economy.gdpHead, a.countries[Reference].economy.gdpHead
	if own, ok := r.Countries[c.code].Figures[GDPHead]; ok {
		if reference, ok := r.Countries[Reference].Figures[GDPHead]; ok {
			here.value, there.value = int64(own.Value), int64(reference.Value)
		} else {
			here = a.countries[c.code].economy.gdpHead
		}
	}
	ratio := here.value * 1_000_000 / there.value
	if ratio < 100_000 {
		step = 1_000
	}
	return (ratio + step/2) / step * step
}
