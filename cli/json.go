package cli

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/planspark/planspark/protocol"
)

// printLine prints a value as one line of JSON.
func printLine(w io.Writer, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	_, err = fmt.Fprintln(w, safeJSON(raw))
	return err
}

// printSnapshot prints the state as a message of the protocol.
func printSnapshot(w io.Writer, s protocol.Snapshot) error {
	return printLine(w, protocol.SnapshotMessage{Type: protocol.TypeSnapshot, Generation: s.ID, Cursor: s.Cursor, Snapshot: s})
}
