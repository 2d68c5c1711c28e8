package writer

func enOffer() phrases {
	return phrases{
		"offer.what": {
			"The {noun} offers {parts}. How the {revenue} of a second year divides among them is shown below; the shares are what is usual in the trade and will be replaced by its own figures.",
			"What the {noun} lives on: {parts}. The table divides the {revenue} of year 2 by the shares usual in the trade.",
			"Its offer has {parts} as its parts, and the table shows what each is expected to bring in year 2, by shares usual for {a_noun}.",
		},
		"offer.what.other": {
			"What is sold follows from the idea, “{quote}”. Until orders show more, the plan divides it into {parts}, with shares that are a first guess for year 2.",
			"“{quote}” is the offer; for the calculation it is divided into {parts}, and the shares of year 2 below are guesses to be replaced by the first orders.",
			"From the idea, “{quote}”, the plan makes {parts}. The table shows year 2 by shares that the first ten orders will correct.",
		},
		"head.offer.prices": {"Prices", "What it costs", "Price list"},
		"offer.price": {
			"The {ticket} is planned at {price}.",
			"All figures rest on {price} as the {ticket}.",
			"As the {ticket}, the plan takes {price}.",
		},
		"offer.price.stock": {
			"The {ticket} is planned at {price} a month.",
			"All figures rest on {price} a month as the {ticket}.",
			"As the {ticket}, the plan takes {price} a month.",
		},
		"offer.price.public": {
			"For each {unit} the plan counts on {price}, paid by grants, contracts, gifts and own income together.",
			"All figures rest on {price} of income for each {unit}, whoever pays it.",
			"{A_unit} costs funders {price} on average; people served pay nothing or a token fee.",
		},
		"offer.band": {
			"Comparable offers in {city} lie between {low} and {high}, from benchmarks brought to local prices; ten real price lists should replace that estimate for the {noun}.",
			"The usual band, brought to the price level of {city}, runs from {low} to {high}: three steps within it let {buyers} choose without leaving.",
			"At the price level of {city} the band for {a_noun} runs from {low} to {high}, an estimate that a walk along the competitors will sharpen.",
		},
		"offer.step.entry": {
			"the first try, small and easy to say yes to",
			"what {a_buyer} takes first to get to know the {noun}",
			"a small beginning, kept simple so that it still earns",
		},
		"offer.step.core": {
			"what most {buyers} take, and what the figures rest on",
			"the usual choice, on which this plan is calculated",
			"the middle on which the plan for the {noun} stands",
		},
		"offer.step.upper": {
			"more time, more service or a larger order",
			"the full offer for {buyers} who want all of it",
			"for {buyers} to whom the result matters more than the price",
		},
		"offer.band.trades/car-dealer": {
			"It is not a price: what is left of a sale before preparation, warranty and wages runs from {low} to {high} at the price level of {city}, by estimate. Ten listings compared with auction results sharpen it.",
			"From {low} to {high} is what dealers keep of a car at the price level of {city}, an estimate; preparation, warranty and wages are paid from it.",
		},
		"offer.step.entry.trades/car-dealer":           {"small and older cars, sold within days"},
		"offer.step.core.trades/car-dealer":            {"the usual car of the yard, on which the figures rest"},
		"offer.step.upper.trades/car-dealer":           {"younger cars, with finance and warranty sold along"},
		"head.offer.prices.trades/car-dealer":          {"Margin by car", "What a car leaves"},
		"offer.step.entry.event-planning/funeral-home": {"a plain and dignified funeral, without extras"},
		"offer.step.core.event-planning/funeral-home":  {"the usual funeral, on which the figures rest"},
		"offer.step.upper.event-planning/funeral-home": {"a ceremony with flowers, notices, music and guests looked after"},
		"offer.margin": {
			"Of {price}, direct costs take {cost}, so each {unit} leaves {left} for wages, rent and the rest; over year 2 the gross margin is {margin}.",
			"Direct costs of one {unit} are {cost}; {left} remains to carry the fixed costs, a gross margin of {margin} in year 2.",
			"Each {unit} costs {cost} in goods and direct services and leaves {left}. In year 2 that makes a gross margin of {margin}.",
		},
		"offer.margin.kept": {
			"Of {price}, direct costs take {cost} and leave {left} a month. With {churn} leaving each month {a_unit} stays about {stay}, against a cost of {cac} to win one; the gross margin of year 2 is {margin}.",
			"Serving one {unit} costs {cost} a month and leaves {left}. At a loss of {churn} a month the average stay is about {stay}, so {cac} to win {a_unit} can be earned back; gross margin in year 2: {margin}.",
			"Each {unit} leaves {left} a month after {cost} of direct costs. The stay averages {stay} when {churn} leaves each month, and winning one costs {cac}. The gross margin of year 2 is {margin}.",
		},
		"offer.rise": {
			"Prices of the {noun} follow inflation, {growth} a year, and are reviewed on one fixed date so that nobody is surprised.",
			"The plan raises prices by {growth} a year with inflation; {a_noun} that skips a year rarely catches up.",
			"A rise of {growth} a year, that of inflation, is built in and announced to {buyers} ahead of time.",
		},
		"offer.steady": {
			"The plan keeps the prices of the {noun} where they are, since inflation gives no reason to raise them.",
			"No price rise is planned: what the {noun} gains must come from volume and cost.",
			"Prices stay level over the plan, so better results of the {noun} come from more {units}.",
		},
		"head.offer.promise": {"What buyers can rely on", "The promise", "Three promises"},
		"offer.promise": {
			"What sets the {noun} apart has to be visible in its first week:",
			"The {noun} keeps three promises, each of which can be checked:",
			"These are the reasons to choose this {noun}, and everybody who works here knows them:",
		},
		"offer.first": {
			"The opening is kept simple: first {first}, then the other parts, once that runs without the founder’s hand.",
			"The {noun} opens with one part, {first}, and adds the rest in steps, when quality holds on a full day.",
			"In the opening weeks the weight lies on one part, {first}, because {a_noun} is judged by what it does most.",
		},
	}
}
