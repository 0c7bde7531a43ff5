package app

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// Postback takes reports from merchants.
func (b Backends) Postback() http.Handler {
	rules, house := b.rulebook(), b.house()
	intake := trackapi.Intake{
		Secrets:    recentSecrets{newRecent(b.Clock, b.Secrets().Program)},
		Keys:       recentKeys{newRecent(b.Clock, b.Keyring().Authenticate)},
		Signatures: recentSignatures{newRecent(b.Clock, b.Signing().Secrets)},
		Programs:   rules, Decider: b.processor(rules), Queue: b.Queue, Clock: b.Clock,
	}
	postback, rest := intake.Postback(house), house.Serve(intake.Admit, intake.Conversions())
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/postback" {
			postback.ServeHTTP(w, r)
			return
		}
		rest.ServeHTTP(w, r)
	})
}

// Postback makes the handler of functions/postback.
func Postback(ctx context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "CLICK_KEYS_SECRET", "KMS_KEY_ID", "CLICKS_QUEUE_URL", "CONVERSIONS_QUEUE_URL")
	if err != nil {
		return nil, err
	}
	k.withQueues()
	k.withSealer()
	if err := k.withDoor(ctx); err != nil {
		return nil, err
	}
	watched, err := k.withKeys(ctx)
	if err != nil {
		return nil, err
	}
	return watched(k.Run.HTTP(k.Backends.Postback())), nil
}
