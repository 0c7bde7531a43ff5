// Command stripefixtures writes the objects that stripe-mock serves, as JSON
// files of a folder: the shapes that tests of Stripe's events begin with.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/stripe/stripe-mock/embedded"
)

func main() {
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(folder string) error {
	var all struct {
		Resources map[string]json.RawMessage `json:"resources"`
	}
	if err := json.Unmarshal(embedded.OpenAPIFixtures, &all); err != nil {
		return err
	}
	for _, name := range []string{
		"charge", "checkout.session", "customer", "discount", "dispute", "event", "invoice", "invoice_payment", "promotion_code", "refund", "subscription",
	} {
		var text bytes.Buffer
		if err := json.Indent(&text, all.Resources[name], "", "  "); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		text.WriteByte('\n')
		if err := os.WriteFile(filepath.Join(folder, name+".json"), text.Bytes(), 0o600); err != nil {
			return err
		}
	}
	return nil
}
