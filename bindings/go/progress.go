// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include "glue.h"
import "C"

import (
	"fmt"
	"runtime/cgo"
)

// Progress is how far a conversation is. Done/Total never goes back, and ends at 1.
type Progress struct {
	Step  string // "connect", "read-face", …; [StepText] has words for people
	Item  Item   // the item being read, or 0
	Done  uint64 // bytes
	Total uint64 // bytes; changes as the real lengths become known
}

// An ItemFile is an item as it was just read, for [Session.OnItem]. Nothing of it is verified. It may be used only
// during the call.
type ItemFile struct {
	Item   Item
	Data   []byte // the whole file; a copy
	card   *C.zairyu_card
	parent *Context
}

// An Object is a data object as stored.
type Object struct {
	Tag   uint32
	Value []byte // a copy; padding included
}

// Format hides what is on the card, whatever the verb.
func (f ItemFile) Format(s fmt.State, verb rune) { printHidden(s, "zairyu.ItemFile "+f.Item.String()) }

// Format hides the value, whatever the verb.
func (o Object) Format(s fmt.State, verb rune) {
	printHidden(s, fmt.Sprintf("zairyu.Object %X", o.Tag))
}

// Objects are the data objects of the file, in stored order. It fails with [ErrMalformed] if the file does not hold
// what it should.
func (f *ItemFile) Objects() (objects []Object, err error) {
	rc := eachObject(&objects, func(i C.size_t, tag *C.uint32_t, value *C.zairyu_bytes) C.int {
		return C.zairyu_item_object(f.card, C.uint64_t(f.Item), lend(f.Data), i, tag, value)
	})
	return objects, check(rc, nil)
}

// Value is the value of the object with this tag; nil if it is not there, or empty.
func (f *ItemFile) Value(tag uint32) []byte {
	var value C.zairyu_bytes
	C.zairyu_item_value(f.card, C.uint64_t(f.Item), lend(f.Data), C.uint32_t(tag), &value)
	return copied(value)
}

// eachObject collects objects until there are no more, which is not a failure.
func eachObject(objects *[]Object, get func(i C.size_t, tag *C.uint32_t, value *C.zairyu_bytes) C.int) C.int {
	for {
		var tag C.uint32_t
		var value C.zairyu_bytes
		rc := get(C.size_t(len(*objects)), &tag, &value)
		if rc == C.ZAIRYU_ERR_ABSENT {
			return C.ZAIRYU_OK
		}
		if rc < 0 {
			return rc
		}
		*objects = append(*objects, Object{uint32(tag), copied(value)})
	}
}

// telling is what C sees of a session's callbacks during one call.
type telling struct {
	asked   sessionSettings
	session *C.zairyu_session
	parent  *Context
	last    troubles
}

// set has C call them, or with 0 no longer.
func (t *telling) set(h C.uintptr_t) {
	if t.asked.progress != nil {
		C.zairyu_go_set_progress(t.session, h)
	}
	if t.asked.item != nil {
		C.zairyu_go_set_item_callback(t.session, h)
	}
}

//export zairyu_go_progress
func zairyu_go_progress(h C.uintptr_t, step *C.char, item, done, total C.uint64_t) C.int {
	t := cgo.Handle(h).Value().(*telling)
	progress := Progress{C.GoString(step), Item(item), uint64(done), uint64(total)}
	return stopOn(t.last.run(ErrCancelled, func() error { return t.asked.progress(progress) }))
}

//export zairyu_go_item
func zairyu_go_item(h C.uintptr_t, item C.uint64_t, file C.zairyu_bytes) C.int {
	t := cgo.Handle(h).Value().(*telling)
	given := &ItemFile{Item(item), copied(file), C.zairyu_session_card(t.session), t.parent}
	defer func() {
		wipe(given.Data)
		given.card = nil
	}()
	return stopOn(t.last.run(ErrCancelled, func() error { return t.asked.item(given) }))
}
