package template_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func distribution(t *testing.T) object {
	t.Helper()
	return read(t, cdn).of("AWS::CloudFront::Distribution")[0].prop("DistributionConfig").(object)
}

func TestTheEdgeFunctionIsTheTestedFile(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile(filepath.Join(root, "infra", "edge", "viewer-request.js"))
	if err != nil {
		t.Fatal(err)
	}
	inline := fmt.Sprint(read(t, cdn).of("AWS::CloudFront::Function")[0].prop("FunctionCode"))
	if strings.TrimSpace(inline) != strings.TrimSpace(string(file)) {
		t.Error("infra/cdn.yaml holds another function than infra/edge/viewer-request.js")
	}
}

func TestTheEdgeSendsEveryRouteToTheAPI(t *testing.T) {
	t.Parallel()
	var patterns []string
	for _, b := range list(distribution(t)["CacheBehaviors"]) {
		pattern := fmt.Sprint(at(b, "PathPattern"))
		patterns = append(patterns, pattern)
		policy := "b689b0a8-53d0-40ab-baf2-68738e2966ac"
		if pattern == "/r/*" {
			policy = "map[Ref:ClickRequest]"
		}
		if got := fmt.Sprint(at(b, "OriginRequestPolicyId")); got != policy || at(b, "TargetOriginId") != "api" {
			t.Errorf("%s goes to %v with %s", pattern, at(b, "TargetOriginId"), got)
		}
		if at(b, "CachePolicyId") != "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" {
			t.Errorf("%s is cached", pattern)
		}
	}
	for _, f := range read(t, main).functions() {
		for _, e := range f.events("HttpApi") {
			path := fmt.Sprint(e["Path"])
			if !slices.ContainsFunc(patterns, func(p string) bool {
				prefix, greedy := strings.CutSuffix(p, "*")
				return p == path || greedy && strings.HasPrefix(path, prefix)
			}) {
				t.Errorf("the edge does not know %s", path)
			}
		}
	}
}

func TestEveryBehaviourRunsTheFunctionAndAddsHeaders(t *testing.T) {
	t.Parallel()
	d := distribution(t)
	for _, b := range append(list(d["CacheBehaviors"]), d["DefaultCacheBehavior"]) {
		if !slices.Equal(refs(at(b, "FunctionAssociations")), []string{"ViewerRequest"}) || !slices.Equal(refs(at(b, "ResponseHeadersPolicyId")), []string{"SecurityHeaders"}) {
			t.Errorf("%v", at(b, "PathPattern"))
		}
	}
	if d["CustomErrorResponses"] != nil {
		t.Error("custom error responses turn the API's 404s into pages")
	}
}

func TestClicksAreJudgedByTenHeaders(t *testing.T) {
	t.Parallel()
	p := read(t, cdn).of("AWS::CloudFront::OriginRequestPolicy")[0]
	headers := strs(p.prop("OriginRequestPolicyConfig", "HeadersConfig", "Headers"))
	if len(headers) > 10 {
		t.Errorf("%d headers, a policy takes 10", len(headers))
	}
	for _, h := range []string{"x-trib-host", "x-trib-nav", "User-Agent", "CloudFront-Viewer-Address", "CloudFront-Viewer-Country"} {
		if !slices.Contains(headers, h) {
			t.Errorf("no %s", h)
		}
	}
	if got := strs(p.prop("OriginRequestPolicyConfig", "CookiesConfig", "Cookies")); !slices.Equal(got, []string{"trib_v"}) {
		t.Errorf("cookies %v", got)
	}
}

func TestThePortalAllowsNoForeignScript(t *testing.T) {
	t.Parallel()
	p := read(t, cdn).of("AWS::CloudFront::ResponseHeadersPolicy")[0]
	got := fmt.Sprint(p.prop("ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "ContentSecurityPolicy", "ContentSecurityPolicy"))
	const want = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
		"font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
	if got != want {
		t.Errorf("content security policy %q", got)
	}
	if age := p.prop("ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "StrictTransportSecurity", "AccessControlMaxAgeSec"); age != 31536000 {
		t.Errorf("HSTS for %v s", age)
	}
}

func TestATrackingDomainServesLinksOnly(t *testing.T) {
	t.Parallel()
	for _, r := range read(t, cdn).of("AWS::CloudFront::Distribution") {
		if r.id != "TrackingDistribution" {
			continue
		}
		d := r.prop("DistributionConfig").(object)
		b := d["DefaultCacheBehavior"]
		if d["CacheBehaviors"] != nil || len(list(d["Origins"])) != 1 || !slices.Equal(refs(at(b, "OriginRequestPolicyId")), []string{"ClickRequest"}) ||
			!slices.Equal(refs(at(b, "FunctionAssociations")), []string{"ViewerRequest"}) || fmt.Sprint(at(b, "AllowedMethods")) != "[GET HEAD]" {
			t.Errorf("it serves %v", d)
		}
		return
	}
	t.Error("there is none")
}
