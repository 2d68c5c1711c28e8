package writer

func enNextSteps() phrases {
	return phrases{
		"steps.intro": {
			"Ten actions for the first ninety days of the {noun}, counted from {start}; each has a result that one can hold in hand.",
			"What to do in the first ninety days, from {start} on, so that the {noun} can open in {opening}:",
			"The first ninety days of the {noun} begin in {start}. In this order, since each step rests on those before:",
		},
		"steps.weeks": {"{weeks}"},
		"steps.week":  {"Week {n}"},
		"steps.span":  {"Weeks {from} to {to}"},
		"steps.test": {
			"Prove demand before money is spent: {test}.",
			"Run the test that this plan stands on: {test}.",
			"Find out cheaply whether {buyers} pay: {test}.",
		},
		"steps.licence": {
			"Ask the authority in {city} about this point: {licence}. Write down what the {noun} must hand in and by when.",
			"Open the file with the authorities for the {noun} in {city}, beginning with {licence}.",
			"Clear for the {noun}: {licence}. Nothing else in {city} takes as long.",
		},
		"steps.repair": {
			"Change the plan until it carries: a higher {ticket} than {price}, fewer fixed costs or a smaller {noun}, and calculate again.",
			"Work on the figures before anything is signed: what would the {noun} need to charge instead of {price}, and would {buyers} pay it?",
			"Repeat this plan with a smaller format and a higher {ticket}, since at {price} the {noun} does not yet earn its costs.",
		},
		"steps.hurry": {
			"Order “{big}” and file for permits in the same week, since {prep} of preparation leaves no room for one after the other.",
			"Put one person in charge of dates: with {prep} to prepare, “{big}” and the permits of the {noun} run in parallel.",
			"Fix with suppliers which delivery dates they guarantee within {prep}, “{big}” first, and what a day late costs them.",
		},
		"steps.offers": {
			"Get two written offers for “{big}”, budgeted at {amount}, with delivery date and service.",
			"Compare bought, used and leased for “{big}”; the plan has {amount} for it.",
			"Have “{big}” offered by two suppliers against the {amount} of the plan, and keep both offers for the lender.",
		},
		"steps.budget": {
			"Decide how much own money the {noun} may cost at most; this plan assumes {budget}, and the real amount may change its format.",
			"List own savings, family money and what must remain untouched, then replace the {budget} that the plan of the {noun} assumes.",
			"Set the budget: {budget} is an assumption, and the {noun} should be calculated again with the true figure.",
		},
		"steps.loan": {
			"Take this plan with the spreadsheet to two lenders and one guarantee scheme in {country}, and ask for {loan} in writing.",
			"Apply for the loan of {loan} at two lenders in {country}, with references from the first {buyers}.",
			"Ask two lenders in {country} for {loan} with the grace this plan needs, and note their conditions.",
		},
		"steps.both": {
			"Find the further {extra} of own money first, then take the plan to two lenders in {country} and ask for {loan}.",
			"Speak with partners and family about {extra}, and in parallel with two lenders in {country} about {loan}.",
			"Close the funding: {extra} from partners or savings, {loan} from a lender in {country}, both confirmed in writing.",
		},
		"steps.extra": {
			"Find the missing {extra} from partners, family or a smaller start, and put the agreement on paper.",
			"Settle where {extra} comes from before the {noun} signs for anything.",
			"Ask two possible partners for {extra}, with a page on what they get for it.",
		},
		"steps.account": {
			"Open a separate account for the {noun}, pay in {budget} and lay {buffer} aside as the reserve that is not spent.",
			"Put {buffer} of the {budget} into a reserve account, so that the {noun} cannot spend it by accident.",
			"Separate private money from that of the {noun}: {budget} into its account, of which {buffer} stays as reserve.",
		},
		"steps.hire": {
			"Speak with candidates for the post of {role}, agree a trial day and sign only when opening in {opening} is certain.",
			"Find the {role} for {opening}: ask in the trade, hold two trial days, keep the second candidate warm.",
			"Choose the {role}, with start in {opening} and a trial period in the contract.",
		},
		"steps.review": {
			"Compare what was learned with this plan, change the assumptions of the {noun} that were wrong, and decide on the next ninety days.",
			"Sit down with an outsider, compare the figures of the {noun} with what was learned, and decide: go on, change or stop.",
			"Replace the assumptions of this plan by what the first weeks of the {noun} have shown, and decide about the rest.",
		},
		"steps.then": {
			"From the first {unit} on, “{kpi}” is written down every week and compared with this plan.",
			"After {opening} one figure leads, “{kpi}”; the plan of the {noun} is compared with it each month.",
			"Once the {noun} is open, a weekly hour belongs to the figures, starting with “{kpi}”.",
		},
		"steps.rule": {
			"Whatever is not done after ninety days goes to the top of the list; the {noun} opens when the list is done, not when the date has come.",
			"One rule for all ten: a step of the {noun} counts as done when somebody else can see the result.",
			"Keep each result in one folder. Lenders, authorities and the founder of the {noun} will all ask for it again.",
		},
	}
}
