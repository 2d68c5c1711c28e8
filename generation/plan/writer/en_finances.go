package writer

func enFinances() phrases {
	return phrases{
		"finances.how": {
			"The figures of the {noun} come from {how}, scaled to the format “{format}”, times {a_ticket} of {price}, with a build-up, seasons and inflation by month; costs follow from local wages, rents and benchmarks of the trade. All {assumptions} assumptions are listed with their source and can be changed.",
			"Volume times price, month by month: the {noun} starts from {how}, takes {price} as {ticket}, and lets wages, rent and goods follow local levels. Each of the {assumptions} assumptions has a source and can be changed.",
			"Nothing in the tables is typed in by hand. From {how} and {price} as {ticket} come {revenue} and costs of the {noun} by month; {assumptions} assumptions with their sources stand behind them.",
		},
		"finances.year":        {"Year {n}"},
		"head.finances.income": {"Income statement", "Profit and loss", "Income by year"},
		"finances.breakeven": {
			"Running costs are covered from {be_month} on. From then it takes {be_units} or {be_revenue} of {revenue} a month to stay even, at the cost structure of a year after the opening.",
			"The operating break-even is {be_month}; at the costs of a year after the opening, {be_units} a month ({be_revenue}) cover the fixed costs of the {noun}.",
			"With the costs of a year after the opening the {noun} needs {be_units} a month, that is {be_revenue}, to cover fixed costs, and reaches this lastingly in {be_month}.",
		},
		"finances.breakeven.stock": {
			"Running costs are covered from {be_month} on. It takes {be_units}, or {be_revenue} of {revenue} a month, to carry the costs of a year after the opening.",
			"The operating break-even is {be_month}; {be_units} ({be_revenue} a month) carry the fixed costs of the {noun} a year after the opening.",
			"With {be_units} the {noun} earns {be_revenue} a month and covers the fixed costs of a year after the opening; the lasting break-even is {be_month}.",
		},
		"finances.month": {
			"Running costs of the {noun} are covered from {be_month} on.",
			"The operating break-even of the {noun} is {be_month}.",
			"From {be_month} on the {noun} covers its running costs.",
		},
		"finances.never": {
			"Within {horizon} the {noun} does not reach a lasting operating break-even; before money is borrowed, price, format or fixed costs have to change.",
			"The tables show no lasting break-even of the {noun} within {horizon}, and no rounding changes that: the concept needs a higher {ticket}, fewer fixed costs or a smaller start.",
			"A lasting break-even of the {noun} is not reached within {horizon}. That is a finding, not an error, and the reason to change the plan before it starts.",
		},
		"finances.margin.within": {
			"In year 3 the gross margin is {gross} (trade: {glow} to {ghigh}) and the EBITDA margin {ebitda} (trade: {elow} to {ehigh}), both as one would expect of {a_noun}.",
			"The EBITDA margin of {ebitda} in year 3 lies within the {elow} to {ehigh} of the trade, the gross margin of {gross} beside its {glow} to {ghigh}.",
			"Against benchmarks of {elow} to {ehigh} the EBITDA margin of year 3, {ebitda}, is unremarkable, as it should be; gross margin {gross}, usual {glow} to {ghigh}.",
		},
		"finances.margin.below": {
			"In year 3 the EBITDA margin is {ebitda}, below the {elow} to {ehigh} of the trade, with a gross margin of {gross} (trade: {glow} to {ghigh}): fixed costs are too high for this volume.",
			"The trade earns {elow} to {ehigh}; the {noun} shows {ebitda} of EBITDA margin in year 3 at a gross margin of {gross} ({glow} to {ghigh}). What is missing is volume or fewer fixed costs.",
			"With {ebitda} in year 3 the EBITDA margin stays under the {elow} to {ehigh} usual for {a_noun}, while the gross margin of {gross} compares with {glow} to {ghigh}.",
		},
		"finances.margin.above": {
			"In year 3 the EBITDA margin is {ebitda}, above the {elow} to {ehigh} of the trade, at a gross margin of {gross} ({glow} to {ghigh}): treat the difference as a cushion, not as income to spend.",
			"The trade earns {elow} to {ehigh}; {ebitda} in year 3 is more, with a gross margin of {gross} ({glow} to {ghigh}). Before a lender asks, the {noun} should check wages and rent once more.",
			"With {ebitda} the EBITDA margin of year 3 is better than the {elow} to {ehigh} usual for {a_noun} (gross margin {gross}, usual {glow} to {ghigh}), which calls for caution with the cost side.",
		},
		"head.finances.cash": {"Cash flow", "Cash by year", "Cash flow statement"},
		"finances.lowest": {
			"Cash is lowest in {when} with {lowest}. At the opening the {noun} could pay {runway} of fixed costs without a single {unit}.",
			"The low point is {when}, with {lowest} in the account; the cash at the opening would carry {runway} of fixed costs without sales.",
			"In {when} the account of the {noun} stands at its lowest, {lowest}; on the opening day it would last {runway} without any {unit}.",
		},
		"head.finances.balance": {"Balance sheet", "Balance at year end", "What it owns and owes"},
		"head.finances.ratios":  {"Ratios and cases", "Key ratios", "Ratios and scenarios"},
		"finances.rounding": {
			"Amounts are rounded to whole units so that each column of the {noun} adds up; the spreadsheet has them exact.",
			"Lines are rounded to add up to their totals; the exact months of the {noun} are in the spreadsheet.",
			"Tables show whole units and add up as shown; exact amounts for the {noun} by month are in the spreadsheet.",
		},
		"finances.scenario": {
			"In the pessimistic case ({volume} less volume, {price} lower prices, {cost} higher costs, {delay} later) cash does not fall below {lowest}, reached in {when}.",
			"If volume is {volume} and price {price} lower, costs {cost} higher and the build-up {delay} late, the lowest cash of the {noun} is {lowest}, in {when}.",
			"The pessimistic case takes {volume} off the volume and {price} off the price, adds {cost} to costs and {delay} of delay: the {noun} still holds {lowest} at its lowest point in {when}.",
		},
		"finances.scenario.short": {
			"In the pessimistic case ({volume} less volume, {price} lower prices, {cost} higher costs, {delay} later) the {noun} runs short by up to {short}, reached in {when}; the stop rules exist for this.",
			"If volume is {volume} and price {price} lower, costs {cost} higher and the build-up {delay} late, {short} would be missing at worst, in {when}: the {noun} has to cut costs well before.",
			"The pessimistic case takes {volume} off the volume and {price} off the price, adds {cost} to costs and {delay} of delay; without countermeasures the {noun} would lack {short} in {when}.",
		},
	}
}
