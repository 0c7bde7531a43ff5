package notice

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

const monthForm = "2006-01"

func parseMonth(month string) (time.Time, error) { return time.Parse(monthForm, month) }

// Month is a calendar month in a zone.
type Month struct {
	Name        string    // yyyy-mm
	First, Last string    // its days
	End         time.Time // when the next one begins
}

// MonthBefore is the month before the one that it is in a zone.
func MonthBefore(now time.Time, zone *time.Location) Month {
	t := now.In(zone)
	first := time.Date(t.Year(), t.Month()-1, 1, 0, 0, 0, 0, time.UTC)
	return Month{
		Name: first.Format(monthForm), First: first.Format(time.DateOnly), Last: first.AddDate(0, 1, -1).Format(time.DateOnly),
		End: time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, zone),
	}
}

// MonthOf is the event that tells a partner what a month has brought: the same
// for ever, so that it is told once.
func MonthOf(p id.Program, o id.Partner, m Month, figures map[string]string) (event.Event, error) {
	e, err := event.New(event.MonthEnded, m.End, p, o, string(p)+"/"+string(o)+"/"+m.Name, 1)
	if err != nil {
		return event.Event{}, err
	}
	e.Data = map[string]string{event.Month: m.Name}
	for name, value := range figures {
		e.Data[name] = value
	}
	return e, nil
}
