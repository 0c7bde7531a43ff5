package stack

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// State is what the emulator says of the deployed stack, for a test to hold
// against the template.
type State struct {
	Routes   []string          // "ANY /postback"
	Expires  bool              // whether the table deletes expired items
	Mappings map[string]string // last part of the source's ARN → Enabled, …
}

// State asks the emulator.
func (s *Stack) State(ctx context.Context) (State, error) {
	c := client{s.AWS}
	var state State
	var routes struct {
		Items []struct {
			RouteKey string `json:"routeKey"`
		} `json:"items"`
	}
	if err := c.rest(ctx, "apigateway", http.MethodGet, "/v2/apis/"+s.Names["Http"]+"/routes", nil, &routes); err != nil {
		return state, err
	}
	for _, r := range routes.Items {
		state.Routes = append(state.Routes, r.RouteKey)
	}
	slices.Sort(state.Routes)
	var err error
	if state.Expires, err = c.expires(ctx, s.Names["Table"]); err != nil {
		return state, err
	}
	var mappings struct {
		All []struct {
			Source string `json:"EventSourceArn"`
			State  string `json:"State"`
		} `json:"EventSourceMappings"`
	}
	if err := c.rest(ctx, "lambda", http.MethodGet, "/2015-03-31/event-source-mappings/", nil, &mappings); err != nil {
		return state, err
	}
	state.Mappings = map[string]string{}
	for _, m := range mappings.All {
		source := m.Source[strings.LastIndex(m.Source, ":")+1:]
		if strings.Contains(m.Source, ":dynamodb:") {
			source = "stream"
		}
		state.Mappings[source] = m.State
	}
	return state, nil
}

// Environment returns what a deployed function is told, and what Lambda adds.
func (s *Stack) Environment(ctx context.Context, id string) (map[string]string, error) {
	var f struct {
		Configuration struct {
			Environment struct{ Variables map[string]string }
		}
	}
	if err := (client{s.AWS}).rest(ctx, "lambda", http.MethodGet, "/2015-03-31/functions/"+s.Names[id], nil, &f); err != nil {
		return nil, err
	}
	e := f.Configuration.Environment.Variables
	maps.Copy(e, map[string]string{
		"AWS_ENDPOINT_URL": s.AWS, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local",
		"AWS_LAMBDA_FUNCTION_NAME": s.Names[id],
	})
	return e, nil
}

// Logs returns what a function has logged.
func (s *Stack) Logs(ctx context.Context, group string) (string, error) {
	var page struct {
		Events []struct {
			Message string `json:"message"`
		} `json:"events"`
	}
	err := client{s.AWS}.target(ctx, "logs", "Logs_20140328.FilterLogEvents", map[string]any{"logGroupName": group}, &page)
	var b strings.Builder
	for _, e := range page.Events {
		b.WriteString(strings.TrimRight(e.Message, "\n") + "\n")
	}
	return b.String(), err
}
