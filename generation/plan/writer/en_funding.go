package writer

func enFunding() phrases {
	return phrases{
		"funding.need": {
			"Without any funding the cash of the {noun} would fall to its deepest point, {trough} below zero, in {when}. With a reserve of {buffer} and rounded up, the need is {need}.",
			"The deepest point of the project’s own cash is {when}, at {trough} below zero; adding a reserve of {buffer}, rounded up, the {noun} needs {need}.",
			"The {noun} needs {need}: {trough} to get through the deepest point in {when}, and {buffer} of reserve on top, rounded up.",
		},
		"funding.ask.none": {
			"Own money of {budget} covers this. No loan is asked for.",
			"With {budget} the founder covers the need alone, and the {noun} starts free of debt.",
			"The {budget} at hand is enough, so the {noun} asks nobody for money.",
		},
		"funding.ask.loan": {
			"Own money is {budget}, so {gap} is missing. The {noun} asks for a loan of {loan}.",
			"With {budget} of own money a gap of {gap} remains; asked for is a loan of {loan}.",
			"The founder puts in {budget}; {gap} is missing, and a loan of {loan} is requested to close that gap.",
		},
		"funding.ask.both": {
			"Own money is {budget}, so {gap} is missing. The {noun} asks for a loan of {loan}; a further {extra} must come from own money or partners, since no lender will carry it all.",
			"With {budget} of own money a gap of {gap} remains. A loan of {loan} closes part of it, and {extra} more own money has to be found before the {noun} starts.",
			"The founder puts in {budget}, against a gap of {gap}. Asked for are a loan of {loan} and {extra} of further own money, from family, partners or savings.",
		},
		"funding.ask.own": {
			"Own money is {budget}; {extra} more has to be found before the {noun} starts.",
			"With {budget} of own money, {extra} is still missing and must be own money too.",
			"The founder puts in {budget}, and {extra} of further own money is asked for.",
		},
		"funding.ask.nobudget": {
			"The request names no budget; the plan assumes {budget} of own money for the {noun}, which covers the need.",
			"As no budget was given, {budget} of own money is assumed; with that the {noun} needs no lender.",
			"Since nothing was said about money, the plan counts on {budget} from the founder of the {noun} and asks for no loan.",
		},
		"funding.ask.nobudget.loan": {
			"The request names no budget; the plan assumes {budget} of own money, and the {noun} asks for a loan of {loan} to cover the rest.",
			"As no budget was given, {budget} of own money is assumed; a loan of {loan} would complete the funding of the {noun}.",
			"Since nothing was said about money, the plan counts on {budget} from the founder of the {noun} and on a loan of {loan}.",
		},
		"head.funding.sources": {"Sources", "Where the money comes from", "Sources of funds"},
		"funding.row.assumed":  {"own money (assumed)"},
		"funding.headroom": {
			"The sources exceed the need by {rest}: interest and instalments are paid before the {noun} has earned them, and this keeps the reserve whole.",
			"That is {rest} more than the need, because interest and repayment fall due while the {noun} is still growing.",
			"The {rest} above the need pays interest and first instalments, so that the reserve of the {noun} stays untouched.",
		},
		"funding.vast": {
			"Beyond the need {rest} is left. That is no reserve but another project: more sites, land, machines or years that the benchmarks of {a_noun} do not hold, and whose figures have to be entered before this plan speaks of them.",
			"What is left, {rest}, has no use in this plan. Where it is meant for a larger {noun}, capacity, staff and spending are changed among the assumptions until need and budget are of one size.",
			"The difference, {rest}, is too large to be called a reserve of the {noun}. A lender or investor asks first what it is for.",
		},
		"funding.spare": {
			"After the need, {rest} remains; it stays outside the {noun} until its first year has shown that the plan holds.",
			"There is {rest} more than the {noun} needs. It should stay in a separate account and is not an invitation to a larger fit-out.",
			"The {noun} leaves {rest} of the budget untouched, a second reserve under the founder’s control.",
		},
		"head.funding.uses": {"Use of funds", "What the money is for", "Uses"},
		"funding.uses": {
			"The middle part pays the {noun} until sales carry it, the reserve stands for {reserve} of fixed costs and is not to be spent by plan.",
			"A reserve for {reserve} of fixed costs stays in the account of the {noun}; the rest is spent by the steps of the milestones.",
			"Money is drawn in steps as the milestones of the {noun} are met. The reserve, {reserve} of fixed costs, is for what nobody foresees.",
		},
		"head.funding.terms": {"Repayment", "Loan and repayment", "Terms"},
		"funding.terms": {
			"The loan is {share} of the need, at {rate} a year, the usual rate for small firms in {country}. After {grace} without repayment come {instalments} instalments of {instalment}, the first in {first}.",
			"Calculated at {rate} a year, the rate of the market brief for {country}, the loan of {loan} ({share} of the need) is repaid in {instalments} instalments of {instalment} from {first} on, after {grace} of grace.",
			"At {rate} a year in {country}, {loan} is repaid from {first} on, in {instalments} equal instalments of {instalment} plus interest, after {grace} of grace; it covers {share} of the need.",
		},
		"funding.noloan": {
			"There is nothing to repay. What the {noun} earns first refills the reserve, then pays the founder back.",
			"Without a loan there are no instalments; the {noun} can hold its prices in a weak quarter.",
			"No interest and no instalments weigh on the {noun}, which makes its break-even the founder’s own affair.",
		},
		"funding.service.good": {
			"In the weakest year cash before debt service is {dscr} times what the lender is owed; lenders usually want a fifth to spare.",
			"The cover of debt service by cash is {dscr} at its lowest, with the fifth to spare that lenders usually want to see.",
			"At its lowest the debt service of the {noun} is covered {dscr} times, more than the fifth to spare that is usually asked for.",
		},
		"funding.service.ample": {
			"Even in the weakest year cash before debt service is more than ten times what the lender is owed: the loan is small against what the {noun} earns.",
			"The debt is light: in every year the {noun} earns more than ten times its interest and instalments.",
			"Measured by the weakest year, the {noun} could serve more than ten loans of this size.",
		},
		"funding.service.weak": {
			"In the weakest year cash covers debt service {dscr} times, with less than the fifth to spare that is usual: ask for longer grace or a longer term.",
			"The lowest cover of debt service is {dscr}, without the fifth to spare that lenders want to see; a longer term would help the {noun}.",
			"At its lowest the debt service is covered {dscr} times where a fifth to spare is the usual minimum, so the {noun} should negotiate the grace first.",
		},
		"funding.service.short": {
			"In the weakest year cash before debt service is only {dscr} times what is owed: instalments are then paid from cash held, which a lender to the {noun} will want explained.",
			"The cover of debt service falls to {dscr} in the weakest year, that is, it is not fully covered; until results improve the {noun} repays from its reserves, and the term should be longer.",
			"With a lowest cover of {dscr} the {noun} repays partly out of money it was lent; more own money and a longer term are the honest answer.",
		},
		"funding.service.negative": {
			"In the weakest year the {noun} earns nothing towards its debt service: interest and instalments are paid from the money raised, which is why the loan is larger than the gap. A lender will want that explained, and a longer grace helps.",
			"Debt service of the weakest year is not covered by results at all but by cash held for it; ask for a longer grace, so that the {noun} repays out of what it earns.",
			"There is a year in which operations of the {noun} bring in no cash for the lender. The sources above contain the money for it; more time before the first instalment would be the better answer.",
		},
		"funding.more": {
			"Together this is more than the gap, because interest and instalments fall due before the {noun} earns them.",
			"The sum is above the gap since the {noun} pays interest and first instalments out of it.",
			"That exceeds the gap: until the {noun} earns enough, debt service is paid from it too.",
		},
		"head.funding.less": {"If there is less", "What if money is short", "With less money"},
		"funding.refused": {
			"If the loan is refused, the {noun} starts smaller: without {spare}, in rented or shared rooms, and with the founder’s work in place of a post.",
			"Without the loan the plan is not dead but smaller. First to be dropped are {spare}; public guarantees, supplier credit and leasing in {country} come next.",
			"Should the lender say no, three ways remain: leave out {spare}; lease what can be leased; or take in a partner with at least {gap}.",
		},
		"funding.open": {
			"Until {extra} is found, no lease of the {noun} is signed; the lever is to go without {spare}.",
			"If {extra} cannot be found, the {noun} begins without {spare} and grows from its own results.",
			"Without a further {extra} the start is postponed or reduced; {spare} are what the {noun} can miss first.",
		},
		"funding.enough": {
			"If costs run over, the {noun} goes without {spare} before anybody is asked for money.",
			"Should the opening cost more than planned, {spare} can wait, and the reserve of the {noun} stays.",
			"The plan holds with less: left out first are {spare}.",
		},
		"funding.thin": {
			"Own money is {share} of the need, the figure that lenders in {country} look at first; a smaller first step of the {noun} improves it.",
			"With {share} of the need as own money the {noun} depends on others; every month of paid testing before the start improves its terms.",
			"At {share} of own money the {noun} should prove its {sales} in a small form first, because that is what replaces capital.",
		},
		"funding.notyet": {
			"As the figures stand a loan would not be repaid from results, so the {noun} should change price, format or costs before it asks.",
			"Nobody should lend on these figures unchanged: the {noun} has to show a {profit} first, through price, volume or fixed costs.",
			"Since the {noun} does not earn its keep on these figures, the honest order is to repair the concept and then to ask for money.",
		},
		"funding.report": {
			"Whoever puts money in receives one page each month: cash, {revenue} and the next step of the {noun}, beside what this plan had promised.",
			"Backers of the {noun} see its cash and {revenue} every month against this plan, good or bad.",
			"To keep trust, the {noun} sends those who fund it a monthly page with cash, {revenue} and the difference from this plan.",
		},
		"funding.stages": {
			"Spending is released in stages: the test first, then permits, and “{big}” only when both have come out well.",
			"The order protects all sides, since “{big}” is the largest commitment of the {noun}: it is signed when permits and money are in writing.",
			"Of all commitments “{big}” is the largest; it is ordered when funding of the {noun} is confirmed in writing, not before.",
		},
	}
}
