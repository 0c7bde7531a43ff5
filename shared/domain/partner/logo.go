package partner

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/picture"
)

// LogoSize is how large a picture is kept.
const LogoSize = 256 // pixels of the longer side, as it is kept

// LogoPath is where the picture is shown, empty where there is none.
func (p Partner) LogoPath() string {
	if p.Logo == "" {
		return ""
	}
	return "/v1/public/logos/" + string(p.ID) + "/" + p.Logo
}

// Logos keeps pictures of organisations.
type Logos interface {
	// SaveLogo replaces the partner and its picture, an empty one by none; stale
	// when before is not what is stored.
	SaveLogo(ctx context.Context, before, after Partner, png []byte) error
	// Logo returns the picture; NotFound when it is not that of the digest.
	Logo(ctx context.Context, o id.Partner, digest string) ([]byte, error)
}

// SetLogo gives an organisation a picture. What came is not kept: it is drawn
// anew, so that nothing but pixels comes through.
func SetLogo(ctx context.Context, s Store, l Logos, o id.Partner, file []byte) (Partner, error) {
	drawn, err := picture.Redraw(file, LogoSize)
	if err != nil {
		return Partner{}, err
	}
	sum := sha256.Sum256(drawn)
	return saveLogo(ctx, s, l, o, hex.EncodeToString(sum[:8]), drawn)
}

// RemoveLogo takes the picture away.
func RemoveLogo(ctx context.Context, s Store, l Logos, o id.Partner) (Partner, error) {
	return saveLogo(ctx, s, l, o, "", nil)
}

func saveLogo(ctx context.Context, s Store, l Logos, o id.Partner, digest string, drawn []byte) (Partner, error) {
	before, err := Load(ctx, s, o)
	if err != nil {
		return Partner{}, err
	}
	after := before
	after.Logo, after.Version = digest, before.Version+1
	return after, l.SaveLogo(ctx, before, after, drawn)
}
