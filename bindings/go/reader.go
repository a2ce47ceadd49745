// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <stdlib.h>
// #include "glue.h"
import "C"

import (
	"context"
	"sync"
	"time"
	"unsafe"
)

// A Reader is an open reader, on which a card may lie. It does one thing at a time, and is released by Close when its
// sessions are closed too.
type Reader struct {
	h         *handle[*C.zairyu_transport]
	parent    *Context
	callbacks []*troubles // of a transport in Go, and of the context's backends and log
	use       *sync.Mutex // by one call at a time, be it of this or of one of its sessions
}

// reader takes over what C made; nil if that is nothing. Others are kept until it is freed.
func (c *Context) reader(transport *C.zairyu_transport, from *slots, others ...holder) *Reader {
	if transport == nil {
		return nil
	}
	callbacks := []*troubles{&c.last}
	if found, ok := c.readers.LoadAndDelete(transport); ok {
		from = found.(*slots)
	}
	if from != nil {
		callbacks = append(callbacks, &from.last)
	}
	c.h.take()
	free := func(p *C.zairyu_transport) { C.zairyu_transport_free(p) }
	h := newHandle(transport, free, releasing(append(others, c.h)...))
	return &Reader{h, c, callbacks, &sync.Mutex{}}
}

// Open opens a reader by its URI, "scheme:name". It does not wait for a card.
func (c *Context) Open(ctx context.Context, uri string) (*Reader, error) {
	p := c.h.take()
	defer c.h.release()
	text := C.CString(uri)
	defer C.free(unsafe.Pointer(text))
	var reader *Reader
	err := c.during(ctx, Forever, func(wait *C.zairyu_wait, cerr **C.zairyu_error) C.int {
		var out *C.zairyu_transport
		rc := C.zairyu_transport_open(p, text, wait, &out, cerr)
		reader = c.reader(out, nil)
		return rc
	})
	return reader, err
}

// OpenFirst opens the first real reader with a card on it, contactless ones first, and waits for one: at most so
// long, or [Forever]; with 0 it looks once. It fails with [ErrNoCard] if there are readers but no card in time, and
// never opens a simulated reader.
func (c *Context) OpenFirst(ctx context.Context, wait time.Duration) (*Reader, error) {
	p := c.h.take()
	defer c.h.release()
	op, err := begin(ctx, &c.last)
	if err != nil {
		return nil, err
	}
	var out *C.zairyu_transport
	var cerr *C.zairyu_error
	rc := C.zairyu_transport_open_first(p, op.timeout(wait), op.cancel, &out, &cerr)
	reader := c.reader(out, nil)
	return reader, op.end(rc, cerr)
}

// NewReader makes a reader of a transport in Go. uri is what the reader is called, in records and messages.
func (c *Context) NewReader(uri string, transport Transport) (*Reader, error) {
	p := c.h.take()
	defer c.h.release()
	var out *C.zairyu_transport
	var cerr *C.zairyu_error
	s, rc := newTransport(p, uri, transport, &out, &cerr)
	if err := check(rc, &cerr); err != nil {
		return nil, err
	}
	return c.reader(out, s), nil
}

// Trace makes a reader that records every exchange of another, in a new file that only its owner can read. It holds
// personal data: anyone who knows or guesses the card number can decrypt it. Use the inner reader no more.
func (c *Context) Trace(inner *Reader, path string) (*Reader, error) {
	p, t := c.h.take(), inner.h.take()
	defer c.h.release()
	var out *C.zairyu_transport
	var cerr *C.zairyu_error
	text := C.CString(path)
	defer C.free(unsafe.Pointer(text))
	if err := check(C.zairyu_trace_new(p, t, text, &out, &cerr), &cerr); err != nil {
		inner.h.release()
		return nil, err
	}
	trace := c.reader(out, nil, inner.h)
	trace.use = inner.use
	trace.callbacks = append(trace.callbacks, inner.callbacks...)
	return trace, nil
}

// Replay makes a reader that plays a trace back. What is read there is "replayed", and never genuine.
func (c *Context) Replay(trace []byte) (*Reader, error) {
	p := c.h.take()
	defer c.h.release()
	var out *C.zairyu_transport
	var cerr *C.zairyu_error
	if err := check(C.zairyu_replay_new(p, lend(trace), &out, &cerr), &cerr); err != nil {
		return nil, err
	}
	return c.reader(out, nil), nil
}

// AddReplay has "replay:PATH" open traces by their path.
func (c *Context) AddReplay() error { return c.addBackend(C.zairyu_replay_backend()) }

// addBackend adds one that is written in C.
func (c *Context) addBackend(backend *C.zairyu_backend) error {
	p := c.h.take()
	defer c.h.release()
	var cerr *C.zairyu_error
	return check(C.zairyu_context_add_backend(p, backend, &cerr), &cerr)
}

// Close releases the reader.
func (r *Reader) Close() error {
	r.h.close()
	return nil
}

// URI is what it was opened with, its open parts filled in.
func (r *Reader) URI() string {
	p := r.h.take()
	defer r.h.release()
	return C.GoString(C.zairyu_transport_uri(p))
}

// Property is a property, if it is known.
func (r *Reader) Property(property Property) (value uint64, ok bool) {
	var number C.uint64_t
	p := r.h.take()
	defer r.h.release()
	ok = C.zairyu_transport_property(p, C.int(property), &number) >= 0
	return uint64(number), ok
}

// WaitCard waits until a card is on the reader (present), or none is: at most so long, or [Forever]. It fails with
// [ErrUnsupported] if the reader cannot tell, and with [ErrTimeout].
func (r *Reader) WaitCard(ctx context.Context, present bool, most time.Duration) error {
	is := C.int(0)
	if present {
		is = 1
	}
	return r.alone(ctx, func(op *operation, p *C.zairyu_transport, cerr **C.zairyu_error) C.int {
		return C.zairyu_transport_wait_card(p, is, op.timeout(most), op.cancel, cerr)
	})
}

// alone is one operation on the reader.
func (r *Reader) alone(ctx context.Context, call func(*operation, *C.zairyu_transport, **C.zairyu_error) C.int) error {
	p, err := r.h.takeAlone()
	if err != nil {
		return err
	}
	defer r.h.releaseAlone()
	if !r.use.TryLock() {
		return errBusy()
	}
	defer r.use.Unlock()
	op, err := begin(ctx, r.callbacks...)
	if err != nil {
		return err
	}
	var cerr *C.zairyu_error
	rc := call(op, p, &cerr)
	return op.end(rc, cerr)
}

// whenUnused does what must not happen during a call: now, or after the one that is under way, whose callback this
// may be.
func (r *Reader) whenUnused(f func()) {
	locked := func() {
		defer r.use.Unlock()
		f()
	}
	if r.use.TryLock() {
		locked()
		return
	}
	go func() {
		r.use.Lock()
		locked()
	}()
}
