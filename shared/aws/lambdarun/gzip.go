package lambdarun

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"mime"
	"net/http"
	"strings"

	"github.com/aws/aws-lambda-go/events"
)

// compressFrom is the size from which compressing an answer saves anything.
const compressFrom = 1024

// compressed returns the answer gzipped where the caller takes that and the
// body is text of some length.
func compressed(req *http.Request, answer events.APIGatewayV2HTTPResponse) events.APIGatewayV2HTTPResponse {
	if len(answer.Body) < compressFrom || answer.IsBase64Encoded || answer.Headers["Content-Encoding"] != "" ||
		!strings.Contains(req.Header.Get("Accept-Encoding"), "gzip") || !isText(answer.Headers["Content-Type"]) {
		return answer
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(answer.Body)); err != nil {
		return answer
	}
	if err := z.Close(); err != nil {
		return answer
	}
	answer.Body, answer.IsBase64Encoded = base64.StdEncoding.EncodeToString(b.Bytes()), true
	answer.Headers["Content-Encoding"] = "gzip"
	answer.Headers["Vary"] = strings.TrimPrefix(answer.Headers["Vary"]+",Accept-Encoding", ",")
	delete(answer.Headers, "Content-Length")
	return answer
}

func isText(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "json") ||
		strings.HasSuffix(kind, "xml") || strings.HasSuffix(kind, "javascript"))
}
