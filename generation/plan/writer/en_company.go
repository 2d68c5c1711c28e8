package writer

func enCompany() phrases {
	return phrases{
		"company.what": {
			"In the founder’s own words, the idea is “{quote}”. This plan turns it into {a_noun} in {place} that prepares for {prep} and opens in {opening}.",
			"“{quote}”: that is how the founder puts it. Read as a business, it is {a_noun} in {place} with {prep} of preparation and first {sales} in {opening}.",
			"The plan starts from one line, “{quote}”, and works it out as {a_noun} in {place} that opens in {opening}, after {prep} of preparation.",
		},
		"company.size.lean": {
			"It takes the smallest of the usual formats, “{format}”, because that is what the money available carries without risking the {noun} on its first day.",
			"The format is kept lean (“{format}”): a larger {noun} can follow once the first year has shown what {buyers} really do.",
			"Of the usual formats the lean one is planned, “{format}”, so that fixed costs stay low until the {noun} has proved itself.",
		},
		"company.size.standard": {
			"The format is the usual one in this trade, “{format}”: large enough for {a_noun} to earn its fixed costs, small enough to be run by its founder.",
			"Planned is the standard format, “{format}”, with which {a_noun} can cover its fixed costs and still be led by one person.",
			"As its size the plan takes “{format}”, the middle of what is usual for {a_noun}.",
		},
		"company.size.large": {
			"The money available carries the largest of the usual formats, “{format}”, and the {noun} is planned at that size from the start.",
			"The plan takes the large format, “{format}”: the {noun} has the means for it, and spreads its management over more {units}.",
			"With the means at hand the {noun} starts in its large format, “{format}”; the opening in stages described below keeps that reversible.",
		},
		"company.where": {
			"The request names the place as “{given}”; the figures of this plan are those of {place}.",
			"Where exactly is said in the request, “{given}”; prices, wages and rents for the {noun} are taken for {place}.",
			"For “{given}”, as the request has it, the {noun} is calculated with the price, wage and rent levels of {place}.",
		},
		"company.mission": {
			"The {noun} is there to {mission}.",
			"What the {noun} sets out to do is plain: {mission}.",
			"The task it sets itself: {mission}.",
		},
		"company.works": {
			"It can work because {works}.",
			"The case for it is simple: {works}.",
			"The reasoning behind it: {works}.",
		},
		"company.wish": {
			"For this plan the request asks: “{wish}”.",
			"The request adds a wish of its own: “{wish}”.",
			"One instruction has shaped the text: “{wish}”.",
		},
		"head.company.founder": {"The founder’s part", "What the founder does", "The founder’s role"},
		"company.founder": {
			"The founder {founder}.",
			"In the first year the founder {founder}.",
			"Day by day, the founder {founder}.",
		},
		"company.pay": {
			"For this work the plan pays {wage} a month before deductions for a full post as {role}, from {from}; it is a cost like any other and not taken out of what is left.",
			"The post of {role} is budgeted at {wage} gross a month for full time from {from}, so the results shown are those after the founder has been paid.",
			"From {from} the plan carries {wage} gross a month for full time as {role}: the results are not flattered by unpaid work.",
		},
		"company.pay.hard": {
			"The plan pays {wage} a month before deductions for a full post as {role}, from {from}; since the results do not carry this for long, the pay is the first thing to talk about.",
			"A full post as {role} is budgeted at {wage} gross a month from {from}, and the figures show that the {noun} does not yet earn it: less pay in the first two years is one of the levers.",
			"From {from} the plan carries {wage} gross a month for full time as {role}, which is more than the {noun} earns as calculated here; the founder should decide early what can be postponed.",
		},
		"company.skill": {
			"Besides, the {noun} needs {skill}.",
			"This has to be brought along, or hired: {skill}.",
			"To be complete, the {noun} needs {skill}.",
		},
		"head.company.form": {"Legal form to consider", "Which legal form", "Form of the company"},
		"company.form.sole": {
			"For {a_noun} of this size a sole proprietorship, under whatever name {country} has for it, is the form to consider first: it is quick, cheap and taxed with the founder’s own income.",
			"The simplest form will do at first: trading under one’s own name as a sole proprietor, as long as the {noun} employs nobody and signs no long lease.",
			"Consider trading as a sole proprietor to begin with, since {a_noun} can do little harm to others and liability cover takes the rest; change the form when the first employee or lease comes.",
		},
		"company.form.limited": {
			"A company with limited liability is the form to consider first, because contracts, staff and damage can cost {a_noun} more than was ever put in.",
			"Consider a limited company from the start: it keeps leases, wages and claims of the {noun} apart from the founder’s own property, and lenders know it.",
			"Since {a_noun} signs contracts that outlast a bad year, a limited liability company is the natural form to look at first.",
		},
		"company.form.public": {
			"A registered association, foundation or non-profit company is the form to consider, whichever {country} recognises as charitable, so that gifts can be deducted and public funds applied for.",
			"Look first at the forms that {country} accepts as charitable (association, foundation, non-profit company): most funders can pay only to these.",
			"The form follows the funders: an association is quick, a foundation or non-profit company lasts longer, and in {country} the charitable status matters more than the name.",
		},
		"company.form.check": {
			"A tax adviser in {country} should confirm the choice, including capital, audit duties and the social security of the founder, before anything is signed in the name of the {noun}.",
			"Before the {noun} signs anything, have an adviser in {country} confirm capital required, time to register and the founder’s social security.",
			"Check with an adviser in {country} how long registration takes, what capital it asks for, and how the founder of {a_noun} is insured.",
		},
		"head.company.startup": {"What opening costs", "Spending before the opening", "Start-up spending"},
		"company.startup": {
			"Opening the {noun} costs {startup}: {capex} for things that last, {preopening} for set-up, training and launch, and {deposits} in deposits that come back one day.",
			"In all {startup} is spent before the first {unit}: {capex} on lasting equipment, {preopening} on set-up and launch, {deposits} on deposits.",
			"The start-up total is {startup}, of which {capex} goes into lasting assets, {preopening} into set-up and launch and {deposits} into deposits.",
		},
		"company.startup.nodeposit": {
			"Opening the {noun} costs {startup}: {capex} for things that last, and {preopening} for set-up and launch.",
			"In all {startup} is spent before the first {unit}: {capex} on lasting equipment and {preopening} on set-up and launch.",
			"The start-up total is {startup}, of which {capex} goes into lasting assets and {preopening} into set-up and launch.",
		},
		"company.compressed": {
			"The timeline of {timeline} leaves {prep} for the preparation, {cut} less than the {noun} would normally take; express orders and overtime make its fit-out and equipment dearer, and the figures above contain that.",
			"With {timeline} in all, the {noun} has only {prep} to prepare, {cut} less than usual: the higher prices for rushed equipment are already included.",
			"Because the timeline is {timeline}, preparation is cut by {cut} to {prep}; {a_noun} that is built in a hurry pays more for its equipment, which the table includes.",
		},
		"company.thin": {
			"With {budget} at hand this list is to be questioned line by line. What the {noun} can do without at first: {spare}.",
			"Own money of {budget} is thin for this list; first to be rented, bought used or left out are {spare}.",
			"Measured against {budget} of own money the list is long, and the {noun} should, where it can, start without {spare}.",
		},
	}
}
