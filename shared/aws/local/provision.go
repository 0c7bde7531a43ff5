package local

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	kmstypes "github.com/aws/aws-sdk-go-v2/service/kms/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	smtypes "github.com/aws/aws-sdk-go-v2/service/secretsmanager/types"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	sestypes "github.com/aws/aws-sdk-go-v2/service/sesv2/types"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	ssmtypes "github.com/aws/aws-sdk-go-v2/service/ssm/types"

	"github.com/tributaryhq/tributary/shared/aws/sam"
)

// makeKeys finds keys by an alias, the only name that a key can have.
func (e *Estate) makeKeys(ctx context.Context, t *sam.Template) error {
	keys, err := t.Keys()
	if err != nil {
		return err
	}
	for _, k := range keys {
		alias := "alias/" + e.name("", k.ID)
		var none *kmstypes.NotFoundException
		found, err := e.keys.DescribeKey(ctx, &kms.DescribeKeyInput{KeyId: &alias})
		switch {
		case err == nil:
			e.made[k.ID] = map[string]string{"": *found.KeyMetadata.KeyId, "Arn": *found.KeyMetadata.Arn, "KeyId": *found.KeyMetadata.KeyId}
			continue
		case !errors.As(err, &none):
			return fmt.Errorf("%s: %w", k.ID, err)
		}
		key, err := e.keys.CreateKey(ctx, &kms.CreateKeyInput{Description: &k.ID, KeySpec: kmstypes.KeySpec(k.KeySpec), KeyUsage: kmstypes.KeyUsageType(k.KeyUsage)})
		if err != nil {
			return fmt.Errorf("%s: %w", k.ID, err)
		}
		if _, err := e.keys.CreateAlias(ctx, &kms.CreateAliasInput{AliasName: &alias, TargetKeyId: key.KeyMetadata.KeyId}); err != nil {
			return fmt.Errorf("%s: %w", k.ID, err)
		}
		e.made[k.ID] = map[string]string{"": *key.KeyMetadata.KeyId, "Arn": *key.KeyMetadata.Arn, "KeyId": *key.KeyMetadata.KeyId}
	}
	return nil
}

func (e *Estate) makeSecrets(ctx context.Context, t *sam.Template) error {
	secrets, err := t.Secrets()
	if err != nil {
		return err
	}
	for _, s := range secrets {
		name := e.name(s.Name, s.ID)
		var none *smtypes.ResourceNotFoundException
		found, err := e.secrets.DescribeSecret(ctx, &secretsmanager.DescribeSecretInput{SecretId: &name})
		switch {
		case err == nil:
			e.made[s.ID] = map[string]string{"": *found.ARN}
			continue
		case !errors.As(err, &none):
			return fmt.Errorf("%s: %w", s.ID, err)
		}
		value, err := e.generate(ctx, s.GenerateSecretString)
		if err != nil {
			return fmt.Errorf("%s: %w", s.ID, err)
		}
		made, err := e.secrets.CreateSecret(ctx, &secretsmanager.CreateSecretInput{Name: &name, SecretString: &value})
		if err != nil {
			return fmt.Errorf("%s: %w", s.ID, err)
		}
		e.made[s.ID] = map[string]string{"": *made.ARN}
	}
	return nil
}

// generate makes a secret up: a password, or a JSON object that holds it.
func (e *Estate) generate(ctx context.Context, g *sam.Generate) (string, error) {
	if g == nil {
		return "", errors.New("only a generated secret can be made here")
	}
	out, err := e.secrets.GetRandomPassword(ctx, &secretsmanager.GetRandomPasswordInput{
		PasswordLength: aws.Int64(int64(g.PasswordLength)), ExcludePunctuation: aws.Bool(bool(g.ExcludePunctuation)),
	})
	if err != nil {
		return "", err
	}
	if g.GenerateStringKey == "" {
		return aws.ToString(out.RandomPassword), nil
	}
	value := map[string]any{}
	if err := json.Unmarshal([]byte(g.SecretStringTemplate), &value); err != nil {
		return "", err
	}
	value[g.GenerateStringKey] = aws.ToString(out.RandomPassword)
	text, err := json.Marshal(value)
	return string(text), err
}

func (e *Estate) makeParameters(ctx context.Context, t *sam.Template, value string) error {
	parameters, err := t.Parameters()
	if err != nil {
		return err
	}
	for _, p := range parameters {
		name := e.name(p.Name, p.ID)
		_, err := e.params.PutParameter(ctx, &ssm.PutParameterInput{
			Name: &name, Value: &value, Type: ssmtypes.ParameterTypeString, Overwrite: aws.Bool(true),
		})
		if err != nil {
			return fmt.Errorf("%s: %w", p.ID, err)
		}
		e.made[p.ID] = map[string]string{"": name, "Value": value}
	}
	return nil
}

func (e *Estate) makeBuckets(ctx context.Context, t *sam.Template) error {
	buckets, err := t.Buckets()
	if err != nil {
		return err
	}
	for _, b := range buckets {
		name := e.name(b.BucketName, b.ID)
		var mine *s3types.BucketAlreadyOwnedByYou
		if _, err := e.buckets.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: &name, ObjectLockEnabledForBucket: aws.Bool(bool(b.ObjectLockEnabled))}); err != nil && !errors.As(err, &mine) {
			return fmt.Errorf("%s: %w", b.ID, err)
		}
		e.made[b.ID] = map[string]string{"": name, "Arn": "arn:aws:s3:::" + name}
	}
	return nil
}

// makeSenders says that mail may come from there. The emulator takes an
// identity's word for it; real ones are verified.
func (e *Estate) makeSenders(ctx context.Context, t *sam.Template) error {
	senders, err := t.Senders()
	if err != nil {
		return err
	}
	for _, s := range senders {
		var there *sestypes.AlreadyExistsException
		if _, err := e.mail.CreateEmailIdentity(ctx, &sesv2.CreateEmailIdentityInput{EmailIdentity: &s}); err != nil && !errors.As(err, &there) {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}
