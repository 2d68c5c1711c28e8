package check

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// objects are what kubectl apply -k makes of a folder, by kind and name.
func objects(t *testing.T, folder string) map[string]map[string]any {
	t.Helper()
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), "../kubernetes/"+folder)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]any{}
	for _, r := range built.Resources() {
		object, err := r.Map()
		if err != nil {
			t.Fatal(err)
		}
		all[r.GetKind()+"/"+r.GetName()] = object
	}
	return all
}

// at walks down an object; numbers are places in lists.
func at(t *testing.T, object any, path ...any) any {
	t.Helper()
	for _, step := range path {
		switch o := object.(type) {
		case map[string]any:
			object = o[step.(string)]
		case []any:
			object = o[step.(int)]
		default:
			t.Fatalf("there is no %v in %v", step, path)
		}
	}
	if object == nil {
		t.Fatalf("there is no %v", path)
	}
	return object
}

func seconds(t *testing.T, v any) time.Duration {
	t.Helper()
	n, ok := v.(int)
	if !ok {
		t.Fatalf("%v (%T) are no seconds", v, v)
	}
	return time.Duration(n) * time.Second
}

func TestKubernetesTakesTheManifests(t *testing.T) {
	s := loadSchemas(t)
	for folder, count := range map[string]int{"base": 4, "autoscaled": 6} {
		all := objects(t, folder)
		if len(all) != count {
			t.Errorf("%s: %d objects, want %d", folder, len(all), count)
		}
		for name, object := range all {
			if err := s.check(object); err != nil {
				t.Errorf("%s: %s: %v", folder, name, err)
			}
		}
	}
}

// container is the one of our pods.
func container(t *testing.T, all map[string]map[string]any) any {
	t.Helper()
	return at(t, all["Deployment/planspark"], "spec", "template", "spec", "containers", 0)
}

// env is the value of a variable of the container, or the secret that it comes from.
func env(t *testing.T, container any, name string) string {
	t.Helper()
	for _, v := range at(t, container, "env").([]any) {
		v := v.(map[string]any)
		if v["name"] != name {
			continue
		}
		if value, ok := v["value"].(string); ok {
			return value
		}
		return fmt.Sprintf("secret %v", at(t, v, "valueFrom", "secretKeyRef", "name"))
	}
	t.Fatalf("%s is not set", name)
	return ""
}

func TestPodsHaveTheTimeOfTheirDrain(t *testing.T) {
	all := objects(t, "base")
	drain, err := time.ParseDuration(env(t, container(t, all), "PLANSPARK_DRAIN_TIMEOUT"))
	if err != nil {
		t.Fatal(err)
	}
	pod := at(t, all["Deployment/planspark"], "spec", "template", "spec")
	grace := seconds(t, at(t, pod, "terminationGracePeriodSeconds"))
	before := seconds(t, at(t, container(t, all), "lifecycle", "preStop", "sleep", "seconds"))
	if least := before + drain + 5*time.Second; grace < least {
		t.Errorf("pods are killed after %s, they need %s", grace, least)
	}
}

func TestPodsHaveNoRightsAndNoSecretsInTheOpen(t *testing.T) {
	all := objects(t, "base")
	c := container(t, all)
	for want, got := range map[any]any{
		"runAsNonRoot true":             fmt.Sprint("runAsNonRoot ", at(t, all["Deployment/planspark"], "spec", "template", "spec", "securityContext", "runAsNonRoot")),
		"readOnlyRootFilesystem true":   fmt.Sprint("readOnlyRootFilesystem ", at(t, c, "securityContext", "readOnlyRootFilesystem")),
		"privilege escalation false":    fmt.Sprint("privilege escalation ", at(t, c, "securityContext", "allowPrivilegeEscalation")),
		"capabilities dropped [ALL]":    fmt.Sprint("capabilities dropped ", at(t, c, "securityContext", "capabilities", "drop")),
		"service account token false":   fmt.Sprint("service account token ", at(t, all["Deployment/planspark"], "spec", "template", "spec", "automountServiceAccountToken")),
		"seccomp RuntimeDefault":        fmt.Sprint("seccomp ", at(t, all["Deployment/planspark"], "spec", "template", "spec", "securityContext", "seccompProfile", "type")),
		"environment of services false": fmt.Sprint("environment of services ", at(t, all["Deployment/planspark"], "spec", "template", "spec", "enableServiceLinks")),
	} {
		if want != got {
			t.Errorf("%v, want %v", got, want)
		}
	}
	for _, name := range []string{"PLANSPARK_DATABASE", "PLANSPARK_REDIS", "PLANSPARK_ADMIN_TOKEN", "PLANSPARK_GEMINI_API_KEY", "PLANSPARK_GROQ_API_KEY", "PLANSPARK_OPENAI_API_KEY"} {
		if got := env(t, c, name); got != "secret planspark" {
			t.Errorf("%s is %s", name, got)
		}
	}
}

// TestProbesAskTheRightQuestions: a pod that cannot reach its database is not ready, and is not
// restarted for it.
func TestProbesAskTheRightQuestions(t *testing.T) {
	c := container(t, objects(t, "base"))
	for probe, path := range map[string]string{"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"} {
		get := at(t, c, probe, "httpGet")
		if at(t, get, "path") != path || at(t, get, "port") != at(t, c, "ports", 0, "name") {
			t.Errorf("the %s asks %v, want %s", probe, get, path)
		}
	}
}

// TestSelectorsFindThePods: service, budget, spreading and deployment mean the same pods, and the ingress
// the service.
func TestSelectorsFindThePods(t *testing.T) {
	all := objects(t, "base")
	deployment := all["Deployment/planspark"]
	want := fmt.Sprint(at(t, deployment, "spec", "template", "metadata", "labels"))
	for name, got := range map[string]any{
		"deployment": at(t, deployment, "spec", "selector", "matchLabels"),
		"service":    at(t, all["Service/planspark"], "spec", "selector"),
		"budget":     at(t, all["PodDisruptionBudget/planspark"], "spec", "selector", "matchLabels"),
		"spreading":  at(t, deployment, "spec", "template", "spec", "topologySpreadConstraints", 0, "labelSelector", "matchLabels"),
	} {
		if fmt.Sprint(got) != want {
			t.Errorf("the %s selects %v, the pods are %v", name, got, want)
		}
	}
	backend := at(t, all["Ingress/planspark"], "spec", "rules", 0, "http", "paths", 0, "backend", "service")
	port := at(t, all["Service/planspark"], "spec", "ports", 0)
	if at(t, backend, "name") != "planspark" || at(t, backend, "port", "name") != at(t, port, "name") || at(t, port, "targetPort") != at(t, container(t, all), "ports", 0, "name") {
		t.Errorf("the ingress passes on to %v, the service listens on %v", backend, port)
	}
}

// TestTheAutoscalerDoesWhatTheServiceAsksFor: it reads the signal as it is, and nobody else says how many
// instances there are.
func TestTheAutoscalerDoesWhatTheServiceAsksFor(t *testing.T) {
	all := objects(t, "autoscaled")
	if replicas, set := at(t, all["Deployment/planspark"], "spec").(map[string]any)["replicas"]; set {
		t.Errorf("the deployment says %v too", replicas)
	}
	scaled := at(t, all["ScaledObject/planspark"], "spec")
	trigger := at(t, scaled, "triggers", 0, "metadata")
	if url := at(t, trigger, "url").(string); !strings.HasSuffix(url, "//planspark/v1/ops/scale") || at(t, trigger, "valueLocation") != "desired_instances" || at(t, trigger, "targetValue") != "1" {
		t.Errorf("the trigger is %v", trigger)
	}
	secret := at(t, all["TriggerAuthentication/planspark"], "spec", "secretTargetRef", 0)
	if at(t, secret, "name") != "planspark" || at(t, secret, "key") != "admin-token" || at(t, secret, "parameter") != "token" {
		t.Errorf("it signs in with %v", secret)
	}
	if least := at(t, scaled, "minReplicaCount").(int); least < 2 {
		t.Errorf("at least %d instances: the budget lets no node be emptied without a gap", least)
	}
}
