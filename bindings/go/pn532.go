// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_novcard

package zairyu

// #include <zairyu/vcard.h>
import "C"

import "context"

// A VirtualPN532 is an emulated PN532, the chip of many readers, on a pseudo-terminal: for tests with a real libnfc.
type VirtualPN532 struct {
	h      *handle[*C.zairyu_vcard_pn532]
	parent *Context
}

// A PN532Fault is what goes wrong with an emulated reader.
type PN532Fault int

// The faults, at the n-th APDU from now on, once; at 0 at every command. The last four hold from now on, at 0.
const (
	PN532OK PN532Fault = C.ZAIRYU_PN532_OK
	// the card is taken away before it; the chip reports status arg (0: no answer, 01)
	PN532Remove PN532Fault = C.ZAIRYU_PN532_REMOVE
	// the card is taken away when a part of its long answer has come
	PN532RemoveChain PN532Fault = C.ZAIRYU_PN532_REMOVE_CHAIN
	// the chip reports status arg instead of an answer; bit 7 kills processes that use libnfc
	PN532Status     PN532Fault = C.ZAIRYU_PN532_STATUS
	PN532Delay      PN532Fault = C.ZAIRYU_PN532_DELAY       // the answer comes arg milliseconds late
	PN532Silence    PN532Fault = C.ZAIRYU_PN532_SILENCE     // acknowledged, never answered
	PN532NoAck      PN532Fault = C.ZAIRYU_PN532_NO_ACK      // not even acknowledged
	PN532ErrorFrame PN532Fault = C.ZAIRYU_PN532_ERROR_FRAME // the chip says that it does not know the command
	PN532Checksum   PN532Fault = C.ZAIRYU_PN532_CHECKSUM    // the answer's checksum is wrong
	// the answer has no status byte; libnfc takes any byte for it, so this may kill a process too
	PN532Empty PN532Fault = C.ZAIRYU_PN532_EMPTY
	// the answer comes a byte at a time, arg milliseconds apart (0: 200)
	PN532Slow PN532Fault = C.ZAIRYU_PN532_SLOW
	// the reader is unplugged: serving ends with READER_GONE
	PN532Unplug PN532Fault = C.ZAIRYU_PN532_UNPLUG
	// arg stray bytes (0: 4) come before the acknowledgement
	PN532Garbage  PN532Fault = C.ZAIRYU_PN532_GARBAGE
	PN532NoTypeB  PN532Fault = C.ZAIRYU_PN532_NO_TYPE_B // the chip does not support Type B, and says so
	PN532TwoCards PN532Fault = C.ZAIRYU_PN532_TWO_CARDS // it finds two cards
	// it hands over arg bytes at a time (1 to 262) rather than 262
	PN532DataIn      PN532Fault = C.ZAIRYU_PN532_DATA_IN
	PN532RemoveAfter PN532Fault = C.ZAIRYU_PN532_REMOVE_AFTER // the card is taken away arg milliseconds from now
)

// NewVirtualPN532 makes one with a card on it; nil for none. While the card is there, only its faults may be set.
func (c *Context) NewVirtualPN532(card *VirtualCard) (*VirtualPN532, error) {
	p := c.h.take()
	defer c.h.release()
	v := card.take()
	defer card.release()
	var out *C.zairyu_vcard_pn532
	var cerr *C.zairyu_error
	if err := check(C.zairyu_vcard_pn532_new(p, v, &out, &cerr), &cerr); err != nil {
		return nil, err
	}
	free := func(p *C.zairyu_vcard_pn532) { C.zairyu_vcard_pn532_free(p) }
	return &VirtualPN532{newHandle(out, free, c.kept()), c}, nil
}

func (v *VirtualCard) take() *C.zairyu_vcard {
	if v == nil {
		return nil
	}
	return v.h.take()
}

func (v *VirtualCard) release() {
	if v != nil {
		v.h.release()
	}
}

// Close frees it, when Serve has ended.
func (r *VirtualPN532) Close() error {
	r.h.close()
	return nil
}

// URI is what [Context.Open] takes: "nfc:pn532_uart:/dev/pts/N:115200".
func (r *VirtualPN532) URI() string {
	p := r.h.take()
	defer r.h.release()
	return "nfc:" + C.GoString(C.zairyu_vcard_pn532_connstring(p))
}

// Serve answers until the context is over, which is no failure. It fails with [ErrReaderGone] when unplugged by its
// fault.
func (r *VirtualPN532) Serve(ctx context.Context) error {
	p, err := r.h.takeAlone()
	if err != nil {
		return err
	}
	defer r.h.releaseAlone()
	op, err := begin(ctx, &r.parent.last)
	if err != nil {
		return notOver(ctx, err)
	}
	var cerr *C.zairyu_error
	rc := C.zairyu_vcard_pn532_serve(p, op.cancel, &cerr)
	return op.end(rc, cerr)
}

// Insert places another card on the reader; nil for none. At any time, from any goroutine.
func (r *VirtualPN532) Insert(card *VirtualCard) error {
	p, v := r.h.take(), card.take()
	defer r.h.release()
	defer card.release()
	return check(C.zairyu_vcard_pn532_insert(p, v), nil)
}

// SetFault sets a fault in place of the one before. At any time, from any goroutine.
func (r *VirtualPN532) SetFault(fault PN532Fault, at, arg uint32) error {
	p := r.h.take()
	defer r.h.release()
	return check(C.zairyu_vcard_pn532_set_fault(p, C.int(fault), C.uint32_t(at), C.uint32_t(arg)), nil)
}
