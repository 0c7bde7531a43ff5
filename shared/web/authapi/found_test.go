package authapi_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestNobodyFoundsAProgramWhereThereIsOne(t *testing.T) {
	t.Parallel()
	in := start(t)
	body := fields{"name": "Mine", "website": "https://mine.example", "currency": "EUR"}
	if w := in.call(http.MethodPost, "/api/auth/program", body); w.Code != http.StatusUnauthorized {
		t.Errorf("a stranger: %d", w.Code)
	}
	w := in.call(http.MethodPost, "/api/auth/login", fields{"email": annMail, "password": annPassword})
	if strings.Contains(w.Body.String(), `"founds":true`) {
		t.Errorf("the owner of a program is asked to found one: %s", w.Body)
	}
	w = in.call(http.MethodPost, "/api/auth/program", body, "Cookie", cookie(t, w), "Origin", origin)
	if w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "program.founded") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
