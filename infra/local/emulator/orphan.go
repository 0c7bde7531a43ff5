package emulator

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// pidFile says which process has a state folder.
func pidFile(state string) string { return filepath.Clean(state) + ".pid" }

// endOrphan ends the emulator of an earlier run that was killed and could not
// end it: it still has the state, writes it when it is asked to end, and would
// write it over ours otherwise.
func endOrphan(state string) error {
	text, err := os.ReadFile(pidFile(state))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	pid, perr := strconv.Atoi(string(bytes.TrimSpace(text)))
	if err := errors.Join(err, perr); err != nil {
		return fmt.Errorf("read which process has the local AWS's state: %w", err)
	}
	if !isEmulator(pid) {
		return nil
	}
	if err := syscall.Kill(pid, syscall.SIGTERM); err != nil {
		return fmt.Errorf("end the local AWS of an earlier run (process %d): %w", pid, err)
	}
	for end := time.Now().Add(stopTime); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if !isEmulator(pid) {
			return nil
		}
	}
	return fmt.Errorf("the local AWS of an earlier run (process %d) does not end", pid)
}

// isEmulator tells whether the process exists and is an emulator. Where that
// cannot be seen, it is none: another process may have got its number.
func isEmulator(pid int) bool {
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	return err == nil && bytes.Contains(line, []byte("ministack"))
}
