// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"zairyu"
)

// A carrier is a transport in Go around a virtual card. Each of its functions may be replaced.
type carrier struct {
	card         *zairyu.VirtualCard
	connect      func(ctx context.Context) error
	transmit     func(ctx context.Context, command []byte) ([]byte, error)
	disconnected int
	hints        []zairyu.Hints
	closed       chan bool
}

func (c *carrier) Connect(ctx context.Context) error {
	if c.connect != nil {
		return c.connect(ctx)
	}
	return c.card.Reset()
}

func (c *carrier) Transmit(ctx context.Context, command []byte) ([]byte, error) {
	if c.transmit != nil {
		return c.transmit(ctx, command)
	}
	answer, _, outcome, err := c.card.Process(command)
	if err == nil && outcome != zairyu.VirtualCardAnswer {
		err = zairyu.ErrCardGone
	}
	return answer, err
}

func (c *carrier) Disconnect() { c.disconnected++ }

func (c *carrier) Expect(hints zairyu.Hints) { c.hints = append(c.hints, hints) }

func (c *carrier) URI() string { return "test:a reader" }

func (c *carrier) Property(property zairyu.Property) (uint64, bool) {
	return 1, property == zairyu.PropertySimulated
}

func (c *carrier) Close() error {
	if c.closed != nil {
		close(c.closed)
	}
	return nil
}

func (c *carrier) WaitCard(ctx context.Context, present bool) error {
	if present {
		return nil
	}
	<-ctx.Done()
	return ctx.Err()
}

func (s *scene) carried(c *carrier) *zairyu.Reader {
	s.Helper()
	c.card = s.card
	reader, err := s.context.NewReader("test:", c)
	ok(s, err)
	s.Cleanup(func() { reader.Close() })
	return reader
}

func TestOwnTransport(t *testing.T) {
	s := newScene(t, "type=05")
	c := &carrier{closed: make(chan bool)}
	reader := s.carried(c)
	record, report, err := s.read(reader)
	ok(t, err)
	defer record.Close()
	defer report.Close()
	equal(t, report.Falsification(), zairyu.ResultOK)
	equal(t, record.Reader(), "test:a reader")
	equal(t, record.Source(), zairyu.SourceSimulated)
	equal(t, c.disconnected, 1)
	equal(t, len(c.hints) > 10 && c.hints[0].AnswerMax > 0 && c.hints[0].Patience > 0, true)
	value, known := reader.Property(zairyu.PropertySimulated)
	equal(t, value == 1 && known, true)
	_, known = reader.Property(zairyu.PropertyMaxCommand)
	equal(t, known, false)
	reader.Close()
	<-c.closed
}

// What a transport fails with is the cause of what the read fails with, and its code the code.
func TestTransportFails(t *testing.T) {
	broken := errors.New("the cable is broken")
	for _, c := range []struct{ cause, code error }{
		{broken, zairyu.ErrCommunication},
		{wrapped{zairyu.ErrReaderGone, broken}, zairyu.ErrReaderGone},
		{wrapped{zairyu.ErrNoCard, broken}, zairyu.ErrNoCard},
	} {
		s := newScene(t, "type=1")
		failing := &carrier{connect: func(context.Context) error { return c.cause }}
		_, _, err := s.read(s.carried(failing))
		is(t, err, c.code)
		is(t, err, broken)
		failing = &carrier{transmit: func(context.Context, []byte) ([]byte, error) { return nil, c.cause }}
		_, _, err = s.read(s.carried(failing))
		is(t, err, c.code)
		is(t, err, broken)
		if strings.Contains(err.Error(), "cable") {
			t.Fatal("the cause's words are in the message, and may be anything")
		}
	}
}

type wrapped struct {
	code zairyu.Code
	err  error
}

func (w wrapped) Error() string        { return w.err.Error() }
func (w wrapped) Unwrap() error        { return w.err }
func (w wrapped) Is(target error) bool { return target == w.code }
func (w wrapped) As(target any) bool {
	code, ok := target.(*zairyu.Code)
	if ok {
		*code = w.code
	}
	return ok
}

// What was overcome is not the cause of what comes later.
func TestCauseThatWasOvercome(t *testing.T) {
	s := newScene(t, "type=1")
	c := &carrier{}
	refused := 0
	c.transmit = func(ctx context.Context, command []byte) ([]byte, error) {
		if len(c.hints) > 0 && c.hints[len(c.hints)-1].AnswerMax > 258 {
			refused++
			return nil, zairyu.ErrLengthRefused
		}
		answer, _, _, err := s.card.Process(command)
		if refused > 0 && s.card.Commands() > 20 {
			return answer[:1], err
		}
		return answer, err
	}
	_, _, err := s.read(s.carried(c))
	is(t, err, zairyu.ErrCommunication)
	equal(t, refused > 0, true)
	equal(t, errors.Is(err, zairyu.ErrLengthRefused), false)
}

func TestAnswersThatDoNotFit(t *testing.T) {
	for _, answer := range [][]byte{nil, {0x90}, make([]byte, 70000)} {
		s := newScene(t, "type=1")
		c := &carrier{transmit: func(context.Context, []byte) ([]byte, error) { return answer, nil }}
		_, _, err := s.read(s.carried(c))
		is(t, err, zairyu.ErrCommunication)
		equal(t, strings.Contains(err.Error(), "longer than was asked for"), len(answer) > 2)
	}
}

func TestRemainingTimeInATransport(t *testing.T) {
	s := newScene(t, "type=1")
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	var left time.Duration
	reader := s.carried(&carrier{connect: func(ctx context.Context) error {
		deadline, known := ctx.Deadline()
		equal(t, known, true)
		left = time.Until(deadline)
		return zairyu.ErrNoCard
	}})
	session := s.session(reader)
	session.SetTimeout(10 * time.Second)
	_, err := session.Identify(ctx)
	is(t, err, zairyu.ErrNoCard)
	equal(t, left > 0 && left <= 10*time.Second, true)
	session.SetTimeout(zairyu.Forever)
	_, err = session.Identify(ctx)
	is(t, err, zairyu.ErrNoCard)
	equal(t, left > 10*time.Second && left <= time.Hour, true)
}

func TestCancelReachesATransport(t *testing.T) {
	s := newScene(t, "type=1")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	reader := s.carried(&carrier{connect: func(inner context.Context) error {
		cancel()
		<-inner.Done()
		return inner.Err()
	}})
	session := s.session(reader)
	session.SetTimeout(zairyu.Forever)
	_, err := session.Identify(ctx)
	is(t, err, zairyu.ErrCancelled)
	is(t, err, context.Canceled)
	err = reader.WaitCard(context.Background(), false, 50*time.Millisecond)
	is(t, err, zairyu.ErrTimeout)
	ok(t, reader.WaitCard(context.Background(), true, zairyu.Forever))
}

func TestTalkingWithoutASession(t *testing.T) {
	s := newScene(t, "type=1")
	reader := s.reader()
	_, err := reader.Transmit(context.Background(), []byte{0, 0xB0, 0x8B, 0, 0})
	is(t, err, zairyu.ErrState)
	ok(t, reader.Connect(context.Background()))
	ok(t, reader.Expect(zairyu.Hints{AnswerMax: 258, Patience: time.Second}))
	answer, err := reader.Transmit(context.Background(), []byte{0, 0xB0, 0x8B, 0, 0})
	ok(t, err)
	equal(t, string(answer[len(answer)-2:]), "\x90\x00")
	_, err = reader.Transmit(context.Background(), []byte{0})
	is(t, err, zairyu.ErrArgument)
	ok(t, reader.Disconnect())
}

// A command is lent: what is kept of it is wiped.
func TestCommandIsWiped(t *testing.T) {
	s := newScene(t, "type=1")
	var kept [][]byte
	c := &carrier{}
	c.transmit = func(ctx context.Context, command []byte) ([]byte, error) {
		kept = append(kept, command)
		answer, _, _, err := s.card.Process(command)
		return answer, err
	}
	_, _, err := s.read(s.carried(c))
	ok(t, err)
	for _, command := range kept {
		equal(t, string(command), strings.Repeat("\x00", len(command)))
	}
}

// A shelf is a backend in Go.
type shelf struct {
	mu    sync.Mutex
	infos []zairyu.ReaderInfo
	open  func(name string) (zairyu.Transport, error)
	watch chan bool
}

func (s *shelf) List(context.Context) ([]zairyu.ReaderInfo, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.infos, nil
}

func (s *shelf) Open(ctx context.Context, name string) (zairyu.Transport, error) { return s.open(name) }

func (s *shelf) Watch(ctx context.Context, known []zairyu.ReaderInfo) error {
	select {
	case <-s.watch:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func TestOwnBackend(t *testing.T) {
	s := newScene(t, "type=2")
	broken := errors.New("broken")
	info := zairyu.ReaderInfo{
		URI: "shelf:one", Label: "One", Card: zairyu.CardPresent, Suitability: zairyu.ReaderContactless, Changes: 7,
	}
	b := &shelf{infos: []zairyu.ReaderInfo{info}, watch: make(chan bool, 1)}
	b.open = func(name string) (zairyu.Transport, error) {
		if name != "one" {
			return nil, wrapped{zairyu.ErrNoReader, broken}
		}
		return &carrier{card: s.card}, nil
	}
	ok(t, s.context.AddBackend("shelf", b))
	is(t, s.context.AddBackend("shelf", b), zairyu.ErrArgument)
	is(t, s.context.AddBackend("Shelf!", b), zairyu.ErrArgument)
	readers, err := s.context.Readers(context.Background(), "shelf")
	ok(t, err)
	equal(t, readers[0], info)
	reader, err := s.context.Open(context.Background(), "shelf:one")
	ok(t, err)
	defer reader.Close()
	_, report, err := s.read(reader)
	ok(t, err)
	equal(t, report.Falsification(), zairyu.ResultOK)
	first, err := s.context.OpenFirst(context.Background(), 0)
	ok(t, err)
	first.Close()
	_, err = s.context.Open(context.Background(), "shelf:two")
	is(t, err, zairyu.ErrNoReader)
	is(t, err, broken)
	w, err := s.context.Watch("shelf")
	ok(t, err)
	defer w.Close()
	_, err = w.Next(context.Background())
	ok(t, err)
	b.mu.Lock()
	b.infos = nil
	b.mu.Unlock()
	b.watch <- true
	readers, err = w.Next(context.Background())
	ok(t, err)
	equal(t, len(readers), 0)
}

func TestBackendWithBadReaders(t *testing.T) {
	s := newScene(t, "type=2")
	ok(t, s.context.AddBackend("shelf", &shelf{infos: []zairyu.ReaderInfo{{URI: "shelf:", Card: 99}}}))
	_, err := s.context.Readers(context.Background(), "shelf")
	is(t, err, zairyu.ErrArgument)
}
