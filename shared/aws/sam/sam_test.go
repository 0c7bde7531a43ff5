package sam_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/aws/sam"
)

const small = `
Parameters:
  Stage: {Type: String, Default: prod}
  Window: {Type: Number, Default: 3}
Mappings:
  Sizes: {prod: {batch: 1000}, local: {batch: 7}}
Conditions:
  IsLocal: !Equals [!Ref Stage, local]
  IsProd: !Not [{Condition: IsLocal}]
  Never: !And [{Condition: IsLocal}, {Condition: IsProd}]
  Always: !Or [{Condition: IsLocal}, {Condition: IsProd}]
Globals:
  Function: {Timeout: 60, Environment: {Variables: {STAGE: !Ref Stage, BIG: 1000000}}}
Resources:
  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "${AWS::StackName}-q", VisibilityTimeout: "360"}}
  Gone: {Type: AWS::SQS::Queue, Condition: Never, Properties: {QueueName: gone}}
  Kept: {Type: AWS::SQS::Queue, Condition: Always, Properties: {QueueName: !Join ["-", [kept, !Select [1, !Split ["/", "a/b"]]]], Tags: !GetAtt Nowhere.Arn}}
  F:
    Type: AWS::Serverless::Function
    Properties:
      Role: !GetAtt Unknown.Arn
      Timeout: 5
      Environment:
        Variables:
          URL: !Ref Q
          LITERAL: !Sub ["${!Stay}-${Own}-${Q.Arn}", {Own: !If [IsLocal, near, far]}]
          NONE: !If [IsLocal, x, !Ref AWS::NoValue]
      Events:
        A: {Type: HttpApi, Properties: {ApiId: !Ref Nowhere, Path: "/r/{key}", Method: ANY}}
        B: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn, BatchSize: !FindInMap [Sizes, !Ref Stage, batch], MaximumBatchingWindowInSeconds: !Ref Window, FunctionResponseTypes: [ReportBatchItemFailures]}}
        C: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(5 minutes)}}
`

func made(id, attribute string) (string, bool) {
	v, ok := map[string]string{"Q.": "http://q", "Q.Arn": "arn:q"}[id+"."+attribute]
	return v, ok
}

func TestFunctionsAreReadWithTheirIntrinsicsEvaluated(t *testing.T) {
	t.Parallel()
	tpl, err := sam.Parse([]byte(small), "trib", map[string]string{"Window": "4"})
	if err != nil {
		t.Fatal(err)
	}
	got, err := tpl.WithPhysical(made).Functions()
	if err != nil {
		t.Fatal(err)
	}
	q := sam.QueueEvent{Queue: "arn:q", BatchSize: 1000, MaximumBatchingWindowInSeconds: 4, FunctionResponseTypes: []string{"ReportBatchItemFailures"}}
	want := []sam.Function{{
		ID: "F", Timeout: 5 * time.Second,
		Environment: map[string]string{"STAGE": "prod", "BIG": "1000000", "URL": "http://q", "LITERAL": "${Stay}-far-arn:q"},
		Routes:      []sam.Route{{Method: "ANY", Path: "/r/{key}"}},
		Queues:      []sam.QueueEvent{q},
		Schedules:   []sam.Schedule{{Name: "C", ScheduleExpression: "rate(5 minutes)"}},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	queues, err := tpl.Queues()
	if err != nil {
		t.Fatal(err)
	}
	wantQueues := []sam.Queue{{ID: "Kept", QueueName: "kept-b"}, {ID: "Q", QueueName: "trib-q", VisibilityTimeout: 360}}
	if diff := cmp.Diff(wantQueues, queues); diff != "" {
		t.Error(diff)
	}
}

func TestWhatCannotBeResolvedIsAnErrorThatNamesTheField(t *testing.T) {
	t.Parallel()
	function := func(environment string) string {
		return "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Environment: {Variables: {X: " + environment + "}}\n"
	}
	for _, tc := range []struct {
		name, template string
		wants          []string
	}{
		{"a reference to what was not made", function("!Ref Nothing"), []string{"F", "X", "Nothing"}},
		{"an attribute of what was not made", function("!GetAtt Nothing.Arn"), []string{"F", "X", "Nothing.Arn"}},
		{"a hole in a text", function(`!Sub "a-${Nothing}"`), []string{"X", "Nothing"}},
		{"an unknown function", function("!Cidr [a, 1]"), []string{"X", "Fn::Cidr"}},
		{"an unknown condition", function("!If [Some, a, b]"), []string{"X", "Some"}},
		{"an element that is not there", function("!Select [2, [a]]"), []string{"X", "Fn::Select"}},
		{"an event of a type that the local host would not deliver", "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: {Events: {E: {Type: Kinesis}}}\n", []string{"F", "E", "Kinesis"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			tpl, err := sam.Parse([]byte(tc.template), "trib", nil)
			if err != nil {
				t.Fatal(err)
			}
			_, err = tpl.Functions()
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range tc.wants {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not name %s", err, want)
				}
			}
		})
	}
	if _, err := sam.Parse([]byte(small), "trib", map[string]string{"Nope": "1"}); err == nil {
		t.Error("a value for a parameter that does not exist was accepted")
	}
}

// TestTheProjectsTemplatesAreUnderstood reads every kind of resource that the
// local host makes.
func TestTheProjectsTemplatesAreUnderstood(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../../template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	tpl, err := sam.Parse(text, "trib", map[string]string{"Stage": "local"})
	if err != nil {
		t.Fatal(err)
	}
	tpl = tpl.WithPhysical(func(id, attribute string) (string, bool) { return id + "." + attribute, true })
	fs, err := tpl.Functions()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fs {
		if len(f.Routes)+len(f.Queues)+len(f.Streams)+len(f.Schedules) == 0 || f.Timeout == 0 || f.Environment["TABLE_NAME"] == "" {
			t.Errorf("%s lacks something: %+v", f.ID, f)
		}
	}
	tables, err := tpl.Tables()
	if err != nil || len(tables) != 1 || len(tables[0].GlobalSecondaryIndexes) != 3 {
		t.Errorf("tables %+v, %v", tables, err)
	}
	secrets, err := tpl.Secrets()
	if err != nil || len(secrets) == 0 || secrets[0].GenerateSecretString == nil {
		t.Errorf("secrets %+v, %v", secrets, err)
	}
	parameters, err := tpl.Parameters()
	if err != nil || len(parameters) != 1 || parameters[0].Name != "/trib/public-origin" {
		t.Errorf("parameters %+v, %v", parameters, err)
	}
	if text, err = os.ReadFile("../../../infra/cdn.yaml"); err != nil {
		t.Fatal(err)
	}
	cdn, err := sam.Parse(text, "trib", map[string]string{"Stage": "local"})
	if err != nil {
		t.Fatal(err)
	}
	headers, err := cdn.SecurityHeaders()
	if err != nil || !strings.Contains(headers["Content-Security-Policy"], "script-src 'self'") || headers["X-Frame-Options"] != "DENY" {
		t.Errorf("headers %v, %v", headers, err)
	}
}
