// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include "glue.h"
import "C"

import (
	"io"
	"runtime/cgo"
	"unsafe"
)

// A writing is one C function that writes to a Go writer.
type writing struct {
	to   io.Writer
	last troubles
}

// writeTo has call write to w. What w fails with is the error's cause.
func writeTo(w io.Writer, call func(handle C.uintptr_t, cerr **C.zairyu_error) C.int) error {
	var cerr *C.zairyu_error
	out := &writing{to: w}
	h := cgo.NewHandle(out)
	defer h.Delete()
	rc := call(C.uintptr_t(h), &cerr)
	failed := check(rc, &cerr)
	cause := out.last.surface(failed)
	if details, ok := failed.(*Error); ok {
		details.cause = cause
	}
	return failed
}

//export zairyu_go_write
func zairyu_go_write(h C.uintptr_t, data unsafe.Pointer, size C.size_t) C.int {
	out := cgo.Handle(h).Value().(*writing)
	return stopOn(out.last.run(ErrWrite, func() error {
		n, err := out.to.Write(unsafe.Slice((*byte)(data), int(size)))
		if err == nil && n < int(size) {
			err = io.ErrShortWrite
		}
		return err
	}))
}

// stopOn is what a callback returns: anything but 0 stops.
func stopOn(err error) C.int {
	if err != nil {
		return 1
	}
	return 0
}
