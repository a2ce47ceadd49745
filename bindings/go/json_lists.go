// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_nojson && !zairyu_noverify

package zairyu

// #include <stdlib.h>
// #include "glue.h"
// #include <zairyu/json.h>
// static int write_readers(const zairyu_readers *list, uintptr_t handle, zairyu_error **err)
// {
//	return zairyu_json_write_readers(&list, 1, 0, zairyu_go_writer(), zairyu_go_userdata(handle), err);
// }
// static int write_trust(const zairyu_trust *anchors, const zairyu_json_extra *extra, uintptr_t handle,
//	zairyu_error **err)
// {
//	return zairyu_json_write_trust(anchors, NULL, extra, 0, zairyu_go_writer(), zairyu_go_userdata(handle), err);
// }
// static int write_inquiry(const char *number, int year, int month, int day, const char *page, uintptr_t handle,
//	zairyu_error **err)
// {
//	return zairyu_json_write_inquiry(number, year, month, day, page, 0, zairyu_go_writer(),
//		zairyu_go_userdata(handle), err);
// }
// static int write_findings(const zairyu_json_findings *findings, int code, int status, uintptr_t handle,
//	zairyu_error **err)
// {
//	return zairyu_json_write_findings(findings, code, status, 0, zairyu_go_writer(),
//		zairyu_go_userdata(handle), err);
// }
import "C"

import "io"

// WriteJSON writes the readers that Next last returned, as `zairyu readers --json` does.
func (w *Watcher) WriteJSON(to io.Writer) error {
	p, err := w.h.takeAlone()
	if err != nil {
		return err
	}
	defer w.h.releaseAlone()
	return writeTo(to, func(h C.uintptr_t, cerr **C.zairyu_error) C.int { return C.write_readers(p.known, h, cerr) })
}

// WriteJSON writes the anchors, as `zairyu trust list --json` does.
func (t *Trust) WriteJSON(w io.Writer, extras ...JSONExtra) error {
	p := t.h.take()
	defer t.h.release()
	return withExtra(extras, func(extra *jsonExtra) error {
		return writeTo(w, func(h C.uintptr_t, cerr **C.zairyu_error) C.int {
			return C.write_trust(p, extra.p, h, cerr)
		})
	})
}

// WriteInquiryJSON writes what the agency's revocation inquiry asks for, and what its answers mean. It holds personal
// data. page is its address.
func WriteInquiryJSON(w io.Writer, number string, expiry Date, page string) (err error) {
	withStrings(func(s []*C.char) {
		err = writeTo(w, func(h C.uintptr_t, cerr **C.zairyu_error) C.int {
			return C.write_inquiry(s[0], C.int(expiry.Year), C.int(expiry.Month), C.int(expiry.Day), s[1], h, cerr)
		})
	}, number, page)
	return err
}

// A FindingState is how serious a finding is.
type FindingState int

// The states.
const (
	FindingOK      FindingState = C.ZAIRYU_FINDING_OK      // as it should be
	FindingWarning FindingState = C.ZAIRYU_FINDING_WARNING // cards can be read, but something is missing or will be
	FindingProblem FindingState = C.ZAIRYU_FINDING_PROBLEM // no card can be read as long as it is so
)

// A Finding is something that an examination of a machine found.
type Finding struct {
	Check     string // a stable word for what was looked at
	Finding   string // one for what was found
	State     FindingState
	MessageJA string // for people
	MessageEN string
	Remedy    string // lines to paste into a shell; "" if there are none
	Value     *int64 // what was measured or counted, if anything was
}

// WriteFindingsJSON writes findings, as `zairyu doctor --json` does. code is 0 if a card could be read now, else the
// error with which that would fail; status is the program's exit status for it.
func WriteFindingsJSON(w io.Writer, findings []Finding, code Code, status int) error {
	var list *C.zairyu_json_findings
	var cerr *C.zairyu_error
	if err := check(C.zairyu_json_findings_new(&list, &cerr), &cerr); err != nil {
		return err
	}
	defer C.zairyu_json_findings_free(list)
	for _, finding := range findings {
		if err := finding.addTo(list); err != nil {
			return err
		}
	}
	return writeTo(w, func(h C.uintptr_t, cerr **C.zairyu_error) C.int {
		return C.write_findings(list, C.int(code), C.int(status), h, cerr)
	})
}

func (f Finding) addTo(list *C.zairyu_json_findings) (err error) {
	var value *C.int64_t
	if f.Value != nil {
		number := C.int64_t(*f.Value)
		value = &number
	}
	withStrings(func(s []*C.char) {
		var cerr *C.zairyu_error
		rc := C.zairyu_json_findings_add(list, s[0], s[1], C.int(f.State), s[2], s[3], orNull(s[4]), value, &cerr)
		err = check(rc, &cerr)
	}, f.Check, f.Finding, f.MessageJA, f.MessageEN, f.Remedy)
	return err
}
