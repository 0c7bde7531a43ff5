package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Rounds of load: the targets take turns, so that a busy moment of the machine
// is everybody's.
const (
	rounds    = 3
	roundTime = time.Second
)

// peers reads name=url[,name=url].
func peers(text string) (out []target, err error) {
	for one := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		name, url, ok := strings.Cut(one, "=")
		if !ok || !strings.HasPrefix(url, "http://") {
			return nil, fmt.Errorf("a peer is name=http://…, not %q", one)
		}
		out = append(out, target{name, url})
	}
	return out, nil
}

// overHTTP measures the redirect over HTTP beside others (G1, G2, G4): ours on
// one core, each click accepted by a queue on another connection before the
// answer; and once without a queue, for those that only count in memory.
func overHTTP(ctx context.Context, others []target) ([]Row, error) {
	sqs := accept()
	defer sqs.Close()
	ours, err := begin(ctx, "ours", sqs.URL)
	if err != nil {
		return nil, err
	}
	defer ours.end()
	alone, err := begin(ctx, "ours, no queue", "")
	if err != nil {
		return nil, err
	}
	defer alone.end()
	targets := append([]target{ours.target, alone.target}, others...)
	var rows []Row
	for _, connections := range []int{32, 1} {
		got, err := inTurns(ctx, targets, connections)
		if err != nil {
			return nil, err
		}
		for i, t := range targets {
			rows = append(rows, loadRows(t.name, connections, got[i])...)
			if i >= 2 {
				rows = append(rows, beside(t.name, connections, got[0], got[1], got[i])...)
			}
		}
	}
	return rows, nil
}

// inTurns loads every target in each round and returns the sums.
func inTurns(ctx context.Context, targets []target, connections int) ([]load, error) {
	sums := make([]load, len(targets))
	for range rounds {
		for i, t := range targets {
			l, err := visit(ctx, t, connections, roundTime, false)
			if err != nil {
				return nil, err
			}
			if l.answered == 0 {
				return nil, fmt.Errorf("%s at %s does not redirect", t.name, t.url)
			}
			s := &sums[i]
			s.answered, s.failed, s.took, s.waits = s.answered+l.answered, s.failed+l.failed, s.took+l.took, append(s.waits, l.waits...)
		}
	}
	for i := range sums {
		slices.Sort(sums[i].waits)
	}
	return sums, nil
}

func loadRows(name string, connections int, l load) []Row {
	what := fmt.Sprintf("redirect over HTTP, connections: %d, %s", connections, name)
	speed := Row{Name: what, Value: l.perSecond(), Unit: "requests/s", Timed: true}
	if name == "ours" && connections > 1 {
		speed.Floor = 3300
	}
	rows := []Row{speed, {Name: what, Value: l.wait(50), Unit: "µs, median", Timed: true}, {Name: what, Value: l.wait(99), Unit: "µs, p99", Timed: true}}
	if name == "ours" {
		rows = append(rows, Row{Name: what, Value: l.wait(99) * 100 / max(1, l.wait(50)), Unit: "% p99 of the median", Goal: 1000, Timed: true})
	}
	if l.failed > 0 {
		rows = append(rows, Row{Name: what, Value: int64(l.failed), Unit: "connections failed", Timed: true})
	}
	return rows
}

// beside compares with a peer. The goals are those for shorteners of its kind:
// one that writes a row per click, and one that adds in memory.
func beside(peer string, connections int, ours, alone, theirs load) []Row {
	ratio := func(a, b int64) int64 { return a * 100 / max(1, b) }
	speed := Row{
		Name: fmt.Sprintf("ours beside %s, %d connections", peer, connections), Value: ratio(ours.perSecond(), theirs.perSecond()),
		Unit: "% of its requests/s", More: true, Timed: true,
	}
	wait := Row{Name: speed.Name, Value: ratio(ours.wait(99), theirs.wait(99)), Unit: "% of its p99", Timed: true}
	switch {
	case strings.HasPrefix(peer, "kutt"):
		speed.Goal = 250
		if connections > 1 {
			wait.Goal = 10
		}
	case strings.HasPrefix(peer, "chhoto"):
		speed = Row{Name: "ours without a queue beside " + peer, Value: ratio(alone.perSecond(), theirs.perSecond()), Unit: speed.Unit, Goal: 50, More: true, Timed: true}
	}
	return []Row{speed, wait}
}
