package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write anew what is kept of the program's answers")

// The desk's types are made of this file, so what it says must be what is served.
const deskKnows = "../../web/desk/openapi.gen.json"

func TestTheDeskKnowsTheAPIAsItIs(t *testing.T) {
	document := start(t, t.TempDir()).ask("GET", "/api/openapi.json", "", nil).want(200).object()
	delete(document, "servers")
	document["info"].(map[string]any)["version"] = "0"
	served, err := json.MarshalIndent(document, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	served = append(served, '\n')
	if *update {
		if err := os.WriteFile(deskKnows, served, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	known, err := os.ReadFile(deskKnows)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(known, served) {
		t.Errorf("%s is of another API; write it anew: go test ./cmd/stoppress -run DeskKnows -update", deskKnows)
	}
}
