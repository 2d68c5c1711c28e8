package savings_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation/savings"
)

func TestMoneyOfOnesOwnIsFound(t *testing.T) {
	for text, want := range map[string]string{
		"Tengo 40.000 euros en el banco y quiero abrir un bar":                                "40000 EUR 40.000 euros",
		"I have €40,000 between us and a van":                                                 "40000 EUR €40,000",
		"I have 40,000 euros saved and want to open a bakery in Lisbon":                       "40000 EUR 40,000 euros",
		"A bakery in Lisbon. Savings of €40,000, no partner.":                                 "40000 EUR €40,000",
		"A bakery in Lisbon, budget 60k":                                                      "60000 EUR 60k",
		"A bakery in Lisbon with a budget of about 60.000 €":                                  "60000 EUR 60.000 €",
		"A taco truck in Austin, I've got $35,000 to start":                                   "35000 USD $35,000",
		"A taco truck in Austin with $35k of my own money":                                    "35000 USD $35k",
		"A taco truck in Austin, 35 thousand dollars in savings and a loan of 60,000 dollars": "35000 USD 35 thousand dollars",
		"Open a food truck with $50,000 in Austin":                                            "50000 USD $50,000",
		"Quiero abrir una cafetería con 50.000 euros":                                         "50000 EUR 50.000 euros",
		"Tengo unos 25.000€ y un socio que pone otros 10.000€":                                "25000 EUR 25.000€",
		"My budget is £25,000 for a barber shop in Leeds":                                     "25000 GBP £25,000",
		"We have 80,000 pounds for a gym in Leeds, two friends":                               "80000 GBP 80,000 pounds",
		"Start-up capital: EUR 12,500.50":                                                     "12500.5 EUR EUR 12,500.50",
		"Tengo 30.000 euros ahorrados y quiero abrir una panadería en Sevilla":                "30000 EUR 30.000 euros",
		"Una panadería en Sevilla con un presupuesto de 20.000 €":                             "20000 EUR 20.000 €",
		"Dispongo de 15 mil euros para montar una peluquería":                                 "15000 EUR 15 mil euros",
		"Una cafetería en Bogotá; contamos con 90 millones de pesos":                          "90000000 COP 90 millones de pesos",
		"Una cafetería en Lima (50.000 soles de ahorros)":                                     "50000 PEN 50.000 soles",
		"Con 18.000 € de fondos propios":                                                      "18000 EUR 18.000 €",
	} {
		value, rest, _ := strings.Cut(want, " ")
		currency, phrase, _ := strings.Cut(rest, " ")
		if v, p := savings.In(text, currency); v != value || p != phrase {
			t.Errorf("%q: %q of own money, %q; want %q, %q", text, v, p, value, phrase)
		}
	}
}

func TestWhatMayBeSomethingElseIsNotTaken(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("a menu of 9 euros, ", 50) + "and I have 40,000 euros saved",
		"A café in Lisbon with a loan of 60,000 euros",
		"A café in Lisbon that sells 40,000 euros a month",
		"I have 2,000 euros in monthly sales",
		"I have 40 seats and 3 ovens",
		"We need 40,000 euros to start",
		"I don't have 40,000 euros saved",
		"Wedding planner for weddings with a budget of 20,000 euros",
		"A studio for clients whose budget is 3,000 euros",
		"A marketing budget of 5,000 euros",
		"I want to open a shop with 2 euro coffee and 5 euro menus",
		"Start a fund with 2,000,000 euros revenue",
		"A studio with 40,000 euros",
		"Low-budget hotel with 30 rooms in Lisbon",
		"Menus of 15 euros, coffee at 1.20 euros",
		"Opened in 2019, budget 2026",
		"An app that saved 12,000 hours",
		"It costs 40,000 euros to open",
		"I have 40,000 dollars saved", // of another currency
		"I have 40,000 euros saved, and another 10,000 euros of my own money",
		"Looking for a capital of 50,000 euros",
		"Clases para familias con un presupuesto de 200 euros",
		"Un local con un alquiler de 1.200 euros y 30 plazas",
		"Necesito 20.000 euros para empezar",
		"Un préstamo de 20.000 euros",
		"Un taller que factura 90.000 euros al año",
		"A kitchen remodeler for homeowners with a 40,000 euro budget",
		"An app for people with a budget of 50,000 euros",
		"Wealth advice for people with 100,000 euros in savings",
		"Asesoría para personas con ahorros de 100.000 €",
		"An app that helps you get 10,000 euros saved",
		"Solar panels with savings of 2,000 euros for homes",
		"Placas solares con ahorros de 2.000 € para los hogares",
		"Viajes de lujo con un presupuesto de 5.000 € por persona",
		"A budget 5,000 sq ft gym",
		"Venture capital 20,000 startups",
		"Fintech: 3,000,000 savings accounts",
		"My dad lends me 30,000 euros to open a bar",
		"Mi padre me presta 30.000 € para abrir un bar",
		"Me faltan 30.000 euros para abrir una cafetería",
		"Launch a SaaS with 10,000 euros in MRR",
		"Launching a store with 20,000 euros in inventory",
		"Tengo 20.000 euros en maquinaria",
		"I have 30,000 to 40,000 euros saved", // which of them?
		"I have between 30,000 euros and 40,000 euros to start",
		"Tengo entre 30.000 € y 40.000 € para abrir un bar",
	} {
		if v, p := savings.In(text, "EUR"); v != "" || p != "" {
			t.Errorf("%q: %q of own money, %q; want none", text, v, p)
		}
	}
}

// TestAnythingMayBeAnIdea: what comes out is a number, and its words are of the text.
func TestAnythingMayBeAnIdea(t *testing.T) {
	word := rapid.OneOf(rapid.String(), rapid.SampledFrom(strings.Fields("I have saved budget of 40,000 € 40.000 $ EUR euros 1k 1.5 m million 00 0 savings mil de ( ) , . tengo ahorrados")))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(word, 0, 12).Draw(t, "words"), " ")
		value, phrase := savings.In(text, "EUR")
		if (value == "") != (phrase == "") {
			t.Fatalf("%q of own money, %q", value, phrase)
		}
		var n json.Number
		if err := json.Unmarshal([]byte(value), &n); value != "" && err != nil {
			t.Fatalf("%q is no number: %v", value, err)
		}
		if f, _ := n.Float64(); value != "" && f <= 0 {
			t.Fatalf("%q is not above 0", value)
		}
		if !strings.Contains(strings.Join(strings.Fields(text), " "), phrase) {
			t.Fatalf("%q is not of %q", phrase, text)
		}
	})
}
