// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <zairyu.h>
import "C"

import (
	"context"
	"unsafe"
)

// These are for programs that talk to a card without a [Session], which makes these calls itself.

// Connect powers the card, freshly reset; if it was connected, it is disconnected first.
func (r *Reader) Connect(ctx context.Context) error {
	return r.waiting(ctx, func(p *C.zairyu_transport, wait *C.zairyu_wait, cerr **C.zairyu_error) C.int {
		return C.zairyu_transport_connect(p, wait, cerr)
	})
}

// Transmit carries one command of at least 4 bytes, and returns the answer with its status word.
func (r *Reader) Transmit(ctx context.Context, command []byte) ([]byte, error) {
	room := make([]byte, ResponseMax)
	var size C.size_t
	err := r.waiting(ctx, func(p *C.zairyu_transport, wait *C.zairyu_wait, cerr **C.zairyu_error) C.int {
		return C.zairyu_transport_transmit(p, wait, lend(command), (*C.uint8_t)(unsafe.Pointer(&room[0])),
			C.size_t(len(room)), &size, cerr)
	})
	if err != nil {
		return nil, err
	}
	return room[:size:size], nil
}

// Disconnect powers the card off.
func (r *Reader) Disconnect() error {
	return r.alone(context.Background(), func(op *operation, p *C.zairyu_transport, cerr **C.zairyu_error) C.int {
		C.zairyu_transport_disconnect(p)
		return C.ZAIRYU_OK
	})
}

// Expect announces what is known of the next exchange.
func (r *Reader) Expect(hints Hints) error {
	return r.alone(context.Background(), func(op *operation, p *C.zairyu_transport, cerr **C.zairyu_error) C.int {
		c := C.zairyu_hints{size: C.sizeof_zairyu_hints, answer_max: C.size_t(hints.AnswerMax)}
		c.patience_ms = milliseconds(hints.Patience)
		return C.zairyu_transport_expect(p, &c)
	})
}

type waitingFunc func(p *C.zairyu_transport, wait *C.zairyu_wait, cerr **C.zairyu_error) C.int

func (r *Reader) waiting(ctx context.Context, call waitingFunc) error {
	return r.alone(ctx, func(op *operation, p *C.zairyu_transport, cerr **C.zairyu_error) C.int {
		var wait *C.zairyu_wait
		rc := C.zairyu_wait_new(op.timeout(Forever), op.cancel, &wait, cerr)
		if rc < 0 {
			return rc
		}
		defer C.zairyu_wait_free(wait)
		return call(p, wait, cerr)
	})
}
