package webhook

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// outward is the closed list of what may leave by a hook, whatever else an
// event's data holds.
func outward() []string {
	return []string{
		event.ClickID, event.TransactionID, event.Kind, event.Payout, event.Amount, event.Currency,
		event.OfferID, event.OfferName, event.LinkID, event.Sub1, event.Sub2, event.Sub3, event.Sub4, event.Sub5,
		event.Country, event.Device, event.Coupon, event.Reason, event.Reference, event.ConversionID, event.CommissionID, event.Count, payoutID, testMark,
	}
}

// facts returns what a delivery tells. The facts of a single sale are left out
// where one event speaks of several commissions.
func (d Delivery) facts() map[string]string {
	out := map[string]string{}
	for _, k := range outward() {
		if v := d.Event.Data[k]; v != "" {
			out[k] = v
		}
	}
	if n := out[event.Count]; n != "" && n != "1" {
		maps.DeleteFunc(out, func(k, _ string) bool {
			return k != event.Payout && k != event.Amount && k != event.Currency && k != event.Reason && k != event.Count && k != event.Reference && k != payoutID && k != testMark
		})
	}
	out[event.Status] = d.status()
	return out
}

// status is the state in the words of postbacks: a fresh commission is pending
// unless it was approved at once, anything else is what the topic says.
func (d Delivery) status() string {
	_, verb, _ := strings.Cut(string(d.Topic), ".")
	if verb != "created" {
		return verb
	}
	switch d.Event.Data[event.Status] {
	case "approved", "available":
		return "approved"
	}
	return "pending"
}

// values returns what the macros stand for.
func (d Delivery) values() map[string]string {
	v := d.facts()
	if v[event.Kind] == "" {
		v[event.Kind] = string(d.Topic)
	}
	sum := sha256.Sum256([]byte(d.Ref.Delivery))
	v[topic], v[eventID] = string(d.Topic), string(d.Event.ID)
	v[programID], v[partnerID] = string(d.Event.Program), string(d.Event.Partner)
	if _, err := id.Parse[id.Conversion](d.Event.Subject); err == nil {
		v[event.ConversionID] = d.Event.Subject
	}
	if _, err := id.Parse[id.Payout](d.Event.Subject); err == nil {
		v[payoutID] = d.Event.Subject
	}
	v[timestamp] = strconv.FormatInt(d.Event.At.Unix(), 10)
	v[random] = hex.EncodeToString(sum[:8])
	return v
}

// envelope is the body of the JSON form.
type envelope struct {
	Type      Topic          `json:"type"`
	Timestamp string         `json:"timestamp"`
	Data      map[string]any `json:"data"`
}

// body returns the JSON form: the facts, ids, and amounts in minor units.
func (d Delivery) body() ([]byte, error) {
	data := map[string]any{programID: d.Event.Program}
	if d.Event.Partner != "" {
		data[partnerID] = d.Event.Partner
	}
	facts := d.facts()
	for k, v := range facts {
		data[k] = v
	}
	if facts[testMark] != "" {
		data[testMark] = true
	}
	delete(data, event.Currency)
	for _, k := range []string{event.Payout, event.Amount} {
		if text, ok := facts[k]; ok {
			a, err := amount(text, facts[event.Currency])
			if err != nil {
				return nil, fmt.Errorf("read %s of event %s: %w", k, d.Event.ID, err)
			}
			data[k] = a
		}
	}
	if _, err := id.Parse[id.Payout](d.Event.Subject); err == nil {
		data[payoutID] = d.Event.Subject
	}
	if _, err := id.Parse[id.Conversion](d.Event.Subject); err == nil {
		data[event.ConversionID] = d.Event.Subject
	}
	return json.Marshal(envelope{d.Topic, d.Event.At.UTC().Format(time.RFC3339), data})
}

// amount reads a decimal, below zero too: what was taken back.
func amount(text, currency string) (money.Amount, error) {
	digits, negative := strings.CutPrefix(text, "-")
	a, err := money.ParseDecimal(digits, money.Currency(currency))
	if negative {
		a = a.Neg()
	}
	return a, err
}
