//go:build integration

package blob_test

import (
	"bytes"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/tributaryhq/tributary/infra/local/emulator/emulatortest"
	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	"github.com/tributaryhq/tributary/shared/aws/blob"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestAFileIsWrittenReadAndDownloaded(t *testing.T) {
	t.Parallel()
	env := map[string]string{"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_ENDPOINT_URL": emulatortest.URL(t)}
	m, err := awsconfig.New(func(name string) (string, bool) { v, ok := env[name]; return v, ok })
	if err != nil {
		t.Fatal(err)
	}
	b := blob.Bucket{Client: blob.New(m.For(awsconfig.S3)), Name: "files"}
	if _, err := b.Client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String(b.Name)}); err != nil {
		t.Fatal(err)
	}
	want := []byte{0, 1, 2}
	if err := b.Put(t.Context(), "a/b.bin", "application/octet-stream", want); err != nil {
		t.Fatal(err)
	}
	if got, err := b.Get(t.Context(), "a/b.bin", 3); err != nil || !bytes.Equal(got, want) {
		t.Errorf("read %v, %v", got, err)
	}
	if _, err := b.Get(t.Context(), "a/b.bin", 2); err == nil {
		t.Error("a file over the limit was read")
	}
	if _, err := b.Get(t.Context(), "none", 3); !fault.Is(err, fault.NotFound) {
		t.Errorf("a missing file: %v", err)
	}
	if got, err := b.List(t.Context(), "a/"); err != nil || len(got) != 1 || got[0] != "a/b.bin" {
		t.Errorf("listed %v, %v", got, err)
	}
	if got, err := b.List(t.Context(), "c/"); err != nil || len(got) != 0 {
		t.Errorf("listed %v of nothing, %v", got, err)
	}
	link, err := b.Link(t.Context(), "a/b.bin", time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, link, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if got, err := io.ReadAll(res.Body); err != nil || !bytes.Equal(got, want) {
		t.Errorf("downloaded %v, %v", got, err)
	}
}
