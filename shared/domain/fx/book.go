package fx

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Book is whose rates they are: a program's own, or those of the European
// Central Bank, which all programs of the instance may go by.
type Book string

// CentralBank is the book of the European Central Bank.
const CentralBank Book = "ecb"

// BookOf is a program's own book.
func BookOf(p id.Program) Book { return Book(p) }

// Sheet is what a book says of a day.
type Sheet struct {
	Book    Book
	Day     string
	Rates   []Rate
	Version int64
}

// Store keeps books of rates.
type Store interface {
	// Sheets reads the days of a book between two, consistently, newest first.
	Sheets(ctx context.Context, b Book, from, to string) ([]Sheet, error)
	// Save writes a day's sheet if it still is what it was; Conflict.
	Save(ctx context.Context, before, after Sheet) error
}

// Query asks what From is worth in To on a day, for a program.
type Query struct {
	Program  id.Program
	From, To money.Currency
	Day      string
	MaxAge   int  // in days; a rate that is older is none
	ECB      bool // the central bank's may stand in where the program has none
}

// Finder finds the rate that is in force.
type Finder struct{ Store Store }

// Rate returns the rate that is in force: the program's own, in either
// direction, before the central bank's; the latest that is not after the day
// and not older than the query allows; by way of the euro where neither book
// has the pair. NotFound "fx.rate_missing" when there is none.
func (f Finder) Rate(ctx context.Context, q Query) (Rate, error) {
	read, err := f.read(ctx, q)
	if err != nil {
		return Rate{}, err
	}
	if r, ok := find(read, q.From, q.To); ok {
		return r, nil
	}
	return Rate{}, fault.New(fault.NotFound, "fx.rate_missing", "There is no rate from %s to %s for %s.", q.From, q.To, q.Day)
}

// read reads the books that count for the query.
func (f Finder) read(ctx context.Context, q Query) ([][]Sheet, error) {
	since, err := before(q.Day, q.MaxAge)
	if err != nil {
		return nil, err
	}
	books := []Book{BookOf(q.Program)}
	if q.ECB {
		books = append(books, CentralBank)
	}
	read := make([][]Sheet, len(books))
	for i, b := range books {
		if read[i], err = f.Store.Sheets(ctx, b, since, q.Day); err != nil {
			return nil, err
		}
	}
	return read, nil
}

func before(day string, days int) (string, error) {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "fx.bad_day", "The day is none.")
	}
	return t.AddDate(0, 0, -days).Format(time.DateOnly), nil
}

const euro money.Currency = "EUR"

// find looks for a pair, then for two pairs that meet in the euro.
func find(books [][]Sheet, from, to money.Currency) (Rate, bool) {
	if r, ok := pair(books, from, to); ok || from == euro || to == euro {
		return r, ok
	}
	first, ok1 := pair(books, from, euro)
	second, ok2 := pair(books, euro, to)
	if !ok1 || !ok2 {
		return Rate{}, false
	}
	return first.Then(second)
}

// pair is the latest rate of the first book that has one of these two.
func pair(books [][]Sheet, from, to money.Currency) (Rate, bool) {
	for _, sheets := range books {
		for _, s := range sheets {
			for _, r := range s.Rates {
				switch {
				case r.From == from && r.To == to:
					return r, true
				case r.From == to && r.To == from:
					return r.Inverse(), true
				}
			}
		}
	}
	return Rate{}, false
}

// InForce lists what each currency that the books name is worth in q.To on the
// day, as Rate finds it; q.From is not asked for.
func (f Finder) InForce(ctx context.Context, q Query) ([]Rate, error) {
	read, err := f.read(ctx, q)
	if err != nil {
		return nil, err
	}
	known := map[money.Currency]bool{}
	for _, sheets := range read {
		for _, s := range sheets {
			for _, r := range s.Rates {
				known[r.From], known[r.To] = true, true
			}
		}
	}
	var out []Rate
	for _, c := range slices.Sorted(maps.Keys(known)) {
		if r, ok := find(read, c, q.To); ok && c != q.To {
			out = append(out, r)
		}
	}
	return out, nil
}
