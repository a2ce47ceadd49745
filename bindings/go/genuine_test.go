// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"os"
	"os/exec"
	"testing"

	"zairyu"
)

// With a library for which the test CA is the agency's, in the directory that ZAIRYU_AS_IF names, a live card is
// genuine, and nothing else is.
func TestGenuine(t *testing.T) {
	dir := os.Getenv("ZAIRYU_AS_IF")
	if dir == "" {
		t.Skip("ZAIRYU_AS_IF does not name the directory of that library")
	}
	self, err := os.Executable()
	ok(t, err)
	cmd := exec.Command(self, "-test.run", "^TestGenuineAsIf$", "-test.v")
	cmd.Env = append(os.Environ(), "LD_LIBRARY_PATH="+dir+":"+os.Getenv("LD_LIBRARY_PATH"), "ZAIRYU_IS_AS_IF=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// A live carrier says that a real card is behind it.
type live struct{ carrier }

func (l *live) Property(zairyu.Property) (uint64, bool) { return 0, false }

func TestGenuineAsIf(t *testing.T) {
	if os.Getenv("ZAIRYU_IS_AS_IF") == "" {
		t.Skip("run by TestGenuine")
	}
	for _, cardType := range types {
		s := newScene(t, "type="+cardType)
		reader, err := s.context.NewReader("test:", &live{carrier{card: s.card}})
		ok(t, err)
		defer reader.Close()
		record, report, err := s.read(reader)
		ok(t, err)
		equal(t, report.Verdict(), zairyu.VerdictGenuine)
		equal(t, report.Anchor().Kind, zairyu.AnchorProduction)
		card, err := zairyu.Verify(saved(t, record), zairyu.WithTrust(s.trust))
		ok(t, err)
		ok(t, card.RequireGenuine())
		card.Close()
		is(t, card.RequireGenuine(), zairyu.ErrNotGenuine)
		simulated, report := s.record()
		equal(t, report.Verdict(), zairyu.VerdictUnchecked)
		unverified, err := zairyu.Load(saved(t, simulated))
		ok(t, err)
		is(t, unverified.RequireGenuine(), zairyu.ErrNotGenuine)
		less, err := record.Select(zairyu.ItemSignature)
		ok(t, err)
		partial, err := zairyu.Verify(saved(t, less), zairyu.WithTrust(s.trust))
		ok(t, err)
		is(t, partial.RequireGenuine(), zairyu.ErrNotGenuine)
	}
}
