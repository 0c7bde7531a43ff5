package app

import (
	"context"
	"strings"

	"github.com/tributaryhq/tributary/shared/app/start"
	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	"github.com/tributaryhq/tributary/shared/aws/blob"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/aws/logs"
	"github.com/tributaryhq/tributary/shared/aws/mail"
	"github.com/tributaryhq/tributary/shared/aws/outbound"
	"github.com/tributaryhq/tributary/shared/aws/seal"
	"github.com/tributaryhq/tributary/shared/aws/secret"
	"github.com/tributaryhq/tributary/shared/web/openid"
)

// kit is what constructors are made with. Each method adds one backend; what a
// function does not call is not linked into it.
type kit struct {
	start.Kit
	Backends
}

// prepare reads the configuration and opens the table.
func prepare(s Surroundings, needs ...string) (*kit, error) {
	k, err := start.Prepare(s, needs...)
	if err != nil {
		return nil, err
	}
	return &kit{k, Backends{Table: k.Table, Local: k.Config.Local(), Clock: s.Clock, Entropy: s.Entropy, Log: k.Logger}}, nil
}

func (k *kit) withQueues() { k.Backends.Queue = k.Queues() }

func (k *kit) withArchive() {
	bucket := blob.Bucket{Client: blob.New(k.AWS.For(awsconfig.S3)), Name: k.Config.Archive}
	k.Archive, k.Shelf = bucket, bucket
}

// withKept reads the redirect's log, where clicks wait that the queue could not
// take.
func (k *kit) withKept() {
	k.Backends.Kept = logs.New(k.AWS.For(awsconfig.Logs), k.Config.RedirectLog)
	if k.Config.RedirectFile != "" {
		k.Backends.Kept = logs.File{Path: k.Config.RedirectFile}
	}
}

func (k *kit) withMail() {
	k.Mail = mail.None{}
	if k.Config.MailFrom != "" {
		k.Mail = mail.New(k.AWS.For(awsconfig.SES), k.Config.MailFrom)
	}
}

func (k *kit) withCaller() { k.Caller = outbound.New(outbound.Options{Local: k.Local}) }

func (k *kit) withSealer() {
	api := seal.New(k.AWS.For(awsconfig.KMS))
	k.Sealer = seal.Sealer{API: api, Key: k.Config.Key, Purpose: "integration"}
	k.PayeeSealer = seal.Sealer{API: api, Key: k.Config.Key, Purpose: "payout"}
	k.TaxSealer = seal.Sealer{API: api, Key: k.Config.Key, Purpose: "tax"}
	k.RailSealer = seal.Sealer{API: api, Key: k.Config.Key, Purpose: "rail"}
	k.OnboardingSealer = seal.Sealer{API: api, Key: k.Config.Key, Purpose: "onboarding"}
	k.DoorSealer = seal.Sealer{API: api, Key: k.Config.Key, Purpose: "identity"}
}

// withOrigin reads the public origin, once: it changes with a deployment only.
func (k *kit) withOrigin(ctx context.Context) error {
	origin, err := secret.Parameters(k.AWS.For(awsconfig.Parameters)).Read(ctx, k.Config.Origin)
	k.Origin = strings.TrimSuffix(origin, "/")
	return err
}

// withDoor reads what the distribution proves itself with.
func (k *kit) withDoor(ctx context.Context) (err error) {
	k.Backends.OriginSecret, err = k.Kit.OriginSecret(ctx)
	return err
}

// withProvider sets the OpenID provider up, where there is one.
func (k *kit) withProvider() {
	if k.Config.OpenIDClient == "" {
		return
	}
	secrets := secret.Secrets(k.AWS.For(awsconfig.Secrets))
	k.Provider = openid.New(openid.Config{
		Title: k.Config.OpenIDName, Issuer: k.Config.OpenIDIssuer, Client: k.Config.OpenIDClient, Caller: k.Caller, Clock: k.Backends.Clock,
		Secret: func(ctx context.Context) (string, error) { return secrets.Read(ctx, k.Config.OpenIDSecret) },
	})
}

// withKeys reads the keys of click ids; handlers are to be wrapped by what it
// returns.
func (k *kit) withKeys(ctx context.Context) (watched func(lambdarun.Handler) lambdarun.Handler, err error) {
	k.Backends.Keys, watched, err = k.Kit.Keys(ctx)
	return watched, err
}
