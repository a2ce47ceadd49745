// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_novcard

package zairyu

// #include <stdint.h>
// #include <stdlib.h>
// #include "glue.h"
// #include <zairyu/vcard.h>
// extern void zairyu_go_ready(uintptr_t handle);
// static void on_ready(void *userdata) { zairyu_go_ready((uintptr_t)userdata); }
// static int serve_vpcd(zairyu_context *ctx, zairyu_vcard *card, const char *host_port, uintptr_t handle,
//	zairyu_cancel *cancel, zairyu_error **err)
// {
//	return zairyu_vcard_serve_vpcd(ctx, card, host_port, on_ready, zairyu_go_userdata(handle), cancel, err);
// }
import "C"

import (
	"context"
	"runtime/cgo"
)

// ServeVPCD puts the card on vpcd's virtual reader, at "HOST:PORT" or "" for where vpcd usually listens, until the
// context is over, which is no failure. ready, which may be nil, is called once when the card is on the reader.
// Meanwhile only its faults may be set.
func (v *VirtualCard) ServeVPCD(ctx context.Context, hostPort string, ready func()) error {
	p, err := v.h.takeAlone()
	if err != nil {
		return err
	}
	defer v.h.releaseAlone()
	told := &waitingForReady{ready: ready}
	op, err := begin(ctx, &told.last, &v.parent.last)
	if err != nil {
		return notOver(ctx, err)
	}
	told.cancel = func() { C.zairyu_cancel_trigger(op.cancel) }
	h := cgo.NewHandle(told)
	defer h.Delete()
	var rc C.int
	var cerr *C.zairyu_error
	withStrings(func(s []*C.char) {
		rc = C.serve_vpcd(v.parent.h.object, p, orNull(s[0]), C.uintptr_t(h), op.cancel, &cerr)
	}, hostPort)
	return op.end(rc, cerr)
}

// notOver is nil if it failed because the context is over, which ends serving.
func notOver(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}
