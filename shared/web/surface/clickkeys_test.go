package surface_test

import (
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

func TestAnOwnerTakesTheClickKeysAwayAndThatIsWrittenDown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.manage(http.MethodPost, "/click-keys", "", http.StatusOK)
	got.is("program", string(w.acme.ID))
	key, err := hex.DecodeString(got.at("keys.0.key").String())
	w.must(err)
	made, err := w.doctor().Keys.Mint(rand.Reader, w.acme.ID, click.Touch{At: w.clock.Now(), LinkRef: 42})
	w.must(err)
	if c, err := click.VerifyOffline([]click.ProgramKey{{Number: 1, Key: key}}, w.acme.ID, string(made.ID)); err != nil || c.LinkRef != 42 {
		t.Errorf("%+v, %v", c, err)
	}
	log, err := store.Audit{T: w.table}.OfResource(w.ctx, string(w.acme.ID), page.Request{})
	if err != nil || !slices.ContainsFunc(log.Data, func(e audit.Entry) bool { return e.Action == "click_keys.export" && e.Actor == string(w.acme.boss) }) {
		t.Errorf("%+v, %v", log.Data, err)
	}
	path := fill(ours+"/click-keys", w.acme, "", w.maya)
	if stale := w.callWith(string(w.acme.boss)+"/stale", http.MethodPost, path, "", nil); stale.Code != http.StatusForbidden || !strings.Contains(stale.Body.String(), "auth.reauthenticate") {
		t.Errorf("without a password: %d %s", stale.Code, stale.Body)
	}
}
