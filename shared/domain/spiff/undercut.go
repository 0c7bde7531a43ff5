package spiff

import "context"

// Undercut tells whether refunds have left a partner below what it was awarded
// for, and what it has now. The award stays: a manager decides whether to take it
// back. Counters nominate, the commissions themselves decide.
func (d Desk) Undercut(ctx context.Context, s Spiff, p Progress) (figure int64, undercut bool, err error) {
	if d.Measures == nil || p.Minor <= 0 {
		return p.Figure, false, nil
	}
	counted, err := d.Measures.Counted(ctx, s.Program, p.Partner, s.Window)
	if err != nil || s.Owed(counted.Of(s.Goal.Metric)) >= p.Minor {
		return counted.Of(s.Goal.Metric), false, err
	}
	exact, err := d.Measures.Exact(ctx, s.Program, p.Partner, s.Window)
	figure = exact.Of(s.Goal.Metric)
	return figure, err == nil && s.Owed(figure) < p.Minor && figure < p.Figure, err
}
