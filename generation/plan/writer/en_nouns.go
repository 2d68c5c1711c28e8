package writer

// enNouns are what a business is called when its idea says so: the first noun
// of which a word stands in the idea. "*" stands for any ending.
func enNouns() map[string][]alias {
	return map[string][]alias{
		"cafe":          {{"tea room", "tea room"}, {"tea house", "tea house"}, {"teahouse", "tea house"}, {"espresso bar", "espresso bar"}, {"coffee shop", "coffee shop"}},
		"restaurant":    {{"pizzeria", "pizzeria"}, {"pizza*", "pizzeria"}, {"ramen", "ramen restaurant"}, {"sushi", "sushi restaurant"}, {"bistro", "bistro"}, {"brasserie", "brasserie"}, {"tapas", "tapas restaurant"}, {"diner", "diner"}, {"wine bar", "wine bar"}},
		"food-truck":    {{"food cart", "food cart"}, {"taco truck", "taco truck"}, {"coffee cart", "coffee cart"}, {"coffee van", "coffee van"}},
		"bakery":        {{"patisserie", "pastry shop"}, {"pastry shop", "pastry shop"}, {"cake shop", "cake shop"}},
		"agriculture":   {{"market garden", "market garden"}, {"vineyard", "vineyard"}, {"orchard", "orchard"}, {"nursery", "plant nursery"}, {"beekeep*", "apiary"}, {"urban farm", "urban farm"}},
		"retail-shop":   {{"bookshop", "bookshop"}, {"bookstore", "bookshop"}, {"book shop", "bookshop"}, {"florist", "flower shop"}, {"flower shop", "flower shop"}, {"toy shop", "toy shop"}, {"bike shop", "bicycle shop"}, {"grocery", "grocery"}, {"boutique", "boutique"}, {"phone repair*", "repair shop"}, {"laptop repair*", "repair shop"}, {"computer repair*", "repair shop"}, {"electronics repair*", "repair shop"}, {"repair cafe", "repair café"}, {"wine shop", "wine shop"}},
		"ecommerce":     {{"marketplace", "online marketplace"}, {"subscription box*", "subscription box shop"}},
		"manufacturing": {{"brewery", "brewery"}, {"distillery", "distillery"}, {"pottery", "pottery"}, {"furniture", "furniture workshop"}, {"soap*", "soap workshop"}, {"candle*", "candle workshop"}},
		"logistics":     {{"courier*", "courier service"}, {"cargo bike*", "cargo bike service"}, {"moving company", "moving company"}, {"freight", "freight service"}},
		"automotive":    {{"car wash", "car wash"}, {"tyre*", "tyre workshop"}, {"motorcycle*", "motorcycle workshop"}, {"body shop", "body shop"}},
		"trades": {
			{"plumb*", "plumbing business"},
			{"electric*", "electrical business"},
			{"roof*", "roofing business"},
			{"paint*", "painting business"},
			{"carpent*", "carpentry business"},
			{"joiner*", "joinery"},
			{"landscap*", "landscaping business"},
			{"heat pump*", "heating business"},
			{"heating", "heating business"},
			{"solar", "solar installation business"},
			{"tiler*", "tiling business"},
			{"handyman", "handyman service"},
		},
		"cleaning":       {{"window clean*", "window cleaning service"}, {"laundry", "laundry service"}, {"pool clean*", "pool service"}},
		"photography":    {{"video*", "film studio"}, {"photo*", "photo studio"}},
		"event-planning": {{"wedding*", "wedding planning business"}},
		"real-estate":    {{"property management", "property management firm"}, {"letting*", "letting agency"}},
		"salon":          {{"barber*", "barber shop"}, {"nail*", "nail studio"}, {"spa", "spa"}, {"beauty", "beauty salon"}},
		"gym":            {{"yoga", "yoga studio"}, {"pilates", "pilates studio"}, {"crossfit", "training box"}, {"climbing", "climbing gym"}, {"boxing", "boxing gym"}, {"dance", "dance studio"}, {"martial art*", "martial arts school"}},
		"tutoring":       {{"language school", "language school"}, {"music school", "music school"}, {"music lesson*", "music school"}, {"driving school", "driving school"}, {"coding", "coding school"}},
		"childcare":      {{"kindergarten", "kindergarten"}, {"daycare", "day nursery"}, {"preschool", "preschool"}, {"pre-school", "preschool"}},
		"healthcare":     {{"dent*", "dental practice"}, {"physio*", "physiotherapy practice"}, {"psycho*", "therapy practice"}, {"clinic", "clinic"}, {"pharmacy", "pharmacy"}, {"vet", "veterinary practice"}, {"veterinary", "veterinary practice"}},
		"pet-services":   {{"dog walk*", "dog walking service"}, {"daycare", "dog daycare"}, {"boarding", "pet boarding house"}, {"groom*", "grooming salon"}},
		"nonprofit":      {{"food bank", "food bank"}, {"foodbank", "food bank"}, {"shelter", "shelter"}, {"charity", "charity"}, {"foundation", "foundation"}, {"social enterprise", "social enterprise"}, {"youth club", "youth club"}},
		"travel":         {{"walking tour*", "tour company"}, {"bike tour*", "bike tour company"}, {"travel agency", "travel agency"}, {"boat tour*", "boat tour company"}},
		"short-stay":     {{"mountain hut*", "mountain hut"}, {"alpine hut*", "mountain hut"}, {"hut", "mountain hut"}, {"hotel", "small hotel"}, {"hostel", "hostel"}, {"bed and breakfast", "bed and breakfast"}, {"b&b", "bed and breakfast"}, {"apartment*", "apartment rental"}, {"holiday home*", "holiday home rental"}, {"glamping", "glamping site"}, {"campsite", "campsite"}},
		"agency":         {{"advertising agency", "advertising agency"}, {"design studio", "design studio"}, {"marketing agency", "marketing agency"}, {"seo", "search marketing agency"}},
		"saas":           {{"platform", "software platform"}},
		"freelance":      {{"translat*", "translation practice"}, {"design*", "design practice"}, {"copywrit*", "writing practice"}},
	}
}
