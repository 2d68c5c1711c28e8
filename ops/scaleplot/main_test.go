package main

import (
	"os"
	"testing"
)

func TestThePictureInTheDocsIsWhatThisProgramDraws(t *testing.T) {
	want, err := draw()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../docs/images/scale.svg")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/images/scale.svg is out of date: go run ./ops/scaleplot > docs/images/scale.svg")
	}
}
