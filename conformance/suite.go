// Package conformance holds the public vectors for postbacks, webhook
// signatures, click ids and macros (M19), and runs those that concern a server
// against one. The files are for other tools to read; see README.md.
package conformance

import (
	"embed"
	"encoding/json"
	"fmt"
)

//go:embed *.json
var files embed.FS

// Postback is a report and the answer that it must get.
type Postback struct {
	Name       string            `json:"name"`
	Method     string            `json:"method"`
	Form       bool              `json:"form"`   // a POST of a form; else of JSON
	Secret     string            `json:"secret"` // query, header, both, none or wrong; query when empty
	Needs      string            `json:"needs"`  // click: it is skipped without one
	Parameters map[string]string `json:"parameters"`
	Want       Answer            `json:"want"`
}

// Answer is what a server must say. What is empty may be anything.
type Answer struct {
	Status  int    `json:"status"`
	Verdict string `json:"verdict"`
	First   string `json:"first"`
	Reason  string `json:"reason"`
	Code    string `json:"code"`  // of a problem
	Field   string `json:"field"` // that the problem names
}

// Reception is a signed call, altered, and whether it is to be accepted.
type Reception struct {
	Name   string `json:"name"`
	Alter  string `json:"alter"`
	Accept bool   `json:"accept"`
}

// Postbacks returns the vectors for a server that takes reports.
func Postbacks() ([]Postback, error) { return read[Postback]("postbacks.json") }

// Receptions returns the vectors for an endpoint that receives webhooks.
func Receptions() ([]Reception, error) { return read[Reception]("receivers.json") }

// File returns one of the files as it is.
func File(name string) ([]byte, error) { return files.ReadFile(name) }

func read[T any](name string) ([]T, error) {
	text, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read the vectors: %w", err)
	}
	var file struct {
		Vectors []T `json:"vectors"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("read the vectors of %s: %w", name, err)
	}
	return file.Vectors, nil
}
