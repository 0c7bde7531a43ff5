// Package secret reads what a function must not carry in its environment:
// secrets from Secrets Manager, parameters from SSM.
package secret

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
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
	client := secretsmanager.NewFromConfig(c)
	return ReaderFunc(func(ctx context.Context, name string) (string, error) {
		out, err := client.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: &name})
		if err != nil {
			return "", fmt.Errorf("reading the secret %s: %w", name, err)
		}
		return aws.ToString(out.SecretString), nil
	})
}

// Parameters returns a reader of SSM's parameters, SecureStrings decrypted.
func Parameters(c aws.Config) Reader {
	client := ssm.NewFromConfig(c)
	return ReaderFunc(func(ctx context.Context, name string) (string, error) {
		out, err := client.GetParameter(ctx, &ssm.GetParameterInput{Name: &name, WithDecryption: aws.Bool(true)})
		if err != nil {
			return "", fmt.Errorf("reading the parameter %s: %w", name, err)
		}
		return aws.ToString(out.Parameter.Value), nil
	})
}

var _ Reader = ReaderFunc(nil)
