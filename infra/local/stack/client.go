package stack

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// client speaks to the local AWS, which reads of a signature only what service
// is meant. It is for a few calls to services that the product never uses.
type client struct{ endpoint string }

func (c client) do(ctx context.Context, service, method, path string, header map[string]string, body []byte) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, method, c.endpoint+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/"+service+"/aws4_request, SignedHeaders=host, Signature=local")
	for k, v := range header {
		r.Header.Set(k, v)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, fmt.Errorf("ask the local %s: %w", service, err)
	}
	defer res.Body.Close() //nolint:errcheck // it was read
	answer, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode >= http.StatusBadRequest {
		err = fmt.Errorf("status %d: %.300s", res.StatusCode, answer)
	}
	if err != nil {
		return nil, fmt.Errorf("ask the local %s for %s %s: %w", service, method, path, err)
	}
	return answer, nil
}

// rest calls a service that speaks JSON over paths.
func (c client) rest(ctx context.Context, service, method, path string, in, out any) error {
	var body []byte
	if in != nil {
		var err error
		if body, err = json.Marshal(in); err != nil {
			return err
		}
	}
	answer, err := c.do(ctx, service, method, path, map[string]string{"Content-Type": "application/json"}, body)
	if err != nil || out == nil {
		return err
	}
	return json.Unmarshal(answer, out)
}

// target calls a service that speaks JSON to one address.
func (c client) target(ctx context.Context, service, operation string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	answer, err := c.do(ctx, service, http.MethodPost, "/",
		map[string]string{"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": operation}, body)
	if err != nil || out == nil {
		return err
	}
	return json.Unmarshal(answer, out)
}

func (c client) stacks(ctx context.Context, action string, q url.Values, out any) error {
	q.Set("Action", action)
	q.Set("Version", "2010-05-15")
	answer, err := c.do(ctx, "cloudformation", http.MethodPost, "/",
		map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, []byte(q.Encode()))
	if err != nil {
		return err
	}
	return xml.Unmarshal(answer, out)
}

// resources returns the physical ids of a stack's resources by logical id.
func (c client) resources(ctx context.Context, stack string) (map[string]string, error) {
	names := map[string]string{}
	for q := (url.Values{"StackName": {stack}}); ; {
		var page struct {
			Resources []struct {
				Logical  string `xml:"LogicalResourceId"`
				Physical string `xml:"PhysicalResourceId"`
			} `xml:"ListStackResourcesResult>StackResourceSummaries>member"`
			Next string `xml:"ListStackResourcesResult>NextToken"`
		}
		if err := c.stacks(ctx, "ListStackResources", q, &page); err != nil {
			return nil, err
		}
		for _, r := range page.Resources {
			names[r.Logical] = r.Physical
		}
		if page.Next == "" {
			return names, nil
		}
		q.Set("NextToken", page.Next)
	}
}

func (c client) outputs(ctx context.Context, stack string) (map[string]string, error) {
	var answer struct {
		Outputs []struct {
			Key   string `xml:"OutputKey"`
			Value string `xml:"OutputValue"`
		} `xml:"DescribeStacksResult>Stacks>member>Outputs>member"`
	}
	if err := c.stacks(ctx, "DescribeStacks", url.Values{"StackName": {stack}}, &answer); err != nil {
		return nil, err
	}
	outputs := map[string]string{}
	for _, o := range answer.Outputs {
		outputs[o.Key] = o.Value
	}
	return outputs, nil
}
