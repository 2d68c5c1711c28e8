package client_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// A request is submitted and followed to its proven end. Connections that break in between are not
// to be seen here.
func ExampleClient_Watch() {
	ctx := context.Background()
	c, stop := exampleServer()
	defer stop()

	s, err := c.Submit(ctx, protocol.Request{Idea: "A coffee roastery with a small café"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for u, err := range c.Watch(ctx, s.ID, protocol.Cursor{}) {
		if err != nil {
			fmt.Println(err) // refused, unreachable, or not the server's text
			return
		}
		for _, e := range u.Events {
			if e.Kind == protocol.KindSection {
				fmt.Printf("%s is written\n", e.Title)
			}
		}
		if u.Final != nil {
			fmt.Printf("%s, %d characters\n", u.State, *u.Final.Chars)
		}
	}
	// Output:
	// Executive summary is written
	// The business is written
	// completed, 36 characters
}

// One session carries the watches of several generations over one connection.
func ExampleSession() {
	ctx := context.Background()
	c, stop := exampleServer()
	defer stop()

	session := c.Open(ctx)
	defer session.Close()
	watch, err := session.Watch(generation, protocol.Cursor{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for u, err := range watch.All(ctx) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(u.State, u.Percent)
	}
	// Output:
	// completed 100
}

func exampleServer() (*client.Client, func()) {
	story := tell(2, 2)
	f := newFake(&testing.B{}, func(p *peer) {
		p.hello()
		have, _ := p.watch()
		p.say(story.events(have, len(story)))
		p.hear()
	})
	f.mux.HandleFunc("POST /v1/generations", answer(story.at(0)))
	return f.inMemory(client.Config{})
}
