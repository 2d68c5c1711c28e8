package writer

func enCustomers() phrases {
	return phrases{
		"customers.who": {
			"The {noun} serves three groups, and wins them in this order: {first} come first, because they can be reached with the least money.",
			"Three groups carry the {noun}. The first to be won: {first}.",
			"Three kinds of {buyers} matter, of which {first} are the first to be addressed.",
		},
		"customers.who.public": {
			"The {noun} serves two sides: those who need a place and those who pay for it. At the centre: {first}.",
			"Those who use a place and those who fund it are not the same people, and both must be won; the plan begins with {first}.",
			"Three groups decide about the {noun}, with {first} at its centre and {buyers} beside them.",
		},
		"head.customers.ticket": {"What they spend and how often", "Spending and frequency", "Ticket and frequency"},
		"customers.ticket": {
			"One {unit} brings {price} on average.",
			"On average {a_unit} is worth {price} to the {noun}.",
			"The plan counts {price} for each {unit}.",
		},
		"customers.ticket.stock": {
			"One {unit} pays {price} a month on average.",
			"On average {a_unit} is worth {price} a month to the {noun}.",
			"The plan counts {price} a month for each {unit}.",
		},
		"customers.ticket.public": {
			"One {unit} is funded with {price} on average.",
			"On average {buyers} carry {price} for each {unit}.",
			"The plan counts {price} of income for each {unit}.",
		},
		"customers.often": {
			"How often: {often}.",
			"As to frequency, {often}.",
			"In this trade {often}.",
		},
		"customers.volume": {
			"The volume at full pace follows from the trade’s rule ({how}), taken at {scale} for this format: {mature} a month. The first month brings {first}, and full pace is reached {ramp} after the opening.",
			"Calculated is {how}, at {scale} of it for this format, so {mature} a month at full pace; the {noun} starts with {first} in its first month and needs {ramp} to get there.",
			"From {how} and a format of {scale} come {mature} a month at full pace, after a start with {first} and {ramp} of build-up.",
		},
		"customers.volume.stock": {
			"The plan opens with {open}, wins {new} a month at full pace and loses {churn} of those it has each month; that leads to {end1} at the end of year 1 and {end3} at the end of year 3.",
			"Starting from {open}, with {new} won each month at full pace and {churn} a month leaving, the {noun} counts {end1} after the first year and {end3} after the third.",
			"At full pace {new} join each month while {churn} leave: from {open} on the first day to {end1} at the end of year 1 and {end3} at the end of year 3.",
		},
		"head.customers.order": {"In which order they are won", "Who comes first", "Order of approach"},
		"customers.order": {
			"Before the opening the founder speaks with {first}; in the first half-year come {second}; {third} follow when references exist.",
			"The effort goes to {first} until the first month is full enough, then to {second}, and to {third} once the {noun} can show results.",
			"It begins with {first}, since they decide fastest. Next are {second}, and {third} take longest but stay.",
		},
		"customers.season": {
			"Demand is not even: {peak} brings {peak_share} of an average month, {low} only {low_share}, and staff, stock and cash of the {noun} are planned for that.",
			"The year has a peak in {peak} ({peak_share} of an average month) and a hole in {low} ({low_share}); the {noun} earns its reserve in the one and needs it in the other.",
			"With {peak} at {peak_share} and {low} at {low_share} of an average month, the {noun} must hire, order and save by the calendar.",
		},
		"customers.season.turned": {
			"The model turns the year of a trade by six months south of the equator, and with it the weeks before Christmas: where presents make the peak, read December for {peak}, or set the strength of the seasons to 0.",
		},
		"customers.ask": {
			"In the first three months every one of the {buyers} is asked two questions, how they heard of the {noun} and what nearly kept them away; the answers and “{kpi}” decide which group gets the next effort.",
			"What the {buyers} really value is written down, not remembered: one line for each complaint and each compliment to the {noun}, read once a month beside “{kpi}”.",
			"Assumptions about {buyers} age quickly. Every quarter the founder of the {noun} talks to ten of them, five who stayed and five who left, and compares what they say with “{kpi}”.",
		},
		"customers.test": {
			"The cheapest proof that these {buyers} exist: {test}.",
			"Before money is committed, {test}.",
			"A test that costs little: {test}.",
		},
	}
}
