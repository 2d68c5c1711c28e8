// Planspark writes business plans while you watch; see planspark --help.
package main

import (
	"context"
	"os"

	"github.com/planspark/planspark/cli"
)

func main() {
	os.Exit(cli.Main(context.Background(), os.Args[1:], cli.System()))
}
