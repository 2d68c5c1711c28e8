package plan_test

import (
	"context"
	"fmt"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
)

func Example() {
	library, err := plan.Load()
	if err != nil {
		panic(err)
	}
	guess := library.Infer("A neighbourhood cafe with home-made cakes")
	model, err := library.Compute(context.Background(), plan.Input{
		BusinessType: guess.Slug,
		Location: market.Location{
			Country: "PT", City: "Lisbon", Currency: "EUR", MinorExponent: 2, FxPPM: 870_000, PriceLevelPPM: 620_000,
			IncomeRatioPPM: 570_000, CityPricePPM: 1_050_000, CityRentPPM: 1_250_000, InflationPPM: 22_000,
			OncostPPM: 237_500, TaxPPM: 200_000, LoanRatePPM: 65_000, DiscountPPM: 120_000,
		},
		Budget: 60_000_00, TimelineMonths: 12, Start: "2026-01",
	})
	if err != nil {
		panic(err)
	}
	figures := model.Figures("en")
	fmt.Println(model.Size.Name, "at", figures.Money(model.Params.Price))
	fmt.Println("opens in", figures.Month(model.Metrics.LaunchMonth))
	fmt.Println("revenue of the third year about", figures.MoneyRounded(model.Years[2].Revenue))
	// Output:
	// neighbourhood café, 40 seats at €4.25
	// opens in April 2026
	// revenue of the third year about €270,000
}
