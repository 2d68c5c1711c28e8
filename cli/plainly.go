package cli

import "regexp"

// plainer is what kong says of a value in words of Go, and how people say it.
var plainer = []struct {
	said  *regexp.Regexp
	plain string
}{
	{regexp.MustCompile(`expected a valid \d+ bit u?int but got (".*")$`), `a whole number is wanted, not $1`},
	{regexp.MustCompile(`expected a float but got (".*") \(.*\)$`), `a number is wanted, not $1`},
	{regexp.MustCompile(`expected duration but got (".*"): .*$`), `a time such as 30s or 5m is wanted, not $1`},
	{regexp.MustCompile(`expected .* value but got (".*") \(short flag\); perhaps try (.*)\?$`), `$1 looks like a flag of its own; write $2`},
}

// plainly says a usage error in plain words.
func plainly(text string) string {
	for _, p := range plainer {
		text = p.said.ReplaceAllString(text, p.plain)
	}
	return text
}
