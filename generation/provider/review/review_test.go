package review_test

import (
	"context"
	"strings"
	"testing"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/generation/plan/check"
	"github.com/planspark/planspark/generation/plan/plantest"
	"github.com/planspark/planspark/generation/provider/review"
	"github.com/planspark/planspark/protocol"
)

// Texts about as long as a short section.
var in = map[string]string{
	"en": "The café sells coffee and cakes to people who live nearby. It opens in the morning and closes when the last guests have left. What is promised is kept, and the founder is there every day. Suppliers are chosen for how reliable they are, and the offer grows with what people ask for.",
	"de": "Das Café verkauft Kaffee und Kuchen an Menschen, die in der Nähe wohnen. Es öffnet am Morgen und schließt, wenn die letzten Gäste gegangen sind. Was versprochen wird, wird auch gehalten, und die Gründerin ist jeden Tag da. Lieferanten werden nach ihrer Zuverlässigkeit ausgesucht, und das Angebot wächst mit dem, wonach die Leute fragen.",
	"pt": "O café vende bebidas e bolos a pessoas que vivem perto. Abre de manhã e fecha quando os últimos clientes saem. O que se promete é cumprido, e a fundadora está lá todos os dias. Os fornecedores são escolhidos pela confiança que dão, e a oferta cresce com o que as pessoas pedem ao longo do tempo.",
	"fr": "Le café vend des boissons et des gâteaux à des gens qui vivent près de là. Il ouvre le matin et ferme quand les derniers clients sont partis. Ce qui est promis est tenu, et la fondatrice est là tous les jours. Les fournisseurs sont choisis pour leur fiabilité, et l'offre grandit avec ce que les gens demandent.",
	"ru": "Кофейня продаёт кофе и пирожные людям, которые живут рядом. Она открывается утром и закрывается, когда уходят последние гости. То, что обещано, выполняется, и основатель бывает на месте каждый день. Поставщики выбираются за надёжность, а предложение растёт вместе с тем, о чём просят люди, и никогда не бывает слишком большим.",
	"ja": "このカフェは近くに住む人々にコーヒーとケーキを提供します。朝に開店し、最後のお客様が帰るまで営業します。約束したことは必ず守り、創業者は毎日店に立ちます。仕入先は信頼できるかどうかで選び、品ぞろえはお客様の声に合わせて少しずつ広げていきます。地域の人々が毎日立ち寄りたくなる場所を目指します。",
}

func TestTextsAreToldApartByTheirLanguage(t *testing.T) {
	for language, text := range in {
		for want := range in {
			faults := review.Rules{Language: want}.Faults(text)
			if (len(faults) == 0) != (want == language) {
				t.Errorf("a text in %s where %s is wanted: %q", language, want, faults)
			}
		}
		for _, tag := range []string{language + "-XX", "", "x-unknown"} {
			if faults := (review.Rules{Language: tag}).Faults(text); tag != language+"-XX" && len(faults) > 0 {
				t.Errorf("a text in %s where %q is wanted: %q", language, tag, faults)
			}
		}
	}
}

func TestWhatIsNoSectionIsNamed(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "0 words",
		"PWNED":                            "1 words",
		strings.Repeat(in["en"]+" ", 30):   "far too many",
		in["en"] + "<script>x()</script>":  "HTML",
		in["en"] + " <img src=x>":          "HTML",
		in["en"] + "\n```js\nx()\n```\n":   "code",
		in["en"] + " [here](javascript:x)": "links",
		in["en"] + " ![x](data:y)":         "links",
		in["en"] + " See https://x.test":   "links",
		in["en"] + " [Insert name here]":   "gaps",
		"Sure! Here it is. " + in["en"]:    "remark",
		"I'm sorry, but " + in["en"]:       "remark",
		in["en"] + " request-0a1b2c3d":     "instructions",
	} {
		faults := strings.Join(review.Rules{Language: "en"}.Faults(text), " ")
		if !strings.Contains(faults, want) {
			t.Errorf("of %.60q was said %q, want %q", text, faults, want)
		}
	}
	good := in["en"] + "\n\n### Prices\n\n| a | b |\n| --- | ---: |\n| x < y | [1] |\n\n1. **One**\n2. *Two*\n"
	if faults := (review.Rules{Language: "en"}).Faults(good); faults != nil {
		t.Errorf("of a good text was said %q", faults)
	}
}

func TestInventedFiguresAreNamedForTheRepair(t *testing.T) {
	library, atlas := plantest.Tables(t)
	brief, err := atlas.Brief(market.Query{Location: "Lisbon", BusinessType: "cafe"})
	if err != nil {
		t.Fatal(err)
	}
	m, err := library.Compute(context.Background(), plan.Input{BusinessType: "cafe", Location: brief.Location, TimelineMonths: 12, Start: "2027-01"})
	if err != nil {
		t.Fatal(err)
	}
	rules := review.Rules{Language: "en", Figures: check.NewSource(m, brief, protocol.Request{Idea: "A café"})}
	if faults := rules.Faults(in["en"] + " The loan is " + m.Figures("en").Money(m.Funding.Loan) + "."); faults != nil {
		t.Errorf("of a text with a given figure was said %q", faults)
	}
	faults := strings.Join(rules.Faults(in["en"]+" We expect 987,654,321 guests and €123,456,789.12."), " ")
	if !strings.Contains(faults, "987,654,321; 123,456,789.12.") {
		t.Errorf("was said %q", faults)
	}
}
