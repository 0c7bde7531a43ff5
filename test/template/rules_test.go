package template_test

import (
	"fmt"
	"slices"
	"strings"
)

// rule returns what is wrong with a template, nothing when all is well.
type rule struct {
	name  string
	check func(d document) []string
}

func rules() []rule {
	return []rule{
		{"no parameter needs a value", parametersHaveDefaults},
		{"nothing depends on itself", noCycle},
		{"every queue has a dead-letter queue and keeps messages 14 days", queuesAreSafe},
		{"a message is invisible six times as long as its function may run", visibility},
		{"batches are answered in parts", partialBatches},
		{"consumers are bounded", boundedConsumers},
		{"schedules retry and have a dead-letter queue", schedules},
		{"the stream mapping loses nothing", streamMapping},
		{"each function has a role of its own, written out", ownRoles},
		{"no statement allows a wildcard", noWildcards},
		{"a redirect reads links, salts and secrets, and sends", redirectIsNarrow},
		{"who may decrypt what", decryption},
		{"a function may use what its environment names, and no other queue or secret", environmentIsGranted},
		{"everything at rest is encrypted", encryption},
		{"what is signed stays", lockedRoots},
		{"no bucket is public", privateBuckets},
		{"the table is safe", safeTable},
		{"logs end", logRetention},
		{"no secret in an environment", noSecretValues},
		{"no door beside the API", noOtherDoor},
		{"the API is throttled", throttled},
	}
}

func parametersHaveDefaults(d document) (wrong []string) {
	for name, p := range d.section("Parameters") {
		if at(p, "Default") == nil {
			wrong = append(wrong, name)
		}
	}
	return wrong
}

// noCycle looks at what CloudFormation makes of the template: an event of a
// function is a resource of its own, and the API's definition names functions.
func noCycle(d document) (wrong []string) {
	edges := map[string][]string{}
	for id, r := range d.section("Resources") {
		properties := object{}
		for k, v := range at(r, "Properties").(object) {
			if k != "Events" {
				properties[k] = v
			}
		}
		edges[id] = append(edges[id], refs(properties)...)
		edges[id] = append(edges[id], strs(at(r, "DependsOn"))...)
	}
	for _, f := range d.functions() {
		for _, e := range f.events("HttpApi") {
			for _, api := range refs(e["ApiId"]) {
				edges[api] = append(edges[api], f.id)
			}
		}
	}
	const open, done = 1, 2
	state := map[string]int{}
	var visit func(id string, way []string)
	visit = func(id string, way []string) {
		if state[id] == open {
			wrong = append(wrong, strings.Join(append(way, id), " → "))
		}
		if state[id] != 0 {
			return
		}
		state[id] = open
		for _, to := range edges[id] {
			visit(to, append(way, id))
		}
		state[id] = done
	}
	for id := range d.section("Resources") {
		visit(id, nil)
	}
	return wrong
}

func queuesAreSafe(d document) (wrong []string) {
	const fortnight = 14 * 24 * 3600
	for _, q := range d.of("AWS::SQS::Queue") {
		if d.number(q.prop("MessageRetentionPeriod")) != fortnight {
			wrong = append(wrong, q.id+": retention")
		}
		if strings.HasSuffix(q.id, "DeadQueue") {
			continue
		}
		target := refs(q.prop("RedrivePolicy", "deadLetterTargetArn"))
		if len(target) != 1 || target[0] != strings.TrimSuffix(q.id, "Queue")+"DeadQueue" || d.section("Resources")[target[0]] == nil {
			wrong = append(wrong, q.id+": dead-letter queue")
		}
		if d.number(q.prop("RedrivePolicy", "maxReceiveCount")) != 5 {
			wrong = append(wrong, q.id+": maxReceiveCount")
		}
	}
	return wrong
}

func (d document) timeout(f named) int {
	if n := d.number(f.prop("Timeout")); n > 0 {
		return n
	}
	return d.number(at(d["Globals"], "Function", "Timeout"))
}

func visibility(d document) (wrong []string) {
	for _, f := range d.functions() {
		for _, e := range f.events("SQS") {
			queue := named{r: d.section("Resources")[refs(e["Queue"])[0]].(object)}
			least := 6*d.timeout(f) + d.number(e["MaximumBatchingWindowInSeconds"])
			if got := d.number(queue.prop("VisibilityTimeout")); d.timeout(f) == 0 || got < least {
				wrong = append(wrong, fmt.Sprintf("%s: %d s, needs %d", f.id, got, least))
			}
		}
	}
	return wrong
}

func partialBatches(d document) (wrong []string) {
	for _, f := range d.functions() {
		for _, e := range append(f.events("SQS"), f.events("DynamoDB")...) {
			if !slices.Contains(strs(e["FunctionResponseTypes"]), "ReportBatchItemFailures") {
				wrong = append(wrong, f.id)
			}
		}
	}
	return wrong
}

func boundedConsumers(d document) (wrong []string) {
	for _, f := range d.functions() {
		for _, e := range f.events("SQS") {
			most := 10
			if strings.HasPrefix(f.id, "Payout") {
				most = 2
			}
			if n := d.number(at(e, "ScalingConfig", "MaximumConcurrency")); n < 2 || n > most {
				wrong = append(wrong, f.id)
			}
		}
		if f.prop("ReservedConcurrentExecutions") != nil {
			wrong = append(wrong, f.id+": reserved concurrency fails in new accounts")
		}
	}
	return wrong
}

func schedules(d document) (wrong []string) {
	for _, f := range d.functions() {
		for _, e := range f.events("ScheduleV2") {
			if len(refs(at(e, "DeadLetterConfig", "Arn"))) == 0 || at(e, "RetryPolicy", "MaximumRetryAttempts") == nil {
				wrong = append(wrong, f.id)
			}
		}
	}
	return wrong
}

func streamMapping(d document) (wrong []string) {
	n := 0
	for _, f := range d.functions() {
		for _, e := range f.events("DynamoDB") {
			n++
			want := object{"BatchSize": 100, "BisectBatchOnFunctionError": true, "MaximumRetryAttempts": 10, "MaximumRecordAgeInSeconds": 21600, "StartingPosition": "TRIM_HORIZON"}
			for k, v := range want {
				if e[k] != v {
					wrong = append(wrong, fmt.Sprintf("%s: %s is %v", f.id, k, e[k]))
				}
			}
			if !slices.Contains(refs(at(e, "DestinationConfig", "OnFailure")), "OutboxDeadQueue") {
				wrong = append(wrong, f.id+": no queue for what fails")
			}
			if !strings.Contains(fmt.Sprint(at(e, "FilterCriteria", "Filters")), `"type":{"S":["event"]}`) {
				wrong = append(wrong, f.id+": filter")
			}
		}
	}
	if n != 1 {
		wrong = append(wrong, fmt.Sprintf("%d stream mappings", n))
	}
	return wrong
}
