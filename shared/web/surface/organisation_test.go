package surface_test

import (
	"net/http"
	"strings"
	"testing"
)

// dot is a red picture of one pixel.
const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"

func TestTheOrganisationPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const page = "/api/p/{partner}/organisation"
	w.do(w.maya.user, http.MethodPut, page, samples()["put-organisation"].body, http.StatusOK)
	got := w.do(w.maya.user, http.MethodPut, page+"/logo", samples()["put-logo"].body, http.StatusOK)
	got.is("name", "Maya & Co")
	if url := got.at("logo_url").String(); !strings.HasPrefix(url, "/v1/public/logos/"+string(w.maya.partner)+"/") {
		t.Error("the logo is at", url)
	}
	got = w.do(w.maya.user, http.MethodGet, page, "", http.StatusOK)
	for path, want := range map[string]string{"website": "https://maya.example", "country": "DE", "address": "Road 1", "description": "Reviews"} {
		got.is(path, want)
	}
	if got = w.do(w.maya.user, http.MethodDelete, page+"/logo", "", http.StatusOK); strings.Contains(got.String(), "logo_url") {
		t.Error("the logo is still there:", got)
	}
	w.do(w.maya.user, http.MethodPut, page+"/logo", `{"image":"PHN2Zz48L3N2Zz4="}`, http.StatusUnprocessableEntity)
	w.do(w.maya.user, http.MethodPut, page, `{"name":" ","website":"ftp://x"}`, http.StatusUnprocessableEntity)
}
