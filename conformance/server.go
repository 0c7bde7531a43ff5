package conformance

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Result says how a vector came out.
type Result string

// The results.
const (
	Pass Result = "pass"
	Fail Result = "fail"
	Skip Result = "skip"
)

// Outcome is one vector with what came of it.
type Outcome struct {
	Name   string
	Result Result
	Detail string
}

// Server is a server that takes reports.
type Server struct {
	URL      string // its origin
	Secret   string // of the program
	Click    string // a click id that it made for the program; vectors that need one are skipped without
	Currency string // of the program
	Run      string // new in every run
	Client   *http.Client
}

const maxAnswer = 64 << 10

// Check sends the vectors one after another and says how each came out.
func (s Server) Check(ctx context.Context, vectors []Postback) []Outcome {
	var out []Outcome
	for _, v := range vectors {
		o := Outcome{Name: v.Name, Result: Pass}
		if v.Needs == "click" && s.Click == "" {
			o.Result, o.Detail = Skip, "needs a click id"
		} else if why := s.check(ctx, v); why != "" {
			o.Result, o.Detail = Fail, why
		}
		out = append(out, o)
	}
	return out
}

func (s Server) check(ctx context.Context, v Postback) string {
	req, err := s.request(ctx, v)
	if err != nil {
		return err.Error()
	}
	res, err := s.Client.Do(req)
	if err != nil {
		return err.Error()
	}
	defer res.Body.Close() //nolint:errcheck // nothing is left to lose
	body, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return err.Error()
	}
	return v.Want.differs(res.StatusCode, body)
}

func (s Server) request(ctx context.Context, v Postback) (*http.Request, error) {
	q, header := url.Values{}, ""
	switch v.Secret {
	case "", "query":
		q.Set("key", s.Secret)
	case "header":
		header = s.Secret
	case "both":
		q.Set("key", s.Secret)
		header = "pbs_wrong"
	case "wrong":
		q.Set("key", "pbs_wrong")
	case "none":
	}
	given := url.Values{}
	for name, value := range v.Parameters {
		given.Set(name, s.fill(value))
	}
	var body []byte
	kind := ""
	switch {
	case v.Method == http.MethodGet:
		for name := range given {
			q.Set(name, given.Get(name))
		}
	case v.Form:
		body, kind = []byte(given.Encode()), "application/x-www-form-urlencoded"
	default:
		flat := map[string]string{}
		for name := range given {
			flat[name] = given.Get(name)
		}
		text, err := json.Marshal(flat)
		if err != nil {
			return nil, err
		}
		body, kind = text, "application/json"
	}
	req, err := http.NewRequestWithContext(ctx, v.Method, strings.TrimSuffix(s.URL, "/")+"/postback?"+q.Encode(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	if header != "" {
		req.Header.Set("X-Postback-Secret", header)
	}
	return req, nil
}

// fill puts the run's own values into a vector's.
func (s Server) fill(value string) string {
	forged := s.Click
	if n := len(forged); n > 6 {
		end := "AAAAAA"
		if strings.HasSuffix(forged, end) {
			end = "BBBBBB"
		}
		forged = forged[:n-6] + end
	}
	return strings.NewReplacer("{run}", s.Run, "{click}", s.Click, "{forged}", forged, "{currency}", s.Currency).Replace(value)
}

// differs says how an answer differs from the wanted one, "" when it does not.
func (a Answer) differs(status int, body []byte) string {
	if status != a.Status {
		return fmt.Sprintf("status %d, not %d: %.200s", status, a.Status, body)
	}
	var got struct {
		Verdict, First, Reason, Code string
		Errors                       []struct{ Location string }
	}
	if err := json.Unmarshal(body, &got); err != nil {
		return fmt.Sprintf("the answer is no JSON: %.200s", body)
	}
	for _, p := range []struct{ name, got, want string }{
		{"verdict", got.Verdict, a.Verdict}, {"first", got.First, a.First}, {"reason", got.Reason, a.Reason}, {"code", got.Code, a.Code},
	} {
		if p.want != "" && p.got != p.want {
			return fmt.Sprintf("%s %q, not %q", p.name, p.got, p.want)
		}
	}
	if a.Field == "" {
		return ""
	}
	for _, e := range got.Errors {
		if e.Location == a.Field {
			return ""
		}
	}
	return fmt.Sprintf("the field %q is not named: %.200s", a.Field, body)
}

// Visit follows a link as a browser would and returns the click id that it is
// sent on with, in the parameter of that name.
func Visit(ctx context.Context, client *http.Client, link, parameter string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, link, nil)
	if err != nil {
		return "", err
	}
	req.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
	req.Header.Set("Accept-Language", "en")
	still := *client
	still.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err := still.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close() //nolint:errcheck // nothing was asked for
	to, err := url.Parse(res.Header.Get("Location"))
	if err != nil || to.Query().Get(parameter) == "" {
		return "", fmt.Errorf("the link leads to %q with status %d, without %s", res.Header.Get("Location"), res.StatusCode, parameter)
	}
	return to.Query().Get(parameter), nil
}
