package trackapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/order"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Orders is where merchants tell where their orders stand.
type Orders struct{ Desk order.Desk }

// Noun is the JSON API for the states of orders.
func (o Orders) Noun() httpkit.Noun {
	return httpkit.Noun{
		Name:     "Orders",
		Patterns: []string{"/v1/orders"},
		Register: func(api *httpkit.API) {
			httpkit.Register(api, httpkit.Op{
				ID: "report-order-status", Method: http.MethodPost, Path: "/v1/orders/{order}/status", Summary: "Tell where an order stands",
				Description: "Partners see it beside the orders of their customers. States may come late and more than once. Money moves by reports of conversions only: a refunded order still needs its refund reported.",
				Access:      Merchant, Scope: string(apikey.OrdersWrite),
			}, o.tell)
		},
	}
}

// OrderNews is one state of an order.
type OrderNews struct {
	Status     string    `json:"status" enum:"placed,paid,fulfilled,delivered,cancelled,refunded"`
	OccurredAt time.Time `json:"occurred_at,omitzero" doc:"Since when; now when left out"`
	CustomerID string    `json:"customer_id,omitempty" maxLength:"255" doc:"Your own id of who placed it: the order finds its partner before it is paid, if the customer has one"`
}

// Order is where an order stands.
type Order struct {
	ID             string         `json:"order_id"`
	Status         string         `json:"status" enum:"placed,paid,fulfilled,delivered,cancelled,refunded"`
	PartlyRefunded bool           `json:"partly_refunded"`
	Amount         *httpkit.Money `json:"amount,omitempty" doc:"Paid so far"`
	Refunded       *httpkit.Money `json:"refunded,omitempty" doc:"Of it"`
	Attributed     bool           `json:"attributed" doc:"Whether a partner has it in the list of orders"`
	States         []OrderState   `json:"states" doc:"What was told, oldest first"`
}

// OrderState is one state that was told.
type OrderState struct {
	Status string    `json:"status"`
	At     time.Time `json:"at"`
}

type orderInput struct {
	Order string `path:"order" maxLength:"255" doc:"The order's id, as in reports; URL-encoded"`
	Body  OrderNews
}

func (o Orders) tell(ctx context.Context, in *orderInput) (*httpkit.Body[Order], error) {
	found, err := o.Desk.Tell(ctx, order.News{
		Program: programOf(ctx), Order: in.Order, Status: order.Status(in.Body.Status), At: in.Body.OccurredAt, Customer: in.Body.CustomerID,
	})
	if err != nil {
		return nil, err
	}
	v := Order{ID: found.ID, Status: string(found.Status), PartlyRefunded: found.PartlyRefunded, Attributed: found.Buyer.Partner != "", States: []OrderState{}}
	if found.Currency != "" {
		v.Amount, v.Refunded = minor(found.Sale, found.Currency), minor(found.Refunded, found.Currency)
	}
	for _, s := range found.Steps {
		v.States = append(v.States, OrderState{string(s.Status), s.At})
	}
	return httpkit.OK(v), nil
}

func minor(n int64, c money.Currency) *httpkit.Money {
	return &httpkit.Money{Amount: n, Currency: string(c)}
}
