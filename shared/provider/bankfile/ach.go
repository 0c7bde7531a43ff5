package bankfile

import (
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/domain/payout"
)

// achFile gathers the entries of a file with one batch.
type achFile struct {
	src      bank.Source
	at       time.Time
	modifier string
	records  []string
	entries  int64
	addenda  int64
	hash     int64 // of the banks' numbers
	total    int64 // cents
}

// record is a line of 94 columns.
type record struct{ b strings.Builder }

func (r *record) text(s string, n int) *record {
	if len(s) > n {
		s = s[:n]
	}
	r.b.WriteString(s + strings.Repeat(" ", n-len(s)))
	return r
}

// place writes the ten columns of a routing number or of one that the bank gave.
func (r *record) place(s string) *record {
	r.b.WriteString(strings.Repeat(" ", max(0, 10-len(s))) + s)
	return r
}

// number writes the last n digits of v, with zeros before it.
func (r *record) number(v int64, n int) *record {
	s := strings.Repeat("0", n) + strconv.FormatInt(v, 10)
	r.b.WriteString(s[len(s)-n:])
	return r
}

func (r *record) String() string { return r.b.String() }

// Types of records and codes in them.
const (
	credits      = "220"
	toChecking   = "22"
	toSavings    = "32"
	paymentNote  = "05"
	blockingSize = 10
)

func (f *achFile) odfi() string { return f.src.ACH.Routing[:8] }

func (f *achFile) entry(l payout.Line) {
	routing, _ := bank.Routing(l.Account.RoutingNumber)
	number, _ := bank.AccountNumber(l.Account.AccountNumber)
	f.entries++
	f.total += l.Amount.Minor()
	bankNumber, _ := strconv.ParseInt(routing[:8], 10, 64)
	f.hash += bankNumber
	code, follows := toChecking, "0"
	if l.Account.AccountType == payout.Savings {
		code = toSavings
	}
	if f.src.ACH.Addenda {
		follows = "1"
	}
	r := new(record).text("6"+code, 3).text(routing, 9).text(number, 17).number(l.Amount.Minor(), 10)
	r.text(upper(individual(l), 15), 15).text(upper(holder(l), 22), 22).text("", 2).text(follows, 1).text(f.odfi(), 8).number(f.entries, 7)
	f.records = append(f.records, r.String())
	if f.src.ACH.Addenda {
		id, _ := reference(string(l.Payout))
		f.addenda++
		a := new(record).text("7"+paymentNote, 3).text(upper(id+" "+l.Note, 80), 80).number(1, 4).number(f.entries, 7)
		f.records = append(f.records, a.String())
	}
}

func (f *achFile) fileHeader() string {
	r := new(record).text("101", 3).place(f.src.ACH.Routing).place(f.src.ACH.Origin).text(f.at.Format("0601021504"), 10).text(f.modifier, 1)
	return r.text("094101", 6).text(upper(f.src.ACH.BankName, 23), 23).text(upper(f.src.Name, 23), 23).text("", 8).String()
}

func (f *achFile) batchHeader() string {
	class := "PPD"
	if f.src.ACH.Business {
		class = "CCD"
	}
	day := bank.Calendar(bank.FederalReserve).Next(f.at).Format("060102")
	r := new(record).text("5"+credits, 4).text(upper(f.src.Name, 16), 16).text("", 20).place(f.src.ACH.Company).text(class, 3)
	return r.text("COMMISSION", 10).text(f.at.Format("060102"), 6).text(day, 6).text("", 3).text("1", 1).text(f.odfi(), 8).number(1, 7).String()
}

func (f *achFile) batchControl() string {
	r := new(record).text("8"+credits, 4).number(f.entries+f.addenda, 6).number(f.hash, 10).number(0, 12).number(f.total, 12)
	return r.place(f.src.ACH.Company).text("", 25).text(f.odfi(), 8).number(1, 7).String()
}

// bytes writes the records, filled up with nines to a whole block of ten.
func (f *achFile) bytes() []byte {
	records := append([]string{f.fileHeader(), f.batchHeader()}, f.records...)
	records = append(records, f.batchControl())
	blocks := (len(records) + 1 + blockingSize - 1) / blockingSize
	c := new(record).text("9", 1).number(1, 6).number(int64(blocks), 6).number(f.entries+f.addenda, 8).number(f.hash, 10).number(0, 12).number(f.total, 12).text("", 39)
	records = append(records, c.String())
	for len(records)%blockingSize > 0 {
		records = append(records, strings.Repeat("9", 94))
	}
	return []byte(strings.Join(records, "\n") + "\n")
}
