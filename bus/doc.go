// Package bus is the only room that knows Redis: what instances tell each other and count together while
// they run. Log carries the events of generations, Signals what cannot wait for a look at the database;
// Rates, Quota and Breaker count what may be done how often, and what cannot be done at all.
//
// Nothing in Redis is the only copy of anything. When it cannot be used, every part says so at once or
// does with what this instance knows, and Bus.Run looks for its return. The package knows neither SQL
// nor sessions nor what a plan says.
//
// Bus.Run owns the goroutine that asks Redis for its health; Log.Follow and Signals.Run own theirs. All
// end with their contexts.
package bus
