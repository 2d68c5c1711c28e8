package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"sync"
	"time"
)

// peer is a server to compare with: it greets who comes, and sends what is published to those who asked for
// the topic.
type peer interface {
	serve(ln net.Listener) error
	publish(topic string, m message)
}

var peers = map[string]func() peer{
	"wire":       func() peer { return &wire{} },
	"gws":        func() peer { return newGWS() },
	"centrifuge": func() peer { return newCentrifuge() },
	"naive":      func() peer { return &naive{} },
}

// message has the form, and so the bytes, of PlanSpark's.
type message struct {
	Type       string  `json:"type"`
	Generation string  `json:"generation"`
	After      string  `json:"after"`
	Cursor     string  `json:"cursor"`
	Events     []event `json:"events"`
}

type event struct {
	Kind    string    `json:"kind"`
	At      time.Time `json:"at"`
	Section string    `json:"section"`
	Text    string    `json:"text"`
}

func (m message) encode() []byte {
	b, err := json.Marshal(m)
	if err != nil {
		panic(err) // it is made of strings
	}
	return b
}

// greeting is as long as PlanSpark's.
var greeting = func() []byte {
	b, _ := json.Marshal(map[string]string{"type": "hello", "limits": string(make([]byte, 100))})
	return b
}()

// servePeer is the process of a peer: it prints its address, publishes when a line comes in, and ends
// with its input.
func servePeer(args []string) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	topics := flags.Int("topics", 1, "")
	rate := flags.Float64("rate", 20, "messages a second and topic")
	text := flags.Int("text", 20, "characters of text in a message")
	name := flags.String("peer", "", "")
	if err := flags.Parse(args); err != nil {
		return err
	}
	build := peers[*name]
	if build == nil {
		return fmt.Errorf("no peer is called %q", *name)
	}
	p := build()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	failed := make(chan error, 1)
	go func() { failed <- p.serve(ln) }()
	fmt.Println(ln.Addr())
	in := bufio.NewReader(os.Stdin)
	if _, err := in.ReadString('\n'); err != nil {
		return nil
	}
	done := make(chan struct{})
	var all sync.WaitGroup
	for n := range *topics {
		all.Go(func() { publish(p, n, *topics, *rate, *text, done) })
	}
	if _, err = in.ReadString('\n'); errors.Is(err, io.EOF) {
		err = nil
	}
	close(done)
	all.Wait()
	select {
	case err = <-failed:
	default:
	}
	return err
}

// publish speaks on one topic at a rate, at a moment of its own.
func publish(p peer, n, topics int, rate float64, text int, done <-chan struct{}) {
	every := time.Duration(float64(time.Second) / rate)
	time.Sleep(every * time.Duration(n) / time.Duration(topics))
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	topic := topicName(n)
	m := message{Type: "events", Generation: topic, Events: []event{{Kind: "delta", Section: "market", Text: words[:text]}}}
	for seq := 1; ; seq++ {
		select {
		case <-done:
			return
		case <-ticker.C:
		}
		m.After, m.Cursor = "1-"+strconv.Itoa(seq), "1-"+strconv.Itoa(seq+1)
		m.Events[0].At = time.Now().UTC().Truncate(time.Millisecond)
		p.publish(topic, m)
	}
}

// topicName is as long as the id of a generation.
func topicName(n int) string { return fmt.Sprintf("019ad000-0000-7000-8000-%012d", n) }

const words = "a small bakery by the river sells bread, rolls and coffee to people on their way to work, and cakes on Sundays; "

// members are the subscribers of topics, for peers that keep them themselves.
type members[C comparable] struct {
	mu sync.RWMutex
	of map[string]map[C]struct{}
}

func (m *members[C]) join(topic string, c C) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.of == nil {
		m.of = map[string]map[C]struct{}{}
	}
	if m.of[topic] == nil {
		m.of[topic] = map[C]struct{}{}
	}
	m.of[topic][c] = struct{}{}
}

func (m *members[C]) leave(topic string, c C) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.of[topic], c)
}

func (m *members[C]) each(topic string, do func(C)) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	for c := range m.of[topic] {
		do(c)
	}
}
