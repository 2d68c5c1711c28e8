package export_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/planspark/planspark/export"
	"github.com/planspark/planspark/export/exporttest"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

var formats = []protocol.Format{protocol.FormatJSON, protocol.FormatMD, protocol.FormatHTML, protocol.FormatPDF, protocol.FormatDOCX, protocol.FormatXLSX}

func TestTheSamePlanGivesTheSameBytes(t *testing.T) {
	p := exporttest.Planner(t)
	made := exporttest.Plan(t, p, exporttest.Requests()["cafe"])
	for _, f := range formats {
		once, again := exporttest.Written(t, export.New(p), f, made), exporttest.Written(t, export.New(p), f, made)
		if !bytes.Equal(once, again) {
			t.Errorf("%s: two files of one plan differ", f)
		}
	}
}

func TestAPlanThatCannotBeReadIsAnErrorAndNoFile(t *testing.T) {
	p := exporttest.Planner(t)
	x := export.New(p)
	whole := exporttest.Plan(t, p, exporttest.Requests()["cafe"])
	for name, spoil := range map[string]func(*generation.Plan){
		"no figures":    func(p *generation.Plan) { p.Financials = nil },
		"empty figures": func(p *generation.Plan) { p.Financials = []byte(`{"start":"2027-01"}`) },
		"missing months": func(p *generation.Plan) {
			p.Financials = []byte(`{"start":"2027-01","years":[{}],"series":{"revenue":[1,2],"cash":[1]}}`)
		},
		"no brief": func(p *generation.Plan) { p.Market = []byte(`[]`) },
	} {
		made := whole
		spoil(&made)
		for _, f := range formats[1:] {
			var b bytes.Buffer
			if err := x.Write(context.Background(), &b, f, made); err == nil || b.Len() > 0 {
				t.Errorf("%s as %s: error %v, %d bytes", name, f, err, b.Len())
			}
		}
	}
}

func TestWaitingForAPressEndsWithTheContext(t *testing.T) {
	p := exporttest.Planner(t)
	x := export.New(p)
	made := exporttest.Plan(t, p, exporttest.Requests()["cafe"])
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	var refused bool
	for range 200 { // a free slot and an ended context are both ready: one of them is taken
		refused = refused || x.Write(ended, &bytes.Buffer{}, protocol.FormatJSON, made) != nil
	}
	if !refused {
		t.Error("a context that had ended never stopped the writing")
	}
}

func TestFileNamesAreSafeEverywhere(t *testing.T) {
	for want, p := range map[string]generation.Plan{
		"business-plan-cafe-lisbon.pdf":             {BusinessType: "cafe", Market: []byte(`{"city":"Lisbon"}`)},
		"business-plan-cafe-sao-paulo.pdf":          {BusinessType: "cafe", Market: []byte(`{"city":"São Paulo"}`)},
		"business-plan-gym.pdf":                     {BusinessType: "gym", Market: []byte(`{"city":"東京"}`)},
		"business-plan-x-y.pdf":                     {BusinessType: "x", Market: []byte(`{"city":"\"\r\n../y"}`)},
		"business-plan-gym-revision-3.pdf":          {BusinessType: "gym", Revision: 3},
		"plan-de-negocio-gym-malaga-revision-2.pdf": {Request: protocol.Request{Locale: "es-ES"}, BusinessType: "gym", Market: []byte(`{"city":"Málaga"}`), Revision: 2},
		"business-plan.pdf":                         {},
	} {
		if got := export.FileName(p, protocol.FormatPDF); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func BenchmarkExport(b *testing.B) {
	p := exporttest.Planner(b)
	x := export.New(p)
	made := exporttest.Plan(b, p, exporttest.Requests()["cafe"])
	for _, f := range formats {
		b.Run(string(f), func(b *testing.B) {
			b.ReportAllocs()
			size := 0
			for b.Loop() {
				size = len(exporttest.Written(b, x, f, made))
			}
			b.ReportMetric(float64(size), "bytes/file")
		})
	}
}
