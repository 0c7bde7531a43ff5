package docs_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
	"github.com/tributaryhq/tributary/test/stage"
)

const intakePage = "docs/api/intake.md"

// Every shell block of these pages is run as it stands, top to bottom, against
// a fresh installation. Its first line says what comes back: the status, then
// words that the answer holds.
func TestTheLinesOfTheGuidesDoWhatTheySay(t *testing.T) {
	t.Parallel()
	for _, page := range []string{
		intakePage, "docs/api/public.md", "docs/api/partner.md", "docs/api/doctor.md", "docs/api/webhooks.md", "docs/guides/postback.md", "docs/guides/api.md", "docs/guides/snippet.md", "docs/guides/pixel.md", "docs/guides/csv.md",
		"docs/guides/currencies.md", "docs/guides/refunds.md",
	} {
		t.Run(page, func(t *testing.T) {
			t.Parallel()
			env := surroundings(t)
			blocks := shellBlocks(read(t, page))
			if len(blocks) == 0 {
				t.Fatal("no line to run")
			}
			for _, b := range blocks {
				run(t, env, b)
			}
		})
	}
}

// shellBlocks returns the sh blocks of a page, without their indentation.
func shellBlocks(text string) []string {
	var out []string
	for _, m := range regexp.MustCompile("(?ms)^( *)```sh\n(.*?)^ *```").FindAllStringSubmatch(text, -1) {
		out = append(out, regexp.MustCompile("(?m)^"+m[1]).ReplaceAllString(m[2], ""))
	}
	return out
}

// curl prints the status below the answer.
const curl = "curl() { command curl -sS --max-time 20 -w '\\n%{http_code}' \"$@\"; }\n"

func run(t *testing.T, env []string, block string) {
	t.Helper()
	head, _, _ := strings.Cut(block, "\n")
	want, ok := strings.CutPrefix(head, "# ")
	status, words, _ := strings.Cut(want, " ")
	if _, err := strconv.Atoi(status); !ok || err != nil {
		t.Errorf("%q does not say what comes back", head)
		return
	}
	cmd := exec.CommandContext(t.Context(), "sh", "-eu", "-c", curl+block)
	cmd.Env = append(os.Environ(), env...)
	said, err := cmd.CombinedOutput()
	text := strings.TrimSpace(string(said))
	if err != nil || !strings.HasSuffix(text, status) {
		t.Errorf("%s\n\tanswers %s (%v)", block, text, err)
	}
	for word := range strings.FieldsSeq(words) {
		if !strings.Contains(text, word) {
			t.Errorf("%s\n\tanswers %s", block, text)
		}
	}
}

// surroundings opens an installation behind a server and returns the variables
// of the pages.
func surroundings(t *testing.T) []string {
	t.Helper()
	s, err := stage.Open(t.Context())
	must(t, err)
	maya, err := s.Join(t.Context(), "maya")
	must(t, err)
	click, err := s.Click(t.Context(), maya.Link, "")
	must(t, err)
	signing, err := s.Signing().Make(t.Context(), s.Program.ID)
	must(t, err)
	server := httptest.NewServer(everything(s))
	t.Cleanup(server.Close)
	return []string{
		"BASE=" + server.URL, "SECRET=" + s.Secret, "PROGRAM=" + string(s.Program.ID), "SIGNING=" + signing, "CLICK=" + click, "TOKEN=" + maya.Link.Key,
		"SITE=https://shop.test", "SLUG=acme", "NOW=" + strconv.FormatInt(s.Clock.Now().Unix(), 10), "COOKIE=" + signIn(t, server.URL),
		"KEY=" + key(t, s, apikey.Draft{Kind: apikey.Secret, Scopes: apikey.Owner{Program: s.Program.ID}.Scopes()}),
		"LESSER_KEY=" + key(t, s, apikey.Draft{Kind: apikey.Secret, Scopes: []apikey.Scope{apikey.ConversionsWrite}}),
		"PARTNER_KEY=" + partnersKey(t, s, maya, apikey.Owner{Partner: maya.ID}.Scopes()...), "LESSER_PARTNER_KEY=" + partnersKey(t, s, maya, apikey.LinksRead),
		"PK=" + key(t, s, apikey.Draft{Kind: apikey.Publishable}),
	}
}

// everything leads requests to their functions, as the template does.
func everything(s *stage.Stage) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", s.Postback)
	mux.Handle("/r/", s.Redirect)
	mux.Handle("/webhooks/", s.Webhooks)
	mux.Handle("/api/", s.Portal)
	mux.Handle("/api/m/", s.Manager)
	mux.Handle("/v1/public/", s.Portal)
	mux.Handle("/v1/partner/", s.Portal)
	return mux
}

func key(t *testing.T, s *stage.Stage, d apikey.Draft) string {
	t.Helper()
	d.Name = "docs"
	_, text, err := s.Keyring().Make(t.Context(), apikey.Owner{Program: s.Program.ID}, d, "")
	must(t, err)
	return text
}

func partnersKey(t *testing.T, s *stage.Stage, p stage.Partner, scopes ...apikey.Scope) string {
	t.Helper()
	_, text, err := s.Keyring().Make(t.Context(), apikey.Owner{Partner: p.ID}, apikey.Draft{Kind: apikey.Secret, Name: "docs", Scopes: scopes}, string(p.User))
	must(t, err)
	return text
}

// signIn returns the session of the program's owner as a Cookie header.
func signIn(t *testing.T, base string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, base+"/api/auth/login", strings.NewReader(stage.Credentials(stage.Owner)))
	must(t, err)
	r.Header.Set("Content-Type", "application/json")
	w, err := http.DefaultClient.Do(r)
	must(t, err)
	defer w.Body.Close() //nolint:errcheck // only read
	for _, c := range w.Cookies() {
		if strings.HasSuffix(c.Name, "trib_session") {
			return c.Name + "=" + c.Value
		}
	}
	t.Fatalf("the owner cannot sign in: %d", w.StatusCode)
	return ""
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// The reference must name every address, parameter, alias, verdict, reason and
// code that there is.
func TestTheIntakePageNamesEverything(t *testing.T) {
	t.Parallel()
	page := read(t, intakePage)
	holds := func(what, word string) {
		t.Helper()
		if !strings.Contains(page, word) {
			t.Errorf("%s does not name %s %s", intakePage, what, word)
		}
	}
	for _, p := range trackapi.Parameters() {
		for _, name := range append(slices.Clone(p.Aliases), p.Name) {
			holds("the parameter", "`"+name+"`")
		}
	}
	for _, r := range httpkit.Routes(trackapi.Intake{}.Conversions(), trackapi.Pages{}.Tracking(), trackapi.Orders{}.Noun(), trackapi.Doctor{}.Noun()) {
		holds("the address", r.Path)
		if r.Scope != "" {
			holds("the scope", r.Scope)
		}
	}
	for _, word := range words(t, "shared/domain/conversion/conversion.go", `Result += "([a-z]+)"|Result +Result = "([a-z]+)"|^\t[A-Z][a-z]+ +Result += "([a-z]+)"`) {
		holds("the verdict", "`"+word+"`")
	}
	reasons := words(t, "shared/domain/conversion/*.go",
		`refuse\([A-Za-z]+, "([a-z]+_[a-z_]+)"`, `Reason(?:: |\s*= )"([a-z]+_[a-z_]+)"`, `^\t+return "([a-z]+_[a-z_]+)"`, `: "([a-z]+_[a-z_]+)",`)
	for _, word := range reasons {
		holds("the reason", "`"+word+"`")
	}
	codes := words(t, "shared/web/trackapi/*.go", `"((?:key|track|order|signature|conversion|upload)\.[a-z_]+)"`)
	for _, word := range codes {
		holds("the code", "`"+word+"`")
	}
	if len(reasons) < 12 || len(codes) < 10 {
		t.Errorf("only %d reasons and %d codes were found in the source", len(reasons), len(codes))
	}
}

// words finds what the patterns' groups match in the sources, tests left out.
func words(t *testing.T, glob string, patterns ...string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, glob))
	must(t, err)
	var out []string
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		text, err := os.ReadFile(f)
		must(t, err)
		for _, p := range patterns {
			for _, m := range regexp.MustCompile("(?m)"+p).FindAllStringSubmatch(string(text), -1) {
				for _, g := range m[1:] {
					if g != "" && !slices.Contains(out, g) {
						out = append(out, g)
					}
				}
			}
		}
	}
	return out
}
