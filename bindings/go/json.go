// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_nojson && !zairyu_noverify

package zairyu

// #include <stdlib.h>
// #include "glue.h"
// #include <zairyu/json.h>
// static int write_card(zairyu_context *ctx, const zairyu_record *record, const zairyu_report *report,
//	const zairyu_json_extra *extra, uint32_t flags, uintptr_t handle, zairyu_error **err)
// {
//	return zairyu_json_write_card(ctx, record, report, extra, flags, zairyu_go_writer(),
//		zairyu_go_userdata(handle), err);
// }
// static int write_error(int code, const zairyu_error *error, const char *file, uintptr_t handle, zairyu_error **err)
// {
//	return zairyu_json_write_error(code, error, file, 0, zairyu_go_writer(), zairyu_go_userdata(handle), err);
// }
import "C"

import (
	"errors"
	"io"
	"runtime"
)

// A JSONPath is of what a path in JSON is.
type JSONPath int

// What may have a path.
const (
	// the record: where there are several, or where it was saved: "file"
	JSONPathRecord      JSONPath = C.ZAIRYU_JSON_PATH_RECORD
	JSONPathImage       JSONPath = C.ZAIRYU_JSON_PATH_IMAGE        // the PNG made of an image: its "file"
	JSONPathStoredImage JSONPath = C.ZAIRYU_JSON_PATH_STORED_IMAGE // an image as the card has it: its "stored_file"
	// an item's file as the card has it, with [JSONRaw]: its "file"
	JSONPathItem JSONPath = C.ZAIRYU_JSON_PATH_ITEM
	// where the record was saved in its reduced form: "reduced_file"
	JSONPathReduced JSONPath = C.ZAIRYU_JSON_PATH_REDUCED
	// a directory of trust anchors that was looked in, name being "system", "user" or "given": of "directories"
	JSONPathTrust JSONPath = C.ZAIRYU_JSON_PATH_TRUST
	// where a trust anchor, name being its SHA-256, was newly installed: its "added"
	JSONPathAdded JSONPath = C.ZAIRYU_JSON_PATH_ADDED
	// a file of trust anchors that was removed, name being the same path: of "removed"
	JSONPathRemoved JSONPath = C.ZAIRYU_JSON_PATH_REMOVED
)

// A JSONExtra adds to JSON what only the program knows. These are made by [JSONBrief], [JSONRaw], [JSONFile] and
// [JSONImage].
type JSONExtra struct {
	addTo func(*jsonExtra, **C.zairyu_error) C.int
}

type jsonExtra struct {
	p     *C.zairyu_json_extra
	flags C.uint32_t
}

// JSONBrief writes the verdict only, and nothing of what is on the card.
func JSONBrief() JSONExtra { return jsonFlag(C.ZAIRYU_JSON_BRIEF) }

// JSONRaw also writes the bytes of each field and data object as stored.
func JSONRaw() JSONExtra { return jsonFlag(C.ZAIRYU_JSON_RAW) }

func jsonFlag(flag C.uint32_t) JSONExtra {
	return JSONExtra{func(extra *jsonExtra, _ **C.zairyu_error) C.int {
		extra.flags |= flag
		return C.ZAIRYU_OK
	}}
}

// JSONFile says where something is: the record, an image by its name, and so on. name is "" for the record.
func JSONFile(what JSONPath, name, path string) JSONExtra {
	return JSONExtra{func(extra *jsonExtra, cerr **C.zairyu_error) (rc C.int) {
		withStrings(func(s []*C.char) {
			rc = C.zairyu_json_extra_set_path(extra.p, C.int(what), orNull(s[0]), s[1], cerr)
		}, name, path)
		return rc
	}}
}

// JSONImage adds an image to "images": its name, the item it is in or 0, its media type, and its size, 0 if it could
// not be decoded.
func JSONImage(name string, item Item, mediaType string, width, height int) JSONExtra {
	return JSONExtra{func(extra *jsonExtra, cerr **C.zairyu_error) (rc C.int) {
		withStrings(func(s []*C.char) {
			rc = C.zairyu_json_extra_add_image(extra.p, s[0], C.uint64_t(item), orNull(s[1]),
				C.uint32_t(width), C.uint32_t(height), cerr)
		}, name, mediaType)
		return rc
	}}
}

// withExtra gathers what is added.
func withExtra(extras []JSONExtra, call func(extra *jsonExtra) error) error {
	var extra jsonExtra
	var cerr *C.zairyu_error
	if err := check(C.zairyu_json_extra_new(&extra.p, &cerr), &cerr); err != nil {
		return err
	}
	defer C.zairyu_json_extra_free(extra.p)
	for _, add := range extras {
		var cerr *C.zairyu_error
		rc := add.addTo(&extra, &cerr)
		if err := check(rc, &cerr); err != nil {
			return err
		}
	}
	return call(&extra)
}

// WriteJSON writes a record as one line of "zairyu.card/1", zairyu-json(5). report is of this record; nil if nothing
// was verified. It holds personal data.
func (r *Record) WriteJSON(w io.Writer, report *Report, extras ...JSONExtra) error {
	p, q, c := r.h.take(), report.take(), r.parent.h.take()
	defer r.h.release()
	defer report.release()
	defer r.parent.h.release()
	return withExtra(extras, func(extra *jsonExtra) error {
		return writeTo(w, func(h C.uintptr_t, cerr **C.zairyu_error) C.int {
			return C.write_card(c, p, q, extra.p, extra.flags, h, cerr)
		})
	})
}

// WriteErrorJSON writes a failure as one line: its code, texts and support code. file is the record's, where there
// are several, or "". An error that is not of this package is an internal one.
func WriteErrorJSON(w io.Writer, failed error, file string) error {
	var details *Error
	if !errors.As(failed, &details) {
		details = failure(codeOf(failed, ErrInternal), "the program failed")
	}
	defer runtime.KeepAlive(details)
	var err error
	withStrings(func(s []*C.char) {
		err = writeTo(w, func(h C.uintptr_t, cerr **C.zairyu_error) C.int {
			return C.write_error(C.int(details.Code), details.c, orNull(s[0]), h, cerr)
		})
	}, file)
	return err
}
