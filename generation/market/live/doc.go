// Package live reads market figures from public services that need no key: the World Bank's indicators by
// country, and exchange rates from Frankfurter and open.er-api.com. A Feed keeps what it read in memory and,
// through a Keeper, for all instances and across restarts; what cannot be believed is left out and the older
// value stays.
//
// It knows the market package, which knows what is believable, and no plan, user or request: nothing but the
// codes of countries leaves the machine. Its goroutines are those of Feed.Run, which refresh in the
// background and end with its context. Without Run nothing is read, and what is kept is used.
package live
