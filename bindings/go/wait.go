// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <zairyu.h>
import "C"

import (
	"context"
	"time"
)

// How often a slot's context asks whether the operation was cancelled.
const tick = 20 * time.Millisecond

// waitContext is a context for what C asks of Go: with the time that is left, and cancelled when C's token is
// triggered. The function it returns must be called before the slot returns: the wait may not be asked any more then.
func waitContext(wait *C.zairyu_wait) (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	if C.zairyu_wait_check(wait, nil) == C.ZAIRYU_ERR_CANCELLED {
		cancel()
		return ctx, cancel
	}
	if left := C.zairyu_wait_remaining(wait); left != C.ZAIRYU_WAIT_FOREVER {
		inner := cancel
		var end context.CancelFunc
		ctx, end = context.WithTimeout(ctx, time.Duration(left)*time.Millisecond)
		cancel = func() { end(); inner() }
	}
	if wait == nil {
		return ctx, cancel
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		ticker := time.NewTicker(tick)
		defer ticker.Stop()
		for C.zairyu_wait_check(wait, nil) != C.ZAIRYU_ERR_CANCELLED {
			select {
			case <-stop:
				return
			case <-ticker.C:
			}
		}
		cancel()
	}()
	return ctx, func() { close(stop); <-stopped; cancel() }
}
