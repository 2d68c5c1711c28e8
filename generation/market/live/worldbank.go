package live

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"sync"

	"github.com/planspark/planspark/generation/market"
)

// worldBank reads indicators of one country, https://datahelpdesk.worldbank.org (Indicators API v2).
type worldBank struct{ client }

// read asks for the latest value of each indicator, all at once. Those that it does not have are left out; an
// error means that no question was answered.
func (w worldBank) read(ctx context.Context, country string) (map[market.Indicator]market.Figure, error) {
	var (
		wg     sync.WaitGroup
		mu     sync.Mutex
		errs   []error
		values = map[market.Indicator]market.Figure{}
	)
	for _, i := range market.Indicators() {
		wg.Go(func() {
			f, found, err := w.latest(ctx, country, i)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				errs = append(errs, err)
			} else if found {
				values[i] = f
			}
		})
	}
	wg.Wait()
	if len(errs) == len(market.Indicators()) {
		return nil, errs[0]
	}
	return values, nil
}

// row is one value of an answer, which is a list of two: about the answer, and its rows.
type row struct {
	Indicator struct{ ID string }
	Country   struct{ ID string }
	Date      string
	Value     *float64
}

func (w worldBank) latest(ctx context.Context, country string, i market.Indicator) (market.Figure, bool, error) {
	var answer []json.RawMessage
	err := w.get(ctx, fmt.Sprintf("/v2/country/%s/indicator/%s?format=json&mrnev=1", country, i), &answer)
	if err != nil {
		return market.Figure{}, false, err
	}
	if len(answer) != 2 { // {"message": [...]} alone: it does not know the country, or the indicator
		return market.Figure{}, false, nil
	}
	var rows []row
	if err := json.Unmarshal(answer[1], &rows); err != nil {
		return market.Figure{}, false, fmt.Errorf("%w: %w", errAnswer, err)
	}
	for _, r := range rows {
		year, err := strconv.Atoi(r.Date)
		if err != nil || r.Value == nil || math.IsInf(*r.Value, 0) || r.Indicator.ID != string(i) || r.Country.ID != country {
			continue
		}
		return market.Figure{Value: *r.Value, Year: year}, true, nil
	}
	return market.Figure{}, false, nil
}
