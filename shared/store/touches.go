package store

import (
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/fraud"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// visitLinks is how many links of one visitor a decision looks at.
const visitLinks = 25

// owners reads whose links are.
func owners(refs []uint64, items []table.Item) map[uint64]conversion.Owner {
	out := map[uint64]conversion.Owner{}
	for i, item := range items {
		if item != nil {
			out[refs[i]] = ownerOf(item)
		}
	}
	return out
}

func ownerOf(item table.Item) conversion.Owner {
	return conversion.Owner{Partner: id.Partner(item.String("partner")), Link: id.Link(item.String("link")), Offer: id.Offer(item.String("offer")), Holdout: item.String("kind") == string(link.Holdout)}
}

// visitsOf reads the clicks of a visitor's rows. One that cannot be read is not
// worth a sale: it is left out.
func visitsOf(rows []table.Item) []conversion.Visit {
	var out []conversion.Visit
	for _, row := range rows {
		clicks, err := decodeClicks(row)
		if err != nil {
			continue
		}
		for mark, stored := range clicks.Clicks {
			out = append(out, conversion.Visit{Mark: mark, Class: stored.Class, Facts: stored.Facts, Owner: ownerOf(row)})
		}
	}
	return out
}

// why is what explains a decision; it is kept packed, because every kilobyte of
// a sale is paid twice.
type why struct {
	Candidates  []conversion.Candidate  `json:"c,omitempty"`
	Trace       []conversion.Step       `json:"t,omitempty"`
	Corrections []conversion.Correction `json:"x,omitempty"`
	Risk        *fraud.Assessment       `json:"r,omitempty"`
}

func packWhy(rec conversion.Record) []byte {
	y := why{rec.Candidates, rec.Trace, rec.Corrections, nil}
	if rec.Risk.Score > 0 {
		y.Risk = &rec.Risk
	}
	return deflate(y, "")
}

func unpackWhy(packed []byte, rec *conversion.Record) error {
	if len(packed) == 0 {
		return nil
	}
	var y why
	if err := inflate(packed, "", &y); err != nil {
		return err
	}
	rec.Candidates, rec.Trace, rec.Corrections = y.Candidates, y.Trace, y.Corrections
	if y.Risk != nil {
		rec.Risk = *y.Risk
	}
	return nil
}
