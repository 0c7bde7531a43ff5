package template_test

import (
	"fmt"
	"slices"
	"strings"
)

// statement is one statement of a policy that allows something.
type statement struct {
	resource  string // the logical id that bears the policy
	actions   []string
	resources []any
	condition any
}

func allows(id string, policy any) []statement {
	var out []statement
	for _, s := range list(at(policy, "Statement")) {
		if at(s, "Effect") == "Allow" {
			out = append(out, statement{id, strs(at(s, "Action")), list(at(s, "Resource")), at(s, "Condition")})
		}
	}
	return out
}

// granted returns what a function's own role allows.
func (d document) granted(f named) []statement {
	var out []statement
	for _, id := range refs(f.prop("Role")) {
		r, _ := d.section("Resources")[id].(object)
		for _, p := range list(at(r, "Properties", "Policies")) {
			out = append(out, allows(id, at(p, "PolicyDocument"))...)
		}
	}
	return out
}

func ownRoles(d document) (wrong []string) {
	for _, f := range d.functions() {
		if role := refs(f.prop("Role")); len(role) != 1 || role[0] != f.id+"Role" || d.section("Resources")[role[0]] == nil {
			wrong = append(wrong, f.id+": role")
		}
		if f.prop("Policies") != nil {
			wrong = append(wrong, f.id+": Policies beside a role are ignored")
		}
	}
	for _, r := range d.of("AWS::IAM::Role") {
		if r.prop("ManagedPolicyArns") != nil {
			wrong = append(wrong, r.id+": managed policies reach the whole account")
		}
	}
	return wrong
}

func noWildcards(d document) (wrong []string) {
	var all []statement
	for _, r := range d.of("AWS::IAM::Role") {
		for _, p := range list(r.prop("Policies")) {
			all = append(all, allows(r.id, at(p, "PolicyDocument"))...)
		}
	}
	for _, kind := range []string{"AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy"} {
		for _, r := range d.of(kind) {
			all = append(all, allows(r.id, r.prop("PolicyDocument"))...)
		}
	}
	for _, s := range all {
		for _, a := range s.actions {
			if strings.Contains(a, "*") {
				wrong = append(wrong, s.resource+": "+a)
			}
		}
		for _, r := range s.resources {
			if !precise(r) {
				wrong = append(wrong, fmt.Sprintf("%s: %v", s.resource, r))
			}
		}
	}
	return wrong
}

// precise tells whether a resource is named. Objects of one bucket and the
// streams of one table have names that nobody knows before.
func precise(r any) bool {
	text := fmt.Sprint(r)
	if !strings.Contains(text, "*") {
		return len(refs(r)) > 0
	}
	sub, _ := at(r, "Fn::Sub").(string)
	head, tail, _ := strings.Cut(sub, "/")
	return strings.HasSuffix(head, ".Arn}") && strings.Count(tail, "*") == 1 && strings.HasSuffix(tail, "*")
}

func redirectIsNarrow(d document) (wrong []string) {
	want := []string{"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "logs:CreateLogStream", "logs:PutLogEvents", "secretsmanager:GetSecretValue", "sqs:SendMessage"}
	for _, f := range d.functions() {
		if f.id != "Redirect" {
			continue
		}
		var got []string
		for _, s := range d.granted(f) {
			got = append(got, s.actions...)
			keys := strs(at(s.condition, "ForAllValues:StringLike", "dynamodb:LeadingKeys"))
			if slices.Contains(s.actions, "dynamodb:GetItem") && !slices.Equal(keys, []string{"LINK#*", "SALT#*", "HOST#*", "OLD#*", "REF#*", "RET#*"}) ||
				slices.Contains(s.actions, "dynamodb:Query") && !slices.Equal(keys, []string{"VIS#*"}) {
				wrong = append(wrong, fmt.Sprintf("reads %v", keys))
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			wrong = append(wrong, strings.Join(got, " "))
		}
	}
	return wrong
}

// decryption holds the two encryption contexts apart.
func decryption(d document) (wrong []string) {
	may := map[string][]string{
		"integration": {"Postback", "WebhookIntake", "ConversionConsumer", "WebhookDispatcher"},
		"payout":      {"PayoutSender", "PayoutReconciler", "ManagerApi", "Documents"}, // a run's file is downloaded there
		"rail":        {"PayoutSender", "PayoutReconciler"},
		"onboarding":  {"PortalApi"}, // of keys that make partners' accounts and cannot pay
		"identity":    {"PortalApi"},
		"tax":         {"PayoutSender", "PayoutReconciler", "Documents"},
	}
	for _, f := range d.functions() {
		for _, s := range d.granted(f) {
			if !strings.Contains(strings.Join(s.actions, " "), "kms:") || slices.Contains(s.actions, "kms:Sign") {
				continue
			}
			purposes := strs(at(s.condition, "StringEquals", "kms:EncryptionContext:purpose"))
			if len(purposes) == 0 {
				wrong = append(wrong, f.id+": no encryption context")
			}
			for _, p := range purposes {
				if slices.Contains(s.actions, "kms:Decrypt") && !slices.Contains(may[p], f.id) {
					wrong = append(wrong, f.id+" decrypts "+p)
				}
			}
		}
	}
	return wrong
}

// environmentIsGranted compares what a function is told of with what it may use.
func environmentIsGranted(d document) (wrong []string) {
	for _, f := range d.functions() {
		told, may := map[string]bool{}, map[string]bool{}
		for name, v := range f.environment() {
			if strings.HasSuffix(name, "_QUEUE_URL") || strings.HasSuffix(name, "_SECRET") {
				for _, id := range refs(v) {
					told[id] = true
				}
			}
		}
		for _, s := range d.granted(f) {
			if !slices.Contains(s.actions, "sqs:SendMessage") && !slices.Contains(s.actions, "secretsmanager:GetSecretValue") {
				continue
			}
			for _, id := range refs(s.resources) {
				may[id] = true
			}
		}
		for _, e := range f.events("DynamoDB") { // sent to by the mapping, with the function's role
			for _, id := range refs(at(e, "DestinationConfig", "OnFailure")) {
				told[id] = true
			}
		}
		for id := range told {
			if !may[id] {
				wrong = append(wrong, f.id+" is told of "+id+" and may not use it")
			}
		}
		for id := range may {
			if !told[id] {
				wrong = append(wrong, f.id+" may use "+id+" and is not told of it")
			}
		}
	}
	return wrong
}
