// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_novcard

package zairyu

// #include <stdint.h>
import "C"

import "runtime/cgo"

// waitingForReady is who is told when a card is on vpcd's reader. If that panics, serving ends.
type waitingForReady struct {
	ready  func()
	cancel func()
	last   troubles
}

//export zairyu_go_ready
func zairyu_go_ready(h C.uintptr_t) {
	told := cgo.Handle(h).Value().(*waitingForReady)
	if told.ready == nil {
		return
	}
	if told.last.run(ErrCancelled, func() error { told.ready(); return nil }) != nil {
		told.cancel()
	}
}
