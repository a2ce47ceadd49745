// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"
	"time"

	"zairyu"
)

func TestAfterClose(t *testing.T) {
	s := newScene(t, "type=05")
	record, report := s.record()
	image, err := record.Image(zairyu.ImageFace)
	ok(t, err)
	for i := 0; i < 2; i++ {
		ok(t, record.Close())
		ok(t, report.Close())
		ok(t, image.Close())
	}
	equal(t, record.Number(), "")
	equal(t, record.Card() == nil, true)
	equal(t, len(record.Fields()), 0)
	is(t, record.Save(&bytes.Buffer{}), zairyu.BlockUse)
	_, err = record.Image(zairyu.ImageFace)
	is(t, err, zairyu.BlockUse)
	equal(t, report.Verdict(), zairyu.VerdictUnchecked)
	equal(t, report.Covers(), 0)
	equal(t, bytes.Count(image.Pixels(), []byte{0}), len(image.Pixels()))
	is(t, image.WritePNG(&bytes.Buffer{}), zairyu.BlockUse)
	_ = image.At(1, 1)
	_, err = record.Verify(s.trust)
	is(t, err, zairyu.BlockUse)
}

func TestClosedInAnyOrder(t *testing.T) {
	s := newScene(t, "type=1")
	reader := s.reader()
	session := s.session(reader)
	s.card.Close()
	reader.Close()
	s.context.Close()
	ok(t, session.Authenticate(context.Background(), "AA12345678BB"))
	record, report, err := session.ReadAndVerify(context.Background(), s.trust, zairyu.ItemsAll)
	ok(t, err)
	session.Close()
	s.trust.Close()
	equal(t, report.Falsification(), zairyu.ResultOK)
	_, err = record.Image(zairyu.ImageFace)
	is(t, err, zairyu.BlockUse)
	equal(t, record.Number(), "AA12345678BB")
	_, err = session.Identify(context.Background())
	is(t, err, zairyu.ErrState)
	_, err = s.context.NewTrust()
	is(t, err, zairyu.BlockUse)
}

// Close during a call, and a second call during the first.
func TestUsedByTwo(t *testing.T) {
	s := newScene(t, "type=1")
	reader := s.reader()
	session := s.session(reader)
	other := s.session(reader)
	tried := errors.New("not tried")
	session.OnProgress(func(zairyu.Progress) error {
		_, tried = session.Identify(context.Background())
		is(t, tried, zairyu.ErrState)
		_, tried = other.Identify(context.Background())
		is(t, tried, zairyu.ErrState)
		is(t, reader.Disconnect(), zairyu.ErrState)
		session.Close()
		other.Close()
		return nil
	})
	ok(t, session.Authenticate(context.Background(), "AA12345678BB"))
	is(t, tried, zairyu.ErrState)
	_, err := session.Read(context.Background(), zairyu.ItemsAll, 0)
	is(t, err, zairyu.ErrState)
}

func TestForgotten(t *testing.T) {
	freed := make(chan bool)
	func() {
		c, err := zairyu.NewContext()
		ok(t, err)
		s := newScene(t, "type=1")
		reader, err := c.NewReader("test:", &carrier{card: s.card, closed: freed})
		ok(t, err)
		_, _, err = s.read(reader)
		ok(t, err)
	}()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); {
		runtime.GC()
		select {
		case <-freed:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Fatal("what was forgotten was never freed")
}

func TestManyGoroutines(t *testing.T) {
	s := newScene(t, "type=05")
	record, _ := s.record()
	data := saved(t, record)
	var all sync.WaitGroup
	for i := 0; i < 8; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for j := 0; j < 5; j++ {
				card, err := zairyu.Verify(data, zairyu.WithContext(s.context), zairyu.WithTrust(s.trust))
				if err != nil {
					t.Error(err)
					return
				}
				if card.Verification().Falsification != zairyu.ResultOK || len(card.Fields()) != len(record.Fields()) {
					t.Error("another result")
				}
				card.Close()
				_ = record.Number()
				if image, err := record.Image(zairyu.ImageFace); err != nil {
					t.Error(err)
				} else {
					image.Close()
				}
			}
		}()
	}
	all.Wait()
}
