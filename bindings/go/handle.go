// SPDX-License-Identifier: BSD-2-Clause

package zairyu

import (
	"runtime"
	"sync"
)

// A holder keeps a handle alive that another one needs.
type holder interface{ release() }

// A handle owns a C object: freed when it was closed, or forgotten, and nobody uses it any more.
type handle[P comparable] struct {
	mu     sync.Mutex
	object P
	holds  int
	closed bool
	busy   bool
	freed  bool
	free   func(P)
	after  func()
}

// newHandle takes over object. What it needs is released, and after called, when it has been freed.
func newHandle[P comparable](object P, free func(P), after func()) *handle[P] {
	h := &handle[P]{object: object, holds: 1, free: free, after: after}
	runtime.SetFinalizer(h, func(h *handle[P]) { go h.close() }) // freeing may wait for a reader
	return h
}

// take returns the object and keeps it until release, which must follow; NULL once it was closed.
func (h *handle[P]) take() (object P) {
	if h == nil {
		return object
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.holds++
	if !h.closed {
		object = h.object
	}
	return object
}

// takeAlone is take for what one may use at a time; releaseAlone must follow unless it fails.
func (h *handle[P]) takeAlone() (object P, err error) {
	if h == nil {
		return object, errClosed()
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.closed:
		return object, errClosed()
	case h.busy:
		return object, errBusy()
	}
	h.busy = true
	h.holds++
	return h.object, nil
}

func (h *handle[P]) release() {
	if h == nil {
		return
	}
	h.mu.Lock()
	h.holds--
	last := h.holds == 0 && !h.freed
	h.freed = h.freed || last
	h.mu.Unlock()
	if last {
		h.end()
	}
}

func (h *handle[P]) releaseAlone() {
	h.mu.Lock()
	h.busy = false
	h.mu.Unlock()
	h.release()
}

func (h *handle[P]) end() {
	runtime.SetFinalizer(h, nil)
	h.free(h.object)
	if h.after != nil {
		h.after()
	}
}

func (h *handle[P]) close() {
	if h == nil {
		return
	}
	h.mu.Lock()
	first := !h.closed
	h.closed = true
	h.mu.Unlock()
	if first {
		h.release()
	}
}

func errBusy() error {
	return failure(ErrState, "it is in use: by another goroutine, or by the call whose callback this is")
}

func errClosed() error { return failure(ErrState, "it was closed, or never made") }

// releasing is what a handle does after its end that keeps others alive.
func releasing(held ...holder) func() {
	return func() {
		for _, h := range held {
			h.release()
		}
	}
}
