// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"zairyu"
)

// A card that says nothing at the ninth command, for ever.
const silent = "virtual:fault=silence@9"

func TestContextIsOverBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := zairyu.Read(ctx, "virtual:")
	is(t, err, zairyu.ErrCancelled)
	is(t, err, context.Canceled)
	ctx, cancel = context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel()
	_, err = zairyu.Read(ctx, "virtual:")
	is(t, err, zairyu.ErrTimeout)
	is(t, err, context.DeadlineExceeded)
}

// Nothing is sent, and no reader is opened, when that is bound to be in vain.
func TestNothingInVain(t *testing.T) {
	s := newScene(t, "type=1")
	opened := 0
	ok(t, s.context.AddBackend("shelf", &shelf{open: func(string) (zairyu.Transport, error) {
		opened++
		return &carrier{card: s.card}, nil
	}}))
	_, err := zairyu.Read(context.Background(), "shelf:", zairyu.WithContext(s.context), zairyu.WithNumber("AA123"))
	is(t, err, zairyu.ErrNumberFormat)
	equal(t, opened, 0)
	reader, err := s.context.Open(context.Background(), "shelf:")
	ok(t, err)
	defer reader.Close()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for i := 0; i < 100; i++ {
		is(t, s.session(reader).Authenticate(ctx, s.card.Number()), context.Canceled)
		_, err := s.context.Open(ctx, "shelf:")
		is(t, err, context.Canceled)
	}
	equal(t, opened, 1)
	equal(t, s.card.Commands(), 0)
}

func TestCancelDuringARead(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	cancelSoon := zairyu.WithProgress(func(p zairyu.Progress) error {
		if p.Step == "mutual-authenticate" {
			time.AfterFunc(50*time.Millisecond, cancel)
		}
		return nil
	})
	_, err := zairyu.Read(ctx, silent, zairyu.WithTimeout(time.Hour), cancelSoon)
	is(t, err, zairyu.ErrCancelled)
	is(t, err, context.Canceled)
	equal(t, errors.Is(err, context.DeadlineExceeded), false)
}

func TestDeadlineDuringARead(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 1500*time.Millisecond)
	defer cancel()
	_, err := zairyu.Read(ctx, silent)
	is(t, err, zairyu.ErrTimeout)
	is(t, err, context.DeadlineExceeded)
	_, err = zairyu.Read(context.Background(), silent, zairyu.WithTimeout(300*time.Millisecond))
	is(t, err, zairyu.ErrTimeout)
}

func TestSessionTimeout(t *testing.T) {
	s := newScene(t, "fault=silence@1")
	session := s.session(s.reader())
	session.SetTimeout(50 * time.Millisecond)
	_, err := session.Identify(context.Background())
	is(t, err, zairyu.ErrTimeout)
	equal(t, errors.Is(err, context.DeadlineExceeded), false)
}

func TestWatchUntilCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	c, err := zairyu.NewContext()
	ok(t, err)
	defer c.Close()
	ok(t, c.AddVirtual())
	w, err := c.Watch("virtual")
	ok(t, err)
	defer w.Close()
	readers, err := w.Next(ctx)
	ok(t, err)
	equal(t, len(readers), 1)
	equal(t, readers[0].URI, "virtual:")
	equal(t, readers[0].Simulated, true)
	equal(t, readers[0].Card, zairyu.CardPresent)
	second := make(chan error, 1)
	time.AfterFunc(50*time.Millisecond, func() {
		_, err := w.Next(ctx)
		second <- err
		cancel()
	})
	_, err = w.Next(ctx)
	is(t, err, context.Canceled)
	is(t, <-second, zairyu.ErrState)
}
