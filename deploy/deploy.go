// Package deploy holds the configurations with which PlanSpark is deployed, so that `task cluster` and the tests run behind the
// very files that are shipped. It knows nothing of the service.
package deploy

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
)

var (
	//go:embed haproxy/haproxy.cfg
	haproxy string
	//go:embed nginx/nginx.conf
	nginx string
)

// Backend is a server that a proxy passes requests to.
type Backend struct {
	Name string // how logs and statistics call it
	Addr string // host and port
}

var (
	haproxyServers = regexp.MustCompile(`(?m)^\tserver-template .*\n`)
	nginxServers   = regexp.MustCompile(`(?m)^\t\tserver 127\.0\.0\.1:\d+( .*;\n)(\t\tserver .*\n)*`)
)

// HAProxy is haproxy/haproxy.cfg for instances at fixed addresses, in place of those that a name server
// knows.
func HAProxy(backends []Backend) (string, error) {
	var servers strings.Builder
	for _, b := range backends {
		fmt.Fprintf(&servers, "\tserver %s %s\n", b.Name, b.Addr)
	}
	return replace("haproxy.cfg", haproxy, []replacement{{haproxyServers, servers.String()}})
}

// NginxPlaces are where nginx listens, and where the certificate plans.example.com.pem and its key lie.
type NginxPlaces struct {
	HTTP, HTTPS  string // addresses
	Certificates string // a folder
}

// Nginx is nginx/nginx.conf for other instances and places.
func Nginx(at NginxPlaces, backends []Backend) (string, error) {
	var servers strings.Builder
	for _, b := range backends {
		fmt.Fprintf(&servers, "\t\tserver %s$1", b.Addr)
	}
	return replace("nginx.conf", nginx, []replacement{
		{nginxServers, servers.String()},
		{regexp.MustCompile(`listen 80;`), "listen " + at.HTTP + ";"},
		{regexp.MustCompile(`listen 443 ssl;`), "listen " + at.HTTPS + " ssl;"},
		{regexp.MustCompile(`/etc/ssl/`), at.Certificates + "/"},
	})
}

type replacement struct {
	what *regexp.Regexp
	with string
}

// replace does all replacements; that there is nothing to replace is an error.
func replace(file, text string, all []replacement) (string, error) {
	for _, r := range all {
		if !r.what.MatchString(text) {
			return "", fmt.Errorf("%s has no %s", file, r.what)
		}
		text = r.what.ReplaceAllString(text, r.with)
	}
	return text, nil
}
