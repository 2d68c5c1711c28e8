package cli

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/planspark/planspark/store"
)

// sharedSecret is what signs guest sessions: the secret of this data folder, or that of the database
// when other instances must know it too. The first instance of a database gives it its own.
func sharedSecret(ctx context.Context, db *store.Store, path string) ([]byte, error) {
	own, err := loadSecret(path)
	if err != nil || !db.Shared() {
		return own, err
	}
	text, err := db.Secret(ctx, "session", hex.EncodeToString(own))
	if err != nil {
		return nil, err
	}
	secret, err := hex.DecodeString(text)
	if err != nil || len(secret) < secretBytes {
		return nil, errors.New("the secret in the database is damaged; delete the row \"session\" of the table secrets, and guests begin new sessions")
	}
	return secret, nil
}

// secretBytes is the size of the secret that signs guest sessions.
const secretBytes = 32

// loadSecret reads the secret of this data folder, or makes it. Only its owner may read the file.
func loadSecret(path string) ([]byte, error) {
	secret, err := os.ReadFile(path)
	if err == nil && len(secret) >= secretBytes {
		return secret, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the secret cannot be read: %w", err)
	}
	secret = make([]byte, secretBytes)
	if _, err := rand.Read(secret); err != nil {
		return nil, fmt.Errorf("make a secret: %w", err)
	}
	if err := os.WriteFile(path, secret, 0o600); err != nil {
		return nil, fmt.Errorf("the secret cannot be kept: %w", err)
	}
	return secret, nil
}
