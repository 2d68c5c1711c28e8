package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// assumption is one of plan.json, with what its value counts.
type assumption struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	Value int64  `json:"value"`
	Unit  string `json:"unit"`
	Min   int64  `json:"min"`
	Max   int64  `json:"max"`
}

// assumed is what a version of a plan rests on.
type assumed struct {
	Currency   string `json:"currency"`
	Financials struct {
		Exponent    int          `json:"exponent"`
		Assumptions []assumption `json:"assumptions"`
	} `json:"financials"`
}

// assumptionsOf reads the assumptions of a revision.
func assumptionsOf(ctx context.Context, c *client.Client, id string, revision int) (a assumed, err error) {
	plan, err := c.PlanRevision(ctx, id, protocol.FormatJSON, revision)
	if err != nil {
		return a, err
	}
	defer plan.Close()
	if err := json.NewDecoder(plan).Decode(&a); err != nil {
		return a, fmt.Errorf("read the plan: %w", err)
	}
	return a, nil
}

func (a assumed) find(key string) (assumption, bool) {
	for _, x := range a.Financials.Assumptions {
		if x.Key == key {
			return x, true
		}
	}
	return assumption{}, false
}

// digits is how many decimals of what people write make the unit of a value: 4.25 is 425 cents, 1.5 posts
// are 15 tenths.
func (a assumed) digits(unit string) int {
	switch unit {
	case "money":
		return a.Financials.Exponent
	case "ppm":
		return 6
	case "milli":
		return 3
	case "tenths":
		return 1
	}
	return 0
}

// parse reads a value within its range as people write it: an amount in major units, a share as 28% or 0.28, a number.
func (a assumed) parse(x assumption, text string) (int64, error) {
	digits := a.digits(x.Unit)
	number := strings.TrimSpace(text)
	if share, ok := strings.CutSuffix(number, "%"); ok && x.Unit == "ppm" {
		number, digits = strings.TrimSpace(share), digits-2
	}
	value, ok := new(big.Rat).SetString(number)
	if !ok || len(number) > 40 || strings.ContainsAny(number, "eE/_xX") {
		return 0, usageError(fmt.Sprintf("%s=%s: want a number, such as %s", x.Key, printableLine(text), a.write(x.Unit, x.Value)))
	}
	value.Mul(value, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)))
	if !value.IsInt() {
		return 0, usageError(fmt.Sprintf("%s=%s: at most %d decimals", x.Key, printableLine(text), digits))
	}
	if n := value.Num(); n.Cmp(big.NewInt(x.Min)) < 0 || n.Cmp(big.NewInt(x.Max)) > 0 {
		return 0, usageError(fmt.Sprintf("%s=%s: want %s to %s", x.Key, printableLine(text), a.write(x.Unit, x.Min), a.write(x.Unit, x.Max)))
	}
	return value.Num().Int64(), nil
}

// write is parse the other way round.
func (a assumed) write(unit string, value int64) string {
	digits, after := a.digits(unit), ""
	switch unit {
	case "ppm":
		digits, after = 4, "%"
	case "money":
		after = " " + a.Currency
	case "months", "days":
		after = " " + unit
	}
	text := new(big.Rat).SetFrac(big.NewInt(value), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)).FloatString(digits)
	if strings.Contains(text, ".") && unit != "money" {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text + after
}
