package stack

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/tributaryhq/tributary/shared/aws/sam"
	"github.com/tributaryhq/tributary/shared/table"
)

// repair brings back what the emulator's CloudFormation leaves out. It finds
// what an earlier run has repaired.
func repair(ctx context.Context, c client, root string, names map[string]string) error {
	text, err := os.ReadFile(filepath.Join(root, "template.yaml")) //nolint:gosec // our own file
	if err != nil {
		return err
	}
	t, err := sam.Parse(text, name, map[string]string{"Stage": "local"})
	if err != nil {
		return err
	}
	t = t.WithPhysical(func(id, _ string) (string, bool) { return names[id], true })
	if err := routes(ctx, c, t, names); err != nil {
		return err
	}
	return expiry(ctx, c, names["Table"])
}

// routes adds to the API the routes that the functions' events declare.
func routes(ctx context.Context, c client, t *sam.Template, names map[string]string) error {
	api := "/v2/apis/" + names["Http"]
	var have struct {
		Items []struct {
			RouteKey string `json:"routeKey"`
		} `json:"items"`
	}
	if err := c.rest(ctx, "apigateway", http.MethodGet, api+"/routes", nil, &have); err != nil {
		return err
	}
	there := map[string]bool{}
	for _, r := range have.Items {
		there[r.RouteKey] = true
	}
	functions, err := t.Functions()
	if err != nil {
		return err
	}
	for _, f := range functions {
		target := ""
		for _, r := range f.Routes {
			key := r.Method + " " + r.Path
			if there[key] {
				continue
			}
			if target == "" {
				if target, err = integration(ctx, c, api, names[f.ID]); err != nil {
					return err
				}
			}
			if err := c.rest(ctx, "apigateway", http.MethodPost, api+"/routes", map[string]string{"routeKey": key, "target": target}, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

func integration(ctx context.Context, c client, api, function string) (target string, err error) {
	var made struct {
		ID string `json:"integrationId"`
	}
	err = c.rest(ctx, "apigateway", http.MethodPost, api+"/integrations", map[string]string{
		"integrationType": "AWS_PROXY", "integrationMethod": http.MethodPost, "payloadFormatVersion": "2.0",
		"integrationUri": "arn:aws:lambda:us-east-1:000000000000:function:" + function,
	}, &made)
	return "integrations/" + made.ID, err
}

// expiry switches on the deletion of expired items.
func expiry(ctx context.Context, c client, name string) error {
	on, err := c.expires(ctx, name)
	if err != nil || on {
		return err
	}
	if err := c.target(ctx, "dynamodb", "DynamoDB_20120810.UpdateTimeToLive", map[string]any{
		"TableName": name, "TimeToLiveSpecification": map[string]any{"AttributeName": table.TTL, "Enabled": true},
	}, nil); err != nil {
		return fmt.Errorf("let items expire: %w", err)
	}
	return nil
}

func (c client) expires(ctx context.Context, name string) (bool, error) {
	var ttl struct {
		Description struct {
			Status string `json:"TimeToLiveStatus"`
		} `json:"TimeToLiveDescription"`
	}
	err := c.target(ctx, "dynamodb", "DynamoDB_20120810.DescribeTimeToLive", map[string]string{"TableName": name}, &ttl)
	return ttl.Description.Status == "ENABLED", err
}
