package writer

// enPublic are the sentence plans that read differently for organisations whose
// money comes from funders and not from those they serve.
func enPublic() phrases {
	return phrases{
		"head.offer.prices.public":  {"What a place costs"},
		"head.offer.promise.public": {"What funders can rely on"},
		"offer.band.public": {
			"Comparable programmes in {city} cost between {low} and {high}, from benchmarks brought to local prices; the reports of three of them should replace that estimate.",
			"The usual range, brought to the price level of {city}, runs from {low} to {high} for each {unit}.",
			"At the price level of {city} {a_unit} costs between {low} and {high} in comparable programmes, an estimate to be checked against their reports.",
		},
		"offer.step.entry.public": {"what a regular small gift can add up to", "part of a place, given by the month", "a first gift that still makes a difference"},
		"offer.step.core.public":  {"one {unit}, on which this plan is calculated", "the average on which the plan stands", "what most {buyers} are asked for"},
		"offer.step.upper.public": {"a place with everything around it, for a year or a group", "the full cost of a demanding case", "what a foundation may carry for one person"},
		"offer.rise.public": {
			"Costs rise with inflation, {growth} a year, and applications are written with that rise in them.",
			"The plan lets the amount for {a_unit} rise by {growth} a year, as costs do, and says so in each application.",
			"With {growth} of inflation a year, multi-year grants of the {noun} have to be indexed or they shrink.",
		},
		"offer.margin.public": {
			"Of {price}, direct programme costs take {cost}, so each {unit} leaves {left} for staff, rooms and accounts; in year 2 that is {margin} of income.",
			"Direct costs of one {unit} are {cost}; {left} remains to carry staff and rooms, {margin} of income in year 2.",
			"Each {unit} costs {cost} directly and leaves {left} for those who make it possible, {margin} of income in year 2.",
		},
		"offer.first.public": {
			"To keep the start simple the {noun} lives on {first} first; other sources join once reports go out on time.",
			"The {noun} begins with {first} and adds the other sources in steps, so that no funder carries it alone.",
			"In the first year the weight lies on {first}; every further source makes the {noun} less dependent.",
		},
		"market.income.low.public": {
			"GDP per head stands at {gdp} (purchasing power), {income} of the level of the United States, and prices at {prices}: need is wide, local giving is small, and much of the money has to come from foundations and abroad.",
			"Incomes are low on average, {gdp} of GDP per head or {income} of the United States, with prices at {prices}; the {noun} helps many for little money and must look for that money further away.",
			"With {gdp} of GDP per head, {income} of the United States, and prices at {prices}, a given amount reaches more people here than elsewhere, which is an argument to use with {buyers}.",
		},
		"market.income.middle.public": {
			"GDP per head stands at {gdp} (purchasing power), {income} of the level of the United States, and prices at {prices}: local giving exists and grows, beside public funds.",
			"Incomes stand at {gdp} of GDP per head, {income} of the United States, prices at {prices} of theirs; the {noun} can ask firms and households nearby, beside foundations.",
			"At {gdp} of GDP per head, {income} of the United States, and prices at {prices}, both local gifts and foreign grants are within reach of the {noun}.",
		},
		"market.income.high.public": {
			"GDP per head stands at {gdp} (purchasing power), {income} of the level of the United States, and prices at {prices}: people can give, and many organisations ask them.",
			"Incomes are high, {gdp} of GDP per head or {income} of the United States, with prices at {prices} of theirs; what is scarce for the {noun} is attention.",
			"With {gdp} of GDP per head ({income} of the United States, prices at {prices}), money for good work exists, and {buyers} choose by proof.",
		},
		"market.income.us.public": {
			"GDP per head is {gdp}; giving is a habit and well organised, so {buyers} compare results and overhead.",
			"At a GDP per head of {gdp} money is there, and the {noun} competes for it with figures and stories.",
			"With {gdp} of GDP per head, households and foundations give a good deal, to those who report well.",
		},
		"market.reading.gdp_per_head.public": {"how much can be given nearby", "whether {buyers} are near or far", "weight of local against foreign funds"},
		"market.reading.vat.public":          {"check which purchases the {noun} pays it on", "check relief for a {noun}", "a cost where the {noun} cannot reclaim it"},
		"market.trends.public": {
			"The {noun} should read them as reasons to measure from the first day.",
			"Both points favour a {noun} that publishes what it does and what it costs.",
			"Neither replaces a first funder; together they say how to speak to one.",
		},
		"market.count.public": {
			"No table replaces asking on the spot: how many people in {city} need a place, and how many {buyers} would pay for one, is what the {noun} still has to find out.",
			"What no statistic knows is how many people near the planned rooms need a place; schools, clinics and elders do, and the {noun} should ask them.",
			"The missing figure is a local one, people who need a place, counted by the {noun} with its partners.",
		},
		"head.competition.price.public": {"What comparable programmes cost"},
		"competition.position.low.public": {
			"That is modest, and the {noun} should show what it does with the difference.",
			"It is in the lower part, which is an argument only together with results.",
			"The {noun} works with little for each {unit}; {buyers} will ask whether that is enough, and the report must answer.",
		},
		"competition.position.middle.public": {
			"That is the middle; what counts is the result for each amount given.",
			"A cost in the middle is explained by what is measured after six months.",
			"The {noun} is neither cheap nor dear, and argues with outcomes.",
		},
		"competition.if.public": {
			"If funds become scarce, the {noun} looks for joint applications with {rival} before it cuts places.",
			"Where {rival} do the same work in the same streets, the {noun} divides the area with them instead of competing.",
			"The reserve of {buffer} exists so that the {noun} can keep its places while a grant is renewed, whatever {rival} offer.",
		},
		"operations.flow.public": {
			"Every case takes the same way: {flow}.",
			"The work follows one path: {flow}.",
			"For those who come to the {noun} it runs like this: {flow}.",
		},
		"operations.rent.public": {
			"The plan carries {rent} a month for rooms, {share} of the income of year 2; rooms lent by a partner would fund more places.",
			"For rooms {rent} a month is budgeted, {share} of income in year 2, as long as no partner lends them.",
			"Rooms may cost {rent} a month ({share} of income in year 2), which is the first amount to ask a partner to give in kind.",
		},
		"milestones.gate.test.public": {
			"By the end of {half}: the pilot is done ({test}). Without a first promise of money no staff is hired.",
			"At the end of {half}: result of the pilot on the table; if {buyers} hesitate, the programme of the {noun} is cut to what they asked about.",
			"To the end of {half}: proof by a pilot, not by opinions. The pilot: {test}.",
		},
		"milestones.gate.volume.public": {
			"In {when}: {volume} are planned. Below {floor}, the {noun} looks for funds before it hires.",
			"By {when} the plan expects {volume} in the month; with less than {floor} the next post of the {noun} waits.",
			"{When}: planned are {volume}. Under {floor} the board reviews funding, referrals and posts of the {noun} in one meeting.",
		},
		"funding.uses.public": {
			"The middle part pays the {noun} until grants arrive, the reserve stands for {reserve} of fixed costs and is not to be spent by plan.",
			"A reserve for {reserve} of fixed costs stays in the account of the {noun}; the rest is spent by the steps of the milestones.",
			"Money is drawn in steps as the milestones of the {noun} are met. The reserve, {reserve} of fixed costs, is for grants that come late.",
		},
		"finances.lowest.public": {
			"Cash is lowest in {when} with {lowest}. At the opening the {noun} could pay {runway} of fixed costs without any income.",
			"The low point is {when}, with {lowest} in the account; the cash at the opening would carry {runway} of fixed costs.",
			"In {when} the account of the {noun} stands at its lowest, {lowest}; on the opening day it would last {runway} without any grant.",
		},
		"legal.contracts.public": {
			"Check agreements with funders: purpose, proof of use, repayment, publicity.",
			"Check what those who use a place sign, in words they understand, and who may sign for minors.",
			"Check the rules on collecting gifts in public and on receipts that {buyers} can use for tax.",
		},
		"theme.family.customers.public": {
			"Families are named in the request: the {noun} is open at hours when children are cared for, and asks both parents where it can.",
			"With families in mind the {noun} counts households as well as persons, since one place changes a whole kitchen.",
			"For families the {noun} keeps papers few and ways short.",
		},
		"theme.family.operations.public": {
			"Families come with children, so rooms, hours and safety of the {noun} are checked for that first.",
			"What families need is asked before rooms are taken: a safe corner, a short way, no waiting in line.",
			"The {noun} plans its hours around school and market days, when families can come.",
		},
	}
}
