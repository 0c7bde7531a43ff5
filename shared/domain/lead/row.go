package lead

import (
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Row is a lead as a list shows it.
type Row struct {
	ID        id.Lead    `json:"i"`
	Partner   id.Partner `json:"p"`
	Source    Source     `json:"o"`
	Status    Status     `json:"s"`
	Name      string     `json:"n"`
	Email     string     `json:"e,omitempty"`
	Company   string     `json:"c,omitempty"`
	Minor     int64      `json:"m,omitempty"`
	CreatedAt time.Time  `json:"t"`
	UpdatedAt time.Time  `json:"u"`
}

// Row returns the lead as a list shows it.
func (l Lead) Row() Row {
	return Row{
		ID: l.ID, Partner: l.Partner, Source: l.Source, Status: l.Status, Name: l.Name, Email: l.Email, Company: l.Company,
		Minor: l.Minor, CreatedAt: l.CreatedAt, UpdatedAt: l.UpdatedAt,
	}
}
