package migration

import (
	"slices"
	"strings"
	"unicode"
)

// Field is a column as this package calls it.
type Field string

// The fields. Amounts have a twin in minor units.
const (
	FieldID          Field = "id"
	FieldEmail       Field = "email"
	FieldName        Field = "name"
	FieldFirstName   Field = "first_name"
	FieldLastName    Field = "last_name"
	FieldCompany     Field = "company"
	FieldWebsite     Field = "website"
	FieldCountry     Field = "country"
	FieldGroup       Field = "group"
	FieldStatus      Field = "status"
	FieldCreatedAt   Field = "created_at"
	FieldTokens      Field = "tokens"
	FieldCodes       Field = "codes"
	FieldPartner     Field = "partner"
	FieldPartnerMail Field = "partner_email"
	FieldToken       Field = "token"
	FieldCode        Field = "code"
	FieldStripe      Field = "stripe_customer"
	FieldFirstPaid   Field = "first_paid_at"
	FieldCustomer    Field = "customer"
	FieldOrder       Field = "order"
	FieldPayout      Field = "payout"
	FieldAmount      Field = "amount"
	FieldMinor       Field = "amount_minor"
	FieldSale        Field = "sale"
	FieldSaleMinor   Field = "sale_minor"
	FieldCurrency    Field = "currency"
	FieldReason      Field = "reason"
	FieldDueAt       Field = "due_at"
	FieldPaidAt      Field = "paid_at"
	FieldPaid        Field = "is_paid"
	FieldPending     Field = "pending"
	FieldDue         Field = "due"
	FieldPaidSum     Field = "paid"
)

// shape is what the columns of one kind of file are called.
type shape struct {
	kind   Kind
	names  []string // a file whose name holds one of these words is probably such
	fields map[Field][]string
	needs  [][]Field // of each, one column at least
}

// Fields lists what the rows of a kind can say, in order.
func Fields(k Kind) []Field {
	var out []Field
	for f := range shapeOf(k).fields {
		out = append(out, f)
	}
	slices.Sort(out)
	return out
}

func shapeOf(k Kind) shape {
	for _, s := range shapes() {
		if s.kind == k {
			return s
		}
	}
	return shape{}
}

func partnerFields() map[Field][]string {
	return map[Field][]string{
		FieldPartner:     {"partner", "partner_id", "partner_key", "partnership_key", "affiliate_id", "promoter_id", "affiliate", "promoter", "referrer_id"},
		FieldPartnerMail: {"partner_email", "affiliate_email", "promoter_email", "partnership_email", "referrer_email"},
	}
}

func with(base, more map[Field][]string) map[Field][]string {
	for f, names := range more {
		base[f] = append(names, base[f]...)
	}
	return base
}

// shapes are the columns as the products name them, in their files and in their
// APIs, after [plain]. What no product names is the generic file's.
func shapes() []shape {
	whose := [][]Field{{FieldPartner, FieldPartnerMail}}
	return []shape{
		{Partners, []string{"partner", "affiliate", "promoter"}, map[Field][]string{
			FieldID:        {"id", "partner_id", "partner_key", "partnership_key", "affiliate_id", "promoter_id", "key", "uuid"},
			FieldEmail:     {"email", "email_address", "partner_email", "affiliate_email", "promoter_email"},
			FieldName:      {"name", "full_name", "partner_name", "affiliate_name", "promoter_name", "display_name"},
			FieldFirstName: {"first_name", "firstname"}, FieldLastName: {"last_name", "lastname"},
			FieldCompany: {"company", "company_name", "company_info_name", "organization"},
			FieldWebsite: {"website", "url", "website_url", "site"}, FieldCountry: {"country", "country_code", "address_country", "address_country_code"},
			FieldGroup:     {"group", "group_name", "group_slug", "campaign", "campaign_name", "program", "program_name", "affiliate_group"},
			FieldStatus:    {"status", "state", "approved", "approved_status", "partner_status"},
			FieldCreatedAt: {"created_at", "joined_at", "created", "date_joined", "signup_date", "sign_up_date", "joined", "date"},
			FieldTokens:    {"tokens", "token", "link_token", "link_tokens", "ref_id", "ref_ids", "default_ref_id", "referral_code", "slug", "url_suffix", "link", "links", "referral_link", "ref_link"},
			FieldCodes:     {"codes", "coupon", "coupons", "coupon_code", "coupon_codes", "promo_code", "promo_codes", "coupon_token"},
		}, [][]Field{{FieldEmail}}},
		{Links, []string{"link", "token"}, with(partnerFields(), map[Field][]string{
			FieldToken: {"token", "link_token", "ref_id", "slug", "key", "code", "url", "link", "referral_link", "value"},
		}), append([][]Field{{FieldToken}}, whose...)},
		{Codes, []string{"coupon", "code"}, with(partnerFields(), map[Field][]string{
			FieldCode: {"code", "coupon", "coupon_code", "promo_code", "token", "name"},
		}), append([][]Field{{FieldCode}}, whose...)},
		{Customers, []string{"customer", "referral", "lead"}, with(partnerFields(), map[Field][]string{
			FieldID:        {"customer_id", "customer_key", "external_id", "external_key", "uid", "customer_external_id", "id", "key"},
			FieldStripe:    {"stripe_customer", "stripe_customer_id", "stripe_id", "provider_key"},
			FieldEmail:     {"email", "customer_email", "lead_email", "referral_email"},
			FieldCreatedAt: {"created_at", "became_lead_at", "joined_at", "created", "date", "signup_date"},
			FieldFirstPaid: {"first_paid_at", "became_conversion_at", "converted_at", "customer_since"},
		}), whose},
		{Balances, []string{"balance"}, with(partnerFields(), map[Field][]string{
			FieldPending: {"pending"}, FieldDue: {"due", "unpaid"}, FieldPaidSum: {"paid"}, FieldCurrency: {"currency"}, FieldCreatedAt: {"date", "as_of"},
		}), append([][]Field{{FieldPending, FieldDue, FieldPaidSum}}, whose...)},
		{Payouts, []string{"payout", "payment", "withdrawal"}, with(partnerFields(), map[Field][]string{
			FieldID:     {"payout_id", "payment_id", "id", "key"},
			FieldAmount: {"amount", "total"}, FieldMinor: {"amount_minor", "amount_cents", "amount_in_cents"},
			FieldCurrency: {"currency", "currency_iso"}, FieldStatus: {"status", "state"}, FieldPaidAt: {"paid_at", "completed_at", "date", "created_at"},
		}), append([][]Field{{FieldID}, {FieldAmount, FieldMinor}, {FieldPaidAt, FieldStatus}}, whose...)},
		{Commissions, []string{"commission", "reward", "conversion", "transaction", "earning"}, with(partnerFields(), map[Field][]string{
			FieldID:        {"commission_id", "reward_key", "reward_id", "id", "key"},
			FieldCustomer:  {"customer", "customer_id", "customer_key", "customer_external_id", "external_key", "referral_id", "lead_id", "customer_email", "referral_email", "lead_email"},
			FieldOrder:     {"order", "order_id", "transaction_id", "transaction_key", "sale_id", "charge_id", "event_id", "external_id", "conversion_id"},
			FieldPayout:    {"payout", "payout_id", "payment_id", "invoice_key"},
			FieldAmount:    {"commission_amount", "reward_amount", "commission", "reward", "amount"},
			FieldMinor:     {"amount_minor", "commission_amount_cents", "commission_cents", "amount_cents", "amount_in_cents"},
			FieldSale:      {"sale", "sale_amount", "transaction_amount", "revenue", "conversion_amount"},
			FieldSaleMinor: {"sale_minor", "sale_amount_cents", "sale_amount_in_cents", "revenue_cents"},
			FieldCurrency:  {"currency", "currency_iso"}, FieldStatus: {"status", "state", "commission_status", "reward_status", "approved"},
			FieldReason:    {"reason", "decline_reason", "fraud_check", "void_reason"},
			FieldCreatedAt: {"created_at", "earned_at", "event_date", "created", "date"}, FieldDueAt: {"due_at", "due_date", "available_at"},
			FieldPaidAt: {"paid_at", "payment_date", "invoice_payment_date", "fulfilled_at"}, FieldPaid: {"is_paid", "paid", "fulfilled", "payout_status"},
		}), append([][]Field{{FieldAmount, FieldMinor}, {FieldCreatedAt}}, whose...)},
	}
}

// plain writes a column's name in small letters, with single underscores for
// everything between words: "Affiliate E-mail" is affiliate_email.
func plain(name string) string {
	name = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), "e-mail", "email")
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "_")
}
