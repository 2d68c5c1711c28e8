package client_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"

	"github.com/planspark/planspark/protocol"
)

func request(idea string) protocol.Request {
	return protocol.Request{Idea: idea, Location: "Lisbon", Currency: "EUR"}
}

// A plan is asked for, followed from its first event and proven; here, over a real service.
func ExampleClient_Submit() {
	ctx := context.Background()
	c, err := newUser(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer c.CloseIdle()

	s, err := c.Submit(ctx, request("A neighbourhood cafe with home-made cakes"))
	if err != nil {
		log.Fatal(err) // a *protocol.Problem says which limit, or which field
	}
	sections := 0
	for u, err := range c.WatchFrom(ctx, s.Snapshot) {
		if err != nil {
			log.Fatal(err)
		}
		for _, e := range u.Events {
			if e.Kind == protocol.KindSection {
				sections++
			}
		}
		if u.Final != nil {
			fmt.Printf("%s: %d sections by %s\n", u.State, sections, u.Final.Source)
		}
	}
	// Output: completed: 15 sections by offline
}

// What a request would come to is known before it is made.
func ExampleClient_Quote() {
	ctx := context.Background()
	c, err := newUser(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer c.CloseIdle()

	q, err := c.Quote(ctx, request("A shop for second-hand bicycles"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(q.Outcome, q.Limits.MaxActive)
	// Output: start 2
}

// A finished plan is a file in any of six formats.
func ExampleClient_Plan() {
	ctx := context.Background()
	c, err := newUser(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer c.CloseIdle()
	id, err := written(ctx, c, "A bakery that delivers by bicycle")
	if err != nil {
		log.Fatal(err)
	}

	file, err := c.Plan(ctx, id, protocol.FormatJSON)
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	var plan struct {
		BusinessType string `json:"business_type"`
		Currency     string
		Sections     []struct{ Title string }
	}
	if err := json.NewDecoder(file).Decode(&plan); err != nil {
		log.Fatal(err)
	}
	fmt.Println(plan.BusinessType, plan.Currency, plan.Sections[0].Title)
	// Output: bakery EUR Executive summary
}

// Assumptions are changed in a revision; the plan as it was made stays.
func ExampleClient_Revise() {
	ctx := context.Background()
	c, err := newUser(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer c.CloseIdle()
	id, err := written(ctx, c, "A gym for people who do not like gyms")
	if err != nil {
		log.Fatal(err)
	}

	r, err := c.Revise(ctx, id, protocol.FirstRevision, map[string]int64{"reserve_months": 6})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.Revision, r.Changes[0].Label, r.Changes[0].After)
	all, err := c.Revisions(ctx, id)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(all), "versions")
	// Output:
	// 2 Reserve in months of fixed cost 6
	// 2 versions
}

// What was refused says why, in a form that programs can read.
func ExampleClient_Submit_refused() {
	ctx := context.Background()
	c, err := newUser(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer c.CloseIdle()

	_, err = c.Submit(ctx, request("café"))
	if p, ok := protocol.ProblemOf(err); ok {
		fmt.Println(p.Code, p.Errors[0].Field, p.Retryable)
	}
	// Output: invalid_request idea false
}
