package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// formats are the endings of files that a plan can be written to.
var formats = []struct {
	ending string
	format protocol.Format
}{
	{".pdf", protocol.FormatPDF},
	{".docx", protocol.FormatDOCX},
	{".xlsx", protocol.FormatXLSX},
	{".html", protocol.FormatHTML},
	{".md", protocol.FormatMD},
	{".json", protocol.FormatJSON},
}

// formatOf finds the format that a file's ending asks for.
func formatOf(flag, file string) (protocol.Format, error) {
	endings := make([]string, len(formats))
	for i, f := range formats {
		if strings.EqualFold(filepath.Ext(file), f.ending) {
			return f.format, nil
		}
		endings[i] = f.ending
	}
	return "", usageError(fmt.Sprintf("%s: the format follows the file's ending, and %q has none that is known; use one of %s",
		flag, filepath.Base(file), strings.Join(endings, ", ")))
}

// checkFile finds out before the work whether its result can be written.
func checkFile(flag, file string) error {
	if _, err := formatOf(flag, file); err != nil {
		return err
	}
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return usageError(fmt.Sprintf("%s: %q is a folder", flag, file))
	}
	if info, err := os.Stat(filepath.Dir(file)); err != nil || !info.IsDir() {
		return usageError(fmt.Sprintf("%s: there is no folder %q", flag, filepath.Dir(file)))
	}
	return nil
}

// writePlan writes a revision of the finished plan to a file, whole or not at all.
func writePlan(ctx context.Context, c *client.Client, id string, revision int, flag, file string) error {
	format, err := formatOf(flag, file)
	if err != nil {
		return err
	}
	plan, err := c.PlanRevision(ctx, id, format, revision)
	if err != nil {
		return err
	}
	err = replaceFile(file, 0o644, func(w *os.File) error {
		_, err := io.Copy(w, plan)
		return err
	})
	if err = errors.Join(err, plan.Close()); err != nil {
		return fmt.Errorf("write the plan: %w", err)
	}
	return nil
}
