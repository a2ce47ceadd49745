// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"zairyu"
)

// The types of card there are.
var types = []string{"1", "2", "05", "06"}

// A scene is a virtual card in a context of its own, and a store with its CA.
type scene struct {
	testing.TB
	context *zairyu.Context
	card    *zairyu.VirtualCard
	trust   *zairyu.Trust
}

// ok ends the test on a failure.
func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// is wants an error of this code, or one that wraps this.
func is(t testing.TB, err, target error) {
	t.Helper()
	if !errors.Is(err, target) {
		t.Fatalf("%v, and not %v", err, target)
	}
}

func equal[V comparable](t testing.TB, got, want V) {
	t.Helper()
	if got != want {
		t.Fatalf("%v, and not %v", got, want)
	}
}

var (
	madeOnce sync.Once
	made     *zairyu.VirtualCA
)

// authority is one CA for all cards, since each takes its time to make; nil for a card with a seed of its own.
func authority(t testing.TB, options string) *zairyu.VirtualCA {
	t.Helper()
	if strings.Contains(options, "seed=") {
		return nil
	}
	madeOnce.Do(func() {
		c, err := zairyu.DefaultContext()
		ok(t, err)
		made, err = c.NewVirtualCA(1)
		ok(t, err)
	})
	return made
}

func newScene(t testing.TB, options string) *scene {
	t.Helper()
	c, err := zairyu.NewContext()
	ok(t, err)
	card, err := c.NewVirtualCard(authority(t, options), options)
	ok(t, err)
	trust, err := c.NewTrust()
	ok(t, err)
	certificates, err := card.Certificates()
	ok(t, err)
	for _, certificate := range certificates {
		ok(t, trust.Add(certificate, zairyu.TrustCustom))
	}
	t.Cleanup(func() { trust.Close(); card.Close(); c.Close() })
	return &scene{t, c, card, trust}
}

func (s *scene) reader() *zairyu.Reader {
	s.Helper()
	reader, err := s.card.Reader(0, 0)
	ok(s, err)
	s.Cleanup(func() { reader.Close() })
	return reader
}

func (s *scene) session(reader *zairyu.Reader) *zairyu.Session {
	s.Helper()
	session, err := zairyu.NewSession(reader)
	ok(s, err)
	s.Cleanup(func() { session.Close() })
	return session
}

// read reads and verifies over any reader.
func (s *scene) read(reader *zairyu.Reader) (*zairyu.Record, *zairyu.Report, error) {
	session, err := zairyu.NewSession(reader)
	ok(s, err)
	defer session.Close()
	if err := session.Authenticate(context.Background(), s.card.Number()); err != nil {
		return nil, nil, err
	}
	return session.ReadAndVerify(context.Background(), s.trust, zairyu.ItemsAll)
}

// record is the card's, read in this process.
func (s *scene) record() (*zairyu.Record, *zairyu.Report) {
	s.Helper()
	record, report, err := s.read(s.reader())
	ok(s, err)
	s.Cleanup(func() { record.Close(); report.Close() })
	return record, report
}

// traced is the card's, read with a trace of the conversation in a file.
func (s *scene) traced() (record *zairyu.Record, path string) {
	s.Helper()
	path = s.TempDir() + "/trace"
	trace, err := s.context.Trace(s.reader(), path)
	ok(s, err)
	record, _, err = s.read(trace)
	ok(s, err)
	trace.Close()
	return record, path
}

func saved(t testing.TB, record *zairyu.Record) []byte {
	t.Helper()
	var out bytes.Buffer
	ok(t, record.Save(&out))
	return out.Bytes()
}
