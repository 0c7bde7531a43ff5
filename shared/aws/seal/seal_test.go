//go:build integration

package seal_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/kms"

	"github.com/tributaryhq/tributary/infra/local/emulator/emulatortest"
	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	"github.com/tributaryhq/tributary/shared/aws/seal"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestASealedSecretOpensInItsPlaceAndForItsPurposeOnly(t *testing.T) {
	t.Parallel()
	env := map[string]string{"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_ENDPOINT_URL": emulatortest.URL(t)}
	m, err := awsconfig.New(func(name string) (string, bool) { v, ok := env[name]; return v, ok })
	if err != nil {
		t.Fatal(err)
	}
	key, err := kms.NewFromConfig(m.For(awsconfig.KMS)).CreateKey(t.Context(), &kms.CreateKeyInput{})
	if err != nil {
		t.Fatal(err)
	}
	mine := seal.Sealer{API: seal.New(m.For(awsconfig.KMS)), Key: *key.KeyMetadata.KeyId, Purpose: "integration"}
	sealed, err := mine.Seal(t.Context(), "stripe/prg_1", []byte("whsec"))
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := mine.Open(t.Context(), "stripe/prg_1", sealed); err != nil || string(plain) != "whsec" {
		t.Errorf("opened %q, %v", plain, err)
	}
	if _, err := mine.Open(t.Context(), "stripe/prg_2", sealed); fault.CodeOf(err) != "seal.broken" {
		t.Errorf("in another place: %v", err)
	}
	other := mine
	other.Purpose = "payout"
	if _, err := other.Open(t.Context(), "stripe/prg_1", sealed); fault.CodeOf(err) != "seal.broken" {
		t.Errorf("for another purpose: %v", err)
	}
}
