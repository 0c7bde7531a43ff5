package program

// Screening says what a program looks for in conversions before it pays for
// them (S-3). The zero value looks for everything, with the usual weights.
type Screening struct {
	Off         bool
	Threshold   int            // points from which a case opens; 0: the usual
	PerHour     int            // conversions of a partner that are no surprise; 0: the usual
	FastSeconds int            // within which nobody buys after a click; 0: the usual
	Weights     map[string]int // by rule; 0 switches it off, one that is missing has its usual weight
}

// maxScreened is how many points a rule or a threshold has at most.
const maxScreened = 100

func (s Screening) valid() bool {
	for _, n := range s.Weights {
		if n < 0 || n > maxScreened {
			return false
		}
	}
	return len(s.Weights) <= 50 && s.Threshold >= 0 && s.Threshold <= maxScreened && s.PerHour >= 0 && s.PerHour <= 100_000 && s.FastSeconds >= 0 && s.FastSeconds <= 3600
}
