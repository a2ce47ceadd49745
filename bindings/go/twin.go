// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_novcard

package zairyu

// #include <stdlib.h>
// #include <zairyu/vcard.h>
import "C"

import (
	"fmt"
	"unsafe"
)

// A Twin is a virtual card with the structure of somebody's real card and none of the person's data, so that a
// problem with a card can be passed on. The option "twin=FILE" of [NewVirtualCard] plays a saved one.
type Twin struct {
	h *handle[*C.zairyu_twin]
}

type twinFunc func(c *C.zairyu_context, out **C.zairyu_twin, cerr **C.zairyu_error) C.int

func (c *Context) newTwin(call twinFunc) (*Twin, error) {
	p := c.h.take()
	defer c.h.release()
	var out *C.zairyu_twin
	var cerr *C.zairyu_error
	if err := check(call(p, &out, &cerr), &cerr); err != nil {
		return nil, err
	}
	return &Twin{newHandle(out, func(p *C.zairyu_twin) { C.zairyu_twin_free(p) }, c.kept())}, nil
}

// lendAll lends certificates to C, as an array in C's memory.
func lendAll(certificates [][]byte, f func(anchors *C.zairyu_bytes, count C.size_t)) {
	if len(certificates) == 0 {
		f(nil, 0)
		return
	}
	size := C.size_t(len(certificates)) * C.sizeof_zairyu_bytes
	array := (*C.zairyu_bytes)(C.malloc(size))
	defer C.free(unsafe.Pointer(array))
	lent := unsafe.Slice(array, len(certificates))
	for i, certificate := range certificates {
		data := C.CBytes(certificate)
		defer C.free(data)
		lent[i] = C.zairyu_bytes{data: (*C.uint8_t)(data), len: C.size_t(len(certificate))}
	}
	f(array, C.size_t(len(certificates)))
}

// Twin makes the twin of the card that a record was read from. ca, which may be nil, signs it. anchors are CA
// certificates, in DER, against which the card's signatures are compared; without any, the card's certificate is
// assumed to be right.
func (r *Record) Twin(ca *VirtualCA, anchors ...[]byte) (twin *Twin, err error) {
	p := r.h.take()
	defer r.h.release()
	authority := ca.take()
	defer ca.release()
	lendAll(anchors, func(array *C.zairyu_bytes, count C.size_t) {
		twin, err = r.parent.newTwin(func(c *C.zairyu_context, out **C.zairyu_twin, cerr **C.zairyu_error) C.int {
			return C.zairyu_twin_from_record(c, authority, p, array, count, out, cerr)
		})
	})
	return twin, err
}

// TwinOfTrace makes the twin of the card in a trace, with what card and reader did. number is that which the trace
// was made with.
func (c *Context) TwinOfTrace(ca *VirtualCA, trace []byte, number string, anchors ...[]byte) (twin *Twin, err error) {
	authority := ca.take()
	defer ca.release()
	withStrings(func(s []*C.char) {
		lendAll(anchors, func(array *C.zairyu_bytes, count C.size_t) {
			twin, err = c.newTwin(func(p *C.zairyu_context, out **C.zairyu_twin, cerr **C.zairyu_error) C.int {
				return C.zairyu_twin_from_trace(p, authority, lend(trace), s[0], C.size_t(len(number)),
					array, count, out, cerr)
			})
		})
	}, number)
	return twin, err
}

// LoadTwin loads a saved twin. It fails with [ErrMalformed] and the line's number.
func (c *Context) LoadTwin(saved []byte) (*Twin, error) {
	return c.newTwin(func(p *C.zairyu_context, out **C.zairyu_twin, cerr **C.zairyu_error) C.int {
		return C.zairyu_twin_load(p, lend(saved), out, cerr)
	})
}

func (a *VirtualCA) take() *C.zairyu_vcard_ca {
	if a == nil {
		return nil
	}
	return a.h.take()
}

func (a *VirtualCA) release() {
	if a != nil {
		a.h.release()
	}
}

// Close frees it.
func (t *Twin) Close() error {
	t.h.close()
	return nil
}

// Format says what it is.
func (t Twin) Format(f fmt.State, verb rune) { printHidden(f, "zairyu.Twin") }

// Saved is the twin as a file holds it: text.
func (t *Twin) Saved() []byte {
	p := t.h.take()
	defer t.h.release()
	return copied(C.zairyu_twin_saved(p))
}

// Type is its card type.
func (t *Twin) Type() string {
	p := t.h.take()
	defer t.h.release()
	return C.GoString(C.zairyu_twin_type(p))
}

// Number is the made-up number that opens it.
func (t *Twin) Number() string {
	p := t.h.take()
	defer t.h.release()
	return C.GoString(C.zairyu_twin_number(p))
}

// Events is how many events of the card or reader it holds, if it was made from a trace.
func (t *Twin) Events() int {
	p := t.h.take()
	defer t.h.release()
	return int(C.zairyu_twin_events(p))
}

// A TwinPart is what a file of a twin consists of, in bytes.
type TwinPart struct {
	DF, SFI int
	Item    Item // 0 if it is none
	Length  int  // of the file; the sum of the others
	Kept    int  // structure of the card: tags, lengths, headers, identifiers of algorithms
	Padding int  // one byte again and again, as on the card
	Made    int  // made up: texts, dates, codes, numbers, names, pictures
	Signing int  // keys and signatures of the test CA
}

// Parts are the files of the twin.
func (t *Twin) Parts() (parts []TwinPart) {
	p := t.h.take()
	defer t.h.release()
	part := C.zairyu_twin_part{size: C.sizeof_zairyu_twin_part}
	for C.zairyu_twin_file(p, C.size_t(len(parts)), &part) == C.ZAIRYU_OK {
		parts = append(parts, TwinPart{
			DF:      int(part.df),
			SFI:     int(part.sfi),
			Item:    Item(part.item),
			Length:  int(part.length),
			Kept:    int(part.kept),
			Padding: int(part.padding),
			Made:    int(part.made),
			Signing: int(part.signing),
		})
	}
	return parts
}
