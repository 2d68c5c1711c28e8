package writer

// enWays are sentences of a business that meets its buyers in another way than
// its trade takes for granted.
func enWays() phrases {
	return phrases{
		"company.list.mobile": {
			"The amounts are what a fixed place of this size spends on rooms and equipment; the lines say what the {noun} buys instead. Two written quotes should replace the list before money is borrowed on it.",
			"Behind these amounts stand benchmarks of a business with rooms, not offers for a vehicle. Quotes for a fitted one, new and used, come first.",
		},
		"company.list.online": {
			"The amounts are what a place with rooms spends; the lines say what the {noun} buys instead, and that seldom takes all of it. Written quotes should replace the list before money is borrowed on it.",
			"These are amounts of a business with rooms, and so the upper end for one that works over a screen: what is left of them is there for the first campaign.",
		},
		"company.list.stall": {
			"The amounts are what an online shop of this size spends; a stall usually takes less. Quotes should replace the list.",
			"Behind the lines stand amounts of a shop that sells by post; whatever cover, tables and weights leave of them stays in the reserve of the {noun}.",
		},
		"company.list.trail": {
			"The amounts are benchmarks of a guest house on a road. Transport, water, power and waste cost more up here, and what stands already costs less; quotes, supply flights included, should replace the list.",
			"These are benchmarks of a house in the valley. For the {noun} an inspection comes first: what of roof, water and power can stay decides more than any line of this list.",
		},
		"operations.open.trail": {
			"The volume behind the figures, {how}, is a year of a guest house. With closed weeks in spring and autumn the {noun} has to earn it in fewer nights, and its bunks make that possible.",
			"Behind it stands {how}, spread over a whole year; the keeper of the {noun} replaces it by open weeks and bunks as soon as both are known.",
		},
		"operations.rent.trail": {
			"The plan carries {rent} a month for premises, {share} of the {revenue} of year 2, as a house in the valley would pay. Where the hut is the founder’s own, the amount is there for what a valley does not know: supply by cable or air, water, path and roof.",
			"For lease and premises {rent} a month is budgeted ({share} of {revenue} in year 2). What a hut of one’s own does not need of it pays for transport and upkeep.",
		},
		"legal.lease.trail": {
			"Check who owns ground and hut, the right of way, and what may be built or changed above the last road.",
			"Check lease or ownership of the {noun}, water rights, and who keeps the path open and answers for it.",
		},
		"company.list.road": {
			"The amounts are those of a teaching centre: enough for down payments on cars, not for cars. A quote for each leased car with double controls comes first; what lease, insurance and charging cost beyond the monthly lines is entered among the assumptions before a lender sees this plan.",
			"What a centre spends on rooms stands here as down payments on cars. Whatever lease, insurance and charging of the {noun} cost beyond it belongs in the monthly costs before money is asked for.",
		},
		"head.operations.site.trail":  {"Path, water and supply", "Up there", "Place and supply"},
		"head.operations.site.mobile": {"Vehicle and base", "On the road", "Round, vehicle and base"},
		"head.operations.site.online": {"Studio and platform", "Where the work happens", "Room and platform"},
		"head.operations.site.stall":  {"Pitch and store", "At the market", "Where it is sold"},
		"operations.site.mobile": {
			"The {noun} needs a round through {city} rather than an address. What that takes: {site}.",
			"In place of rooms for {buyers} in {city} stand these: {site}.",
		},
		"operations.site.online": {
			"The {noun} needs no rooms that {buyers} enter. What it does need: {site}.",
			"For work over a screen these count: {site}.",
		},
		"operations.site.stall": {
			"What to look for at the markets of {city}: {site}.",
			"A stall lives by where it stands, in {city} as elsewhere: {site}.",
		},
		"operations.rent.mobile": {
			"The plan carries {rent} a month for premises, {share} of the {revenue} of year 2, as a fixed place of this size would pay. The base costs less; the difference is meant for the vehicle: lease, fuel, parking and insurance.",
			"For premises {rent} a month is budgeted ({share} of {revenue} in year 2), a benchmark of businesses with an address. The {noun} pays yard, lease and fuel from it, and shows in its first quarter whether that is enough.",
		},
		"operations.rent.online": {
			"The plan carries {rent} a month for premises, {share} of the {revenue} of year 2, as a place with rooms would pay. Working over a screen, the {noun} can keep most of it; until that is certain it stays in the plan as caution.",
			"For premises {rent} a month is budgeted ({share} of {revenue} in year 2), a benchmark of businesses with rooms. What a quiet room does not cost is free for platform and advertising.",
		},
		"operations.rent.stall": {
			"For store and premises {rent} a month is budgeted, {share} of the {revenue} of year 2; fees for pitches come out of it, and are compared market by market.",
			"The plan carries {rent} a month for store and premises ({share} of {revenue} in year 2). The {noun} pays its pitches from it: a market that does not earn its fee is left.",
		},
		"legal.lease.mobile": {
			"Check where the vehicle of the {noun} may park, stand at work, take water and leave it, and which districts ask for a permit of their own.",
			"Check licence, inspection and insurance of the vehicle as a place of work, with tools and goods in it.",
		},
		"legal.lease.online": {
			"Check the terms of platform and payment provider: notice, fees, and who owns recordings and addresses.",
			"Check whether {buyers} in other countries bring other rules on consumers, tax and data to the {noun}.",
		},
		"legal.lease.stall": {
			"Check the terms of each market: fee, days, sickness, rain, and who may sell beside whom.",
			"Check how long a pitch of the {noun} is given, and whether it can be passed on.",
		},
	}
}
