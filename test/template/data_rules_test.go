package template_test

import (
	"fmt"
	"slices"
	"strings"
)

func encryption(d document) (wrong []string) {
	for _, q := range d.of("AWS::SQS::Queue") {
		if q.prop("SqsManagedSseEnabled") != true && q.prop("KmsMasterKeyId") == nil {
			wrong = append(wrong, q.id)
		}
	}
	for _, b := range d.of("AWS::S3::Bucket") {
		if q := b.prop("BucketEncryption", "ServerSideEncryptionConfiguration"); q == nil {
			wrong = append(wrong, b.id)
		}
	}
	for _, t := range d.of("AWS::DynamoDB::Table") {
		if t.prop("SSESpecification", "SSEEnabled") != true {
			wrong = append(wrong, t.id)
		}
	}
	for _, k := range d.of("AWS::KMS::Key") {
		if k.prop("EnableKeyRotation") != true && k.prop("KeyUsage") != "SIGN_VERIFY" { // a key that signs cannot rotate
			wrong = append(wrong, k.id+": rotation")
		}
	}
	return wrong
}

// lockedRoots holds the signed book: one function signs it, and nobody takes it
// out of its bucket.
func lockedRoots(d document) (wrong []string) {
	for _, b := range d.of("AWS::S3::Bucket") {
		if b.id == "ProofBucket" && (b.prop("ObjectLockEnabled") != true || b.prop("ObjectLockConfiguration", "Rule", "DefaultRetention", "Days") == nil) {
			wrong = append(wrong, b.id+": no lock")
		}
	}
	for _, f := range d.functions() {
		for _, s := range d.granted(f) {
			for _, a := range s.actions {
				if a == "kms:Sign" && f.id != "LedgerProof" || strings.HasPrefix(a, "s3:Delete") || strings.HasPrefix(a, "s3:Bypass") || strings.HasPrefix(a, "s3:PutObjectRetention") {
					wrong = append(wrong, f.id+": "+a)
				}
			}
		}
	}
	return wrong
}

func privateBuckets(d document) (wrong []string) {
	for _, b := range d.of("AWS::S3::Bucket") {
		for _, block := range []string{"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"} {
			if b.prop("PublicAccessBlockConfiguration", block) != true {
				wrong = append(wrong, b.id+": "+block)
			}
		}
	}
	for _, p := range d.of("AWS::S3::BucketPolicy") {
		if !strings.Contains(fmt.Sprint(p.prop("PolicyDocument")), "aws:SecureTransport") {
			wrong = append(wrong, p.id+": plain HTTP")
		}
	}
	return wrong
}

func safeTable(d document) (wrong []string) {
	for _, t := range d.of("AWS::DynamoDB::Table") {
		want := map[string]bool{
			"on demand":           t.prop("BillingMode") == "PAY_PER_REQUEST",
			"recovery":            t.prop("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled") == true,
			"deletion protection": t.prop("DeletionProtectionEnabled") == true,
			"retained":            t.r["DeletionPolicy"] == "Retain" && t.r["UpdateReplacePolicy"] == "Retain",
			"expiry":              t.prop("TimeToLiveSpecification", "AttributeName") == "ttl" && t.prop("TimeToLiveSpecification", "Enabled") == true,
			"stream":              t.prop("StreamSpecification", "StreamViewType") == "NEW_IMAGE",
			"indexes":             slices.Equal(indexes(t), []string{"GSI1 INCLUDE [view type]", "GSI2 INCLUDE [view type]", "GSI3 KEYS_ONLY []"}),
		}
		for what, ok := range want {
			if !ok {
				wrong = append(wrong, t.id+": "+what)
			}
		}
	}
	return wrong
}

func indexes(t named) (out []string) {
	for _, i := range list(t.prop("GlobalSecondaryIndexes")) {
		out = append(out, fmt.Sprintf("%v %v %v", at(i, "IndexName"), at(i, "Projection", "ProjectionType"), strs(at(i, "Projection", "NonKeyAttributes"))))
	}
	return out
}

func logRetention(d document) (wrong []string) {
	for _, l := range d.of("AWS::Logs::LogGroup") {
		if d.number(l.prop("RetentionInDays")) == 0 {
			wrong = append(wrong, l.id)
		}
	}
	for _, f := range d.functions() {
		group := refs(f.prop("LoggingConfig", "LogGroup"))
		if len(group) != 1 || d.section("Resources")[group[0]] == nil || group[0] != f.id+"Logs" {
			wrong = append(wrong, f.id+": no log group of its own")
		}
	}
	return wrong
}

func noSecretValues(d document) (wrong []string) {
	for _, f := range d.functions() {
		for name, v := range f.environment() {
			if strings.Contains(fmt.Sprint(v), "{{resolve:") {
				wrong = append(wrong, f.id+": "+name)
			}
		}
	}
	for _, p := range d.of("AWS::SSM::Parameter") {
		if p.prop("Type") == "SecureString" || strings.Contains(fmt.Sprint(p.prop("Value")), "{{resolve:secrets") {
			wrong = append(wrong, p.id)
		}
	}
	for _, s := range d.of("AWS::SecretsManager::Secret") {
		if s.prop("SecretString") != nil || s.prop("GenerateSecretString") == nil {
			wrong = append(wrong, s.id+": written down")
		}
	}
	return wrong
}

func noOtherDoor(d document) (wrong []string) {
	for _, f := range d.functions() {
		if f.prop("FunctionUrlConfig") != nil {
			wrong = append(wrong, f.id)
		}
	}
	for _, u := range d.of("AWS::Lambda::Url") {
		wrong = append(wrong, u.id)
	}
	return wrong
}

// throttled also finds settings of routes that are gone: they deploy and hold nothing.
func throttled(d document) (wrong []string) {
	routes := map[string]bool{}
	for _, f := range d.functions() {
		for _, e := range f.events("HttpApi") {
			routes[fmt.Sprint(e["Method"], " ", e["Path"])] = true
		}
	}
	for _, api := range d.of("AWS::Serverless::HttpApi") {
		if d.number(api.prop("DefaultRouteSettings", "ThrottlingRateLimit")) == 0 {
			wrong = append(wrong, api.id)
		}
		own, _ := api.prop("RouteSettings").(object)
		for route := range own {
			if !routes[route] {
				wrong = append(wrong, "no route "+route)
			}
		}
	}
	return wrong
}
