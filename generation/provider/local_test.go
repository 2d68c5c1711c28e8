package provider_test

import (
	"testing"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/generation/provider/providertest"
)

func TestLocalBreaker(t *testing.T) {
	providertest.Breaker(t, providertest.Virtual, func(_ testing.TB, c provider.BreakerConfig) provider.Breaker { return provider.NewBreaker(c) })
}

func TestLocalGate(t *testing.T) {
	providertest.Gate(t, func(_ testing.TB, most int) provider.Gate { return provider.NewGate(most) })
}

func TestLocalQuota(t *testing.T) {
	providertest.Quota(t, providertest.Virtual, func(_ testing.TB, c provider.QuotaConfig) provider.Quota { return provider.NewQuota(c) })
}
