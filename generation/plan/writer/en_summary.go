package writer

func enSummary() phrases {
	return phrases{
		"summary.what": {
			"“{quote}”: this plan turns the idea into {a_noun} in {place} that opens in {opening}, in the format “{format}”.",
			"Planned is {a_noun} in {place}, opening in {opening}. The founder’s words for it: “{quote}”. The format: “{format}”.",
			"In {opening} {a_noun} is to open in {place}. It follows the idea “{quote}” and takes the format “{format}”.",
		},
		"summary.whom": {
			"It serves {one}; {two}; and {three}.",
			"Its market has three parts: {one}; {two}; {three}.",
			"It is made for three groups: {one}; {two}; {three}.",
		},
		"summary.whom.public": {
			"It is there for those of whom the idea speaks, and is carried by {two} and {three}.",
			"At its centre stand the people named in the idea; the means come from {two} as well as {three}.",
			"Those it serves pay little or nothing; the means come from {two}, with {three}.",
		},
		"summary.why": {
			"It works because {works}.",
			"The reason to believe in it: {works}.",
			"Why it can succeed: {works}.",
		},
		"summary.edge": {
			"What others do not offer: {edge}.",
			"Its sharpest edge is this: {edge}.",
			"It will be known for one thing above all: {edge}.",
		},
		"head.summary.figures": {"The figures", "In figures", "Three years in figures"},
		"summary.outlook": {
			"The first year brings {rev1} of {revenue} and {net1}, the third {rev3} and {net3}. From {be_month} on running costs are covered; {be_units} a month are needed for that.",
			"{Revenue} goes from {rev1} in year 1 to {rev3} in year 3, where {net3} remains after {net1} at the start. Operating break-even: {be_month}, at {be_units} a month.",
			"After {net1} in year 1 on {rev1} of {revenue}, the {noun} ends year 3 with {net3} on {rev3}. It covers its running costs from {be_month} on, with {be_units} a month.",
		},
		"summary.outlook.stock": {
			"The first year brings {rev1} of {revenue} and {net1}, the third {rev3} and {net3}. From {be_month} on running costs are covered; it takes {be_units} to carry them.",
			"{Revenue} goes from {rev1} in year 1 to {rev3} in year 3, where {net3} remains after {net1} at the start. Operating break-even: {be_month}, at {be_units}.",
			"After {net1} in year 1 on {rev1} of {revenue}, the {noun} ends year 3 with {net3} on {rev3}. It covers its running costs from {be_month} on; {be_units} are enough for that.",
		},
		"summary.outlook.short": {
			"The first year brings {rev1} of {revenue} and {net1}, the third {rev3} and {net3}. From {be_month} on running costs are covered.",
			"{Revenue} goes from {rev1} in year 1 to {rev3} in year 3, where {net3} remains. Operating break-even: {be_month}.",
			"After {net1} in year 1 the {noun} ends year 3 with {net3} on {rev3} of {revenue}. It covers its running costs from {be_month} on.",
		},
		"summary.late": {
			"{Revenue} goes from {rev1} in year 1 to {rev3} in year 3. Running costs are covered from {be_month} on; after interest and depreciation year 3 still ends with {net3}, and year {n} brings {later}.",
			"The {noun} covers its running costs from {be_month} on, ends year 3 with {net3} on {rev3} of {revenue} (year 1: {net1} on {rev1}) and year {n} with {later}.",
			"Year 1 brings {net1} on {rev1} of {revenue}, year 3 {net3} on {rev3} and year {n} {later}. The operating break-even is {be_month}, so patience is part of the price of this {noun}.",
		},
		"summary.losing": {
			"{Revenue} goes from {rev1} in year 1 to {rev3} in year 3, but year 3 ends with {net3}, after {net1} in year 1. Running costs are covered from {be_month} on, which is too little for interest, depreciation and tax of the {noun}.",
			"The {noun} covers its running costs from {be_month} on and still ends year 3 with {net3} on {rev3} of {revenue} (year 1: {net1} on {rev1}).",
			"Year 1 brings {net1} on {rev1} of {revenue}, year 3 {net3} on {rev3}; the operating break-even, {be_month}, does not yet make the {noun} sound.",
		},
		"summary.never": {
			"As calculated the {noun} does not cover its running costs within {horizon}: year 1 ends with {net1} on {rev1} of {revenue}, year 3 with {net3} on {rev3}.",
			"The honest result: no lasting break-even within {horizon}. The {noun} shows {net1} in year 1 ({rev1} of {revenue}) and {net3} in year 3 ({rev3}).",
			"With {rev1} of {revenue} in year 1 and {rev3} in year 3, results of the {noun} are {net1} and {net3}, and a lasting break-even is not reached within {horizon}.",
		},
		"summary.cash": {
			"Cash is lowest in {when}, at {lowest}; the chance of running out by month 36 is {chance}.",
			"At its lowest, in {when}, the account holds {lowest}. In {chance} of the simulated futures it is empty by month 36.",
			"The low point of cash is {lowest} in {when}, and {chance} is the simulated chance of an empty account by month 36.",
		},
		"summary.cash.safe": {
			"Cash is lowest in {when}, at {lowest}; in none of the simulated futures does the account run dry within three years.",
			"At its lowest, in {when}, the account holds {lowest}, and no simulated future of the {noun} empties it within three years.",
			"The low point of cash is {lowest} in {when}; simulated a great many times, the {noun} never runs out of money in its first three years.",
		},
		"summary.unknown": {
			"The planner has no benchmarks of this trade. Volume, price and spending are those of a small company in general ({how}, {price} each) and show how the plan is built; the founder’s own figures replace them before anybody lends on it.",
			"One warning belongs here: the figures are those of a small company in general, {how} at {price} each, because no benchmarks of this trade are at hand. They are replaced before a bank sees the plan.",
		},
		"summary.named": {
			"The idea has figures of its own: {named}. The tables do not reckon with them, but with benchmarks; where they differ, the founder’s go into the assumptions before anybody lends on this plan.",
			"The founder speaks of {named}. This plan reckons with benchmarks and has not taken that over: whoever relies on it changes the assumptions first, and all figures follow.",
			"What the founder says in figures ({named}) is not yet in the tables, which come from benchmarks. Both are brought together in the assumptions before money is asked for.",
		},
		"head.summary.ask": {"What is asked for", "The request", "Funding"},
		"summary.ask.none": {
			"The {noun} needs {need}, reserve included. The founder’s {budget} covers that; no outside money is asked for.",
			"Needed is {need}, of which {buffer} stays as reserve. With a budget of {budget} nothing has to be borrowed.",
			"A budget of {budget} stands against a need of {need}, so the {noun} starts without debt.",
		},
		"summary.ask.vast": {
			"The {noun} as planned here needs {need}, a small part of the {budget} at hand. Either the project is larger than any size that the benchmarks know, or the money is for more than this plan: that is to be settled before the plan is shown to anybody.",
			"Needed is {need}; the budget is {budget}. Sums so far apart belong to two projects, and what is planned here is the smaller one, {a_noun} of a usual size.",
			"Against a need of {need} stands a budget of {budget}, many times what {a_noun} of a usual size takes. What the rest is for, this plan does not know; the founder has to say it.",
		},
		"summary.ask.loan": {
			"The {noun} needs {need}. Own money is {budget}, the gap {gap}; asked for is a loan of {loan}, repaid at {instalment} a month.",
			"Against a need of {need} stands a budget of {budget}. A loan of {loan} is requested to close the gap of {gap}, with instalments of {instalment} a month.",
			"With a budget of {budget} and a need of {need}, {gap} is missing. The founder asks for a loan of {loan}, at {instalment} of repayment a month.",
		},
		"summary.ask.both": {
			"The {noun} needs {need}. Own money is {budget}, the gap {gap}; asked for are a loan of {loan} and {extra} of further own money.",
			"Against a need of {need} stands a budget of {budget}. To close the gap of {gap}, a loan of {loan} is requested and {extra} has to come from partners or savings.",
			"With a budget of {budget} and a need of {need}, {gap} is missing: {loan} as a loan, and {extra} as own money still to be found.",
		},
		"summary.ask.own": {
			"The {noun} needs {need}; beside the budget of {budget}, {extra} of own money has to be found.",
			"Against a need of {need} stands a budget of {budget}; {extra} is asked for as own money.",
			"With a budget of {budget} and a need of {need}, {extra} of own money is still to be found.",
		},
		"summary.ask.nobudget": {
			"The {noun} needs {need}. No budget was named, so the plan assumes {budget} of own money and no loan.",
			"Needed is {need}; since no budget was given, {budget} of own money is assumed for the {noun}.",
			"A need of {need} stands against own money of {budget}, which the plan assumes for want of a budget.",
		},
		"summary.ask.nobudget.loan": {
			"The {noun} needs {need}. No budget was named, so the plan assumes {budget} of own money, and asks for a loan of {loan}.",
			"Needed is {need}; since no budget was given, {budget} of own money is assumed, beside a loan of {loan}.",
			"A need of {need} stands against an assumed {budget} of own money and a loan of {loan} that is asked for.",
		},
		"summary.more": {
			"That is above the gap because the {noun} pays interest and first instalments before it earns them.",
			"The sum exceeds the gap, since debt service begins while the {noun} is still growing.",
			"Together this is more than is missing: part of it pays interest and instalments until the {noun} earns them.",
		},
		"summary.use": {
			"Of this, {startup} goes into opening; the rest carries the {noun} until it earns its costs and fills the reserve of {buffer}.",
			"Opening takes {startup}; what remains pays for the build-up of the {noun} and a reserve of {buffer}.",
			"The money is for the opening ({startup}), the months of build-up and a reserve of {buffer}.",
		},
		"summary.advice.go": {
			"Our advice: go on, test demand before signing, and release money at the gates of the milestones. The test: {test}.",
			"The plan holds as it is, provided one thing is proved first: {test}.",
			"Recommended is to go ahead in steps. The first costs little: {test}.",
		},
		"summary.advice.thin": {
			"Our advice: begin smaller than the figures allow, without {spare}, and let first {sales} win the lender.",
			"Own money is thin, so the first step of the {noun} should be a paid test, and {spare} can wait.",
			"Recommended is a small start without {spare}; the money for more is easier to find with {buyers} at hand.",
		},
		"summary.advice.cash": {
			"Our advice: do not start before the reserve is larger or fixed costs are lower; the {noun} is too exposed as funded here.",
			"The weak point is cash. The {noun} should find more own money or start without {spare} before it signs anything.",
			"Recommended is a stronger reserve first, because in too many futures the account of the {noun} runs dry.",
		},
		"summary.advice.late": {
			"Our advice: go on only after the test, and look for a higher {ticket} or a lower rent first, because the {noun} leaves little room for error. The test: {test}.",
			"The plan can hold, but narrowly. A slightly higher {ticket} than {price}, or a start without {spare}, would bring the first {profit} forward; test first: {test}.",
			"Recommended is to improve before borrowing: each step above {price} as {ticket} shortens the wait, and so does a start without {spare}.",
		},
		"summary.advice.hurry": {
			"The timeline of {timeline} cuts {cut} from the preparation and makes it dearer; moving the opening of the {noun} is the cheapest improvement of this plan.",
			"Time is the tight point: with {timeline} in all the {noun} prepares {cut} less than usual, at higher prices, so permits and orders start in the first week.",
			"Within {timeline} the {noun} can be opened, but the preparation is {cut} short, which costs money; the date should move if a permit is late.",
		},
		"summary.advice.change": {
			"Our advice: do not start the {noun} unchanged. Raise the {ticket} above {price}, reduce fixed costs or leave out {spare}, and calculate again.",
			"The plan is useful because it says no in time: at {a_ticket} of {price} the {noun} does not carry itself, and the concept has to change first.",
			"Recommended is another round before any contract: a higher {ticket} than {price}, a smaller start without {spare}, or both.",
		},
	}
}
