package demo

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/payout"
)

// payoutMethod is how a partner wants to be paid.
func (p promoter) payoutMethod() map[string]any {
	if p.rail == "" {
		return map[string]any{"rail": payout.Manual, "holder": p.company, "free_text": p.account}
	}
	return map[string]any{"rail": p.rail, "holder": p.company, "iban": p.account}
}

// pays says how the program pays: by hand, by bank files, and to those who ask.
func (s *story) pays(ctx context.Context) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	from := map[string]any{
		"name": programName, "street": "Hafenstrasse 12", "postcode": "20457", "town": "Hamburg", "country": "DE", "iban": "DE75512108001245126199", "bic": "", "older": false,
		"ach": map[string]any{"routing": "", "bank_name": "", "origin": "", "company": "", "business": false, "addenda": false},
	}
	if err := s.manager.call(ctx, http.MethodPut, s.desk()+"/bank-account", from, nil); err != nil {
		return err
	}
	return s.manager.call(ctx, http.MethodPut, s.desk()+"/payout-settings", map[string]any{
		"schedule": "monthly", "weekday": 0, "day": 1, "cutoff_days": 0, "minimum": 2500, "rails": []string{payout.Manual, payout.SEPA, payout.Wise, payout.PayPalCSV},
		"fees": []any{map[string]any{"rail": payout.Wise, "flat": 60, "basis_points": 0, "cap": 0}}, "partner_pays": true, "withdrawals": true, "auto_withdraw": false,
	}, nil)
}

// asks lets the last partner who has enough withdraw what is available; nobody
// has approved it yet. Who that is depends on the day that the demo is made.
func (s *story) asks(ctx context.Context) error {
	for _, p := range slices.Backward(s.partners[:len(promoters())]) {
		if err := p.browser.signIn(ctx); err != nil {
			return err
		}
		err := p.browser.call(ctx, http.MethodPost, "/api/p/"+string(p.id)+"/programs/"+string(s.program.ID)+"/withdrawals", nil, nil)
		if err == nil {
			return s.Settle(ctx)
		}
		if !strings.Contains(err.Error(), "withdrawal.below_minimum") {
			return err
		}
	}
	return nil
}

// payOut approves what the schedule planned, a batch for each payout method, and
// exports it; two days later the transfers are in the bank's statement. Of the
// newest run only those by hand are: the others are still on their way when the
// demo ends.
func (s *story) payOut(ctx context.Context) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	type run struct{ ID, Status, Rail string }
	var batches struct{ Data []run }
	if err := s.manager.call(ctx, http.MethodGet, s.desk()+"/payout-batches?limit=10", nil, &batches); err != nil {
		return err
	}
	latest := s.Clock.Now().AddDate(0, 1, 0).After(s.Now)
	drafts := slices.DeleteFunc(batches.Data, func(b run) bool { return b.Status != "draft" })
	if len(drafts) == 0 {
		return nil
	}
	err := s.manager.withSecond(ctx, s.Clock.Now(), func() error {
		for _, b := range drafts {
			if err := s.manager.call(ctx, http.MethodPost, s.desk()+"/payout-batches/"+b.ID+"/approve", nil, nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, b := range drafts {
		batch := s.desk() + "/payout-batches/" + b.ID
		var file string
		if err := s.manager.call(ctx, http.MethodPost, batch+"/file", nil, &file); err != nil {
			return err
		}
		if latest && b.Rail != payout.Manual {
			continue
		}
		s.runs++
		number := s.runs
		s.plan(s.Clock.Now().AddDate(0, 0, 2), func(ctx context.Context) error { return s.transferred(ctx, b.ID, number) })
	}
	return s.Settle(ctx)
}

// transferred marks payouts paid with the bank's reference.
func (s *story) transferred(ctx context.Context, batch string, number int) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	var list struct{ Data []struct{ ID, Status string } }
	if err := s.manager.call(ctx, http.MethodGet, s.desk()+"/payouts?batch="+batch, nil, &list); err != nil {
		return err
	}
	for i, p := range list.Data {
		if p.Status != "exported" {
			continue
		}
		body := map[string]any{"reference": fmt.Sprintf("SEPA %s-%02d", s.Clock.Now().Format("20060102"), number*10+i)}
		if err := s.manager.call(ctx, http.MethodPost, s.desk()+"/payouts/"+p.ID+"/mark-paid", body, nil); err != nil {
			return err
		}
	}
	return s.Settle(ctx)
}
