package bankfile

import "encoding/xml"

// The parts of pain.001 that a SEPA credit transfer needs, in the order in which
// the message has them. Where .09 and .03 differ, each has a field of its own
// and the other stays empty.
type (
	document struct {
		XMLName    xml.Name `xml:"Document"`
		Namespace  string   `xml:"xmlns,attr"`
		Initiation struct {
			Header  groupHeader `xml:"GrpHdr"`
			Payment paymentInfo `xml:"PmtInf"`
		} `xml:"CstmrCdtTrfInitn"`
	}
	groupHeader struct {
		MessageID string `xml:"MsgId"`
		Created   string `xml:"CreDtTm"`
		Count     int    `xml:"NbOfTxs"`
		Sum       string `xml:"CtrlSum"`
		Initiator string `xml:"InitgPty>Nm"`
	}
	paymentInfo struct {
		ID            string        `xml:"PmtInfId"`
		Method        string        `xml:"PmtMtd"`
		BatchBooking  bool          `xml:"BtchBookg"`
		Count         int           `xml:"NbOfTxs"`
		Sum           string        `xml:"CtrlSum"`
		Service       string        `xml:"PmtTpInf>SvcLvl>Cd"`
		Execution     executionDate `xml:"ReqdExctnDt"`
		Debtor        party         `xml:"Dbtr"`
		DebtorIBAN    string        `xml:"DbtrAcct>Id>IBAN"`
		DebtorAgent   agent         `xml:"DbtrAgt"`
		ChargesBearer string        `xml:"ChrgBr"`
		Transfers     []transfer    `xml:"CdtTrfTxInf"`
	}
	executionDate struct {
		Text string `xml:",chardata"` // .03
		Date string `xml:"Dt,omitempty"`
	}
	party struct {
		Name    string         `xml:"Nm"`
		Address *postalAddress `xml:"PstlAdr"`
	}
	postalAddress struct {
		Street   string `xml:"StrtNm,omitempty"`
		Postcode string `xml:"PstCd,omitempty"`
		Town     string `xml:"TwnNm"`
		Country  string `xml:"Ctry"`
	}
	agent struct {
		BIC   string `xml:"FinInstnId>BIC,omitempty"`
		BICFI string `xml:"FinInstnId>BICFI,omitempty"`
		Other *other `xml:"FinInstnId>Othr"`
	}
	other struct {
		ID string `xml:"Id"`
	}
	transfer struct {
		EndToEndID string      `xml:"PmtId>EndToEndId"`
		Amount     amount      `xml:"Amt>InstdAmt"`
		Agent      *agent      `xml:"CdtrAgt"`
		Creditor   party       `xml:"Cdtr"`
		IBAN       string      `xml:"CdtrAcct>Id>IBAN"`
		Remittance *remittance `xml:"RmtInf"`
	}
	remittance struct {
		Text string `xml:"Ustrd"`
	}
	amount struct {
		Currency string `xml:"Ccy,attr"`
		Value    string `xml:",chardata"`
	}
)
