// Package deploy holds the configurations with which PlanSpark is deployed, so that `task cluster` and the tests run behind the
// very files that are shipped. It knows nothing of the service.
package deploy

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed haproxy/haproxy.cfg
var haproxy string

// Backend is a server that a load balancer passes requests to.
type Backend struct {
	Name string // how logs and statistics call it
	Addr string // host and port
}

// HAProxy is haproxy/haproxy.cfg for instances at fixed addresses, in place of those that a name server
// knows.
func HAProxy(backends []Backend) (string, error) {
	common, _, ok := strings.Cut(haproxy, "\tserver-template ")
	if !ok {
		return "", fmt.Errorf("haproxy.cfg has no server-template to replace")
	}
	for _, b := range backends {
		common += fmt.Sprintf("\tserver %s %s\n", b.Name, b.Addr)
	}
	return common, nil
}
