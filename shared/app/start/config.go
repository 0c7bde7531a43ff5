package start

import (
	"errors"
	"fmt"

	"github.com/caarlos0/env/v11"
)

// Config is what a function is told by its environment. The first four
// variables are every function's; of the others each is given what it needs.
type Config struct {
	Function string `env:"AWS_LAMBDA_FUNCTION_NAME"`
	Stage    string `env:"STAGE"`
	LogLevel string `env:"LOG_LEVEL"`
	Table    string `env:"TABLE_NAME"`

	Dead         string `env:"DEAD_QUEUE_URL"`
	Clicks       string `env:"CLICKS_QUEUE_URL"`
	Conversions  string `env:"CONVERSIONS_QUEUE_URL"`
	Payouts      string `env:"PAYOUTS_QUEUE_URL"`
	Notices      string `env:"NOTICES_QUEUE_URL"`
	Webhooks     string `env:"WEBHOOKS_QUEUE_URL"`
	Archive      string `env:"ARCHIVE_BUCKET"`
	Key          string `env:"KMS_KEY_ID"`
	ProofKey     string `env:"PROOF_KEY_ID"`
	Vault        string `env:"PROOF_BUCKET"`
	ClickKeys    string `env:"CLICK_KEYS_SECRET"`       // name of the secret
	OriginSecret string `env:"ORIGIN_SECRET"`           // name of the secret; empty where nothing stands in front
	Origin       string `env:"PUBLIC_ORIGIN_PARAMETER"` // name of the parameter
	MailFrom     string `env:"MAIL_FROM"`               // empty where no mail is sent
	RedirectLog  string `env:"REDIRECT_LOG_GROUP"`
	RedirectFile string `env:"REDIRECT_LOG_FILE"` // instead of the group, on this machine

	Operators string `env:"NETWORK_OPERATORS"` // addresses, apart by commas

	OpenIDClient string `env:"OPENID_CLIENT_ID"` // empty where nobody else signs people in
	OpenIDIssuer string `env:"OPENID_ISSUER"`
	OpenIDName   string `env:"OPENID_NAME"`
	OpenIDSecret string `env:"OPENID_SECRET"` // name of the secret
}

// Local tells whether what needs TLS is relaxed.
func (c Config) Local() bool { return c.Stage == "local" }

// Load reads the configuration. All needed variables that are missing or empty
// are named at once, and those that cannot be read.
func Load(s Surroundings, needs ...string) (Config, error) {
	var c Config
	fields, err := env.GetFieldParams(&c)
	if err != nil {
		return c, fmt.Errorf("configuration: %w", err)
	}
	values := map[string]string{}
	for _, f := range fields {
		if v, ok := s.Lookup(f.Key); ok {
			values[f.Key] = v
		}
	}
	errs := []error{env.ParseWithOptions(&c, env.Options{Environment: values})}
	for _, name := range append([]string{"STAGE", "TABLE_NAME"}, needs...) {
		if values[name] == "" {
			errs = append(errs, fmt.Errorf("%s is not set", name))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return c, fmt.Errorf("configuration: %w", err)
	}
	return c, nil
}
