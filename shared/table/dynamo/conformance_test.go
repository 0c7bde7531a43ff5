//go:build integration

package dynamo_test

import (
	"testing"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/dynamo"
	"github.com/tributaryhq/tributary/shared/table/dynamo/dynamotest"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
	"github.com/tributaryhq/tributary/test/emulator"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	client := dynamotest.Client(emulator.Start(t))
	name := dynamotest.Table(t, client)
	tab := dynamo.New(client, name, clock.System())
	t.Run("table", func(t *testing.T) {
		t.Parallel()
		tabletest.Run(t, func(*testing.T) table.Table { return tab })
	})
	t.Run("scanner", func(t *testing.T) {
		t.Parallel()
		tabletest.Scan(t, tab, dynamo.NewScanner(client, name, clock.System()))
	})
}
