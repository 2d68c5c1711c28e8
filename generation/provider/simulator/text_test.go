package simulator

import (
	"strings"
	"testing"
)

const asked = "Language: de-DE (German)\n{\"Start-up total\": \"48.305 €\", \"Opening\": \"April 2027\", \"Legal form\": \"GmbH\"}\n"

func TestAnAnswerIsAboutTheFiguresThatWereGivenAndSaysThatItIsSimulated(t *testing.T) {
	for language, want := range map[string]string{"de-DE": "simulierter Text", "pt": "simulado", "xx": "simulated text"} {
		text := join(write(strings.Replace(asked, "de-DE", language, 1), 1, 300, false))
		if !strings.Contains(text, want) || !strings.Contains(text, "48.305 €") {
			t.Errorf("in %s: %q", language, text)
		}
		if strings.Contains(text, "987,654,321") {
			t.Error("a figure was invented that nobody asked for")
		}
	}
	if text := join(write(asked, 1, 300, true)); !strings.Contains(text, "987,654,321") {
		t.Errorf("no figure was invented: %q", text)
	}
}

func TestTheSameQuestionAndSeedGiveTheSameAnswer(t *testing.T) {
	first := join(write(asked, 7, 200, false))
	if first != join(write(asked, 7, 200, false)) {
		t.Error("the same was answered differently")
	}
	for _, other := range []string{join(write(asked+" ", 7, 200, false)), join(write(asked, 8, 200, false))} {
		if other == first {
			t.Error("another question or seed was answered the same")
		}
	}
}

func TestAnAnswerHasAboutAsManyTokensAsWereChosen(t *testing.T) {
	for _, n := range []int{1, 40, 300, 2000} {
		got := len(write(asked, 1, n, false))
		if got < n || got > n+60 {
			t.Errorf("%d tokens were written, chosen were %d", got, n)
		}
	}
}
