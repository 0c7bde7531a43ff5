package template_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// breaches plants, for each rule, edits of the good template that break it.
func breaches() map[string][][2]string {
	return map[string][][2]string{
		"no parameter needs a value": {{"    Default: arm64\n", ""}},
		"nothing depends on itself": {
			{"PUBLIC_ORIGIN_PARAMETER: !Sub /${AWS::StackName}/public-origin", "PUBLIC_ORIGIN_PARAMETER: !Ref PublicOriginParameter"},
			{"QueueName: !Sub ${AWS::StackName}-clicks-dead", "QueueName: !GetAtt ClicksQueue.QueueName"},
		},
		"every queue has a dead-letter queue and keeps messages 14 days": {
			{"      RedrivePolicy: {deadLetterTargetArn: !GetAtt ClicksDeadQueue.Arn, maxReceiveCount: 5}\n", ""},
			{"PayoutsDeadQueue.Arn, maxReceiveCount: 5", "PayoutsDeadQueue.Arn, maxReceiveCount: 50"},
			{"MessageRetentionPeriod: 1209600", "MessageRetentionPeriod: 3600"},
		},
		"a message is invisible six times as long as its function may run": {{"VisibilityTimeout: 420", "VisibilityTimeout: 360"}},
		"batches are answered in parts":                                    {{"            FunctionResponseTypes: [ReportBatchItemFailures]\n", ""}},
		"consumers are bounded": {
			{"ScalingConfig: {MaximumConcurrency: 2}", "ScalingConfig: {MaximumConcurrency: 10}"},
			{"      MemorySize: 256\n", "      MemorySize: 256\n      ReservedConcurrentExecutions: 10\n"},
		},
		"schedules retry and have a dead-letter queue": {{"            DeadLetterConfig: {Arn: !GetAtt SchedulesDeadQueue.Arn}\n", ""}},
		"the stream mapping loses nothing": {
			{"BisectBatchOnFunctionError: true", "BisectBatchOnFunctionError: false"},
			{"            DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt OutboxDeadQueue.Arn}}\n", ""},
			{`["event"]`, `["click"]`},
		},
		"each function has a role of its own, written out": {
			{"Role: !GetAtt PostbackRole.Arn", "Role: !GetAtt RedirectRole.Arn"},
			{"      Policies:\n", "      ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]\n      Policies:\n"},
		},
		"no statement allows a wildcard": {
			{"Action: [dynamodb:GetItem, dynamodb:BatchGetItem]", "Action: [\"dynamodb:*\"]"},
			{"Resource: !GetAtt Table.Arn", "Resource: \"*\""},
			{"${ArchiveBucket.Arn}/clicks/*", "arn:aws:s3:::*/clicks/*"},
			{"identity/${Domain}\"", "identity/*\""},
		},
		"a redirect reads links, salts and secrets, and sends": {
			{"Action: [dynamodb:GetItem, dynamodb:BatchGetItem]", "Action: [dynamodb:GetItem, dynamodb:BatchGetItem, dynamodb:PutItem]"},
			{`"REF#*", "RET#*"]`, `"REF#*", "BAL#*"]`},
			{`["VIS#*"]`, `["VIS#*", "ORD#*"]`},
		},
		"who may decrypt what": {
			{"kms:EncryptionContext:purpose: [integration]", "kms:EncryptionContext:purpose: [payout]"},
			{"                Condition: {StringEquals: {kms:EncryptionContext:purpose: [payout]}}\n", ""},
		},
		"a function may use what its environment names, and no other queue or secret": {
			{"          CLICKS_QUEUE_URL: !Ref ClicksQueue\n", ""},
			{"          CLICKS_QUEUE_URL: !Ref ClicksQueue\n", "          CLICKS_QUEUE_URL: !Ref PayoutsQueue\n"},
		},
		"everything at rest is encrypted": {
			{"      SqsManagedSseEnabled: true\n", ""},
			{"SSESpecification: {SSEEnabled: true}", "SSESpecification: {SSEEnabled: false}"},
			{"EnableKeyRotation: true", "EnableKeyRotation: false"},
		},
		"what is signed stays": {
			{"ObjectLockEnabled: true", "ObjectLockEnabled: false"},
			{"Action: [kms:Encrypt]", "Action: [kms:Encrypt, kms:Sign]"},
			{"Action: [s3:GetObject]", "Action: [s3:GetObject, s3:DeleteObject]"},
		},
		"no bucket is public": {{"BlockPublicPolicy: true", "BlockPublicPolicy: false"}, {"aws:SecureTransport", "aws:SourceVpc"}},
		"the table is safe": {
			{"PointInTimeRecoveryEnabled: true", "PointInTimeRecoveryEnabled: false"},
			{"DeletionProtectionEnabled: true", "DeletionProtectionEnabled: false"},
			{"AttributeName: ttl", "AttributeName: expires"},
			{"NEW_IMAGE", "KEYS_ONLY"},
			{"ProjectionType: INCLUDE", "ProjectionType: ALL"},
		},
		"logs end":                    {{", RetentionInDays: !Ref LogDays", ""}, {"LogGroup: !Ref PostbackLogs", "LogGroup: !Ref RedirectLogs"}},
		"no secret in an environment": {{"!If [IsLocal, \"\", !Ref OriginSecret]", "\"{{resolve:secretsmanager:origin}}\""}},
		"no door beside the API":      {{"      MemorySize: 256\n", "      MemorySize: 256\n      FunctionUrlConfig: {AuthType: NONE}\n"}},
		"the API is throttled":        {{"DefaultRouteSettings: {ThrottlingRateLimit: 200, ", "DefaultRouteSettings: {"}, {"\"ANY /postback\":", "\"GET /postback\":"}},
	}
}

func TestEveryRuleBites(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(root, main))
	if err != nil {
		t.Fatal(err)
	}
	planted := breaches()
	for _, r := range rules() {
		if len(planted[r.name]) == 0 {
			t.Errorf("%s: no breach was planted", r.name)
		}
		for _, edit := range planted[r.name] {
			bad := strings.Replace(string(text), edit[0], edit[1], 1)
			if bad == string(text) {
				t.Errorf("%s: the template has no %q to break", r.name, edit[0])
				continue
			}
			if len(r.check(parse(t, bad))) == 0 {
				t.Errorf("%s: %q instead of %q passes", r.name, edit[1], edit[0])
			}
		}
		delete(planted, r.name)
	}
	for name := range planted {
		t.Errorf("%s is no rule", name)
	}
}
