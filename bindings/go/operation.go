// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <zairyu.h>
import "C"

import (
	"context"
	"errors"
	"math"
	"time"
)

// Forever is a timeout that never passes.
const Forever time.Duration = math.MaxInt64

// How long C may take to see by itself that its deadline has passed: it looks five times a second.
const grace = 500 * time.Millisecond

// An operation is a call into C that waits, under a context.
type operation struct {
	ctx       context.Context
	cancel    *C.zairyu_cancel
	stop      chan struct{}
	stopped   chan struct{}
	callbacks []*troubles
	limited   bool // by the context's deadline, and no other
}

// begin makes the token that the context triggers. What callbacks left over from another call is forgotten.
func begin(ctx context.Context, callbacks ...*troubles) (*operation, error) {
	if ctx == nil {
		ctx = context.Background()
	}
	op := &operation{ctx: ctx, callbacks: callbacks}
	if err := ctx.Err(); err != nil {
		return nil, contextError(err)
	}
	var cerr *C.zairyu_error
	if err := check(C.zairyu_cancel_new(&op.cancel, &cerr), &cerr); err != nil {
		return nil, err
	}
	if ctx.Done() != nil {
		op.stop, op.stopped = make(chan struct{}), make(chan struct{})
		go op.watch()
	}
	return op, nil
}

func contextError(cause error) *Error {
	err := failure(codeOf(cause, ErrCancelled), "the context was over before the call")
	err.cause = cause
	return err
}

// watch triggers the token when the context is cancelled. A deadline C knows itself, and says so better.
func (op *operation) watch() {
	defer close(op.stopped)
	select {
	case <-op.stop:
		return
	case <-op.ctx.Done():
	}
	if _, known := op.ctx.Deadline(); known && errors.Is(op.ctx.Err(), context.DeadlineExceeded) {
		select {
		case <-op.stop:
			return
		case <-time.After(grace):
		}
	}
	C.zairyu_cancel_trigger(op.cancel)
}

// timeout is how long C may take, in milliseconds: as long as the context may, at most `most`.
func (op *operation) timeout(most time.Duration) C.uint32_t {
	if deadline, ok := op.ctx.Deadline(); ok {
		if left := time.Until(deadline); left < most {
			most, op.limited = left, true
		}
	}
	return milliseconds(most)
}

// milliseconds rounds up, so that nothing ends before its time.
func milliseconds(d time.Duration) C.uint32_t {
	switch {
	case d == Forever:
		return C.ZAIRYU_WAIT_FOREVER
	case d <= 0:
		return 0
	case d/time.Millisecond >= C.ZAIRYU_WAIT_FOREVER-1:
		return C.ZAIRYU_WAIT_FOREVER - 1
	}
	return C.uint32_t((d + time.Millisecond - 1) / time.Millisecond)
}

// wait is a wait for functions that take one. It is freed by the caller.
func (op *operation) wait(most time.Duration) (wait *C.zairyu_wait, err error) {
	var cerr *C.zairyu_error
	err = check(C.zairyu_wait_new(op.timeout(most), op.cancel, &wait, &cerr), &cerr)
	return wait, err
}

// over ends the watching. C has returned by now, or was not called.
func (op *operation) over() {
	if op.stop != nil {
		close(op.stop)
		<-op.stopped
	}
	C.zairyu_cancel_free(op.cancel)
}

// end is the outcome of the call: goes on with a callback's panic, and adds causes to C's error.
func (op *operation) end(rc C.int, cerr *C.zairyu_error) error {
	op.over()
	failed := check(rc, &cerr)
	var cause error
	for _, callbacks := range op.callbacks {
		if found := callbacks.surface(failed); found != nil {
			cause = found
		}
	}
	if details, ok := failed.(*Error); ok {
		details.cause = cause
		if cause == nil && (details.Code == ErrCancelled || details.Code == ErrTimeout) {
			details.cause = op.contextCause(details.Code)
		}
	}
	return failed
}

// contextCause is the context's error, if it is what ended the call. C may see a moment sooner that a deadline has
// passed.
func (op *operation) contextCause(code Code) error {
	if code == ErrTimeout && op.limited {
		return context.DeadlineExceeded
	}
	return op.ctx.Err()
}
