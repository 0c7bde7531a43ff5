// Package cost estimates what the owner of an installation pays to AWS for a
// program (M09): what was metered, times the units that each of it takes, times
// the list prices of one table. Amounts are billionths of a US dollar, whole
// numbers all the way: a click costs about 2,800 of them.
package cost

import (
	"math/big"
)

// Unit is what AWS bills by.
type Unit string

// The units.
const (
	Request  Unit = "http_request"
	Invoke   Unit = "lambda_request"
	Compute  Unit = "lambda_gb_second"
	Write    Unit = "dynamodb_write"
	Read     Unit = "dynamodb_read"
	Queue    Unit = "sqs_call"
	Put      Unit = "s3_put"
	Log      Unit = "log_gb"
	Transfer Unit = "transfer_gb"
	Mail     Unit = "mail"
	Stored   Unit = "storage_gb_month"
)

// Price is what a million units cost.
type Price struct {
	Unit       Unit
	PerMillion int64 // billionths of a US dollar
}

// The list that the prices are of. Discounts and free tiers are left out, so
// that nobody pays more than is said here.
const (
	Region = "us-east-1"
	AsOf   = "2026-11-01"
	Source = "https://aws.amazon.com/pricing/"
)

const dollar = 1_000_000_000

// Prices returns the list, on demand and for arm64.
func Prices() []Price {
	return []Price{
		{Request, dollar},
		{Invoke, dollar / 5},
		{Compute, 13_333_400_000},
		{Write, dollar * 5 / 8},
		{Read, dollar / 8},
		{Queue, dollar * 2 / 5},
		{Put, 5 * dollar},
		{Log, 500_000 * dollar},
		{Transfer, 90_000 * dollar},
		{Mail, 100 * dollar},
		{Stored, 250_000 * dollar},
	}
}

// Act is what is metered.
type Act string

// The acts.
const (
	Click      Act = "click"      // recorded, of every class
	Conversion Act = "conversion" // decided, with its commission, reports and notices
	Payout     Act = "payout"     // planned, sent and marked paid, with fifty commissions approved and claimed
	Storage    Act = "storage"    // gigabytes kept for a month, in millionths
)

// Need is how many units a billion of an act take: the numbers that the tests
// count, rounded up.
type Need struct {
	Unit       Unit
	PerBillion int64
}

// Needs returns what an act takes. A click is one row and folded counters, a
// conversion one transaction of 26 write units and 6 of reports.
func Needs(a Act) []Need {
	const each = 1_000_000_000
	switch a {
	case Click:
		return []Need{
			{Request, each},
			{Invoke, each + each/1000},
			{Compute, 2_250_000},
			{Queue, each * 12 / 10},
			{Write, each * 16 / 10},
			{Put, each / 500},
			{Log, 20},
			{Transfer, 670},
		}
	case Conversion:
		return []Need{
			{Request, each},
			{Invoke, each * 2},
			{Compute, 10_000_000},
			{Queue, each * 3},
			{Write, each * 32},
			{Read, each * 6},
			{Log, 40},
			{Mail, each / 4},
		}
	case Payout:
		return []Need{
			{Invoke, each * 2},
			{Compute, 20_000_000},
			{Queue, each * 2},
			{Write, each * (20 + 50*11)},
			{Read, each * 40},
			{Mail, each},
		}
	case Storage:
		return []Need{{Stored, each / 1_000_000}}
	}
	return nil
}

// Line is what one unit of an act comes to.
type Line struct {
	Unit  Unit
	Nanos int64
}

// Of returns what so many of an act cost, unit by unit, and in sum.
func Of(a Act, count int64) (lines []Line, sum int64) {
	prices := map[Unit]int64{}
	for _, p := range Prices() {
		prices[p.Unit] = p.PerMillion
	}
	for _, n := range Needs(a) {
		l := Line{n.Unit, times(count, n.PerBillion, prices[n.Unit])}
		lines, sum = append(lines, l), sum+l.Nanos
	}
	return lines, sum
}

// times is count × units a billion × price a million, in billionths of a dollar.
func times(count, perBillion, perMillion int64) int64 {
	n := new(big.Int).Mul(big.NewInt(count), big.NewInt(perBillion))
	n.Mul(n, big.NewInt(perMillion))
	return n.Div(n, new(big.Int).Mul(big.NewInt(1_000_000_000), big.NewInt(1_000_000))).Int64()
}

// Bytes that are kept of an act: a click's row for as long as it can be
// attributed, a conversion with its commission, postings, trace and events for
// ever.
const (
	ClickBytes      = 420
	ConversionBytes = 9_000
)

// Kept returns what so many clicks and conversions take in the table, in
// millionths of a gigabyte: for [Storage].
func Kept(clicks, conversions int64) int64 {
	return (clicks*ClickBytes + conversions*ConversionBytes) / 1000
}
