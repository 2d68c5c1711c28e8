// Package check reads what is in deploy with the tools that will read it there: compose-go, BuildKit's
// parser, kustomize, the schemas that Kubernetes 1.30 and KEDA publish, and Prometheus' parser and engine. It holds tests only, in a module of
// its own, so that the product's graph of dependencies stays what it is. It knows nothing of the service.
//
//	go test -count=1 ./...    # in this folder; task deploy. Go's cache does not see files outside of a module change.
package check
