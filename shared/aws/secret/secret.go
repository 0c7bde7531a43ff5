// Package secret reads what a function must not carry in its environment:
// secrets from Secrets Manager, parameters from SSM.
package secret

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/tributaryhq/tributary/shared/aws/jsoncall"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Reader reads the current value of a name.
type Reader interface {
	Read(ctx context.Context, name string) (string, error)
}

// ReaderFunc is a function that reads.
type ReaderFunc func(ctx context.Context, name string) (string, error)

// Read calls the function.
func (f ReaderFunc) Read(ctx context.Context, name string) (string, error) { return f(ctx, name) }

// Secrets returns a reader of Secrets Manager; a name is a secret's name or ARN.
func Secrets(c aws.Config) Reader {
	client := jsoncall.New(c, "secretsmanager", clock.System())
	return ReaderFunc(func(ctx context.Context, name string) (string, error) {
		var out struct{ SecretString string }
		if err := client.Call(ctx, "secretsmanager.GetSecretValue", map[string]any{"SecretId": name}, &out); err != nil {
			return "", fmt.Errorf("reading the secret %s: %w", name, err)
		}
		return out.SecretString, nil
	})
}

// Parameters returns a reader of SSM's parameters, SecureStrings decrypted.
func Parameters(c aws.Config) Reader {
	client := jsoncall.New(c, "ssm", clock.System())
	return ReaderFunc(func(ctx context.Context, name string) (string, error) {
		var out struct{ Parameter struct{ Value string } }
		if err := client.Call(ctx, "AmazonSSM.GetParameter", map[string]any{"Name": name, "WithDecryption": true}, &out); err != nil {
			return "", fmt.Errorf("reading the parameter %s: %w", name, err)
		}
		return out.Parameter.Value, nil
	})
}

var _ Reader = ReaderFunc(nil)
