package tax

// Certifications are what the signer of a form states, one sentence each, after
// the wording of the Internal Revenue Service (W-9, Rev. 3-2024, part II; W-8BEN
// and W-8BEN-E, Rev. 10-2021, parts III and XXX), shortened. The operator of an
// installation answers for the wording; each signature keeps the hash of the
// text that was signed.
func Certifications(k Kind) []string {
	switch k {
	case W9:
		return []string{
			"The number shown on this form is my correct taxpayer identification number.",
			"I am not subject to backup withholding because I am exempt from it, have not been notified by the IRS that I am subject to it, or have been notified that I no longer am.",
			"I am a U.S. citizen or other U.S. person.",
			"The FATCA code entered on this form, if any, indicating that I am exempt from FATCA reporting is correct.",
		}
	case W8BEN:
		return []string{
			"I am the individual that is the beneficial owner of the income to which this form relates, or am authorized to sign for them.",
			"The person named on this form is not a U.S. person.",
			"The income is not effectively connected with a trade or business in the United States, or is but is not taxable under an income tax treaty.",
			"The person named on this form is a resident of the treaty country stated, if any, within the meaning of the treaty.",
			"I will submit a new form within 30 days if any certification on this form becomes incorrect.",
		}
	case W8BENE:
		return []string{
			"The entity named on this form is the beneficial owner of the income to which this form relates.",
			"The entity named on this form is not a U.S. person.",
			"The income is not effectively connected with a trade or business in the United States, or is but is not taxable under an income tax treaty.",
			"I have the capacity to sign for the entity named on this form.",
			"I will submit a new form within 30 days if any certification on this form becomes incorrect.",
		}
	}
	return nil
}
