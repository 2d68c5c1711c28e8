package bench

import (
	"fmt"

	"github.com/planspark/planspark/protocol"
)

// ideas are what the users want to found; types, places and currencies vary, as those of real users do.
func ideas() []protocol.Request {
	return []protocol.Request{
		{Idea: "A neighbourhood cafe in Lisbon with home-made cakes", Budget: "60000"},
		{Idea: "Bicycle repair that comes to your door in Utrecht", Currency: "EUR"},
		{Idea: "A bakery in Porto that delivers sourdough by cargo bike"},
		{Idea: "An online shop for refurbished espresso machines, based in Berlin"},
		{Idea: "A yoga studio in Nairobi for people who work shifts", TimelineMonths: 18},
		{Idea: "Software that plans the routes of small removal companies", Location: "Austin, United States"},
		{Idea: "A food truck in Mexico City that serves breakfast to office workers"},
		{Idea: "Tutoring in mathematics for school children in Pune", Budget: "500000"},
		{Idea: "A barber shop in Lyon with appointments only"},
		{Idea: "Cleaning of holiday flats in Split between two guests"},
		{Idea: "A plant nursery for dry gardens near Cape Town", TimelineMonths: 24},
		{Idea: "A guest house with twelve rooms in Chiang Mai"},
	}
}

// idea is the n-th request of a run: no two are alike, so that nothing is joined or served from a cache.
func (r *run) idea(n int64) protocol.Request {
	all := ideas()
	request := all[int(n)%len(all)]
	request.Idea = fmt.Sprintf("%s (load test %s, number %d)", request.Idea, r.tag, n)
	return request
}
