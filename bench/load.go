package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// target is something that redirects, at an address of plain HTTP.
type target struct {
	name string
	url  string
}

// load is what was measured of a target.
type load struct {
	answered int
	failed   int
	took     time.Duration
	waits    []time.Duration // of the answered, sorted
	ids      []string        // click ids of the answered, where asked for
}

func (l load) perSecond() int64 {
	if l.took == 0 {
		return 0
	}
	return int64(float64(l.answered) / l.took.Seconds())
}

// wait is a quantile in microseconds.
func (l load) wait(percent int) int64 {
	if len(l.waits) == 0 {
		return 0
	}
	return l.waits[min(len(l.waits)-1, len(l.waits)*percent/100)].Microseconds()
}

// visit opens the target over and over on so many connections for a while. It
// writes and reads HTTP by hand: Go's own client costs more than what is
// measured.
func visit(ctx context.Context, t target, connections int, during time.Duration, keep bool) (load, error) {
	u, err := url.Parse(t.url)
	if err != nil {
		return load{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, during)
	defer cancel()
	parts := make([]load, connections)
	start := time.Now()
	var all sync.WaitGroup
	for i := range connections {
		all.Go(func() { parts[i] = browse(ctx, u, keep) })
	}
	all.Wait()
	sum := load{took: time.Since(start)}
	for _, p := range parts {
		sum.answered, sum.failed = sum.answered+p.answered, sum.failed+p.failed
		sum.waits, sum.ids = append(sum.waits, p.waits...), append(sum.ids, p.ids...)
	}
	slices.Sort(sum.waits)
	return sum, nil
}

// browse is one visitor after another on one connection, until it breaks.
func browse(ctx context.Context, u *url.URL, keep bool) (l load) {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", u.Host)
	if err != nil {
		l.failed++
		return l
	}
	defer conn.Close() //nolint:errcheck // nothing is left to be said
	request := fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "+
		"Chrome/140.0.0.0 Safari/537.36\r\nAccept-Language: en\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\n\r\n", u.RequestURI(), u.Host)
	in := bufio.NewReader(conn)
	for ctx.Err() == nil {
		before := time.Now()
		if _, err := conn.Write(request); err != nil {
			l.failed++
			return l
		}
		status, location, err := answer(in)
		if err != nil || status < 300 || status > 399 {
			l.failed++
			return l
		}
		l.answered++
		l.waits = append(l.waits, time.Since(before))
		if keep {
			l.ids = append(l.ids, location)
		}
	}
	return l
}

// answer reads one response and returns its status and the click id that its
// Location carries.
func answer(in *bufio.Reader) (status int, clickID string, err error) {
	line, err := in.ReadString('\n')
	if err != nil {
		return 0, "", err
	}
	fields := strings.Fields(line)
	if len(fields) < 2 {
		return 0, "", fmt.Errorf("no HTTP: %q", line)
	}
	if status, err = strconv.Atoi(fields[1]); err != nil {
		return 0, "", err
	}
	length := 0
	for {
		if line, err = in.ReadString('\n'); err != nil {
			return 0, "", err
		}
		if line = strings.TrimSpace(line); line == "" {
			_, err = in.Discard(length)
			return status, clickID, err
		}
		name, value, _ := strings.Cut(line, ":")
		switch value = strings.TrimSpace(value); strings.ToLower(name) {
		case "content-length":
			if length, err = strconv.Atoi(value); err != nil {
				return 0, "", err
			}
		case "transfer-encoding":
			return 0, "", fmt.Errorf("the answer's length is not told: %s", value)
		case "location":
			if u, err := url.Parse(value); err == nil {
				clickID = u.Query().Get("click_id")
			}
		}
	}
}
