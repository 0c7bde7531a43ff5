package app

import (
	"context"
	"net/http"
	"strings"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// Postback takes what merchants' servers and pages report.
func (b Backends) Postback() http.Handler {
	rules, house := b.rulebook(), b.house()
	intake := trackapi.Intake{
		Secrets:    recentSecrets{newRecent(b.Clock, b.Secrets().Program)},
		Keys:       recentKeys{newRecent(b.Clock, b.Keyring().Authenticate)},
		Signatures: recentSignatures{newRecent(b.Clock, b.Signing().Secrets)},
		Programs:   rules, Decider: b.processor(rules), Contacts: store.CustomerLists{T: b.Table, Clock: b.Clock}, Queue: b.Queue, Clock: b.Clock, Refusals: store.Refusals{T: b.Table},
	}
	secrets := store.InstanceSecrets{T: b.Table, Entropy: b.Entropy}
	pages := trackapi.Pages{
		Intake: intake, Visits: b.Redirect(), Tokens: link.NewResolver(store.Links{T: b.Table}, b.Clock), Limits: store.Limits{T: b.Table}, Insecure: b.Local,
		AddressKey: remembered(func(ctx context.Context) ([]byte, error) { return secrets.Secret(ctx, "address") }),
	}
	postback, pixel := intake.Postback(house), pages.Pixel(house)
	rest := house.Serve(pages.Admit, intake.Conversions(), b.examiner(rules).Noun(), pages.Tracking(), trackapi.Orders{Desk: b.Orders()}.Noun())
	track := pages.CORS(house, rest)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/postback":
			postback.ServeHTTP(w, r)
		case r.URL.Path == trackapi.PixelPath:
			pixel.ServeHTTP(w, r)
		case strings.HasPrefix(r.URL.Path, "/v1/track/"):
			track.ServeHTTP(w, r)
		default:
			rest.ServeHTTP(w, r)
		}
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
