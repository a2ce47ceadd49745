// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <stdlib.h>
// #include "glue.h"
import "C"

import (
	"context"
	"runtime/cgo"
	"unsafe"
)

// A Backend is where readers written in Go come from. Several goroutines may call its methods at once.
type Backend interface {
	// List returns the readers. Having none is not a failure. It waits for nobody.
	List(ctx context.Context) ([]ReaderInfo, error)
	// Open opens what follows the scheme's colon in a URI; "" means any reader. It does not wait for a card.
	Open(ctx context.Context, name string) (Transport, error)
}

// A BackendWatcher is a [Backend] that notices changes by itself; others are listed again every second.
type BackendWatcher interface {
	// Watch returns when the readers may differ from those known, or a card may have come or left.
	Watch(ctx context.Context, known []ReaderInfo) error
}

// AddBackend has readers of a scheme, such as "tcp" in "tcp:NAME", come from a backend of yours. Add all before the
// context is shared.
func (c *Context) AddBackend(scheme string, backend Backend) error {
	if backend == nil {
		return failure(ErrArgument, "no backend")
	}
	p := c.h.take()
	defer c.h.release()
	name := C.CString(scheme) // C keeps it
	h := cgo.NewHandle(&origin{backend, scheme, c.contextParts})
	watches := C.int(0)
	if _, ok := backend.(BackendWatcher); ok {
		watches = 1
	}
	var cerr *C.zairyu_error
	err := check(C.zairyu_go_add_backend(p, name, C.uintptr_t(h), watches, &cerr), &cerr)
	end := func() {
		h.Delete()
		C.free(unsafe.Pointer(name))
	}
	if err != nil {
		end()
		return err
	}
	c.atEnd(end)
	return nil
}

// An origin is what C sees of a Go backend.
type origin struct {
	backend Backend
	scheme  string
	parts   *contextParts
}

func originOf(h C.uintptr_t) *origin { return cgo.Handle(h).Value().(*origin) }

//export zairyu_go_list
func zairyu_go_list(h C.uintptr_t, wait *C.zairyu_wait, into *C.zairyu_readers, cerr **C.zairyu_error) C.int {
	o := originOf(h)
	ctx, done := waitContext(wait)
	defer done()
	err := o.parts.last.run(ErrCommunication, func() error {
		readers, err := o.backend.List(ctx)
		for i := 0; err == nil && i < len(readers); i++ {
			err = readers[i].addTo(into)
		}
		return err
	})
	return answer(err, cerr)
}

//export zairyu_go_open
func zairyu_go_open(h C.uintptr_t, in *C.zairyu_context, name *C.char, wait *C.zairyu_wait,
	out **C.zairyu_transport, cerr **C.zairyu_error) C.int {
	o := originOf(h)
	ctx, done := waitContext(wait)
	defer done()
	var transport Transport
	err := o.parts.last.run(ErrCommunication, func() (err error) {
		transport, err = o.backend.Open(ctx, C.GoString(name))
		return err
	})
	if err != nil {
		return answer(err, cerr)
	}
	s, rc := newTransport(in, o.scheme+":"+C.GoString(name), transport, out, cerr)
	if rc >= 0 {
		o.parts.readers.Store(*out, s)
	}
	return rc
}

//export zairyu_go_watch
func zairyu_go_watch(h C.uintptr_t, known *C.zairyu_readers, wait *C.zairyu_wait, cerr **C.zairyu_error) C.int {
	o := originOf(h)
	ctx, done := waitContext(wait)
	defer done()
	watcher := o.backend.(BackendWatcher)
	err := o.parts.last.run(ErrCommunication, func() error { return watcher.Watch(ctx, readerInfos(known)) })
	return answer(err, cerr)
}
