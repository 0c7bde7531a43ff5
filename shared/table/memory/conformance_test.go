package memory_test

import (
	"testing"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/memory"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	tabletest.Run(t, func(*testing.T) table.Table { return memory.New(clock.At(start)) })
}

func TestConformanceWithIdleFaults(t *testing.T) {
	t.Parallel()
	none := memory.WithFaults(func(memory.Call) memory.Fault { return memory.None })
	tabletest.Run(t, func(*testing.T) table.Table { return memory.New(clock.At(start), none) })
}

func TestScan(t *testing.T) {
	t.Parallel()
	tab := memory.New(clock.At(start))
	tabletest.Scan(t, tab, tab)
}
