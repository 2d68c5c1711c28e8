// Package cli is the command line of planspark: flags, what is shown while a plan is written, and
// exit codes. Each command is a struct of flags with a Run method; the work is done by package client
// and, for serve and migrate, by the packages of the service.
//
// Nothing here touches the process directly: streams, terminal, signals, clock and folders come in
// with Env, so that every command can be run in a test. What a server sends is text from outside;
// before it goes to a terminal, control characters are taken out.
package cli
