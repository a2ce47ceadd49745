// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <zairyu.h>
import "C"

// A Presence is whether an item is in a record.
type Presence int

// The answers.
const (
	PresenceNotRead Presence = C.ZAIRYU_PRESENCE_NOT_READ // was not asked for, or the card type does not have it
	PresencePresent Presence = C.ZAIRYU_PRESENCE_PRESENT
	// the file is there and holds nothing (a permission that was withdrawn)
	PresenceEmpty Presence = C.ZAIRYU_PRESENCE_EMPTY
	// the card was issued without it (no face or no signature, holder under 16)
	PresenceAbsent Presence = C.ZAIRYU_PRESENCE_ABSENT
)

var presenceWords = map[Presence]string{
	PresenceNotRead: "not-read", PresencePresent: "present", PresenceEmpty: "empty", PresenceAbsent: "absent",
}

// String is a word for it.
func (p Presence) String() string { return wordOr(presenceWords, "presence", p) }

// Items are those that this reading asked for and got.
func (r *Record) Items() Item {
	return ask(r, func(p *C.zairyu_record) Item { return Item(C.zairyu_record_items_read(p)) })
}

// Presence is whether one item is there.
func (r *Record) Presence(item Item) Presence {
	return ask(r, func(p *C.zairyu_record) Presence {
		return Presence(C.zairyu_record_presence(p, C.uint64_t(item)))
	})
}

// bytes is a copy of what a getter gives.
func (r *Record) bytes(get func(p *C.zairyu_record, out *C.zairyu_bytes) C.int) ([]byte, error) {
	p := r.h.take()
	defer r.h.release()
	var out C.zairyu_bytes
	err := check(get(p, &out), nil)
	return copied(out), err
}

// File is the exact bytes of an item's file, padding included. It fails with [ErrAbsent] if it was not read, or not
// kept.
func (r *Record) File(item Item) ([]byte, error) {
	return r.bytes(func(p *C.zairyu_record, out *C.zairyu_bytes) C.int {
		return C.zairyu_record_file(p, C.uint64_t(item), out)
	})
}

// Digest is the salted SHA-256 of an item's file; also of a reduced record.
func (r *Record) Digest(item Item) ([]byte, error) {
	return r.bytes(func(p *C.zairyu_record, out *C.zairyu_bytes) C.int {
		return C.zairyu_record_digest(p, C.uint64_t(item), out)
	})
}

// Salt is that of all digests of this record.
func (r *Record) Salt() ([]byte, error) {
	return r.bytes(func(p *C.zairyu_record, out *C.zairyu_bytes) C.int { return C.zairyu_record_salt(p, out) })
}

// NumberDigest is the salted SHA-256 of the number; also of a reduced record.
func (r *Record) NumberDigest() ([]byte, error) {
	return r.bytes(func(p *C.zairyu_record, out *C.zairyu_bytes) C.int {
		return C.zairyu_record_number_digest(p, out)
	})
}

// Value is the value of a data object by its tag, padding included. It fails with [ErrAbsent] if it is not there, or
// empty. A tag that two files have needs ItemValue.
func (r *Record) Value(tag uint32) ([]byte, error) {
	return r.bytes(func(p *C.zairyu_record, out *C.zairyu_bytes) C.int {
		return C.zairyu_record_value(p, C.uint32_t(tag), out)
	})
}

// ItemValue is Value for one file.
func (r *Record) ItemValue(item Item, tag uint32) ([]byte, error) {
	return r.bytes(func(p *C.zairyu_record, out *C.zairyu_bytes) C.int {
		return C.zairyu_record_item_value(p, C.uint64_t(item), C.uint32_t(tag), out)
	})
}

// Objects are the data objects of an item, in stored order.
func (r *Record) Objects(item Item) (objects []Object) {
	p := r.h.take()
	defer r.h.release()
	eachObject(&objects, func(i C.size_t, tag *C.uint32_t, value *C.zairyu_bytes) C.int {
		return C.zairyu_record_object(p, C.uint64_t(item), i, tag, value)
	})
	return objects
}

// SettlePadding notes that what was assumed of padding is proved: once [Report.Falsification] is [ResultOK], before
// the record is shared. [Session.ReadAndVerify] does it.
func (r *Record) SettlePadding() {
	p := r.h.take()
	defer r.h.release()
	C.zairyu_record_settle_padding(p)
}

// PaddingSettled is whether that was done; false also where nothing was assumed.
func (r *Record) PaddingSettled() bool {
	return ask(r, func(p *C.zairyu_record) bool { return C.zairyu_record_padding_is_settled(p) != 0 })
}

// PaddingAssumed is how many NULs of an item's file were not transferred but assumed.
func (r *Record) PaddingAssumed(item Item) int {
	return ask(r, func(p *C.zairyu_record) int { return int(C.zairyu_record_padding_assumed(p, C.uint64_t(item))) })
}

// A Run is a part of a file, in bytes.
type Run struct{ Offset, Length int }

// Padding is where the NULs are that were assumed. A reduced record keeps their number only.
func (r *Record) Padding(item Item) (runs []Run) {
	p := r.h.take()
	defer r.h.release()
	var offset, size C.size_t
	for C.zairyu_record_padding(p, C.uint64_t(item), C.size_t(len(runs)), &offset, &size) == C.ZAIRYU_OK {
		runs = append(runs, Run{int(offset), int(size)})
	}
	return runs
}
