package conformance

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Receiver is an endpoint that receives signed webhooks.
type Receiver struct {
	URL    string
	Secret string // whsec_…
	Run    string // new in every run
	Now    time.Time
	Client *http.Client
}

// otherSecret signs what must be refused.
const otherSecret = "whsec_b3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXItMDA=" //nolint:gosec // nobody's, made to be refused

// Check calls the endpoint with each vector.
func (r Receiver) Check(ctx context.Context, vectors []Reception) []Outcome {
	var out []Outcome
	for i, v := range vectors {
		o := Outcome{Name: v.Name, Result: Pass}
		if why := r.check(ctx, v, "msg_"+r.Run+"_"+strconv.Itoa(i)); why != "" {
			o.Result, o.Detail = Fail, why
		}
		out = append(out, o)
	}
	return out
}

func (r Receiver) check(ctx context.Context, v Reception, message string) string {
	headers, body, err := r.sign(v.Alter, message)
	if err != nil {
		return err.Error()
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, r.URL, bytes.NewReader(body))
	if err != nil {
		return err.Error()
	}
	req.Header.Set("Content-Type", "application/json")
	for name, value := range headers {
		req.Header.Set(name, value)
	}
	res, err := r.Client.Do(req)
	if err != nil {
		return err.Error()
	}
	defer res.Body.Close()                                   //nolint:errcheck // only the status counts
	io.Copy(io.Discard, io.LimitReader(res.Body, maxAnswer)) //nolint:errcheck // as above
	accepted, refused := res.StatusCode/100 == 2, res.StatusCode/100 == 4
	switch {
	case v.Accept && !accepted:
		return fmt.Sprintf("refused with status %d", res.StatusCode)
	case !v.Accept && !refused:
		return fmt.Sprintf("not refused: status %d", res.StatusCode)
	}
	return ""
}

// sign makes a signed call and alters it.
func (r Receiver) sign(alter, message string) (map[string]string, []byte, error) {
	at, secret := r.Now, r.Secret
	switch alter {
	case "old":
		at = at.Add(-time.Hour)
	case "future":
		at = at.Add(time.Hour)
	case "recent":
		at = at.Add(-2 * time.Minute)
	case "wrong_secret":
		secret = otherSecret
	}
	stamp := strconv.FormatInt(at.Unix(), 10)
	body := []byte(`{"type":"conversion.created","timestamp":"` + at.UTC().Format(time.RFC3339) + `","data":{"test":true}}`)
	signature, err := Signature(secret, message, stamp, body)
	if err != nil {
		return nil, nil, err
	}
	h := map[string]string{"webhook-id": message, "webhook-timestamp": stamp, "webhook-signature": signature}
	switch alter {
	case "rotated":
		other, err := Signature(otherSecret, message, stamp, body)
		if err != nil {
			return nil, nil, err
		}
		h["webhook-signature"] = other + " " + signature
	case "other_version":
		h["webhook-signature"] = "v2,AAAA " + signature
	case "garbage":
		h["webhook-signature"] = "v1,!!!!"
	case "no_signature":
		delete(h, "webhook-signature")
	case "no_id":
		delete(h, "webhook-id")
	case "no_timestamp":
		delete(h, "webhook-timestamp")
	case "body":
		body = append(body, ' ')
	case "id":
		h["webhook-id"] = message + "x"
	case "timestamp":
		h["webhook-timestamp"] = strconv.FormatInt(at.Unix()-1, 10)
	}
	return h, body, nil
}

// Signature is that of Standard Webhooks: v1 and the HMAC over id, timestamp
// and body.
func Signature(secret, message, stamp string, body []byte) (string, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil || len(key) == 0 {
		return "", fmt.Errorf("the secret is not whsec_ and base64")
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(message + "." + stamp + "."))
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)), nil
}
