// Package emulatortest gives an integration test its local AWS.
package emulatortest

import (
	"os"
	"testing"

	"github.com/tributaryhq/tributary/infra/local/emulator"
)

// URL returns the address of an AWS to test against: AWS_ENDPOINT_URL when it
// is set, else that of an emulator of the test's own, which ends with it.
func URL(tb testing.TB) string {
	tb.Helper()
	if url := os.Getenv("AWS_ENDPOINT_URL"); url != "" {
		return url
	}
	e, err := emulator.Start(tb.Context(), emulator.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := e.Stop(); err != nil {
			tb.Error(err)
		}
	})
	return e.URL
}
