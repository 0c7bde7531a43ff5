package surface_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/managerapi"
	"github.com/tributaryhq/tributary/shared/web/partnerapi"
)

// sample is how an operation is called so that it succeeds.
type sample struct {
	query  string // may hold placeholders of the path's form
	body   string // the same
	before func(*world)
}

// samples returns a call for every operation that needs more than its path.
func samples() map[string]sample {
	const input = `{"name":"Fresh","action":"sale","reward":{"kind":"percent","basis_points":1000}}`
	const hook = `{"form":"get","url":"https://tracker.example/pb?c={click_id}","topics":["commission.approved"]}`
	return map[string]sample{
		"check-report":           {body: `{"url":"https://partners.example/postback?event=sale&amount=10"}`},
		"run-test":               {body: `{}`},
		"create-link":            {body: `{"name":"Spring","key":"spring-sale","destination":"https://shop.acme.example/spring"}`},
		"preview-link":           {body: `{"destination":"https://acme.example/spring","sub1":"mail"}`},
		"update-link":            {body: `{"name":"New name","active":false}`},
		"try-link":               {body: `{"rules":[{"devices":["mobile"],"share_basis_points":5000,"destination":"https://acme.example/app"}]}`},
		"create-holdout-link":    {body: `{"name":"Comparison"}`},
		"create-coupon":          {body: `{"code":"maya10","partner_id":"{partner}","reward":{"basis_points":1500}}`},
		"update-coupon":          {body: `{"active":false}`, before: (*world).coded},
		"enter-rate":             {body: `{"from":"USD","rate":"0.92"}`},
		"upload-rates":           {body: `{"csv":"day,from,to,rate\n2026-03-09,USD,EUR,0.92\n"}`},
		"update-rate-source":     {body: `{"ecb":true,"max_days":3}`},
		"ask-program":            {body: `{"subject":"Where is my payout?","text":"It is late."}`},
		"reply-ticket":           {body: `{"text":"And still."}`},
		"answer-ticket":          {body: `{"text":"On its way."}`},
		"create-lead":            {body: `{"name":"Ada Fern","email":"ada@fernhill.io","company":"Fernhill"}`},
		"update-lead":            {body: `{"name":"Ada Fern","email":"ada@fernhill.io"}`},
		"accept-lead":            {before: (*world).referred},
		"decline-lead":           {body: `{"reason":"Too far away."}`, before: (*world).referred},
		"import-leads":           {body: `{"csv":"name,email\nAda,ada@fernhill.io\n"}`},
		"refer-lead":             {body: `{"partner_id":"{partner}","name":"Ada Fern","email":"ada@fernhill.io"}`},
		"approve-leads":          {body: `{"ids":["{lead}"]}`},
		"reject-leads":           {body: `{"ids":["{lead}"],"reason":"A customer already."}`},
		"win-lead":               {body: `{"amount":{"amount":25000,"currency":"EUR"}}`, before: (*world).leadApproved},
		"lose-lead":              {body: `{"reason":"No budget."}`, before: (*world).leadApproved},
		"save-lead-form":         {body: `{"fields":[{"label":"Team size","type":"dropdown","options":["1","2"]}],"signups":true}`},
		"register-deal":          {body: `{"name":"200 pairs","company":"Fernhill","value":{"amount":900000,"currency":"EUR"}}`},
		"update-deal":            {body: `{"name":"300 pairs","company":"Fernhill","value":{"amount":900000,"currency":"EUR"}}`},
		"move-deal":              {body: `{"stage":"proposal"}`, before: (*world).dealAccepted},
		"close-deal":             {before: (*world).dealAccepted},
		"lose-deal":              {body: `{}`},
		"accept-deal":            {body: `{}`},
		"renew-deal":             {body: `{"days":30}`, before: (*world).dealAccepted},
		"reject-deal":            {body: `{"reason":"A customer already."}`},
		"move-program-deal":      {body: `{"stage":"qualified"}`, before: (*world).dealAccepted},
		"confirm-deal":           {body: `{}`, before: (*world).dealAccepted},
		"return-deal":            {body: `{"reason":"Not signed."}`, before: (*world).dealClosed},
		"lose-program-deal":      {body: `{}`},
		"save-deal-stages":       {body: `{"days":60,"stages":[{"name":"First"}]}`},
		"create-promotion":       {body: `{"name":"Winter","starts_at":"2026-12-01T00:00:00Z","ends_at":"2026-12-08T00:00:00Z"}`},
		"update-promotion":       {body: `{"name":"Spring"}`},
		"apply-to-network":       {body: `{"about":"Running shoes, for 40,000 readers.","kinds":["publisher"]}`, before: (*world).turnedAway},
		"decide-network-partner": {body: `{"status":"suspended","reason":"Spam"}`},
		"hide-listing":           {body: `{"hidden":true}`},
		"join-program":           {body: `{"answers":{"promotes":"In a newsletter"}}`},
		"put-own-listing":        {body: `{"summary":"Boots that last","category":"fashion","published":true,"version":1}`},
		"create-agreement":       {body: `{"title":"House rules","text":"Be kind.","signers":"everybody"}`},
		"write-agreement":        {body: `{"title":"Terms","text":"Three.","signers":"everybody"}`},
		"publish-agreement":      {body: `{"hash":"` + agreement.HashOf("Terms", "Two.") + `","signatory":"Bea Boss"}`},
		"assign-agreement":       {body: `{"groups":["{group}"]}`},
		"withdraw-agreement":     {before: (*world).due},
		"sign-agreement":         {body: `{"number":2,"hash":"` + agreement.HashOf("Terms", "Two.") + `","name":"Maya Kovač","consent":true}`, before: (*world).due},
		"create-group":           {body: `{"name":"Creators"}`},
		"update-group":           {body: `{"name":"All"}`},
		"create-tier":            {body: `{"name":"Gold","reach":{"metric":"sales","threshold":100,"period":"year"}}`},
		"update-tier":            {body: `{"commission":"A fifth"}`},
		"place-partners":         {body: `{"partners":["{partner}"],"locked":true}`},
		"create-spiff":           {body: `{"name":"May push","from":"2026-05-01","to":"2026-05-31","goal":{"metric":"sales","threshold":5},"amount":{"amount":5000,"currency":"EUR"}}`},
		"update-spiff":           {body: `{"name":"Push"}`},
		"preview-import":         {body: `{"source":"csv","files":[{"name":"partners.csv","gzip":"H4sIAAAAAAACA8tM0UnNTczM0clLzE3lqjDUyc9JcShILCrJSy3SS61IzC3ISdXxz0lRCICIcQEA18sVnDEAAAA="}]}`},
		"commit-import":          {body: `{"source":"csv","files":[{"name":"partners.csv","gzip":"H4sIAAAAAAACA8tM0UnNTczM0clLzE3lqjDUyc9JcShILCrJSy3SS61IzC3ISdXxz0lRCICIcQEA18sVnDEAAAA="}]}`},
		"import-old-links":       {body: `{"tokens":[{"token":"old-maya","partner":"{partner}"}]}`},
		"put-legal":              {body: legalBody},
		"invite-member":          {body: `{"email":"new@example.com","role":"user"}`},
		"put-organisation":       {body: `{"name":"Maya & Co","website":"https://maya.example","country":"DE","address":"Road 1","description":"Reviews"}`},
		"put-logo":               {body: `{"image":"` + dot + `"}`},
		"create-own-key":         {body: `{"name":"Sheet","scopes":["reports:read"]}`},
		"rotate-own-key":         {body: `{"overlap_hours":24}`},
		"invite-staff":           {body: `{"email":"new@example.com","role":"viewer"}`},
		"update-staff":           {body: `{"role":"viewer"}`},
		"update-member":          {body: `{"role":"user"}`},
		"put-tax-form":           {body: w9Body},
		"put-tax-policy":         {body: `{"policy":"required"}`},
		"verify-tax-form":        {before: (*world).taxed},
		"reject-tax-form":        {body: `{"reason":"Another name"}`, before: (*world).taxed},
		"put-picture":            {body: `{"image":"` + dot + `"}`},
		"check-portal-host":      {body: `{"host":"partners.acme.example"}`},
		"put-program-legal":      {body: legalBody},
		"put-bank-account":       {body: accountBody},
		"put-payout-method":      {body: `{"rail":"manual","holder":"Maya","free_text":"DE00 1234"}`},
		"withdraw":               {before: (*world).withdrawable},

		"publish-replay":  {body: `{"from":"2026-04-01","to":"2026-04-30","attribution":{"model":"first","window_days":60,"coupon_wins":true},"seen":{"conversions":0,"changed":0,"then":{"amount":0,"currency":"EUR"},"now":{"amount":0,"currency":"EUR"}}}`},
		"put-cost-budget": {body: `{"budget_cents":2500}`},

		"replay-period": {body: `{"from":"2026-03-01","to":"2026-03-31","attribution":{"model":"first","window_days":60,"coupon_wins":true}}`},

		"create-postback":                   {body: strings.Replace(hook, `"get"`, `"json"`, 1)},
		"update-postback":                   {body: hook},
		"preview-postback":                  {body: `{"url":"https://tracker.example/{click_id}"}`},
		"test-postback":                     {body: `{}`},
		"replay-failed-postback-deliveries": {body: `{"from":"2026-03-01T00:00:00Z","to":"2026-03-20T00:00:00Z"}`},
		"create-webhook":                    {body: strings.Replace(hook, `"get"`, `"json"`, 1)},
		"update-webhook":                    {body: hook},
		"preview-webhook":                   {body: `{"url":"https://tracker.example/{click_id}"}`},
		"test-webhook":                      {body: `{"topic":"payout.sent"}`},
		"replay-failed-webhook-deliveries":  {body: `{"from":"2026-03-01T00:00:00Z","to":"2026-03-20T00:00:00Z"}`},

		"approve-application":         {before: func(w *world) { w.maya.partner = w.lena.partner }},
		"reject-application":          {body: `{"reason":"Not for us"}`, before: func(w *world) { w.maya.partner = w.lena.partner }},
		"invite-partner":              {body: `{"name":"Nina","email":"nina@example.com"}`},
		"suspend-partner":             {body: `{"reason":"Spam"}`},
		"resume-partner":              {before: (*world).suspended},
		"ban-partner":                 {body: `{"reason":"Fake traffic"}`},
		"deactivate-partner":          {body: `{}`},
		"approve-applications":        {body: `{"partners":["{partner}"]}`, before: func(w *world) { w.maya.partner = w.lena.partner }},
		"reject-applications":         {body: `{"partners":["{partner}"],"reason":"Not for us","reapply_days":30}`, before: func(w *world) { w.maya.partner = w.lena.partner }},
		"import-partners":             {body: `{"rows":[{"name":"Nina","email":"nina@example.com","code":"NINA10"}]}`},
		"resend-partner-invitation":   {before: (*world).invited},
		"withdraw-partner-invitation": {before: (*world).invited},
		"put-partner-tags":            {body: `{"tags":["Reviewer"]}`},
		"create-partner-note":         {body: `{"text":"Met in Berlin"}`},
		"delete-partner-note":         {},
		"put-application-form":        {body: formBody},
		"put-group-application-form":  {body: formBody},
		"decline-unpaid":              {body: `{"reason":"Fake traffic"}`, before: (*world).banned},
		"create-offer":                {body: input},
		"create-offer-version":        {body: input},
		"simulate-offers":             {body: `{"amount":{"amount":10000,"currency":"EUR"}}`},
		"approve-commissions":         {body: `{"ids":["{commission}"]}`, before: (*world).pending},
		"hold-commissions":            {body: `{"ids":["{commission}"],"reason":"Odd"}`, before: (*world).pending},
		"release-commissions":         {body: `{"ids":["{commission}"]}`, before: (*world).held},
		"fund-commissions":            {body: `{"until":"2026-03-10"}`},
		"shorten-holdback":            {body: `{"days":7}`, before: (*world).pending},
		"get-case":                    {before: (*world).suspected},
		"decide-cases":                {body: `{"ids":["{case}"],"verdict":"confirmed","reason":"Not a customer"}`, before: (*world).suspected},
		"put-fraud-rules":             {body: `{"on":true,"threshold":70,"per_hour":30,"fast_seconds":10,"rules":[{"rule":"paid_ads","points":0}]}`},
		"file-claim":                  {body: claimed},
		"credit-claim":                {body: `{"amount":{"amount":5000,"currency":"EUR"},"reason":"The shop confirms it"}`},
		"refuse-claim":                {body: `{"reason":"Never ordered"}`},
		"add-conversion":              {body: `{"kind":"sale","order_id":"H-1","partner_id":"{partner}","amount":{"amount":5000,"currency":"EUR"},"reason":"Ordered by phone"}`},
		"correct-conversion":          {body: `{"amount":{"amount":4000,"currency":"EUR"},"reason":"A discount"}`, before: (*world).pending},
		"cancel-conversion":           {body: `{"reason":"A test order"}`, before: (*world).pending},
		"create-adjustment":           {body: `{"key":"a-key-of-mine","partner":"{partner}","amount":{"amount":500,"currency":"EUR"},"name":"Goodwill","reason":"A lost sale"}`},
		"reject-adjustment":           {body: `{"reason":"Not agreed"}`},
		"decline-commissions":         {body: `{"ids":["{commission}"],"reason":"Fraud"}`, before: (*world).pending},
		"reverse-commissions":         {body: `{"ids":["{commission}"],"reason":"Returned goods"}`},
		"list-batch-payouts":          {query: "?batch={batch}"},
		"export-payout-batch":         {before: (*world).approved},
		"get-payout-proof":            {before: (*world).signed},
		"export-ledger":               {before: (*world).signed},
		"get-ledger-key":              {before: (*world).signed},
		"mark-payout-paid":            {body: `{"reference":"SEPA 1"}`, before: (*world).exported},
		"mark-payout-failed":          {body: `{"reason":"No such account"}`, before: (*world).exported},
		"plan-payout-batch":           {before: (*world).withdrawable},
		"put-payout-settings":         {body: `{"schedule":"weekly","weekday":5,"day":1,"cutoff_days":2,"minimum":2500,"rails":["manual","sepa"],"fees":[{"rail":"sepa","flat":20,"basis_points":0,"cap":0}],"partner_pays":true,"withdrawals":true,"auto_withdraw":false}`},
		"approve-withdrawal":          {before: (*world).withdrawn},
		"decline-withdrawal":          {body: `{"reason":"Wait for the run"}`, before: (*world).withdrawn},
		"export-withdrawal":           {before: (*world).released},
		"resolve-payout":              {body: `{"paid":true,"evidence":"PP-1"}`, before: (*world).unclear},
		"mark-payout-returned":        {body: `{"reason":"No such account"}`, before: (*world).paidOut},
		"retry-payout":                {before: (*world).failed},
		"dismiss-payout":              {before: (*world).failed},
		"update-settings":             {body: `{"name":"Acme Two"}`},
		"publish-program":             {before: (*world).paused},
		"put-integration":             {body: `{"secret":"whsec_0123456789abcdef"}`},
		"recall-payout":               {before: (*world).uncollected},
		"put-rail":                    {body: `{"client_id":"an-app-at-paypal","secret":"a-secret-of-an-app","environment":"sandbox"}`},
		"test-rail":                   {body: `{"client_id":"an-app-at-paypal","secret":"a-secret-of-an-app","environment":"sandbox"}`},
		"choose-stripe-account":       {body: `{"holder":"Maya"}`, before: (*world).onboarded},
		"begin-stripe-account":        {body: `{"country":"DE"}`, before: (*world).onboards},
		"preview-conversion-upload":   {body: `{"csv":"transaction_id,amount\nT-1,10.00\n"}`},
		"commit-conversion-upload":    {body: `{"csv":"transaction_id,amount\nT-1,10.00\n"}`},
		"create-api-key":              {body: `{"name":"Shop","kind":"secret","scopes":["conversions:write"]}`},
		"rotate-postback-secret":      {},
	}
}

// coded gives Maya a code.
func (w *world) coded() {
	_, err := w.coupons.Create(w.ctx, coupon.Coupon{Program: w.acme.ID, Partner: w.maya.partner, Code: "CODE"})
	w.must(err)
}

func (w *world) paused() {
	_, err := w.programs.Move(w.ctx, w.acme.ID, program.Paused)
	w.must(err)
}

// pending gives Maya a commission that is held back.
func (w *world) pending() {
	_, err := w.programs.Change(w.ctx, w.acme.ID, 0, func(p *program.Program) { p.HoldbackDays = 30 })
	w.must(err)
	w.sell(w.acme, w.maya, "M-2", 5_000)
}

// held gives Maya a commission of which the merchant is not sure.
func (w *world) held() {
	amount := money.Must(4_000, "EUR")
	v := w.report(w.acme, conversion.Report{
		Kind: conversion.Sale, Transaction: "M-3", Amount: &amount, Hold: true, Clicks: clickID(w.maya.linkRef, w.clock.Now()), OccurredAt: w.clock.Now(),
	})
	w.maya.commission = v.Commissions[0].ID
}

func (w *world) approved() {
	_, err := w.runner.Approve(w.ctx, w.acme.ID, w.acme.batch, payout.Approver{User: string(w.acme.boss), Fresh: true})
	w.must(err)
}

func (w *world) exported() {
	w.approved()
	_, err := w.runner.Export(w.ctx, w.acme.ID, w.acme.batch)
	w.must(err)
}

func (w *world) failed() {
	w.exported()
	w.must(w.runner.MarkFailed(w.ctx, w.acme.ID, w.maya.payout, "No such account"))
}

func (w *world) paidOut() {
	w.exported()
	w.must(w.runner.MarkPaid(w.ctx, w.acme.ID, w.maya.payout, "SEPA 1"))
}

// unclear leaves Maya's payout in the state in which nobody knows.
func (w *world) unclear() {
	p, err := w.runner.Store.Payout(w.ctx, w.maya.payout)
	w.must(err)
	n := p
	n.Status, n.Version = payout.Reconciling, p.Version+1
	w.must(w.runner.Store.Commit(w.ctx, payout.Outcome{Payout: &payout.Change{Before: p, After: n, Todo: true}}))
}

// withdrawable lets partners ask for what is available, and gives Maya some.
func (w *world) withdrawable() {
	_, err := w.programs.Change(w.ctx, w.acme.ID, 0, func(p *program.Program) { p.Payouts.Withdrawals = true })
	w.must(err)
	w.sell(w.acme, w.maya, "M-9", 5_000)
}

func (w *world) withdrawn() {
	w.withdrawable()
	p, err := w.programs.Load(w.ctx, w.acme.ID)
	w.must(err)
	n, err := w.runner.Withdraw(w.ctx, store.Slots{T: w.table}, p, w.maya.partner, w.maya.user)
	w.must(err)
	w.maya.payout = n.ID
}

func (w *world) released() {
	w.withdrawn()
	_, err := w.runner.ApproveWithdrawal(w.ctx, w.acme.ID, w.maya.payout, payout.Approver{User: string(w.acme.boss), Fresh: true})
	w.must(err)
}

// fill puts ids into the placeholders of a path.
func fill(path string, s *side, owner id.Partner, o *someone) string {
	hook, delivery, key, invitation, member := o.hook, o.delivery, o.key, o.invitation, o.colleague
	if strings.HasPrefix(path, "/api/m/") {
		hook, delivery, key, invitation, member = s.hook, s.delivery, s.key, s.invited, s.second
	}
	return strings.NewReplacer(
		"{hook}", string(hook), "{listing}", string(s.listing), "{agreement}", string(s.agreement), "{number}", "1", "{signature}", string(o.signature), "{ticket}", string(o.ticket), "{note}", string(o.note), "{lead}", string(o.lead), "{deal}", string(o.deal), "{case}", string(o.suspect), "{claim}", string(o.claim), "{invitation}", string(invitation), "{member}", string(member),
		"{program}", string(s.ID), "{partner}", string(owner), "{link}", string(o.link), "{commission}", string(o.commission), "{payout}", string(o.payout),
		"{delivery}", string(delivery), "{offer}", string(s.offer), "{conversion}", string(o.conversion), "{batch}", string(s.batch), "{key}", string(key), "{adjustment}", string(s.adjustment), "{promotion}", string(s.promotion), "{group}", string(s.group), "{tier}", string(s.tier), "{spiff}", string(s.spiff), "{invoice}", string(o.invoice), "{code}", "CODE", "{provider}", "stripe", "{rail}", "paypal", "{picture}", "logo", "{customer}", string(o.customer), "{year}", "2026",
	).Replace(path)
}

func partnerRoutes() []httpkit.Route {
	return httpkit.Routes(append(partnerapi.Nouns(partnerapi.Deps{}), partnerapi.Documents(partnerapi.Deps{}), partnerapi.Exports(partnerapi.Deps{}))...)
}

func managerRoutes() []httpkit.Route {
	return httpkit.Routes(append(managerapi.Nouns(managerapi.Deps{}), managerapi.Documents(managerapi.Deps{}), managerapi.Exports(managerapi.Deps{}), managerapi.TaxFiling(managerapi.Deps{}))...)
}

// audience is the routes of one side, and who calls them.
type audience struct {
	routes []httpkit.Route
	caller func(*world) id.User
}

func audiences() []audience {
	return []audience{
		{partnerRoutes(), func(w *world) id.User { return w.maya.user }},
		{managerRoutes(), func(w *world) id.User { return w.acme.boss }},
	}
}

// attempt calls an operation as its sample says.
func (w *world) attempt(r httpkit.Route, as id.User) *httptest.ResponseRecorder {
	w.t.Helper()
	s := samples()[r.ID]
	path, body := fill(r.Path+s.query, w.acme, w.maya.partner, w.maya), fill(s.body, w.acme, w.maya.partner, w.maya)
	got := w.call(as, r.Method, path, body)
	if got.Code < 200 || got.Code > 299 {
		w.t.Fatalf("%s %s: %d %s\n%s", r.Method, path, got.Code, got.Body, w.log.String())
	}
	return got
}

func TestEveryOperationServesThoseWhoMayCallIt(t *testing.T) {
	t.Parallel()
	for _, a := range audiences() {
		for _, r := range a.routes {
			t.Run(r.ID, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				if before := samples()[r.ID].before; before != nil {
					before(w)
				}
				got := w.attempt(r, a.caller(w))
				if got.Code != http.StatusNoContent && got.Body.Len() == 0 {
					t.Fatalf("%s %s: an empty body", r.Method, r.Path)
				}
			})
		}
	}
}

func TestNoGetChangesAnything(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.signed()
	w.suspected()
	before := w.everything()
	for _, a := range audiences() {
		for _, r := range a.routes {
			if r.Method != http.MethodGet {
				continue
			}
			w.attempt(r, a.caller(w))
			after := w.everything()
			if d := cmp.Diff(before, after); d != "" {
				t.Errorf("%s %s (-before +after):\n%s", r.Method, r.Path, d)
			}
			before = after
		}
	}
}

// everything is the whole table.
func (w *world) everything() map[table.Key]table.Item {
	w.t.Helper()
	out := map[table.Key]table.Item{}
	for cursor := ""; ; {
		p, err := w.table.Scan(w.ctx, cursor)
		w.must(err)
		for _, item := range p.Items {
			out[item.Key()] = item
		}
		if cursor = p.Next; cursor == "" {
			return out
		}
	}
}
