package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
)

// Row is one measured value. Floor is the least that an honest program of this
// kind was measured with; 0 where there is none.
type Row struct {
	Name  string `json:"name"`
	Value int64  `json:"value"`
	Unit  string `json:"unit"`
	Floor int64  `json:"floor,omitempty"`
	Goal  int64  `json:"goal,omitempty"`
	More  bool   `json:"more,omitempty"`  // the goal is at least, not at most
	Timed bool   `json:"timed,omitempty"` // depends on the machine
	Short string `json:"short,omitempty"` // why the goal is not reached yet, where that is known
}

// Verdict is "ok", "miss", "miss?" for a time, "known" for a goal that is
// known not to be reached, and empty without a goal.
func (r Row) Verdict() string {
	switch {
	case r.Goal == 0:
		return ""
	case r.More && r.Value >= r.Goal, !r.More && r.Value <= r.Goal:
		return "ok"
	case r.Timed:
		return "miss?"
	case r.Short != "":
		return "known"
	}
	return "miss"
}

// markdown prints the rows as Markdown.
func markdown(w io.Writer, rows []Row) error {
	var b strings.Builder
	b.WriteString("| name | value | unit | floor | goal | |\n|---|---:|---|---:|---:|---|\n")
	for _, r := range rows {
		goal := ""
		if r.Goal > 0 {
			goal = "≤ " + group(r.Goal)
			if r.More {
				goal = "≥ " + group(r.Goal)
			}
		}
		verdict := r.Verdict()
		if verdict == "known" {
			verdict += ": " + r.Short
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", r.Name, group(r.Value), r.Unit, optional(r.Floor), goal, verdict)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func optional(n int64) string {
	if n == 0 {
		return ""
	}
	return group(n)
}

// group writes a number with commas.
func group(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// save keeps the rows with what they were measured on.
func save(ctx context.Context, file string, rows []Row) error {
	commit, err := exec.CommandContext(ctx, "git", "rev-parse", "HEAD").Output()
	if err != nil {
		commit = nil // an unpacked archive has no history
	}
	load, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		load = nil // not Linux
	}
	text, err := json.MarshalIndent(struct {
		Commit string `json:"commit,omitempty"`
		Go     string `json:"go"`
		Cores  int    `json:"cores"`
		Load   string `json:"load,omitempty"`
		Rows   []Row  `json:"rows"`
	}{strings.TrimSpace(string(commit)), runtime.Version(), runtime.NumCPU(), strings.TrimSpace(string(load)), rows}, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, append(text, '\n'), 0o600); err != nil {
		return fmt.Errorf("keep the results: %w", err)
	}
	return nil
}
