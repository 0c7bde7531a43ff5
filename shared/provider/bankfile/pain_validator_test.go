package bankfile_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// node is an element of an XML file, read without knowing what wrote it.
type node struct {
	name     string
	space    string
	attrs    []xml.Attr
	text     string
	children []*node
}

func readXML(body []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(body))
	root := &node{}
	open := []*node{root}
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch t := tok.(type) {
		case xml.StartElement:
			n := &node{name: t.Name.Local, space: t.Name.Space, attrs: t.Attr}
			top.children = append(top.children, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(t)
		}
	}
	if len(root.children) != 1 {
		return nil, fmt.Errorf("%d roots", len(root.children))
	}
	return root.children[0], nil
}

func (n *node) all(path string) []*node {
	at := []*node{n}
	for name := range strings.SplitSeq(path, "/") {
		var next []*node
		for _, a := range at {
			for _, c := range a.children {
				if c.name == name {
					next = append(next, c)
				}
			}
		}
		at = next
	}
	return at
}

func (n *node) at(path string) string {
	if found := n.all(path); len(found) == 1 {
		return found[0].text
	}
	return ""
}

// painRules is the message as its definition and the scheme's guidelines have
// it: the children of each element, in order. "?" may be missing, "+" may come
// more often; "=" gives the shape of a text.
const (
	maxText  = `[A-Za-z0-9/\-?:().,'+ ]{1,%d}`
	idText   = `([A-Za-z0-9\-?:().,'+ ]|[A-Za-z0-9\-?:().,'+ ][A-Za-z0-9/\-?:().,'+ ]{0,33}[A-Za-z0-9\-?:().,'+ ])`
	sumText  = `[0-9]{1,15}\.[0-9]{2}`
	dateText = `20[0-9]{2}-(0[1-9]|1[0-2])-([0-2][0-9]|3[01])`
	bicText  = `[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?`
	ibanText = `[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}`
)

// rulesOf makes the rules of both versions once.
var rulesOf = map[bool]map[string][]string{false: painRules(false), true: painRules(true)}

// shapes keeps what was compiled.
var shapes = &sync.Map{}

func fits(shape, text string) bool {
	re, ok := shapes.Load(shape)
	if !ok {
		re, _ = shapes.LoadOrStore(shape, regexp.MustCompile(`^(`+shape+`)$`))
	}
	return re.(*regexp.Regexp).MatchString(text)
}

func painRules(older bool) map[string][]string {
	bic, day := "BICFI?", "Dt"
	if older {
		bic, day = "BIC?", "="+dateText
	}
	text := func(n int) []string { return []string{"=" + fmt.Sprintf(maxText, n)} }
	agent := []string{"FinInstnId"}
	address := []string{"StrtNm?", "PstCd?", "TwnNm", "Ctry"}
	r := map[string][]string{
		"Document":                  {"CstmrCdtTrfInitn"},
		"CstmrCdtTrfInitn":          {"GrpHdr", "PmtInf+"},
		"GrpHdr":                    {"MsgId", "CreDtTm", "NbOfTxs", "CtrlSum?", "InitgPty"},
		"GrpHdr/MsgId":              {"=" + idText},
		"GrpHdr/CreDtTm":            {"=" + dateText + `T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]`},
		"GrpHdr/NbOfTxs":            {"=[0-9]{1,15}"},
		"GrpHdr/CtrlSum":            {"=" + sumText},
		"GrpHdr/InitgPty":           {"Nm?"},
		"InitgPty/Nm":               text(70),
		"PmtInf":                    {"PmtInfId", "PmtMtd", "BtchBookg?", "NbOfTxs?", "CtrlSum?", "PmtTpInf?", "ReqdExctnDt", "Dbtr", "DbtrAcct", "DbtrAgt", "ChrgBr?", "CdtTrfTxInf+"},
		"PmtInf/PmtInfId":           {"=" + idText},
		"PmtInf/PmtMtd":             {"=TRF"},
		"PmtInf/BtchBookg":          {"=true|false"},
		"PmtInf/NbOfTxs":            {"=[0-9]{1,15}"},
		"PmtInf/CtrlSum":            {"=" + sumText},
		"PmtInf/PmtTpInf":           {"SvcLvl"},
		"PmtTpInf/SvcLvl":           {"Cd"},
		"SvcLvl/Cd":                 {"=SEPA"},
		"PmtInf/ReqdExctnDt":        {day},
		"ReqdExctnDt/Dt":            {"=" + dateText},
		"PmtInf/Dbtr":               {"Nm", "PstlAdr?"},
		"Dbtr/Nm":                   text(70),
		"Dbtr/PstlAdr":              address,
		"PstlAdr/StrtNm":            text(70),
		"PstlAdr/PstCd":             text(16),
		"PstlAdr/TwnNm":             text(35),
		"PstlAdr/Ctry":              {"=[A-Z]{2}"},
		"PmtInf/DbtrAcct":           {"Id"},
		"DbtrAcct/Id":               {"IBAN"},
		"Id/IBAN":                   {"=" + ibanText},
		"PmtInf/DbtrAgt":            agent,
		"DbtrAgt/FinInstnId":        {bic, "Othr?"},
		"FinInstnId/BIC":            {"=" + bicText},
		"FinInstnId/BICFI":          {"=" + bicText},
		"FinInstnId/Othr":           {"Id"},
		"Othr/Id":                   {"=NOTPROVIDED"},
		"PmtInf/ChrgBr":             {"=SLEV"},
		"PmtInf/CdtTrfTxInf":        {"PmtId", "Amt", "CdtrAgt?", "Cdtr", "CdtrAcct", "RmtInf?"},
		"CdtTrfTxInf/PmtId":         {"InstrId?", "EndToEndId"},
		"PmtId/EndToEndId":          {"=" + idText},
		"CdtTrfTxInf/Amt":           {"InstdAmt"},
		"Amt/InstdAmt":              {`=[0-9]{1,9}\.[0-9]{2}`},
		"CdtTrfTxInf/CdtrAgt":       agent,
		"CdtrAgt/FinInstnId":        {bic},
		"CdtTrfTxInf/Cdtr":          {"Nm", "PstlAdr?"},
		"Cdtr/Nm":                   text(70),
		"CdtTrfTxInf/CdtrAcct":      {"Id"},
		"CdtrAcct/Id":               {"IBAN"},
		"CdtTrfTxInf/RmtInf":        {"Ustrd"},
		"RmtInf/Ustrd":              text(140),
		"CstmrCdtTrfInitn/GrpHdr":   nil,
		"CstmrCdtTrfInitn/PmtInf":   nil,
		"Document/CstmrCdtTrfInitn": nil,
	}
	return r
}

// validatePain says what is wrong with a file, nil when it is a message that a
// bank of the scheme takes.
func validatePain(body []byte, older bool) error {
	version := "09"
	if older {
		version = "03"
	}
	doc, err := readXML(body)
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(body, []byte(`<?xml version="1.0" encoding="UTF-8"?>`)) || doc.name != "Document" {
		return fmt.Errorf("it begins with %.60q", body)
	}
	if doc.space != "urn:iso:std:iso:20022:tech:xsd:pain.001.001."+version {
		return fmt.Errorf("its namespace is %s", doc.space)
	}
	if err := followRules(doc, "", rulesOf[older]); err != nil {
		return err
	}
	return addsUp(doc)
}

func followRules(n *node, parent string, rules map[string][]string) error {
	rule := rules[parent+"/"+n.name]
	if rule == nil {
		rule = rules[n.name]
	}
	if rule == nil {
		return fmt.Errorf("%s/%s is not in the message", parent, n.name)
	}
	if shape, leaf := strings.CutPrefix(rule[0], "="); leaf {
		if len(n.children) > 0 || !fits(shape, n.text) {
			return fmt.Errorf("%s/%s says %q", parent, n.name, n.text)
		}
		return nil
	}
	if strings.TrimSpace(n.text) != "" {
		return fmt.Errorf("%s holds the text %q", n.name, n.text)
	}
	i := 0
	for _, r := range rule {
		name, seen := strings.TrimRight(r, "?+"), 0
		for i < len(n.children) && n.children[i].name == name {
			i, seen = i+1, seen+1
		}
		if seen == 0 && !strings.HasSuffix(r, "?") || seen > 1 && !strings.HasSuffix(r, "+") {
			return fmt.Errorf("%s/%s has %d %s", parent, n.name, seen, name)
		}
	}
	if i < len(n.children) {
		return fmt.Errorf("%s/%s has %s out of its place", parent, n.name, n.children[i].name)
	}
	for _, c := range n.children {
		if err := followRules(c, n.name, rules); err != nil {
			return err
		}
	}
	return nil
}

// addsUp looks at the sums, the counts and the account numbers.
func addsUp(doc *node) error {
	sum, seen := new(big.Rat), map[string]bool{}
	transfers := doc.all("CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf")
	for _, t := range transfers {
		amount := t.all("Amt/InstdAmt")[0]
		if len(amount.attrs) != 1 || amount.attrs[0].Name.Local != "Ccy" || amount.attrs[0].Value != "EUR" {
			return fmt.Errorf("an amount is of %v", amount.attrs)
		}
		v, ok := new(big.Rat).SetString(amount.text)
		if !ok || v.Sign() <= 0 {
			return fmt.Errorf("an amount is %s", amount.text)
		}
		sum.Add(sum, v)
		id := t.at("PmtId/EndToEndId")
		if seen[id] || strings.Contains(id, "//") {
			return fmt.Errorf("the id %s is there twice, or has two strokes", id)
		}
		seen[id] = true
		if iban := t.at("CdtrAcct/Id/IBAN"); !goodIBAN(iban) {
			return fmt.Errorf("%s is no IBAN", iban)
		}
		if strings.Trim(t.at("Cdtr/Nm"), " .") == "" {
			return fmt.Errorf("a payee is called %q", t.at("Cdtr/Nm"))
		}
	}
	for _, at := range []string{"CstmrCdtTrfInitn/GrpHdr/", "CstmrCdtTrfInitn/PmtInf/"} {
		if doc.at(at+"NbOfTxs") != strconv.Itoa(len(transfers)) || doc.at(at+"CtrlSum") != sum.FloatString(2) {
			return fmt.Errorf("%s counts %s of %s: there are %d of %s", at, doc.at(at+"NbOfTxs"), doc.at(at+"CtrlSum"), len(transfers), sum.FloatString(2))
		}
	}
	if iban := doc.at("CstmrCdtTrfInitn/PmtInf/DbtrAcct/Id/IBAN"); !goodIBAN(iban) {
		return fmt.Errorf("%s is no IBAN", iban)
	}
	return nil
}

// goodIBAN takes the check digits as the number that they are.
func goodIBAN(s string) bool { return len(s) >= 15 && remainder(s) == 1 }

// remainder is what an account number leaves by 97, read as one long number; -1
// when it is none.
func remainder(s string) int64 {
	var digits strings.Builder
	for _, r := range s[4:] + s[:4] {
		n, err := strconv.ParseInt(string(r), 36, 64)
		if err != nil {
			return -1
		}
		digits.WriteString(strconv.FormatInt(n, 10))
	}
	n, ok := new(big.Int).SetString(digits.String(), 10)
	if !ok {
		return -1
	}
	return n.Mod(n, big.NewInt(97)).Int64()
}
