// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"zairyu"
)

// resident is what the process has in memory, in kilobytes, of Go and of C.
func resident(t *testing.T) int {
	t.Helper()
	runtime.GC()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip(err)
	}
	for _, line := range strings.Split(string(status), "\n") {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmRSS:" {
			size, err := strconv.Atoi(fields[1])
			ok(t, err)
			return size
		}
	}
	t.Skip("no VmRSS")
	return 0
}

// As many virtual cards as ZAIRYU_READS says are read: memory, descriptors and goroutines stay as they were after the
// first tenth.
func TestLeaks(t *testing.T) {
	reads, err := strconv.Atoi(os.Getenv("ZAIRYU_READS"))
	if err != nil {
		reads = 200
	}
	s := newScene(t, "type=1")
	var memory, files, routines int
	for i := 0; i < reads; i++ {
		oneRead(s, i)
		if i == reads/10 {
			memory, files, routines = resident(t), descriptors(t), runtime.NumGoroutine()
		}
	}
	grown := resident(t) - memory
	t.Logf("%d reads, from %d kB on %+d kB", reads, memory, grown)
	// A read takes some 60 kB: a hundredth of that, each time, would show in 10,000.
	if limit := 4096 + reads/4; grown > limit {
		t.Errorf("%d kB more", grown)
	}
	equal(t, descriptors(t) <= files, true)
	equal(t, settled(routines), true)
}

// settled is whether there are no more goroutines than that, in a while: some may still be ending.
func settled(routines int) bool {
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		if runtime.NumGoroutine() <= routines {
			return true
		}
	}
	return false
}

func descriptors(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	ok(t, err)
	return len(entries)
}

// oneRead does all that a program does, in the various ways, and fails now and then.
func oneRead(s *scene, i int) {
	reader, err := s.card.Reader(0, 0)
	if i%2 == 1 {
		reader, err = s.context.NewReader("test:", &carrier{card: s.card})
	}
	ok(s, err)
	defer reader.Close()
	session, err := zairyu.NewSession(reader)
	ok(s, err)
	defer session.Close()
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	for j := 0; j < 50; j++ { // an error is small
		_, err := s.context.Load(nil)
		is(s, err, zairyu.ErrRecordDamaged)
	}
	session.OnProgress(func(zairyu.Progress) error { return nil })
	ok(s, session.Authenticate(ctx, s.card.Number()))
	if i%20 == 19 {
		other, err := s.context.NewVirtualCard(authority(s, ""), "type=1")
		ok(s, err)
		other.Close()
	}
	if i%5 == 4 {
		is(s, session.Authenticate(ctx, "AA12345670BB"), zairyu.ErrWrongNumber)
		return
	}
	record, report, err := session.ReadAndVerify(ctx, s.trust, zairyu.ItemsAll)
	ok(s, err)
	defer record.Close()
	defer report.Close()
	_ = record.Fields()
	var saved bytes.Buffer
	ok(s, record.Save(&saved))
	ok(s, record.WriteJSON(io.Discard, report))
	face, err := record.Image(zairyu.ImageFace)
	ok(s, err)
	face.Close()
	card, err := zairyu.Verify(saved.Bytes(), zairyu.WithContext(s.context), zairyu.WithTrust(s.trust))
	ok(s, err)
	card.Close()
}
