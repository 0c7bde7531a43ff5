// Package secret reads what a function must not carry in its environment:
// secrets from Secrets Manager, parameters from SSM.
package secret

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/ssm"

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

// keep is how long a value is trusted without asking again.
const keep = 5 * time.Minute

// Cached remembers what a reader returned for five minutes. When reading again
// fails, the old value serves for another five: a running function outlives
// its secret store. It may be used by many goroutines.
type Cached struct {
	from   Reader
	clock  clock.Clock
	mu     sync.Mutex
	values map[string]kept
}

type kept struct {
	value string
	until time.Time
}

// NewCached returns an empty cache in front of a reader.
func NewCached(from Reader, c clock.Clock) *Cached {
	return &Cached{from: from, clock: c, values: map[string]kept{}}
}

// Read returns the value, from memory where it is fresh enough.
func (c *Cached) Read(ctx context.Context, name string) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.clock.Now()
	old, known := c.values[name]
	if known && now.Before(old.until) {
		return old.value, nil
	}
	value, err := c.from.Read(ctx, name)
	if err != nil {
		if !known {
			return "", err
		}
		value = old.value
	}
	c.values[name] = kept{value, now.Add(keep)}
	return value, nil
}

var (
	_ Reader = ReaderFunc(nil)
	_ Reader = (*Cached)(nil)
)
