// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard && !zairyu_nonfc

package zairyu_test

import (
	"context"
	"testing"

	"zairyu"
)

// A read over libnfc and an emulated PN532.
func TestOverLibnfc(t *testing.T) {
	s := newScene(t, "type=1")
	ok(t, s.context.AddNFC())
	other := newScene(t, "type=1")
	pn532, err := s.context.NewVirtualPN532(nil)
	ok(t, err)
	defer pn532.Close()
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- pn532.Serve(ctx) }()
	ok(t, pn532.Insert(other.card))
	is(t, pn532.SetFault(zairyu.PN532Fault(99), 0, 0), zairyu.ErrArgument)
	ok(t, pn532.SetFault(zairyu.PN532OK, 0, 0))
	reader, err := s.context.Open(context.Background(), pn532.URI())
	ok(t, err)
	record, report, err := s.read(reader)
	ok(t, err)
	equal(t, record.Live(), true)
	equal(t, report.Falsification(), zairyu.ResultOK)
	reader.Close()
	cancel()
	ok(t, <-served)
}
