//go:build sam

package samlocal_test

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"github.com/tributaryhq/tributary/infra/local/stack"
	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	awsqueue "github.com/tributaryhq/tributary/shared/aws/queue"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/dynamo"
)

const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"

// opened is a program that is open for business, with one partner.
type opened struct {
	app.Backends
	program program.Program
	partner id.Partner
	email   string
	link    string // its path
	secret  string // of postbacks
}

func maker(t *testing.T, s *stack.Stack) *awsconfig.Maker {
	t.Helper()
	m, err := awsconfig.New(func(name string) (string, bool) {
		v, ok := map[string]string{
			"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_ENDPOINT_URL": s.AWS,
		}[name]
		return v, ok
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// open makes a program and a partner by the product's own use cases.
func open(t *testing.T, s *stack.Stack) opened {
	t.Helper()
	now := clock.System()
	b := app.Backends{
		Table: dynamo.Open(maker(t, s).For(awsconfig.DynamoDB), s.Names["Table"], now),
		Clock: now, Entropy: rand.Reader, Log: slog.New(slog.DiscardHandler),
	}
	draft := program.New("smoke", "Smoke", "https://shop.example.com", "EUR")
	draft.AutoApprove = true
	p, err := b.Programs().Create(t.Context(), draft)
	if err == nil {
		_, err = b.Offers().Create(t.Context(), p.ID, offer.Version{Name: "Standard", Trigger: offer.Sale, Type: offer.Percent, Rate: 2000, HoldbackDays: -1})
	}
	if err == nil {
		p, err = b.Programs().Publish(t.Context(), p.ID)
	}
	o := opened{Backends: b, program: p, email: "partner@smoke.example"}
	if err == nil {
		o.secret, err = b.Secrets().Rotate(t.Context(), p.ID, 0)
	}
	if err == nil {
		err = o.join(t)
	}
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *opened) join(t *testing.T) error {
	uid, err := id.New[id.User](o.Clock.Now(), o.Entropy)
	if err != nil {
		return err
	}
	user := identity.User{ID: uid, Email: o.email, Name: "Smoke Partner", Status: identity.Active, Version: 1, CreatedAt: o.Clock.Now()}
	e, err := o.Enrollments().Apply(t.Context(), o.program.ID, enrollment.Applicant{User: user, New: true}, partner.Partner{Name: user.Name}, nil)
	if err != nil {
		return err
	}
	o.partner = e.Partner
	links, err := o.Links().List(t.Context(), o.program.ID, e.Partner, page.Request{})
	if err == nil && len(links.Data) == 0 {
		err = errors.New("the partner has no link")
	}
	if err == nil {
		o.link = "/r/" + links.Data[0].Key
	}
	return err
}

// ask sends a browser's navigation through the edge.
func ask(t *testing.T, edge http.Handler, method, target string, header http.Header) (int, string) {
	t.Helper()
	server := httptest.NewServer(edge)
	defer server.Close()
	h := http.Header{"User-Agent": {browser}, "Accept-Language": {"en"}, "Sec-Fetch-Dest": {"document"}, "Sec-Fetch-Mode": {"navigate"}}
	for k, v := range header {
		h[k] = v
	}
	res, body, err := fetch(t.Context(), method, server.URL+target, h, nil)
	if err != nil {
		t.Fatal(err)
	}
	if to := res.Header.Get("Location"); to != "" {
		body = to
	}
	return res.StatusCode, body
}

func sale(t *testing.T, s *stack.Stack, o opened) {
	edge, err := s.Edge()
	if err != nil {
		t.Fatal(err)
	}
	status, to := ask(t, edge, http.MethodGet, o.link+"?sub1=mail", nil)
	shop, err := url.Parse(to)
	if err != nil || status != http.StatusFound || shop.Host != "shop.example.com" {
		t.Fatalf("the link answers %d %s", status, to)
	}
	click := shop.Query().Get("click_id")
	eventually(t, "the click's count", func() error {
		c, err := o.counted(t)
		if err == nil && c.Unique != 1 {
			err = fmt.Errorf("%+v", c)
		}
		return err
	})
	report := url.Values{"event": {"sale"}, "transaction_id": {"T-1"}, "amount": {"49.90"}, "currency": {"EUR"}, "click_id": {click}}
	first := postback(t, edge, o, report)
	if first.Verdict != "accepted" || len(first.Commissions) != 1 || first.Commissions[0].Amount.Amount != 998 {
		t.Errorf("the first report: %+v", first)
	}
	second := postback(t, edge, o, report)
	if second.Verdict != "duplicate" || second.First != "accepted" || second.Conversion != first.Conversion {
		t.Errorf("the same report again: %+v", second)
	}
	eventually(t, "the mail", func() error { return mailed(t, s, o.email) })
	eventually(t, "the sale's count", func() error {
		c, err := o.counted(t)
		if err == nil && (c.Sales != 1 || c.Revenue != 4990 || c.Unique != 1) {
			err = fmt.Errorf("%+v", c)
		}
		return err
	})
}

// counted returns the program's counters of today.
func (o opened) counted(t *testing.T) (report.Counters, error) {
	t.Helper()
	day := clock.Day(o.Clock.Now(), o.program.Location())
	rows, err := store.Stats{T: o.Table}.Rows(t.Context(), o.program.ID, report.Whole, report.Total, report.Period{From: day, To: day})
	if err == nil && len(rows) != 1 {
		err = fmt.Errorf("%d rows", len(rows))
	}
	if err != nil {
		return report.Counters{}, err
	}
	return rows[0].Counters, nil
}

type verdict struct {
	Verdict, First string
	Conversion     string `json:"conversion_id"`
	Commissions    []struct{ Amount struct{ Amount int64 } }
}

func postback(t *testing.T, edge http.Handler, o opened, q url.Values) verdict {
	t.Helper()
	status, body := ask(t, edge, http.MethodGet, "/postback?"+q.Encode(), http.Header{"X-Postback-Secret": {o.secret}})
	var v verdict
	if err := json.Unmarshal([]byte(body), &v); err != nil || status != http.StatusOK {
		t.Fatalf("the postback answers %d %s", status, body)
	}
	return v
}

func mailed(t *testing.T, s *stack.Stack, to string) error {
	t.Helper()
	_, body, err := fetch(t.Context(), http.MethodGet, s.AWS+"/_ministack/ses/messages", http.Header{}, nil)
	if err == nil && !strings.Contains(body, to) {
		err = fmt.Errorf("no mail to %s in %.300s", to, body)
	}
	return err
}

func poison(t *testing.T, s *stack.Stack) {
	c := awsqueue.New(maker(t, s).For(awsconfig.SQS))
	_, err := c.SendMessage(t.Context(), &sqs.SendMessageInput{
		QueueUrl: aws.String(s.Names["ConversionsQueue"]), MessageBody: aws.String(`{"kind":`),
		MessageAttributes: map[string]types.MessageAttributeValue{"kind": {DataType: aws.String("String"), StringValue: aws.String("report")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "parking", func() error {
		out, err := c.ReceiveMessage(t.Context(), &sqs.ReceiveMessageInput{
			QueueUrl: aws.String(s.Names["ConversionsDeadQueue"]), MessageAttributeNames: []string{"All"},
		})
		if err == nil && (len(out.Messages) != 1 || aws.ToString(out.Messages[0].MessageAttributes[awsqueue.ReasonAttribute].StringValue) == "") {
			err = fmt.Errorf("%d messages with a reason", len(out.Messages))
		}
		return err
	})
}
