// Package surface is the whole of the JSON API at once, for the document that
// is made at build time and the tests that hold the routes against it. It
// serves nothing: every function serves its own nouns.
package surface

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/tributaryhq/tributary/shared/web/authapi"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/managerapi"
	"github.com/tributaryhq/tributary/shared/web/networkapi"
	"github.com/tributaryhq/tributary/shared/web/partnerapi"
	"github.com/tributaryhq/tributary/shared/web/publicapi"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

//go:generate go test . -update

// Nouns returns all nouns, without anything behind them.
func Nouns() []httpkit.Noun {
	var all []httpkit.Noun
	all = append(all, partnerapi.Nouns(partnerapi.Deps{})...)
	all = append(all, partnerapi.Keyed(partnerapi.Deps{})...)
	all = append(all, managerapi.Nouns(managerapi.Deps{})...)
	all = append(all, networkapi.Nouns(networkapi.Deps{})...)
	all = append(all, authapi.Nouns(authapi.Deps{})...)
	all = append(all, publicapi.Nouns(publicapi.Deps{})...)
	all = append(all, partnerapi.Documents(partnerapi.Deps{}), managerapi.Documents(managerapi.Deps{}), partnerapi.Exports(partnerapi.Deps{}), managerapi.Exports(managerapi.Deps{}))
	return append(all, trackapi.Intake{}.Conversions(), trackapi.Doctor{}.Noun(), trackapi.Pages{}.Tracking(), trackapi.Orders{}.Noun())
}

// Document returns docs/api/openapi.json.
func Document() ([]byte, error) {
	text, err := json.Marshal(httpkit.Document(Nouns()...))
	if err != nil {
		return nil, fmt.Errorf("write the OpenAPI document: %w", err)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, text, "", "  "); err != nil {
		return nil, fmt.Errorf("indent the OpenAPI document: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
