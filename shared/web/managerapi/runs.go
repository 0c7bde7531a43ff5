package managerapi

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// RunInput says who is in a run; everybody when nothing is said.
type RunInput struct {
	Only   []string `json:"only,omitempty" maxItems:"200" doc:"Ids of partners: these alone"`
	Except []string `json:"except,omitempty" maxItems:"200" doc:"Ids of partners who wait for the next run"`
}

type runInput struct {
	ProgramPath
	Body *RunInput `required:"false"`
}

// terms are the program's, with whom the request names.
func (s staff) terms(in *RunInput) (payout.Terms, error) {
	t := payout.TermsOf(s.Program)
	if in == nil {
		return t, nil
	}
	var err error
	if t.Only, err = partners(in.Only); err != nil {
		return t, err
	}
	t.Except, err = partners(in.Except)
	return t, err
}

func partners(texts []string) ([]id.Partner, error) {
	var out []id.Partner
	for _, text := range texts {
		p, err := parse[id.Partner](text, "partner")
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// Run is what a payout run planned: a batch for each payout method.
type Run struct {
	Data []Batch `json:"data"`
}

// planBatch plans the run of this minute: pressed twice, it is one run.
func (a api) planBatch(ctx context.Context, s staff, in *runInput) (*httpkit.Body[Run], error) {
	terms, err := s.terms(in.Body)
	if err != nil {
		return nil, err
	}
	batches, err := a.Runner.Run(ctx, terms, "by hand "+a.Clock.Now().UTC().Format("2006-01-02 15:04"), string(s.User))
	if err != nil {
		return nil, err
	}
	if len(batches) == 0 {
		return nil, fault.New(fault.Conflict, "batch.nothing_due", "Nothing is due: nobody has enough available and a payout method that can be used. The preview says who waits for what.")
	}
	out := Run{Data: []Batch{}}
	for _, b := range batches {
		v, err := a.batch(ctx, s, b)
		if err != nil {
			return nil, err
		}
		out.Data = append(out.Data, v)
	}
	return httpkit.OK(out), nil
}

// RunPreview is what a run would do.
type RunPreview struct {
	Total httpkit.Money `json:"total"`
	Fees  httpkit.Money `json:"fees"`
	Data  []RunLine     `json:"data" doc:"The first 1,000 partners who have something available"`
	More  int           `json:"more" doc:"How many partners are not listed"`
}

// RunLine is what a run would do for one partner.
type RunLine struct {
	Partner     PartnerRef    `json:"partner"`
	Rail        string        `json:"rail,omitempty"`
	Masked      string        `json:"masked,omitempty"`
	Amount      httpkit.Money `json:"amount"`
	Fee         httpkit.Money `json:"fee"`
	Commissions int64         `json:"commissions"`

	Sent *httpkit.Exchanged `json:"sent,omitempty" doc:"What would leave, where that is in another currency"`

	Waits string `json:"waits,omitempty" doc:"Why the partner is not paid; empty when it is"`
}

// previewed bounds how many partners a preview lists.
const previewed = 1000

func (a api) previewBatch(ctx context.Context, s staff, in *runInput) (*httpkit.Body[RunPreview], error) {
	terms, err := s.terms(in.Body)
	if err != nil {
		return nil, err
	}
	prospects, err := a.Runner.Preview(ctx, terms)
	if err != nil {
		return nil, err
	}
	out := RunPreview{Total: s.money(0), Fees: s.money(0), Data: []RunLine{}}
	ids := make([]id.Partner, 0, len(prospects))
	for _, p := range prospects {
		if p.Skip == "" {
			out.Total.Amount += p.Minor
			out.Fees.Amount += p.FeeMinor
		}
		if len(ids) < previewed {
			ids = append(ids, p.Account.Partner)
		}
	}
	out.More = len(prospects) - len(ids)
	names, err := a.names(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, p := range prospects[:len(ids)] {
		out.Data = append(out.Data, RunLine{
			Partner: names[p.Account.Partner], Rail: p.Rail, Masked: p.Masked, Amount: moneyOf(p.Minor, p.Account.Currency), Fee: moneyOf(p.FeeMinor, p.Account.Currency),
			Commissions: p.Lines, Waits: p.Skip, Sent: wouldSend(p),
		})
	}
	return httpkit.OK(out), nil
}

// wouldSend is what would leave in another currency.
func wouldSend(p payout.Prospect) *httpkit.Exchanged {
	if p.Rate.Num == 0 {
		return nil
	}
	return httpkit.ExchangedOf(p.Sent, p.Rate.Decimal(), p.Rate.Day)
}
