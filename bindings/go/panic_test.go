// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"zairyu"
)

var boom = errors.New("boom")

// panics wants f to panic with boom, and says where.
func panics(t *testing.T, where string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		value := recover()
		panicked, is := value.(*zairyu.CallbackPanic)
		if !is || panicked.Value != boom || !errors.Is(panicked, boom) {
			t.Fatalf("%s: panicked with %v", where, value)
		}
		if !strings.Contains(string(panicked.Stack), "panic_test.go") {
			t.Fatalf("%s: the stack does not say where", where)
		}
	}()
	f()
}

type panicking struct{ where string }

func (p panicking) at(where string) {
	if p.where == where {
		panic(boom)
	}
}

func (p panicking) Write([]byte) (int, error) { panic(boom) }

func TestPanicsDoNotCrossC(t *testing.T) {
	s := newScene(t, "type=1")
	record, _ := s.record()
	for where, set := range map[string]func(*zairyu.Session){
		"progress": func(x *zairyu.Session) { x.OnProgress(func(zairyu.Progress) error { panic(boom) }) },
		"item":     func(x *zairyu.Session) { x.OnItem(func(*zairyu.ItemFile) error { panic(boom) }) },
	} {
		session := s.session(s.reader())
		set(session)
		panics(t, where, func() {
			err := session.Authenticate(context.Background(), s.card.Number())
			ok(t, err)
			_, err = session.Read(context.Background(), zairyu.ItemsAll, 0)
			ok(t, err)
		})
		session.OnProgress(nil)
		session.OnItem(nil)
		ok(t, session.Authenticate(context.Background(), s.card.Number()))
	}
	panics(t, "write", func() { ok(t, record.Save(panicking{})) })
	ok(t, s.context.SetLog(zairyu.LogDebug, func(zairyu.LogLevel, string, string) { panic(boom) }))
	panics(t, "log", func() { _, _, _ = s.read(s.reader()) })
	ok(t, s.context.SetLog(0, nil))
}

func TestPanicsInATransport(t *testing.T) {
	for _, where := range []string{"connect", "transmit", "disconnect", "expect", "get", "uri"} {
		s := newScene(t, "type=1")
		reader, err := s.context.NewReader("test:", &panickingCarrier{carrier{card: s.card}, panicking{where}})
		ok(t, err)
		panics(t, where, func() {
			defer reader.Close()
			_, _, err := s.read(reader)
			t.Errorf("%s: %v", where, err)
		})
	}
}

type panickingCarrier struct {
	carrier
	panicking
}

func (p *panickingCarrier) Connect(ctx context.Context) error {
	p.at("connect")
	return p.carrier.Connect(ctx)
}

func (p *panickingCarrier) Transmit(ctx context.Context, command []byte) ([]byte, error) {
	p.at("transmit")
	if p.where == "disconnect" && p.card.Commands() > 2 {
		return nil, zairyu.ErrLengthRefused
	}
	return p.carrier.Transmit(ctx, command)
}

func (p *panickingCarrier) Disconnect()               { p.at("disconnect") }
func (p *panickingCarrier) Expect(hints zairyu.Hints) { p.at("expect") }
func (p *panickingCarrier) URI() string               { p.at("uri"); return "" }

func (p *panickingCarrier) Property(property zairyu.Property) (uint64, bool) {
	p.at("get")
	return 0, false
}

func TestPanicInABackend(t *testing.T) {
	s := newScene(t, "type=1")
	ok(t, s.context.AddBackend("shelf", &shelf{open: func(string) (zairyu.Transport, error) { panic(boom) }}))
	panics(t, "open", func() { _, _ = s.context.Open(context.Background(), "shelf:") })
}

// An error of a callback cancels, and comes out again.
func TestErrorsOfCallbacks(t *testing.T) {
	s := newScene(t, "type=1")
	stop := errors.New("stop")
	session := s.session(s.reader())
	session.OnProgress(func(zairyu.Progress) error { return stop })
	_, err := session.Identify(context.Background())
	is(t, err, zairyu.ErrCancelled)
	is(t, err, stop)
	record, _ := s.record()
	err = record.Save(failing{stop})
	is(t, err, zairyu.ErrWrite)
	is(t, err, stop)
	err = record.Save(cutting{})
	is(t, err, zairyu.ErrWrite)
	is(t, err, io.ErrShortWrite)
}

// A cutting writer takes half of what it is given, and says so without an error.
type cutting struct{}

func (cutting) Write(data []byte) (int, error) { return len(data) / 2, nil }

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
