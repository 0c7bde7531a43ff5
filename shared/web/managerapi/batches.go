package managerapi

import (
	"context"
	"net/http"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const (
	batchesPath = base + "/payout-batches"
	batchPath   = batchesPath + "/{batch}"
)

func (a api) batches() httpkit.Noun {
	return httpkit.Noun{Name: "Manager payout runs", Patterns: []string{batchesPath}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-payout-batches", Method: http.MethodGet, Path: batchesPath, Access: viewer,
			Summary: "Payout runs, newest first",
		}, in(a, a.listBatches))
		httpkit.Register(r, httpkit.Op{
			ID: "plan-payout-batch", Method: http.MethodPost, Path: batchesPath, Access: finance, Status: http.StatusCreated, Idempotent: true,
			Summary: "Plan a payout run now", Description: "Reserves what is available and above the minimum, in a batch for each payout method. Nothing leaves before the batch is approved.",
		}, in(a, a.planBatch))
		httpkit.Register(r, httpkit.Op{
			ID: "preview-payout-batch", Method: http.MethodPost, Path: batchesPath + "/preview", Access: finance,
			Summary: "What a run would pay now, and who would wait", Description: "Reserves nothing.",
		}, in(a, a.previewBatch))
		httpkit.Register(r, httpkit.Op{
			ID: "get-payout-batch", Method: http.MethodGet, Path: batchPath, Access: viewer,
			Summary: "One payout run",
		}, in(a, a.getBatch))
		httpkit.Register(r, httpkit.Op{
			ID: "approve-payout-batch", Method: http.MethodPost, Path: batchPath + "/approve", Access: finance, Idempotent: true,
			Summary: "Approve a run", Description: "By a second person where there is one; a sole approver needs to have proved within the last 10 minutes who it is. Money that leaves by a provider or by a bank's file asks for a second factor shown within that time: second_factor.required.",
		}, in(a, a.approveBatch))
		httpkit.Register(r, httpkit.Op{
			ID: "cancel-payout-batch", Method: http.MethodPost, Path: batchPath + "/cancel", Access: finance, Idempotent: true,
			Summary: "Cancel a run that was not approved; what it reserved is available again",
		}, in(a, a.cancelBatch))
		httpkit.Register(r, httpkit.Op{
			ID: "export-payout-batch", Method: http.MethodPost, Path: batchPath + "/file", Access: finance, Produces: "application/octet-stream",
			Summary: "An approved run's payouts as a file for the bank", Description: "Marks them exported; downloading is not paying. Asked for again, it is the same file.",
		}, in(a, a.exportBatch))
	}}
}

type listBatchesInput struct {
	ProgramPath
	httpkit.PageQuery
}

func (a api) listBatches(ctx context.Context, s staff, in *listBatchesInput) (*httpkit.Body[httpkit.List[Batch]], error) {
	p, err := a.Batches.Batches(ctx, s.Program.ID, in.Request())
	if err != nil {
		return nil, err
	}
	views := map[id.Batch]Batch{}
	for _, b := range p.Data {
		if views[b.ID], err = a.batch(ctx, s, b); err != nil {
			return nil, err
		}
	}
	return httpkit.OK(httpkit.ListOf(p, func(b payout.Batch) Batch { return views[b.ID] })), nil
}

// batch shows a run with what its payouts add up to.
func (a api) batch(ctx context.Context, s staff, b payout.Batch) (Batch, error) {
	payouts, err := a.Batches.OfBatch(ctx, b.ID)
	return s.batch(b, payouts), err
}

// BatchPath is one payout run.
type BatchPath struct {
	ProgramPath
	Batch string `path:"batch" example:"bat_01JD0000000000000000000000"`
}

// find reads a run of the program.
func (a api) find(ctx context.Context, s staff, text string) (payout.Batch, error) {
	bid, err := parse[id.Batch](text, "batch")
	if err != nil {
		return payout.Batch{}, err
	}
	b, err := a.Payouts.Batch(ctx, bid)
	if err == nil && b.Program != s.Program.ID {
		return payout.Batch{}, fault.New(fault.NotFound, "batch.unknown", "There is no such payout run.") // as the store says of none
	}
	return b, err
}

func (a api) getBatch(ctx context.Context, s staff, in *BatchPath) (*httpkit.Body[Batch], error) {
	b, err := a.find(ctx, s, in.Batch)
	if err != nil {
		return nil, err
	}
	v, err := a.batch(ctx, s, b)
	return httpkit.OK(v), err
}

// approveBatch signs a run. Who may do so, and how many it takes, is the
// domain's to say.
func (a api) approveBatch(ctx context.Context, s staff, in *BatchPath) (*httpkit.Body[Batch], error) {
	b, err := a.find(ctx, s, in.Batch)
	if err != nil {
		return nil, err
	}
	who, err := a.approver(ctx, s)
	if err != nil {
		return nil, err
	}
	if b, err = a.Runner.Approve(ctx, s.Program.ID, b.ID, who); err != nil {
		return nil, err
	}
	v, err := a.batch(ctx, s, b)
	return httpkit.OK(v), err
}

// approver is what is known of who signs.
func (a api) approver(ctx context.Context, s staff) (payout.Approver, error) {
	others, err := a.otherApprovers(ctx, s)
	now := a.Clock.Now()
	return payout.Approver{User: string(s.User), Others: others, Fresh: s.Fresh(now), Second: s.Second(now)}, err
}

// otherApprovers tells whether somebody else may approve too.
func (a api) otherApprovers(ctx context.Context, s staff) (bool, error) {
	members, err := a.Staff.OfProgram(ctx, s.Program.ID)
	return slices.ContainsFunc(members, func(m identity.Membership) bool {
		return m.User != s.User && (m.Role == identity.Owner || m.Role == identity.Finance)
	}), err
}

func (a api) cancelBatch(ctx context.Context, s staff, in *BatchPath) (*httpkit.Body[Batch], error) {
	b, err := a.find(ctx, s, in.Batch)
	if err != nil {
		return nil, err
	}
	if b, err = a.Runner.Cancel(ctx, s.Program.ID, b.ID, "run_cancelled"); err != nil {
		return nil, err
	}
	v, err := a.batch(ctx, s, b)
	return httpkit.OK(v), err
}

func (a api) exportBatch(ctx context.Context, s staff, in *BatchPath) (*httpkit.File, error) {
	b, err := a.find(ctx, s, in.Batch)
	if err != nil {
		return nil, err
	}
	file, err := a.Runner.Export(ctx, s.Program.ID, b.ID)
	if err != nil {
		return nil, err
	}
	return httpkit.Attachment(file.ContentType, file.Name, file.Body), nil
}
