//go:build unix

// Package cluster is the topology of a deployment as processes on one machine: PostgreSQL, Redis, a simulated
// provider, any number of instances and HAProxy in front of them, with the configuration that is shipped. Between
// each instance and its servers lies a link that can be broken. `task cluster` starts it for people,
// tests and the chaos harness start it for themselves.
//
//	c, err := cluster.Start(ctx, cluster.Options{Binary: binary})
//	defer c.Close()
//	c.Instances[1].Kill()                 // kill -9
//	c.Instances[0].Redis.Cut()            // one instance without Redis
//	c.Redis.Flush(ctx)
//	c.Reload(ctx)                         // of HAProxy
//	c.Roll(ctx, newer)                    // a new version, one after the other
//
// Processes and links belong to the cluster; Close ends them all. Methods may be called from any goroutine, but
// those that start and stop one process not at once for the same one.
package cluster
