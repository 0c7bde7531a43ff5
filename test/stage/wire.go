package stage

import (
	"bytes"
	"context"
	"crypto/md5" //nolint:gosec // what SQS confirms a message with
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/tributaryhq/tributary/shared/app"
	awsqueue "github.com/tributaryhq/tributary/shared/aws/queue"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/dynamo"
)

// Wire is the end of the line for the real AWS clients: it answers reads by
// key from the stage's table, each as it did the first time, so that it costs
// little itself, and takes every message of SQS, without a network.
type Wire struct {
	table        table.Table
	answers      sync.Map // of reads, by the request
	packed       sync.Once
	pack         []byte
	Reads, Sends atomic.Int64
}

// OnWire returns the stage's backends with DynamoDB's and SQS's own clients in
// place of the table and the queue.
func (s *Stage) OnWire() (app.Backends, *Wire) {
	w := &Wire{table: s.Memory}
	config := aws.Config{
		Region: "eu-central-1", HTTPClient: w,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "test", SecretAccessKey: "test", SessionToken: "test"}, nil
		}),
	}
	b := s.Backends
	b.Table = dynamo.Open(config, "stage", s.Clock)
	b.Queue = awsqueue.Sender{API: awsqueue.New(config), URLs: map[queue.Name]string{queue.Clicks: "https://sqs.eu-central-1.amazonaws.com/1/clicks"}}
	return b, w
}

// Do answers one request.
func (w *Wire) Do(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	var out []byte
	switch target := r.Header.Get("X-Amz-Target"); {
	case strings.HasSuffix(target, ".SendMessage"):
		w.Sends.Add(1)
		_, out, err = Confirm(body)
	case strings.HasSuffix(target, ".UpdateItem"):
		out = w.replaced(body)
	case strings.HasSuffix(target, ".GetItem"):
		out, err = w.read(r.Context(), body, w.get)
	case strings.HasSuffix(target, ".BatchGetItem"):
		out, err = w.read(r.Context(), body, w.batch)
	default:
		err = fmt.Errorf("nobody answers %s here", target)
	}
	if err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: http.StatusOK, Body: io.NopCloser(bytes.NewReader(out)), ContentLength: int64(len(out)),
		Header: http.Header{
			"Content-Type": {"application/x-amz-json-1.0"}, "X-Amzn-Requestid": {"1"},
			"X-Amz-Crc32": {strconv.FormatUint(uint64(crc32.ChecksumIEEE(out)), 10)}, // or the client complains, and hangs up
		},
	}, nil
}

// packedValues is how many attributes a pack of counters has that an update of
// one is answered with.
const packedValues = 80

// replaced answers an update with the item before it: none, or a pack.
func (w *Wire) replaced(body []byte) []byte {
	if !bytes.Contains(body, []byte(`"S":"mix#`)) {
		return []byte("{}")
	}
	w.packed.Do(func() {
		old := map[string]value{"PK": {"S": "STAT#prg_1#ptr_1"}, "SK": {"S": "mix#2026-03-10#"}}
		for i := range packedValues {
			old[fmt.Sprintf("lu01M0M7J670PHNE5063R73C7F%02d", i)] = value{"N": strconv.Itoa(i)}
		}
		w.pack, _ = json.Marshal(map[string]any{"Attributes": old})
	})
	return w.pack
}

// Confirm returns the message of a request of SQS, and the answer that confirms
// it.
func Confirm(body []byte) (message string, answer []byte, err error) {
	var in struct{ MessageBody string }
	if err := json.Unmarshal(body, &in); err != nil {
		return "", nil, err
	}
	sum := md5.Sum([]byte(in.MessageBody)) //nolint:gosec // as above
	return in.MessageBody, []byte(`{"MessageId":"1","MD5OfMessageBody":"` + hex.EncodeToString(sum[:]) + `"}`), nil
}

// QueueAt returns SQS's own client, which sends clicks to that address.
func QueueAt(address string) queue.Sender {
	client := awsqueue.New(aws.Config{
		Region: "eu-central-1", BaseEndpoint: &address,
		HTTPClient: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "test", SecretAccessKey: "test", SessionToken: "test"}, nil
		}),
	})
	return awsqueue.Sender{API: client, URLs: map[queue.Name]string{queue.Clicks: address + "/1/clicks"}}
}

func (w *Wire) read(ctx context.Context, request []byte, answer func(context.Context, []byte) ([]byte, error)) ([]byte, error) {
	w.Reads.Add(1)
	if known, ok := w.answers.Load(string(request)); ok {
		out, _ := known.([]byte)
		return out, nil
	}
	out, err := answer(ctx, request)
	if err == nil {
		w.answers.Store(string(request), out)
	}
	return out, err
}

// value is an attribute as DynamoDB writes it.
type value map[string]any

type key struct{ PK, SK struct{ S string } }

func (w *Wire) get(ctx context.Context, body []byte) ([]byte, error) {
	var in struct{ Key key }
	if err := json.Unmarshal(body, &in); err != nil {
		return nil, err
	}
	items, err := w.items(ctx, []key{in.Key})
	if err != nil || len(items) == 0 {
		return []byte("{}"), err
	}
	return json.Marshal(map[string]any{"Item": items[0]})
}

func (w *Wire) batch(ctx context.Context, body []byte) ([]byte, error) {
	var in struct {
		RequestItems map[string]struct{ Keys []key }
	}
	if err := json.Unmarshal(body, &in); err != nil {
		return nil, err
	}
	found := map[string]any{}
	for name, asked := range in.RequestItems {
		items, err := w.items(ctx, asked.Keys)
		if err != nil {
			return nil, err
		}
		found[name] = items
	}
	return json.Marshal(map[string]any{"Responses": found, "UnprocessedKeys": map[string]any{}})
}

// items reads the items that exist.
func (w *Wire) items(ctx context.Context, keys []key) ([]map[string]value, error) {
	asked := make([]table.Key, len(keys))
	for i, k := range keys {
		asked[i] = table.Key{PK: k.PK.S, SK: k.SK.S}
	}
	found, err := w.table.Get(ctx, asked, true)
	if err != nil {
		return nil, err
	}
	out := []map[string]value{}
	for _, item := range found {
		if item != nil {
			out = append(out, wired(item))
		}
	}
	return out, nil
}

func wired(item table.Item) map[string]value {
	out := map[string]value{}
	for name, v := range item {
		switch v := v.(type) {
		case string:
			out[name] = value{"S": v}
		case int64:
			out[name] = value{"N": strconv.FormatInt(v, 10)}
		case bool:
			out[name] = value{"BOOL": v}
		case []byte:
			out[name] = value{"B": v}
		}
	}
	return out
}

var _ aws.HTTPClient = (*Wire)(nil)
