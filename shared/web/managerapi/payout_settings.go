package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) payoutSettings() httpkit.Noun {
	const path = base + "/payout-settings"
	return httpkit.Noun{Name: "Manager payout settings", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-payout-settings", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "When and how the program pays",
		}, in(a, a.getPayoutSettings))
		httpkit.Register(r, httpkit.Op{
			ID: "put-payout-settings", Method: http.MethodPut, Path: path, Access: owner,
			Summary: "Say when and how the program pays", Description: "For runs and withdrawals from now on; what is planned stays as it is.",
		}, in(a, a.putPayoutSettings))
	}}
}

// PayoutSettings is when and how a program pays.
type PayoutSettings struct {
	Schedule     string    `json:"schedule" enum:"weekly,twice_monthly,monthly,manual"`
	Weekday      int       `json:"weekday" minimum:"0" maximum:"6" doc:"Of weekly runs; 0 is Sunday"`
	Day          int       `json:"day" minimum:"1" maximum:"28" doc:"Of monthly runs"`
	CutoffDays   int       `json:"cutoff_days" minimum:"0" maximum:"90" doc:"What became available later than this many days before a run waits for the next"`
	Minimum      int64     `json:"minimum" minimum:"0" doc:"In minor units of the program's currency; below it nothing is paid"`
	Rails        []string  `json:"rails" minItems:"1" maxItems:"7" doc:"Payout methods that partners choose from" enum:"manual,wise,paypal_csv,sepa,nacha,paypal,stripe"`
	Fees         []RailFee `json:"fees" maxItems:"7" doc:"What a payout costs, by method"`
	PartnerPays  bool      `json:"partner_pays" doc:"Fees are taken from the payout instead of borne by the program"`
	Withdrawals  bool      `json:"withdrawals" doc:"Partners may ask for what is available at any time"`
	AutoWithdraw bool      `json:"auto_withdraw" doc:"What they ask for needs no approval"`
}

// RailFee is what a payout by one method costs.
type RailFee struct {
	Rail        string `json:"rail" enum:"manual,wise,paypal_csv,sepa,nacha,paypal,stripe"`
	Flat        int64  `json:"flat" minimum:"0" doc:"Minor units"`
	BasisPoints int    `json:"basis_points" minimum:"0" maximum:"5000" doc:"Hundredths of a percent"`
	Cap         int64  `json:"cap" minimum:"0" doc:"At most this much, in minor units; 0 for no bound"`
}

// PayoutSettingsView adds what follows from the settings.
type PayoutSettingsView struct {
	PayoutSettings
	Currency  string   `json:"currency"`
	Zone      string   `json:"zone"`
	NextRunOn string   `json:"next_run_on,omitempty" format:"date"`
	Possible  []string `json:"possible_rails" doc:"Payout methods that pay in the program's currency"`
}

func (a api) getPayoutSettings(_ context.Context, s staff, _ *ProgramPath) (*httpkit.Body[PayoutSettingsView], error) {
	return httpkit.OK(a.payoutSettingsOf(s.Program)), nil
}

func (a api) payoutSettingsOf(p program.Program) PayoutSettingsView {
	y := p.Payouts
	v := PayoutSettingsView{Currency: string(p.Currency), Zone: p.Zone, Possible: []string{}, PayoutSettings: PayoutSettings{
		Schedule: string(y.Schedule), Weekday: int(y.Weekday), Day: max(y.Day, 1), CutoffDays: y.CutoffDays, Minimum: y.MinimumMinor, Rails: y.Offered(), Fees: []RailFee{},
		PartnerPays: y.PartnerPays, Withdrawals: y.Withdrawals, AutoWithdraw: y.AutoWithdraw,
	}}
	if v.Schedule == "" {
		v.Schedule = string(program.Monthly)
	}
	if day, ok := p.NextRun(a.Clock.Now()); ok {
		v.NextRunOn = clock.Day(day, p.Location())
	}
	for _, f := range y.Fees {
		v.Fees = append(v.Fees, RailFee{f.Rail, f.FlatMinor, int(f.BasisPoints), f.CapMinor})
	}
	for _, rail := range payout.RailNames() {
		if payout.Carries(rail, p.Currency) {
			v.Possible = append(v.Possible, rail)
		}
	}
	return v
}

type putPayoutSettingsInput struct {
	ProgramPath
	Body PayoutSettings
}

func (a api) putPayoutSettings(ctx context.Context, s staff, in *putPayoutSettingsInput) (*httpkit.Body[PayoutSettingsView], error) {
	for _, rail := range in.Body.Rails {
		if !payout.Carries(rail, s.Program.Currency) {
			return nil, fault.New(fault.Invalid, "program.invalid", "The program cannot be saved like this.").
				With(fault.Field{Location: "body.rails", Message: rail + " does not pay in " + string(s.Program.Currency)})
		}
	}
	p, err := a.Programs.Change(ctx, s.Program.ID, s.Program.Version, in.Body.apply)
	return httpkit.OK(a.payoutSettingsOf(p)), err
}

func (in PayoutSettings) apply(p *program.Program) {
	y := &p.Payouts
	y.Schedule, y.Weekday, y.Day, y.CutoffDays, y.MinimumMinor = program.Schedule(in.Schedule), time.Weekday(in.Weekday), in.Day, in.CutoffDays, in.Minimum
	y.Rails, y.Rail, y.PartnerPays, y.Withdrawals, y.AutoWithdraw = in.Rails, in.Rails[0], in.PartnerPays, in.Withdrawals, in.AutoWithdraw
	y.Fees = nil
	for _, f := range in.Fees {
		y.Fees = append(y.Fees, program.Fee{Rail: f.Rail, FlatMinor: f.Flat, BasisPoints: money.BasisPoints(f.BasisPoints), CapMinor: f.Cap})
	}
}
