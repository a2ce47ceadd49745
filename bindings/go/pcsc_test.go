// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard && !zairyu_nopcsc

package zairyu_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"zairyu"
)

// A read through the real PC/SC service and its virtual reader, if ZAIRYU_REAL_STACK says that they run.
func TestRealStack(t *testing.T) {
	if os.Getenv("ZAIRYU_REAL_STACK") == "" {
		t.Skip("ZAIRYU_REAL_STACK is not set")
	}
	s := newScene(t, "type=05")
	ok(t, s.context.AddPCSC())
	served, stop := onReader(s)
	defer stop()
	card, err := zairyu.Read(context.Background(), "pcsc:", zairyu.WithContext(s.context), zairyu.WithTrust(s.trust),
		zairyu.WithNumber("AA12345678BB"), zairyu.WithWait(30*time.Second))
	ok(t, err)
	defer card.Close()
	equal(t, card.Live(), true)
	equal(t, card.Verification().Falsification, zairyu.ResultOK)
	equal(t, strings.HasPrefix(card.Record().Reader(), "pcsc:"), true)
	readers, err := s.context.Readers(context.Background(), "pcsc")
	ok(t, err)
	present := 0
	for _, reader := range readers {
		if reader.Card == zairyu.CardPresent {
			present++
		}
	}
	equal(t, present, 1)
	stop()
	ok(t, <-served)
}

// onReader puts the card on vpcd's reader until it is stopped.
func onReader(s *scene) (served chan error, stop context.CancelFunc) {
	s.Helper()
	ctx, stop := context.WithCancel(context.Background())
	served, ready := make(chan error, 1), make(chan bool, 1)
	go func() { served <- s.card.ServeVPCD(ctx, "", func() { ready <- true }) }()
	select {
	case <-ready:
	case err := <-served:
		s.Fatal(err)
	}
	return served, stop
}
