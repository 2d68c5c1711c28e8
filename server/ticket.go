package server

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// TicketStore keeps notes that can be taken once, for all instances, by one clock. Safe for concurrent use.
type TicketStore interface {
	KeepTicket(ctx context.Context, name, note string, life time.Duration) error
	// TakeTicket returns the note and forgets it; ok is false when there is none, or its life is over.
	TakeTicket(ctx context.Context, name string) (note string, ok bool, err error)
}

// tickets are one-time admissions to a WebSocket. The store knows hashes only: who reads it admits
// himself nowhere.
type tickets struct {
	store TicketStore
	life  time.Duration
}

// issue makes a ticket for somebody.
func (t tickets) issue(ctx context.Context, id Identity) (string, error) {
	note, err := json.Marshal(id)
	if err != nil {
		return "", fmt.Errorf("encode who a ticket is for: %w", err)
	}
	ticket := rand.Text()
	return ticket, t.store.KeepTicket(ctx, hashed(ticket), string(note), t.life)
}

// take returns for whom a ticket was issued, once.
func (t tickets) take(ctx context.Context, ticket string) (id Identity, ok bool, err error) {
	note, ok, err := t.store.TakeTicket(ctx, hashed(ticket))
	if err != nil || !ok {
		return Identity{}, false, err
	}
	if err := json.Unmarshal([]byte(note), &id); err != nil {
		return Identity{}, false, fmt.Errorf("decode who a ticket is for: %w", err)
	}
	return id, true, nil
}

func hashed(ticket string) string {
	sum := sha256.Sum256([]byte(ticket))
	return hex.EncodeToString(sum[:])
}
