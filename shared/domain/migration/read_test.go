package migration_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/migration"
)

// exported reads the files that a source has exported.
func exported(t *testing.T, s migration.Source) []migration.File {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", string(s), "*.csv"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files of %s: %v", s, err)
	}
	var out []migration.File
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, migration.File{Name: filepath.Base(p), Text: string(text)})
	}
	return out
}

func TestEverySourcesFilesAreRead(t *testing.T) {
	t.Parallel()
	type counts struct{ Partners, Links, Codes, Customers, Commissions, Payouts, Bad int }
	type sums map[migration.Status]int64
	for _, tc := range []struct {
		source migration.Source
		want   counts
		money  sums
	}{
		{migration.Rewardful, counts{4, 5, 2, 2, 10, 2, 2}, sums{"paid": 1755, "due": 999 + 440 - 110 + 500 + 500, "pending": 1001, "void": 330}},
		{migration.PartnerStack, counts{2, 2, 0, 1, 3, 0, 0}, sums{"due": 1250, "pending": 1250, "void": 800}},
		{migration.FirstPromoter, counts{2, 2, 1, 1, 3, 0, 0}, sums{"paid": 990, "due": 990, "void": 500}},
		{migration.Tapfiliate, counts{1, 1, 0, 1, 4, 0, 0}, sums{"paid": 1000, "due": 1000, "pending": 1000, "void": 1000}},
		{migration.Tolt, counts{1, 1, 0, 1, 3, 0, 0}, sums{"paid": 1000, "due": 1000, "void": 1000}},
	} {
		t.Run(string(tc.source), func(t *testing.T) {
			t.Parallel()
			b, bad := migration.Read(migration.Options{Source: tc.source, Currency: "EUR", Digits: 2}, exported(t, tc.source))
			got := counts{len(b.Partners), len(b.Links), len(b.Codes), len(b.Customers), len(b.Commissions), len(b.Payouts), len(bad)}
			if d := cmp.Diff(tc.want, got); d != "" {
				t.Errorf("%s\n%v", d, bad)
			}
			money := sums{}
			for _, c := range b.Commissions {
				money[c.Status] += c.Minor
			}
			if d := cmp.Diff(tc.money, money); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestAGenericFileIsMapped(t *testing.T) {
	t.Parallel()
	files := exported(t, migration.Generic)
	for i := range files {
		if files[i].Name == "partners.csv" {
			files[i].Map = map[migration.Field]string{"id": "Kennung", "company": "Firma", "group": "Gruppe"}
		}
	}
	b, bad := migration.Read(migration.Options{Source: migration.Generic, Currency: "EUR", Digits: 2}, files)
	if len(bad) != 0 {
		t.Fatal(bad)
	}
	if p := b.Partners[0]; p.ID != "p1" || p.Name != "Anna Weber" || p.Group != "Blogs" || p.Email != "anna@blog.example" {
		t.Errorf("partner %+v", p)
	}
	sum := map[migration.Status]int64{}
	for _, c := range b.Commissions {
		if !c.Opening {
			t.Errorf("%+v is no opening", c)
		}
		sum[c.Status] += c.Minor
	}
	if d := cmp.Diff(map[migration.Status]int64{"pending": 1050, "due": 2500, "paid": 123456}, sum); d != "" {
		t.Error(d)
	}
}

func TestWhatCannotBeReadIsTold(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		file migration.File
		want migration.Why
	}{
		"an ambiguous day":             {migration.File{Name: "commissions.csv", Text: "id,partner,amount,created_at\n1,a,1,03/04/2025\n"}, migration.BadDate},
		"too many digits":              {migration.File{Name: "commissions.csv", Text: "id,partner,amount,created_at\n1,a,1.2345,2025-01-02\n"}, migration.BadAmount},
		"no number":                    {migration.File{Name: "commissions.csv", Text: "id,partner,amount,created_at\n1,a,1e3,2025-01-02\n"}, migration.BadAmount},
		"another currency":             {migration.File{Name: "commissions.csv", Text: "id,partner,amount,created_at,currency\n1,a,1,2025-01-02,usd\n"}, migration.BadCurrency},
		"a word that nobody uses":      {migration.File{Name: "commissions.csv", Text: "id,partner,amount,created_at,status\n1,a,1,2025-01-02,maybe\n"}, migration.BadStatus},
		"the same id twice":            {migration.File{Name: "commissions.csv", Text: "id,partner,amount,created_at\n1,a,1,2025-01-02\n1,a,1,2025-01-02\n"}, migration.Twice},
		"a file of unknown content":    {migration.File{Name: "stuff.csv", Text: "a,b\n1,2\n"}, migration.UnknownFile},
		"a column that is missing":     {migration.File{Name: "commissions.csv", Text: "id,partner,created_at\n1,a,2025-01-02\n"}, migration.ColumnsMiss},
		"another encoding":             {migration.File{Name: "partners.csv", Text: "email\nan\xe4@x.example\n"}, migration.Unreadable},
		"a partner without an address": {migration.File{Name: "partners.csv", Text: "id,email\n1,anna\n"}, migration.BadEmail},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, bad := migration.Read(migration.Options{Source: migration.Generic, Currency: "EUR", Digits: 2}, []migration.File{tc.file})
			if len(bad) != 1 || bad[0].Why != tc.want {
				t.Errorf("got %v, want %s", bad, tc.want)
			}
		})
	}
}
