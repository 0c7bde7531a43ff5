package authapi_test

import "testing"

func TestAMailToNobodyIsInTheBrowsersLanguage(t *testing.T) {
	t.Parallel()
	in := start(t)
	for header, want := range map[string]string{
		"de-AT,de;q=0.9,en;q=0.8": "de", "pt-BR, fr-CA;q=0.7": "fr", "ES": "es", "ja": "", "": "", ";;,,": "",
	} {
		in.mail.sent = nil
		in.call("POST", "/api/auth/magic", fields{"email": "nobody@example.com"}, "Accept-Language", header, "Test-Address", header)
		if len(in.mail.sent) != 1 || in.mail.sent[0].Language != want {
			t.Errorf("%q: %+v", header, in.mail.sent)
		}
		in.clock.Advance(1e12)
	}
	in.call("POST", "/api/auth/reset", fields{"email": annMail})
	token := in.mail.token(t)
	in.call("POST", "/api/auth/reset/consume", fields{"token": token, "password": "another walrus sings"})
	if m := in.mail.sent[len(in.mail.sent)-2:]; m[0].Kind != "password" && m[1].Kind != "password" {
		t.Errorf("told of the new password: %+v", m)
	}
}
