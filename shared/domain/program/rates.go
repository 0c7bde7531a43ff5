package program

// Rates says how sales in other currencies find their rate.
type Rates struct {
	ECB     bool `json:"ecb,omitempty" table:"ecb,omitempty"`           // the European Central Bank's stand in where the program has none
	MaxDays int  `json:"max_days,omitempty" table:"max_days,omitempty"` // how old a rate may be; 0: the usual
}

// The bounds of how old a rate may be.
const (
	UsualRateDays = 7
	MaxRateDays   = 31
)

// Age is how many days old a rate may be.
func (r Rates) Age() int {
	if r.MaxDays == 0 {
		return UsualRateDays
	}
	return r.MaxDays
}
