package writer

func enMilestones() phrases {
	return phrases{
		"milestones.way": {
			"The clock starts in {start}. After {prep} of preparation the {noun} opens in {opening}, month {months} of the plan.",
			"Counted from {start}, the {noun} has {prep} to prepare and opens in {opening} (month {months}).",
			"From {start} the plan allows {prep} for the preparation, so that the {noun} opens in month {months}, {opening}.",
		},
		"milestones.breakeven": {
			"Operating costs are covered from {be_month} on, {after} after the opening.",
			"The first of three months in profit before interest and depreciation is {be_month}, {after} into business.",
			"By {be_month}, {after} after the opening, the {noun} covers its running costs.",
		},
		"milestones.atonce": {
			"Running costs of the {noun} are covered from its first month of business, {be_month}.",
			"Since fixed costs are low, the {noun} covers its running costs at once, in {be_month}.",
			"The opening month already covers running costs ({be_month}); the start-up money takes longer to return.",
		},
		"milestones.slow": {
			"It takes until {be_month}, {after} after the opening, for the {noun} to cover its running costs: a long way that has to be financed in advance.",
			"Running costs are covered only in {be_month}, {after} into business, so patience of lenders and of the founder of this {noun} is part of the plan.",
			"The break-even in {be_month} comes {after} after the opening; each month gained here saves the {noun} more than any negotiation.",
		},
		"milestones.never": {
			"Within the {horizon} of this plan the {noun} does not cover its running costs for three months in a row; price, format or fixed costs have to change before it starts.",
			"No month within {horizon} marks a lasting operating break-even of the {noun}, and this plan says so instead of smoothing it: it should not start unchanged.",
			"As calculated, the {noun} stays below its operating break-even for all {horizon}; the steps below make sense only with a changed price or a smaller format.",
		},
		"milestones.compressed": {
			"A timeline of {timeline} cuts the preparation by {cut}. Steps overlap, express prices are paid, and the test of demand gets days instead of weeks; moving the opening of the {noun} is cheaper than opening unready.",
			"Because of the {timeline} asked for, the preparation is {cut} short: orders for the {noun} go out in parallel with the permits, which costs more and risks more.",
			"The pace is set by the {timeline} of the request, {cut} shorter in preparation than usual for {a_noun}; if a permit is late, the opening moves and not the quality.",
		},
		"milestones.normal": {
			"The order matters more than the dates: no lease and no equipment of the {noun} before the step they depend on is done.",
			"Dates may move, dependencies may not: the column on the right says what the {noun} has to finish first.",
			"Where a step slips, those that depend on it slip with it; the {noun} keeps its order and moves the date.",
		},
		"milestones.patient": {
			"With {timeline} to get going there is time to test: the {noun} can open small, correct, and add the second step when the first one holds.",
			"The request allows {timeline}, which the {noun} uses for a longer test and a calm build-up instead of an earlier opening.",
			"As {timeline} are available, nothing has to be rushed, and the {noun} can wait for the right premises or people.",
		},
		"milestones.step.open":       {"Open the {noun}", "Opening of the {noun}", "The {noun} opens"},
		"milestones.step.team":       {"Hire and train the first team of the {noun}", "Opening team of the {noun} hired and trained", "Staff of the {noun} chosen and trained"},
		"milestones.step.funding":    {"Secure the funding of {need}", "Funding of {need} confirmed", "{need} of funding in writing"},
		"milestones.step.target":     {"Target of the request: up and running", "The {noun} is up and running, as the request asks", "By now the request wants the {noun} up and running"},
		"milestones.step.maturity":   {"Full pace of the {noun}", "The {noun} reaches full pace", "End of the build-up of the {noun}"},
		"milestones.step.break-even": {"Running costs of the {noun} covered", "Operating break-even of the {noun}", "The {noun} covers its running costs"},
		"milestones.step.repayment":  {"First instalment of {instalment}", "Repayment of {loan} begins", "Loan of {loan}: first instalment"},
		"milestones.step.payback":    {"Money put into the {noun} is back", "The {noun} has returned its money", "Payback of the {noun}"},
		"milestones.step.review":     {"Yearly review of the {noun}: prices, costs, plan", "Prices, costs and plan of the {noun} reviewed", "First yearly review of the {noun}"},
		"milestones.review": {
			"Every month the founder compares the steps of the {noun} with this table and moves what has slipped, with the reason beside it.",
			"The table is kept up to date: once a month each step of the {noun} is marked as done, moved or dropped, next to “{kpi}”.",
			"Progress is read monthly, steps done and “{kpi}” side by side, and a step of the {noun} that slips twice gets a new owner.",
		},
		"head.milestones.gates": {"Points of decision", "When to stop and think", "Decision gates"},
		"milestones.gates": {
			"At these points the founder of the {noun} decides whether to go on, change or stop:",
			"Money for the {noun} is released in steps, each with a condition:",
			"The plan of the {noun} is not followed blindly; these are its checks:",
		},
		"milestones.gate.test": {
			"By the end of {half}: the test of demand is done ({test}). Without {buyers} who pay, nothing large is signed.",
			"At the end of {half}: result of the test on the table; if {buyers} hesitate, price or offer of the {noun} change first.",
			"To the end of {half}: proof by a test, not by opinions. The test: {test}.",
		},
		"milestones.gate.volume": {
			"In {when}: {volume} are planned. Below {floor}, costs of the {noun} are cut before anything else is tried.",
			"By {when} the plan expects {volume} in the month; with less than {floor} the next hire of the {noun} waits.",
			"{When}: planned are {volume}. Under {floor} the founder reviews price, channels and costs of the {noun} in one week.",
		},
		"milestones.gate.cash": {
			"At all times: cash is lowest in {when}, at {lowest} by plan; if it falls under {buffer} earlier, spending stops.",
			"The low point of cash is {when} with {lowest}. Under {buffer} before that, the {noun} postpones every purchase.",
			"Cash touches its lowest point in {when} ({lowest}); reaching {buffer} sooner is the signal to act, not to hope.",
		},
		"milestones.gate.loan": {
			"From {first}: the loan is repaid at {instalment} a month, so talks with the lender are held before, not after, a weak quarter.",
			"In {first} repayment begins with {instalment} a month, and the {noun} shows the lender its figures one quarter ahead.",
			"Before {first}, the month of the first instalment of {instalment}: compare results with this plan and talk to the lender early.",
		},
	}
}
