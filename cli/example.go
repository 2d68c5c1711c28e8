package cli

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/web"
)

// sheet is what the first page shows of a finished plan, named as in plan.json.
type sheet struct {
	Request    protocol.Request `json:"request"`
	Financials struct {
		Currency  string          `json:"currency"`
		Exponent  int             `json:"exponent"`
		Start     string          `json:"start"`
		Months    int             `json:"months"`
		BreakEven json.RawMessage `json:"break_even"`
		Series    struct {
			Cash []int64 `json:"cash"`
		} `json:"series"`
	} `json:"financials"`
}

// sheets gives the page its example in a language.
func sheets(ctx context.Context, examples *generation.Examples) web.Example {
	return func(language string) (json.RawMessage, error) {
		plan, err := examples.Example(ctx, language)
		if err != nil {
			return nil, fmt.Errorf("make an example: %w", err)
		}
		s := sheet{Request: plan.Request}
		if err := json.Unmarshal(plan.Financials, &s.Financials); err != nil {
			return nil, fmt.Errorf("read the figures of an example: %w", err)
		}
		return json.Marshal(s)
	}
}
