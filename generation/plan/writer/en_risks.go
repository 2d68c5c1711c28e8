package writer

func enRisks() phrases {
	return phrases{
		"risks.start": {
			"The first rows are what goes wrong in this trade, the last what could go wrong with this plan. Likelihood and effect of each for the {noun} are judgements to be discussed.",
			"What can hurt {a_noun} is known from others in the trade; the lower rows are particular to these figures. The grades are judgements, the answers are decisions to take now.",
			"The table begins with risks that every {noun} has and ends with those of this plan, each with an answer that costs little if prepared in time.",
		},
		"risks.name.volume": {"Fewer {units} than planned", "Volume of {units} stays behind", "Demand for {units} is weaker"},
		"risks.answer.volume": {
			"A tenth less costs {fall} of the result of year 2; postpone hires and cut the weakest hours of the {noun} first",
			"At a tenth less, {fall} of year 2 is missing; the {noun} reviews channels and the {ticket} within the month",
			"A shortfall of a tenth takes {fall} off year 2; the gate six months after the opening decides on cuts",
		},
		"risks.name.loan": {"Loan of {loan} late or refused", "The lender says no to {loan}", "Loan of {loan} not in time"},
		"risks.answer.loan": {
			"Ask two lenders and a guarantee scheme in {country}; sign nothing for the {noun} before the written yes; smaller start without {spare}",
			"Apply early, with this plan and a second offer; the {noun} can begin without {spare}",
			"Start talks in the first month; fall back on leasing and on doing without {spare}",
		},
		"risks.name.money": {"The missing {extra} is not found", "No partner for {extra}", "{extra} of own money stays open"},
		"risks.answer.money": {
			"Smaller start of the {noun}, without {spare}",
			"No lease before the money is there; the {noun} does without {spare}",
			"Postpone, earn in a test, or leave out {spare}",
		},
		"risks.name.delay": {"Opening later than {opening}", "Permits or works delay {opening}", "{opening} slips"},
		"risks.answer.delay": {
			"Each month late costs up to {month} of fixed costs; rent of the {noun} to start with the permit, penalties for late works",
			"A month costs up to {month}; tie the lease of the {noun} to the permits and hire at the last moment",
			"Reckon with {month} for every month lost; order early what takes longest for {a_noun}",
		},
		"risks.name.late": {"Opening later than {opening}", "Start after {opening}", "Delay beyond {opening}"},
		"risks.answer.late": {
			"Each month late costs up to {month} of fixed costs; open the {noun} with less and add the rest later",
			"A month costs up to {month}; cut the first version of the offer, not the test of the {noun}",
			"Reckon with {month} for every month lost; hire for the {noun} only when the date holds",
		},
		"risks.name.hurry": {"Mistakes of a rushed start", "Preparation cut by {cut}", "{cut} of preparation missing"},
		"risks.answer.hurry": {
			"Parallel work with one person in charge; move the opening of the {noun} if a permit or a test is missing",
			"Accept dearer orders, not skipped tests; {opening} is a target for the {noun}, not a vow",
			"Fewer choices, known suppliers, and a date until which the {noun} may still be postponed",
		},
		"risks.name.season": {"{low} sells {low_share} of an average month", "The hole in {low}", "Weak {low} after a strong {peak}"},
		"risks.answer.season": {
			"Save in {peak}; flexible hours and repairs of the {noun} in {low}",
			"The {noun} sets aside part of {peak} ({peak_share}) for {low} ({low_share})",
			"Offers for existing {buyers} in {low}; no new fixed cost before {peak}",
		},
		"risks.name.slow": {"Costs not covered for long", "Break-even too far away", "The start lasts too long"},
		"risks.answer.slow": {
			"Raise the {ticket}, cut fixed costs or start the {noun} smaller before any money is spent",
			"Do not open the {noun} unchanged; test a higher {ticket} first",
			"Set a date and an amount at which the {noun} is ended, and keep to both",
		},
		"head.risks.sensitivity": {"What moves the result most", "Sensitivity", "Where the result is sensitive"},
		"risks.most.lower": {
			"The most sensitive point is {driver}: {ten} less turns {base} in year 2 into {then}, and cash at its end into {cash}.",
			"Nothing matters to the {noun} as much as {driver}. With {ten} less, {base} in year 2 becomes {then}, with {cash} left in the account.",
			"A fall of {ten} in {driver} hurts most: instead of {base} year 2 brings {then}, and cash at the end is {cash}.",
		},
		"risks.most.higher": {
			"The most sensitive point is {driver}: {ten} more turns {base} in year 2 into {then}, and cash at its end into {cash}.",
			"Nothing matters to the {noun} as much as {driver}. With {ten} more, {base} in year 2 becomes {then}, with {cash} left in the account.",
			"A rise of {ten} in {driver} hurts most: instead of {base} year 2 brings {then}, and cash at the end is {cash}.",
		},
		"risks.table": {
			"Shown is the result of the {noun} in year 2 when one driver changes and all else stays.",
			"Each row changes one driver and shows the result of year 2 of the {noun}.",
			"The amounts are results of year 2, one driver of the {noun} changed at a time.",
		},
		"head.risks.chance": {"Chance of running out of cash", "How likely cash runs out", "Cash under uncertainty"},
		"risks.chance.low": {
			"In {paths} simulated futures of the {noun}, with volume, prices, costs and build-up varied, cash runs out by month 12 in {c12}, by month 24 in {c24} and by month 36 in {c36} of them: the reserve does its work.",
			"Of {paths} futures drawn at random, {c36} see the {noun} out of cash by month 36 ({c12} by month 12, {c24} by month 24). That is low for a new business.",
			"The simulation of {paths} futures gives the {noun} a {c36} chance of an empty account by month 36, after {c12} by month 12 and {c24} by month 24.",
		},
		"risks.chance.medium": {
			"In {paths} simulated futures of the {noun}, with volume, prices, costs and build-up varied, cash runs out by month 12 in {c12}, by month 24 in {c24} and by month 36 in {c36} of them. A lender would call that normal, and want the gates of the milestones kept.",
			"Of {paths} futures drawn at random, {c12} see the {noun} out of cash by month 12, {c24} by month 24 and {c36} by month 36, without any countermeasure; acting at the gates lowers this.",
			"The simulation of {paths} futures gives the {noun} a chance of {c36} to run out of cash by month 36 ({c12} by month 12, {c24} by month 24). It assumes that nobody reacts, so early cuts are worth real money.",
		},
		"risks.chance.high": {
			"In {paths} simulated futures of the {noun}, cash runs out by month 12 in {c12}, by month 24 in {c24} and by month 36 in {c36} of them. That is too much to begin with: more own money, a smaller format or lower fixed costs are needed.",
			"Of {paths} futures drawn at random, {c12} end with an empty account by month 12, {c24} by month 24 and {c36} by month 36. As it stands the {noun} is under-funded, whatever the planned case says.",
			"The simulation of {paths} futures puts the chance of an empty account at {c12} by month 12, {c24} by month 24 and {c36} by month 36; the {noun} should change size or funding before it starts.",
		},
		"risks.range": {
			"At the end of year 3 the worst tenth of futures has {p10} or less, the middle one {p50}, the best tenth {p90} or more.",
			"After three years the middle future holds {p50}; one in ten holds {p10} or less, one in ten {p90} or more.",
			"Cash after three years is {p50} in the middle future, with {p10} at the lower and {p90} at the upper tenth.",
		},
		"risks.watch": {
			"The earliest sign is “{kpi}”: the {noun} reads it weekly and acts after two weak weeks, not after two weak quarters.",
			"Early warning comes from “{kpi}”. Two weak weeks in a row, and the founder of the {noun} looks for the cause.",
			"What shows trouble first is “{kpi}”, so the {noun} writes it on the wall every week.",
		},
	}
}
