// Package blob keeps files in one S3 bucket.
package blob

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Bucket is one bucket.
type Bucket struct {
	Client *s3.Client
	Name   string
}

// New returns S3's client. With an endpoint of its own it addresses buckets by
// path, since no name but the host's can be resolved there.
func New(c aws.Config) *s3.Client {
	return s3.NewFromConfig(c, func(o *s3.Options) { o.UsePathStyle = c.BaseEndpoint != nil })
}

// Put writes a file, replacing the one of that key.
func (b Bucket) Put(ctx context.Context, key, contentType string, body []byte) error {
	_, err := b.Client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &b.Name, Key: &key, ContentType: &contentType, Body: bytes.NewReader(body),
	})
	if err != nil {
		return fault.Wrap(err, fault.Unavailable, "blob.unavailable", "the file could not be stored just now; try again")
	}
	return nil
}

// Get reads a file of at most limit bytes; NotFound when there is none.
func (b Bucket) Get(ctx context.Context, key string, limit int64) (body []byte, err error) {
	out, err := b.Client.GetObject(ctx, &s3.GetObjectInput{Bucket: &b.Name, Key: &key})
	var none *types.NoSuchKey
	switch {
	case errors.As(err, &none):
		return nil, fault.Wrap(err, fault.NotFound, "blob.not_found", "there is no such file")
	case err != nil:
		return nil, fault.Wrap(err, fault.Unavailable, "blob.unavailable", "the file could not be read just now; try again")
	}
	defer func() { err = errors.Join(err, out.Body.Close()) }()
	body, err = io.ReadAll(io.LimitReader(out.Body, limit+1))
	if err == nil && int64(len(body)) > limit {
		err = fmt.Errorf("the file %s is over %d bytes", key, limit)
	}
	return body, err
}

// List returns the keys that begin so, in order.
func (b Bucket) List(ctx context.Context, prefix string) ([]string, error) {
	var keys []string
	in := &s3.ListObjectsV2Input{Bucket: &b.Name, Prefix: &prefix}
	for {
		out, err := b.Client.ListObjectsV2(ctx, in)
		if err != nil {
			return nil, fault.Wrap(err, fault.Unavailable, "blob.unavailable", "the files cannot be listed just now; try again")
		}
		for _, o := range out.Contents {
			keys = append(keys, aws.ToString(o.Key))
		}
		if in.ContinuationToken = out.NextContinuationToken; aws.ToString(in.ContinuationToken) == "" {
			return keys, nil
		}
	}
}

// Link returns an address under which the file can be downloaded for a while.
func (b Bucket) Link(ctx context.Context, key string, valid time.Duration) (string, error) {
	p, err := s3.NewPresignClient(b.Client).PresignGetObject(ctx,
		&s3.GetObjectInput{Bucket: &b.Name, Key: &key, ResponseContentDisposition: aws.String("attachment")}, s3.WithPresignExpires(valid))
	if err != nil {
		return "", fmt.Errorf("signing a link to %s: %w", key, err)
	}
	return p.URL, nil
}

var _ proof.Vault = Bucket{}
