package writer

func enOperations() phrases {
	return phrases{
		"operations.flow": {
			"Every order takes the same way: {flow}.",
			"The work of the {noun} follows one path: {flow}.",
			"In short, this is how it runs: {flow}.",
		},
		"head.operations.site": {"Location", "Where the work happens", "Place and premises"},
		"operations.site": {
			"As to the place in {city}: {site}.",
			"What to look for in {city}: {site}.",
			"The search in {city} is guided by this: {site}.",
		},
		"operations.rent": {
			"The plan carries {rent} a month for premises, {share} of the {revenue} of year 2; a dearer address must bring more {buyers} in proportion.",
			"For premises {rent} a month is budgeted, which is {share} of {revenue} in year 2 and the ceiling for negotiations of the {noun}.",
			"Premises may cost {rent} a month ({share} of {revenue} in year 2), ideally with weeks free of rent while the {noun} is set up.",
		},
		"operations.norent": {
			"No rent for premises is budgeted: the {noun} works where its {buyers} are, and storage or desk are among the other costs.",
			"The {noun} needs no rooms that {buyers} enter, so the plan has no rent for premises.",
			"Rent for premises does not appear in the plan of this {noun}, since the work happens elsewhere.",
		},
		"head.operations.capacity": {"Capacity and open days", "How much fits", "Capacity"},
		"operations.capacity": {
			"At most {capacity} a month can be handled as planned; full pace, {mature}, uses {used} of that.",
			"The ceiling lies at {capacity} a month, and {mature} at full pace fill {used} of it.",
			"Space, staff and hours allow {capacity} a month; the plan fills {used} of them with {mature}.",
		},
		"operations.capacity.full": {
			"At most {capacity} a month can be handled; full pace, {mature}, uses {used} of that, so growth beyond needs more hands, hours or room.",
			"The ceiling of {capacity} a month is nearly reached by {mature} at full pace ({used}): the next step is longer hours, then another post.",
			"With {used} of {capacity} a month in use at full pace, the {noun} has little air; peaks need help by the hour.",
		},
		"operations.capacity.stock": {
			"As set up the {noun} can serve {capacity}; at the end of year 3 it is to have {mature}, {used} of that.",
			"The ceiling lies at {capacity}, of which {used} are in use at the end of year 3 ({mature}).",
			"There is room for {capacity}. The plan reaches {mature} at the end of year 3, a use of {used}.",
		},
		"operations.open": {
			"Open days and hours follow from the calculation of the trade, {how}, adjusted to this format.",
			"Behind it stands {how}; from that the open days and the shifts of the {noun} are set.",
			"The calendar of open days is the one behind the figures: {how}.",
		},
		"operations.open.stock": {
			"What the days look like follows from the pace planned: {how}.",
			"Behind it stands this pace: {how}.",
			"Hours of service and hiring follow the pace: {how}.",
		},
		"operations.open.public": {
			"Programme days follow from the calculation, {how}, adjusted to this format and to the terms of {buyers}.",
			"Behind it stands {how}; from that the calendar of the programme is set.",
			"The calendar is the one behind the figures: {how}.",
		},
		"head.operations.routine": {"Routine", "Fixed habits", "The working week"},
		"operations.routine": {
			"Quality of {a_noun} is mostly habit, and these are the fixed points:",
			"The week of the {noun} has fixed points, written down from the first day:",
			"So that the {noun} does not depend on memory, these points are fixed:",
		},
		"head.operations.equipment": {"Equipment and suppliers", "What is bought, and from whom", "Equipment"},
		"operations.equipment": {
			"The largest item is “{first}”: get two offers, compare used with new, and fix delivery before {opening}.",
			"First to be ordered is “{first}”, the largest item and the one that could delay the opening in {opening}.",
			"“{First}” costs most, so offers for it, with service and delivery date, come before everything else.",
		},
		"operations.suppliers": {
			"Partners of the {noun}: {suppliers}. Bills are paid after {payable} on average.",
			"Bought in: {suppliers}; the plan of the {noun} pays bills after {payable}.",
			"On the supply side: {suppliers}. As an average the {noun} has {payable} to pay.",
		},
		"operations.suppliers.goods": {
			"Sources of supply: {suppliers}. The {noun} holds stock for {stock} and pays after {payable} on average.",
			"Suppliers: {suppliers}. The plan of the {noun} counts on {stock} of stock and {payable} to pay.",
			"It is supplied by these: {suppliers}. The {noun} keeps {stock} of stock and pays bills after {payable}, each an average to negotiate from.",
		},
	}
}
