// Package gemini asks the models of Google's Gemini API.
//
// It knows nothing of retries, limits or plans, and starts no goroutines.
package gemini
