package awsconfig_test

import (
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
)

func lookup(env map[string]string) awsconfig.Lookup {
	return func(name string) (string, bool) { v, ok := env[name]; return v, ok }
}

func TestEndpointOverridesAreHonoured(t *testing.T) {
	t.Parallel()
	base := map[string]string{"AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
	for _, tc := range []struct {
		name string
		env  map[string]string
		want string
	}{
		{"no variable leaves the service's own address", nil, ""},
		{"the common variable holds for every service", map[string]string{"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, "http://127.0.0.1:1"},
		{"a service's own variable wins", map[string]string{"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_ENDPOINT_URL_SQS": "http://127.0.0.1:2"}, "http://127.0.0.1:2"},
		{"another service's variable does not matter", map[string]string{"AWS_ENDPOINT_URL_S3": "http://127.0.0.1:2"}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			env := map[string]string{}
			for _, part := range []map[string]string{base, tc.env} {
				for k, v := range part {
					env[k] = v
				}
			}
			m, err := awsconfig.New(lookup(env))
			if err != nil {
				t.Fatal(err)
			}
			c := m.For(awsconfig.SQS)
			got := ""
			if c.BaseEndpoint != nil {
				got = *c.BaseEndpoint
			}
			if got != tc.want || c.Region != "eu-west-1" {
				t.Errorf("endpoint %q in region %q, want %q in eu-west-1", got, c.Region, tc.want)
			}
		})
	}
}

func TestEverythingMissingIsNamedAtOnce(t *testing.T) {
	t.Parallel()
	_, err := awsconfig.New(lookup(nil))
	if err == nil {
		t.Fatal("an empty environment was accepted")
	}
	for _, name := range []string{"AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%v does not name %s", err, name)
		}
	}
}
