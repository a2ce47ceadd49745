// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <stdlib.h>
// #include "glue.h"
import "C"

import (
	"fmt"
	"io"
	"time"
	"unsafe"
)

// A Record is what was read from a card: it does not change, outlives its reader, and can be saved and verified again
// later. Whatever it gives of the card is a copy, which Close cannot wipe.
type Record struct {
	h      *handle[*C.zairyu_record]
	parent *Context
}

// newRecord takes over what C made; nil if that is nothing.
func newRecord(p *C.zairyu_record, c *Context) *Record {
	if p == nil {
		return nil
	}
	c.h.take()
	free := func(p *C.zairyu_record) { C.zairyu_record_free(p) }
	return &Record{newHandle(p, free, c.h.release), c}
}

// Load loads a saved record. It fails with [ErrRecordDamaged] if any byte was changed or is missing, and with
// [ErrRecordVersion].
func (c *Context) Load(saved []byte) (*Record, error) {
	p := c.h.take()
	defer c.h.release()
	var out *C.zairyu_record
	var cerr *C.zairyu_error
	if err := check(C.zairyu_record_load(p, lend(saved), &out, &cerr), &cerr); err != nil {
		return nil, err
	}
	return newRecord(out, c), nil
}

// Close wipes and frees it.
func (r *Record) Close() error {
	r.h.close()
	return nil
}

// Format hides what is on the card, whatever the verb.
func (r Record) Format(f fmt.State, verb rune) { printHidden(f, "zairyu.Record") }

// Save writes it in the format of zairyu-record(5), in one piece. It holds personal data.
func (r *Record) Save(w io.Writer) error {
	p := r.h.take()
	defer r.h.release()
	return writeTo(w, func(h C.uintptr_t, cerr **C.zairyu_error) C.int { return C.zairyu_go_record_save(p, h, cerr) })
}

// Select makes a copy with some of the items, for those who must not keep the others.
func (r *Record) Select(items Item) (*Record, error) {
	return r.copy(func(p *C.zairyu_record, out **C.zairyu_record, cerr **C.zairyu_error) C.int {
		return C.zairyu_record_select(p, C.uint64_t(items), 0, out, cerr)
	})
}

// Reduce makes the reduced form: digests instead of files and number, how it was read, and results of
// [Report.Encode], which may be nil.
func (r *Record) Reduce(results []byte) (*Record, error) {
	return r.copy(func(p *C.zairyu_record, out **C.zairyu_record, cerr **C.zairyu_error) C.int {
		return C.zairyu_record_reduce(p, lend(results), out, cerr)
	})
}

type copyFunc func(p *C.zairyu_record, out **C.zairyu_record, cerr **C.zairyu_error) C.int

func (r *Record) copy(call copyFunc) (*Record, error) {
	p := r.h.take()
	defer r.h.release()
	var out *C.zairyu_record
	var cerr *C.zairyu_error
	if err := check(call(p, &out, &cerr), &cerr); err != nil {
		return nil, err
	}
	return newRecord(out, r.parent), nil
}

// Reduced is whether it is a reduced record.
func (r *Record) Reduced() bool {
	return ask(r, func(p *C.zairyu_record) bool { return C.zairyu_record_is_reduced(p) != 0 })
}

// Results are those that a reduced record keeps, for [Context.DecodeReport]: recorded, not verified.
func (r *Record) Results() []byte {
	return ask(r, func(p *C.zairyu_record) []byte { return copied(C.zairyu_record_results(p)) })
}

// ask has a question answered while the record is there.
func ask[T any](r *Record, question func(p *C.zairyu_record) T) T {
	p := r.h.take()
	defer r.h.release()
	return question(p)
}

// Card is which card it was read from.
func (r *Record) Card() *CardInfo {
	return ask(r, func(p *C.zairyu_record) *CardInfo { return cardInfo(C.zairyu_record_card(p)) })
}

// Number is the card number that opened the card; "" of a reduced record.
func (r *Record) Number() string {
	return ask(r, func(p *C.zairyu_record) string { return C.GoString(C.zairyu_record_number(p)) })
}

// Matches is whether it is of this card number, in any form that [NormalizeNumber] takes; also of a reduced record.
func (r *Record) Matches(number string) (bool, error) {
	p := r.h.take()
	defer r.h.release()
	text := C.CString(number)
	size := C.size_t(len(number))
	defer func() {
		C.zairyu_wipe(unsafe.Pointer(text), size)
		C.free(unsafe.Pointer(text))
	}()
	rc := C.zairyu_record_number_matches(p, text, size)
	return rc > 0, check(rc, nil)
}

// Reader is the URI of the reader it was read with.
func (r *Record) Reader() string {
	return ask(r, func(p *C.zairyu_record) string { return C.GoString(C.zairyu_record_reader(p)) })
}

// A Source is what a record was read from.
type Source int

// The sources.
const (
	SourceLive Source = C.ZAIRYU_SOURCE_LIVE // a card on a reader, as far as the transport can tell
	// a transport that says of itself that no real card is behind it (PropertySimulated)
	SourceSimulated Source = C.ZAIRYU_SOURCE_SIMULATED
	SourceReplayed  Source = C.ZAIRYU_SOURCE_REPLAYED // a recorded conversation: the card need not have been there
)

var sourceWords = map[Source]string{SourceLive: "live", SourceSimulated: "simulated", SourceReplayed: "replayed"}

// String is a word for it.
func (s Source) String() string { return wordOr(sourceWords, "source", s) }

// Source is what it was read from.
func (r *Record) Source() Source {
	return ask(r, func(p *C.zairyu_record) Source { return Source(C.zairyu_record_source(p)) })
}

// Live is whether it was read from a real card on a reader.
func (r *Record) Live() bool {
	return ask(r, func(p *C.zairyu_record) bool { return C.zairyu_record_is_live(p) != 0 })
}

// ReadAt is when it was read, in UTC; the zero time if that is not known.
func (r *Record) ReadAt() time.Time {
	seconds := ask(r, func(p *C.zairyu_record) int64 { return int64(C.zairyu_record_read_at(p)) })
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

// LibraryVersion is that of the library that read it.
func (r *Record) LibraryVersion() string {
	return ask(r, func(p *C.zairyu_record) string { return C.GoString(C.zairyu_record_library_version(p)) })
}
