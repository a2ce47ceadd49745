// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"context"
	"errors"
	"net"
	"os"
	"testing"
	"time"

	"zairyu"
)

func TestFaults(t *testing.T) {
	s := newScene(t, "type=1")
	ok(t, s.card.SetFault(zairyu.FaultStatus, 2, 0x6581))
	is(t, s.card.SetFault(zairyu.Fault(99), 1, 0), zairyu.ErrArgument)
	equal(t, zairyu.FaultRemove.String(), "remove")
	_, _, err := s.read(s.reader())
	ok(t, err)
	equal(t, s.card.Commands() > 15, true)
	equal(t, s.card.Authentications(), 1)
	ok(t, s.card.SetFault(zairyu.FaultRemove, uint32(s.card.Commands()+3), 0))
	_, _, err = s.read(s.reader())
	is(t, err, zairyu.ErrCardGone)
	ok(t, s.card.SetFault(zairyu.FaultNone, 0, 0))
}

func TestShortReader(t *testing.T) {
	s := newScene(t, "type=05")
	reader, err := s.card.Reader(261, 258)
	ok(t, err)
	defer reader.Close()
	_, report, err := s.read(reader)
	ok(t, err)
	equal(t, report.Falsification(), zairyu.ResultOK)
}

func TestVirtualCA(t *testing.T) {
	s := newScene(t, "type=1")
	ca, err := s.context.NewVirtualCA(7)
	ok(t, err)
	defer ca.Close()
	card, err := s.context.NewVirtualCard(ca, "type=1,seed=7")
	ok(t, err)
	defer card.Close()
	certificate, err := ca.Certificate(zairyu.FamilyFirstGeneration)
	ok(t, err)
	own, err := card.Certificates()
	ok(t, err)
	equal(t, string(own[0]), string(certificate))
	_, err = ca.Certificate(zairyu.Family(9))
	is(t, err, zairyu.ErrArgument)
	ok(t, card.SetRandom(make([]byte, 8), make([]byte, 16)))
	is(t, card.SetRandom(nil, nil), zairyu.ErrArgument)
	equal(t, len(zairyu.VirtualATR()) > 3, true)
	_, err = card.File(9, 9)
	is(t, err, zairyu.ErrAbsent)
}

func TestSilence(t *testing.T) {
	s := newScene(t, "fault=silence@1:40")
	ok(t, s.card.Reset())
	_, silence, outcome, err := s.card.Process([]byte{0, 0xB0, 0x8B, 0, 0})
	ok(t, err)
	equal(t, outcome, zairyu.VirtualCardSilent)
	equal(t, silence, 40*time.Millisecond)
	answer, _, outcome, err := s.card.Process(nil)
	ok(t, err)
	equal(t, outcome == zairyu.VirtualCardAnswer && len(answer) > 2, true)
}

func TestTwins(t *testing.T) {
	s := newScene(t, "type=05")
	record, path := s.traced()
	text, err := os.ReadFile(path)
	ok(t, err)
	anchors, err := s.card.Certificates()
	ok(t, err)
	of, err := record.Twin(nil, anchors...)
	ok(t, err)
	defer of.Close()
	from, err := s.context.TwinOfTrace(nil, text, s.card.Number(), anchors...)
	ok(t, err)
	defer from.Close()
	_, err = s.context.TwinOfTrace(nil, text, "AA12345670BB")
	is(t, err, zairyu.ErrWrongNumber)
	for _, twin := range []*zairyu.Twin{of, from} {
		again, err := s.context.LoadTwin(twin.Saved())
		ok(t, err)
		defer again.Close()
		equal(t, again.Type(), "05")
		equal(t, again.Number(), twin.Number())
		equal(t, again.Number() != s.card.Number(), true)
		for _, part := range again.Parts() {
			equal(t, part.Kept+part.Padding+part.Made+part.Signing, part.Length)
		}
		equal(t, len(again.Parts()) > 4, true)
		equal(t, again.Events() >= 0, true)
	}
	_, err = s.context.LoadTwin([]byte("no twin"))
	is(t, err, zairyu.ErrMalformed)
	file := t.TempDir() + "/card.twin"
	ok(t, os.WriteFile(file, of.Saved(), 0o600))
	played, err := zairyu.NewVirtualCard("twin=" + file)
	ok(t, err)
	defer played.Close()
	equal(t, played.Number(), of.Number())
}

// Nothing listens there: the port was just ours.
func TestNoVPCD(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ok(t, err)
	address := listener.Addr().String()
	listener.Close()
	s := newScene(t, "type=1")
	is(t, s.card.ServeVPCD(context.Background(), address, nil), zairyu.ErrNoService)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	ok(t, s.card.ServeVPCD(ctx, address, nil))
}

// One that says hello and then asks for the ATR, as vpcd does.
func TestVPCD(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ok(t, err)
	defer listener.Close()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				for _, control := range []byte{1, 4, 4, 4} { // power on; ATR, three times
					conn.Write([]byte{0, 1, control})
					if control == 4 {
						conn.Read(make([]byte, 64))
					}
				}
				conn.Read(make([]byte, 1))
			}()
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	ready := make(chan bool, 1)
	s := newScene(t, "type=1")
	ok(t, s.card.ServeVPCD(ctx, listener.Addr().String(), func() { ready <- true; cancel() }))
	equal(t, errors.Is(ctx.Err(), context.Canceled), true)
	equal(t, <-ready, true)
}
