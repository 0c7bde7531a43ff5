package fx_test

import (
	"os"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// TestTheCentralBanksDocument reads the shape that the European Central Bank
// publishes as eurofxref-daily.xml; of its thirty currencies one is gone.
func TestTheCentralBanksDocument(t *testing.T) {
	t.Parallel()
	document, err := os.ReadFile("testdata/eurofxref-daily.xml")
	if err != nil {
		t.Fatal(err)
	}
	rates, err := fx.ReadECB(document)
	if err != nil || len(rates) != 29 {
		t.Fatalf("%d rates, %v", len(rates), err)
	}
	want := fx.Rate{From: "EUR", To: "USD", Day: "2026-03-10", Num: 677, Den: 625, Source: fx.ECB}
	if rates[0] != want {
		t.Errorf("%+v", rates[0])
	}
	for _, r := range rates {
		if r.From != "EUR" || r.Day != "2026-03-10" || r.Source != fx.ECB {
			t.Errorf("%+v", r)
		}
	}
	for name, text := range map[string]string{
		"no document":         "sorry",
		"no rates":            "<Envelope><Cube></Cube></Envelope>",
		"a rate that is none": `<Envelope><Cube><Cube time="2026-03-10"><Cube currency="USD" rate="much"/></Cube></Cube></Envelope>`,
	} {
		if _, err := fx.ReadECB([]byte(text)); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
