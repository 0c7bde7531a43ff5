package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// clickKeys is the file that a program's owner exports.
type clickKeys struct {
	Program id.Program `json:"program"`
	Keys    []struct {
		Number byte      `json:"number"`
		Key    string    `json:"key"`
		From   time.Time `json:"from"`
		Until  time.Time `json:"until"`
	} `json:"keys"`
}

// runClick verifies click ids without asking anybody.
func runClick(_ context.Context, args []string) error {
	if len(args) == 0 || args[0] != "verify" {
		return errors.New("usage: trib click verify --key <exported keys, or one key in hexadecimal> --program <id> <click id>…")
	}
	f := flag.NewFlagSet("click verify", flag.ContinueOnError)
	key := f.String("key", "", "file with the exported keys, or key 1 itself in hexadecimal")
	program := f.String("program", "", "the program's id; that of the file when left out")
	if err := f.Parse(args[1:]); err != nil {
		return err
	}
	keys, of, err := readClickKeys(*key)
	if err != nil {
		return err
	}
	if *program != "" {
		of = id.Program(*program)
	}
	if of == "" || f.NArg() == 0 {
		return errors.New("name the program, and at least one click id")
	}
	bad := 0
	for _, text := range f.Args() {
		if !printClick(keys, of, text) {
			bad++
		}
	}
	if bad > 0 {
		return fmt.Errorf("%d of %d are not in order", bad, f.NArg())
	}
	return nil
}

func readClickKeys(text string) ([]click.ProgramKey, id.Program, error) {
	if one, err := hex.DecodeString(text); err == nil && len(one) == 32 {
		return []click.ProgramKey{{Number: 1, Key: one}}, "", nil
	}
	body, err := os.ReadFile(text) //nolint:gosec // the file that the caller names
	if err != nil {
		return nil, "", fmt.Errorf("read the keys: %w", err)
	}
	var file clickKeys
	if err := json.Unmarshal(body, &file); err != nil {
		return nil, "", fmt.Errorf("read the keys in %s: %w", text, err)
	}
	var keys []click.ProgramKey
	for _, k := range file.Keys {
		key, err := hex.DecodeString(k.Key)
		if err != nil || len(key) != 32 {
			return nil, "", fmt.Errorf("key %d in %s is not 32 bytes in hexadecimal", k.Number, text)
		}
		keys = append(keys, click.ProgramKey{Number: k.Number, Key: key, From: k.From, Until: k.Until})
	}
	return keys, file.Program, nil
}

// printClick prints what an id says, or why it is none; up to three may stand
// together.
func printClick(keys []click.ProgramKey, of id.Program, text string) bool {
	parts, err := click.ParseMany(text)
	if err != nil {
		fmt.Printf("BAD  %s  %s\n", text, fault.CodeOf(err))
		return false
	}
	ok := true
	for _, one := range parts {
		t, err := click.VerifyOffline(keys, of, one)
		if err != nil {
			fmt.Printf("BAD  %s  %s\n", one, fault.CodeOf(err))
			ok = false
			continue
		}
		fmt.Printf("OK   %s  %s  link %016x  enrollment %016x  visitor %s%s\n", one, t.At.Format(time.RFC3339), t.LinkRef, t.EnrollmentRef, t.Visitor, flagsOf(t.Flags))
	}
	return ok
}

func flagsOf(f click.Flags) string {
	var out []string
	for flag, name := range map[click.Flags]string{click.Cookieless: "cookieless", click.Test: "test", click.QR: "qr"} {
		if f&flag != 0 {
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "  " + strings.Join(out, " ")
}
