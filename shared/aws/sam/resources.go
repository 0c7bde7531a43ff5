package sam

import "encoding/json"

// Queue is an SQS queue. The names of its fields are CloudFormation's.
type Queue struct {
	ID                     string
	QueueName              string
	FifoQueue              Flag
	VisibilityTimeout      Number
	MessageRetentionPeriod Number
	DelaySeconds           Number
	RedrivePolicy          *Redrive
}

// Redrive says where messages go that were received too often.
type Redrive struct {
	DeadLetterTargetArn string `json:"deadLetterTargetArn"`
	MaxReceiveCount     Number `json:"maxReceiveCount"`
}

// Table is a DynamoDB table. Definition is the part of it that CreateTable takes.
type Table struct {
	ID                     string
	TableName              string
	AttributeDefinitions   []Attribute
	KeySchema              []KeyPart
	GlobalSecondaryIndexes []Index
	StreamSpecification    *Stream
}

// Attribute is a key attribute of a table.
type Attribute struct{ AttributeName, AttributeType string }

// KeyPart is a part of a key.
type KeyPart struct{ AttributeName, KeyType string }

// Index is a global secondary index.
type Index struct {
	IndexName  string
	KeySchema  []KeyPart
	Projection struct {
		ProjectionType   string
		NonKeyAttributes []string
	}
}

// Stream says what the table's stream carries.
type Stream struct{ StreamViewType string }

// Bucket is an S3 bucket.
type Bucket struct {
	ID                string
	BucketName        string
	ObjectLockEnabled Flag
}

// Key is a KMS key.
type Key struct {
	ID          string
	Description string
	KeySpec     string // empty for one that encrypts
	KeyUsage    string
}

// Secret is a Secrets Manager secret.
type Secret struct {
	ID                   string
	Name                 string
	GenerateSecretString *Generate
}

// Generate says how a secret is made up.
type Generate struct {
	PasswordLength       Number
	ExcludePunctuation   Flag
	SecretStringTemplate string // JSON; the password joins it under GenerateStringKey
	GenerateStringKey    string
}

// Parameter is an SSM parameter.
type Parameter struct {
	ID   string
	Name string
	Type string
}

// Queues returns the template's queues, sorted by id.
func (t *Template) Queues() ([]Queue, error) {
	return collect(t, "AWS::SQS::Queue", func(id string, q *Queue) { q.ID = id })
}

// Tables returns the template's tables, sorted by id.
func (t *Template) Tables() ([]Table, error) {
	return collect(t, "AWS::DynamoDB::Table", func(id string, v *Table) { v.ID = id })
}

// Buckets returns the template's buckets, sorted by id.
func (t *Template) Buckets() ([]Bucket, error) {
	return collect(t, "AWS::S3::Bucket", func(id string, v *Bucket) { v.ID = id })
}

// Keys returns the template's encryption keys, sorted by id.
func (t *Template) Keys() ([]Key, error) {
	return collect(t, "AWS::KMS::Key", func(id string, v *Key) { v.ID = id })
}

// Secrets returns the template's secrets, sorted by id.
func (t *Template) Secrets() ([]Secret, error) {
	return collect(t, "AWS::SecretsManager::Secret", func(id string, v *Secret) { v.ID = id })
}

// Parameters returns the template's parameters in SSM, sorted by id, without
// their values: the only one is the public origin, which the host decides.
func (t *Template) Parameters() ([]Parameter, error) {
	return collect(t, "AWS::SSM::Parameter", func(id string, v *Parameter) { v.ID = id })
}

// Senders returns the addresses or domains that mail may come from.
func (t *Template) Senders() ([]string, error) {
	type identity struct{ EmailIdentity string }
	all, err := collect(t, "AWS::SES::EmailIdentity", func(string, *identity) {})
	var out []string
	for _, i := range all {
		out = append(out, i.EmailIdentity)
	}
	return out, err
}

// SecurityHeaders returns the headers that the first response headers policy
// adds to an answer that does not have them.
func (t *Template) SecurityHeaders() (map[string]string, error) {
	type policy struct {
		Config struct {
			SecurityHeadersConfig struct {
				StrictTransportSecurity *struct{ AccessControlMaxAgeSec Number }
				ContentTypeOptions      *struct{}
				FrameOptions            *struct{ FrameOption string }
				ReferrerPolicy          *struct{ ReferrerPolicy string }
				ContentSecurityPolicy   *struct{ ContentSecurityPolicy string }
			}
			CustomHeadersConfig struct {
				Items []struct{ Header, Value string }
			}
		} `json:"ResponseHeadersPolicyConfig"`
	}
	all, err := collect(t, "AWS::CloudFront::ResponseHeadersPolicy", func(string, *policy) {})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	h := map[string]string{}
	s := all[0].Config.SecurityHeadersConfig
	if s.ContentTypeOptions != nil {
		h["X-Content-Type-Options"] = "nosniff"
	}
	if s.FrameOptions != nil {
		h["X-Frame-Options"] = s.FrameOptions.FrameOption
	}
	if s.ReferrerPolicy != nil {
		h["Referrer-Policy"] = s.ReferrerPolicy.ReferrerPolicy
	}
	if s.ContentSecurityPolicy != nil {
		h["Content-Security-Policy"] = s.ContentSecurityPolicy.ContentSecurityPolicy
	}
	for _, c := range all[0].Config.CustomHeadersConfig.Items {
		h[c.Header] = c.Value
	}
	return h, nil
}

var (
	_ json.Unmarshaler = (*Number)(nil)
	_ json.Unmarshaler = (*Flag)(nil)
)
