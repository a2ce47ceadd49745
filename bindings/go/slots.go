// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <stdlib.h>
// #include "glue.h"
import "C"

import (
	"context"
	"io"
	"runtime/cgo"
	"time"
	"unsafe"
)

// slots are what C sees of a Go transport.
type slots struct {
	transport Transport
	last      troubles
	uri       *C.char // lent to C until the next call
}

// newTransport makes the C transport; C frees the slots.
func newTransport(ctx *C.zairyu_context, uri string, transport Transport,
	out **C.zairyu_transport, cerr **C.zairyu_error) (*slots, C.int) {
	if transport == nil {
		return nil, setError(cerr, ErrArgument, "no transport")
	}
	s := &slots{transport: transport}
	text := C.CString(uri)
	defer C.free(unsafe.Pointer(text))
	return s, C.zairyu_go_transport_new(ctx, text, C.uintptr_t(cgo.NewHandle(s)), s.has(), out, cerr)
}

func (s *slots) has() (has C.uint) {
	if _, ok := s.transport.(CardWaiter); ok {
		has |= C.GO_HAS_WAIT_CARD
	}
	if _, ok := s.transport.(PropertyHolder); ok {
		has |= C.GO_HAS_GET
	}
	if _, ok := s.transport.(URINamer); ok {
		has |= C.GO_HAS_URI
	}
	if _, ok := s.transport.(Expecter); ok {
		has |= C.GO_HAS_EXPECT
	}
	return has
}

func slotsOf(h C.uintptr_t) *slots { return cgo.Handle(h).Value().(*slots) }

// unlessOver is why a transport failed: if it was told to stop, that, whatever it makes of it.
func unlessOver(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// answer is what a slot returns to C for a Go function's error.
func answer(err error, cerr **C.zairyu_error) C.int {
	if err == nil {
		return C.ZAIRYU_OK
	}
	return setDetails(cerr, err, ErrCommunication, "the transport failed")
}

//export zairyu_go_connect
func zairyu_go_connect(h C.uintptr_t, wait *C.zairyu_wait, cerr **C.zairyu_error) C.int {
	s := slotsOf(h)
	ctx, done := waitContext(wait)
	defer done()
	return answer(s.last.run(ErrCommunication, func() error {
		return unlessOver(ctx, s.transport.Connect(ctx))
	}), cerr)
}

//export zairyu_go_transmit
func zairyu_go_transmit(h C.uintptr_t, wait *C.zairyu_wait, command *C.uint8_t, commandLen C.size_t,
	response *C.uint8_t, room C.size_t, responseLen *C.size_t, cerr **C.zairyu_error) C.int {
	s := slotsOf(h)
	ctx, done := waitContext(wait)
	defer done()
	lent := copied(C.zairyu_bytes{data: command, len: commandLen})
	defer wipe(lent)
	var got []byte
	err := s.last.run(ErrCommunication, func() (err error) {
		got, err = s.transport.Transmit(ctx, lent)
		return unlessOver(ctx, err)
	})
	if err == nil && C.size_t(len(got)) > room {
		return setError(cerr, ErrCommunication, "the transport's answer is longer than was asked for")
	}
	if err == nil {
		s.last.forget()
		*responseLen = C.size_t(copy(unsafe.Slice((*byte)(unsafe.Pointer(response)), int(room)), got))
	}
	return answer(err, cerr)
}

//export zairyu_go_disconnect
func zairyu_go_disconnect(h C.uintptr_t) {
	s := slotsOf(h)
	s.last.run(ErrCommunication, func() error { s.transport.Disconnect(); return nil })
}

//export zairyu_go_transport_free
func zairyu_go_transport_free(h C.uintptr_t) {
	s := slotsOf(h)
	if closer, ok := s.transport.(io.Closer); ok {
		s.last.run(ErrInternal, closer.Close)
	}
	C.free(unsafe.Pointer(s.uri))
	cgo.Handle(h).Delete()
}

//export zairyu_go_wait_card
func zairyu_go_wait_card(h C.uintptr_t, present C.int, wait *C.zairyu_wait, cerr **C.zairyu_error) C.int {
	s := slotsOf(h)
	ctx, done := waitContext(wait)
	defer done()
	waiter := s.transport.(CardWaiter)
	err := s.last.run(ErrCommunication, func() error { return unlessOver(ctx, waiter.WaitCard(ctx, present != 0)) })
	return answer(err, cerr)
}

//export zairyu_go_get
func zairyu_go_get(h C.uintptr_t, property C.int, value *C.uint64_t) C.int {
	s := slotsOf(h)
	known := false
	s.last.run(ErrCommunication, func() error {
		number, ok := s.transport.(PropertyHolder).Property(Property(property))
		if known = ok; ok {
			*value = C.uint64_t(number)
		}
		return nil
	})
	if !known {
		return C.ZAIRYU_ERR_ABSENT
	}
	return C.ZAIRYU_OK
}

//export zairyu_go_uri
func zairyu_go_uri(h C.uintptr_t) *C.char {
	s := slotsOf(h)
	uri := ""
	s.last.run(ErrCommunication, func() error { uri = s.transport.(URINamer).URI(); return nil })
	C.free(unsafe.Pointer(s.uri))
	s.uri = nil
	if uri != "" {
		s.uri = C.CString(uri)
	}
	return s.uri
}

//export zairyu_go_expect
func zairyu_go_expect(h C.uintptr_t, answerMax C.size_t, patience C.uint32_t) {
	s := slotsOf(h)
	hints := Hints{int(answerMax), time.Duration(patience) * time.Millisecond}
	s.last.run(ErrCommunication, func() error { s.transport.(Expecter).Expect(hints); return nil })
}
