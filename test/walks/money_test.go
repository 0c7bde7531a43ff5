package walks_test

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/test/stage"
)

// manage calls the manager's API as the owner of the program.
func (w *walk) manage(method, path, body string) (int, error) {
	r, err := w.Call(context.Background(), stage.Owner, method, "/api/m/"+string(w.Program.ID)+path, body)
	if err != nil {
		return 0, err
	}
	return w.answer(r)
}

// plan plans a payout run; $BATCH is its id.
func (w *walk) plan(ts *testscript.TestScript, _ []string) (int, error) {
	status, err := w.manage(http.MethodPost, "/payout-batches", "{}")
	if found := regexp.MustCompile(`"id":"(bat_[0-9A-Z]{26})"`).FindStringSubmatch(w.said); found != nil {
		ts.Setenv("BATCH", found[1])
	}
	return status, err
}

// approve BATCH approves a run.
func (w *walk) approve(_ *testscript.TestScript, args []string) (int, error) {
	return w.manage(http.MethodPost, "/payout-batches/"+args[0]+"/approve", "")
}

// export BATCH downloads the list of a run.
func (w *walk) export(_ *testscript.TestScript, args []string) (int, error) {
	return w.manage(http.MethodPost, "/payout-batches/"+args[0]+"/file", "")
}

// mark-paid BATCH REFERENCE marks each payout of a run as paid.
func (w *walk) markPaid(_ *testscript.TestScript, args []string) (int, error) {
	status, err := w.manage(http.MethodGet, "/payouts?batch="+args[0], "")
	if err != nil || status != http.StatusOK {
		return status, err
	}
	ids := regexp.MustCompile(`"id":"(pay_[0-9A-Z]{26})"`).FindAllStringSubmatch(w.said, -1)
	if len(ids) == 0 {
		return 0, fmt.Errorf("the run has no payouts: %s", w.said)
	}
	for _, id := range ids {
		status, err = w.manage(http.MethodPost, "/payouts/"+id[1]+"/mark-paid", `{"reference":"`+args[1]+`"}`)
		if err != nil || status >= http.StatusBadRequest {
			return status, err
		}
	}
	return status, nil
}

// balance NAME shows a partner's account.
func (w *walk) balance(_ *testscript.TestScript, args []string) (int, error) {
	b, err := w.Balance(context.Background(), w.partners[args[0]])
	w.said = fmt.Sprintf("pending %s available %s in transit %s paid %s owed %s",
		decimal(b.Pending), decimal(b.Available), decimal(b.InTransit), decimal(b.Paid), decimal(b.ClawbackDue))
	return 0, err
}

// commissions NAME shows a partner's commissions, newest first.
func (w *walk) commissions(_ *testscript.TestScript, args []string) (int, error) {
	p := w.partners[args[0]]
	lists := store.CommissionLists{T: w.Table, Clock: w.Clock}
	rows, err := lists.OfPartner(context.Background(), p.Program.ID, p.ID, commission.Filter{}, page.Request{})
	var lines []string
	for _, r := range rows.Data {
		line := fmt.Sprintf("%s %s of %s", r.Status, r.Kind, r.Amount)
		if r.Reversed != 0 {
			line += ", " + decimal(r.Reversed) + " taken back"
		}
		lines = append(lines, line)
	}
	w.said = strings.Join(lines, "\n")
	return 0, err
}

// mails ADDRESS shows the subjects of what was mailed there; a partner's name will do.
func (w *walk) mails(_ *testscript.TestScript, args []string) (int, error) {
	to := args[0]
	if !strings.Contains(to, "@") {
		to += "@partner.test"
	}
	var lines []string
	for _, m := range w.Outbox.Mails() {
		if m.To == to {
			lines = append(lines, m.Subject)
		}
	}
	w.said = strings.Join(lines, "\n")
	return 0, nil
}

// parked shows the messages that were given up.
func (w *walk) showParked(*testscript.TestScript, []string) (int, error) {
	w.said = ""
	for _, p := range w.Parked() {
		w.said += string(p.Queue) + ": " + p.Reason + "\n"
	}
	return 0, nil
}
