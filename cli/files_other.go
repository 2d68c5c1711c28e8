//go:build !unix

package cli

// maxFiles is how many files this process may have open, 0 when that is not known.
func maxFiles() int { return 0 }
