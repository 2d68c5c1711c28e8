package writer

// tradesPlaces are the types that host and guide visitors.
func tradesPlaces() map[string]trade {
	return map[string]trade{
		"travel": {
			noun: "tour company", buyer: "guest", buyers: "guests", ticket: "price per guest", form: formLimited,
			mission: "show visitors what they would not have found, in groups small enough to talk",
			works:   "a theme of its own cannot be compared by price, good reviews sell the next tour, and direct bookings save the commission",
			founder: "guides, trains guides, writes the routes and keeps partners and reviews warm",
			skill:   "certified guides with voice and humour, and someone who answers bookings at night",
			often:   "visitors buy once and recommend, hotels and agents send guests all season",
			site:    "a meeting point that everybody finds, with shelter and no competing flags",
			flow:    "booking, message with the meeting point, tour, tip of the guide, thanks, review, next theme",
			test:    "run the tour ten times with paying guests from one platform and read every review",
			spare:   "own vehicles, the office and the second theme",
			segments: [3]segment{
				{"The best of a few hours", "First or second day of the stay"},
				{"Their own pace", "Family trips and anniversaries"},
				{"A partner who never lets guests wait", "All season, on call"},
			},
			rivals: [3]rival{
				{"Coaches, brand, price", "Small groups, a theme of its own"},
				{"No fixed price", "Depth, a guide who is paid fairly, groups of a size to talk in"},
				{"Any time, low price", "Questions answered, doors opened"},
			},
			trends: [2]string{
				"Visitors stay shorter and book closer to the day, mostly on the phone.",
				"Crowded centres limit groups, which favours small ones and lesser-known quarters.",
			},
			covers: []string{"tour operator liability", "insolvency protection or bond where packages are sold", "accident and passenger cover", "vehicle"},
			actions: [5]string{
				"Walk the route at the planned hours and write times, toilets, shelter and plan B",
				"Clear the operator licence, guide certification and the bond",
				"List the tour on two platforms and on the own page at a lower price",
				"Agree commission with ten hotels and give every concierge a free seat",
				"Run ten tours with a form at the end, and change what two guests criticise",
			},
		},
		"short-stay": {
			noun: "guest house", buyer: "guest", buyers: "guests", ticket: "nightly rate", form: formLimited,
			mission: "give guests a clean, well-placed bed and a host who answers",
			works:   "a room earns more by the night than by the month where visitors come all year, and direct guests save the platform’s share",
			founder: "hosts, sets the prices each week and answers guests within minutes",
			skill:   "a caretaker who can fix a lock at night, and a feeling for prices",
			often:   "most guests come once, business guests return several times a year",
			site:    "a short walk to the station or the sights, a landlord and neighbours who agree, and a licence that exists",
			flow:    "booking, identity and tourist registration, code for the door, stay, turnover, review, return code",
			test:    "rent out one room or flat for a season with the licence in hand and measure occupancy and reviews",
			spare:   "the last rooms, custom furniture and breakfast",
			segments: [3]segment{
				{"Charm, a short way, late check-in", "Weekends and long weekends"},
				{"Two rooms and a kitchen", "School holidays"},
				{"A desk, an invoice, silence", "Monday to Thursday"},
			},
			rivals: [3]rival{
				{"Reception, breakfast, brand", "Space, kitchen, a local host"},
				{"The same platforms, often cheaper", "Desk, network, reliability in each room"},
				{"Hotel-like service in flats", "House book, personal tips, price"},
			},
			trends: [2]string{
				"Cities register and limit short stays, so a valid licence has become the scarce good.",
				"Business guests and families mix work and holiday, and stay a few nights longer.",
			},
			covers: []string{"public liability with guests", "buildings and contents for short lets", "loss of income after damage", "legal expenses with landlord and authority"},
			actions: [5]string{
				"Obtain the registration number and the landlord’s written consent before anything is bought",
				"Count prices and occupancy of twenty comparable rooms for four weeks",
				"Furnish and photograph the first room and open it for a trial month",
				"Contract laundry, turnover team and an emergency number",
				"Connect the calendars, set weekly prices and put up the direct page",
			},
		},
	}
}
