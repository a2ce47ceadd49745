// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify

package zairyu

// #include <stdlib.h>
// #include <zairyu/verify.h>
import "C"

// A Verdict is what verifying a card gave. Anything but [VerdictGenuine], later values too, is not genuine.
type Verdict int

// The verdicts.
const (
	// not proved either way: no anchor, not a production anchor, not a live card, something missing, or not verified
	VerdictUnchecked Verdict = C.ZAIRYU_VERDICT_UNCHECKED
	// both results ok, under a production anchor, and nothing against it
	VerdictGenuine Verdict = C.ZAIRYU_VERDICT_GENUINE
	// a result failed, or the card contradicts itself: a fault or a forgery
	VerdictAbnormal Verdict = C.ZAIRYU_VERDICT_ABNORMAL
	VerdictUnsigned Verdict = C.ZAIRYU_VERDICT_UNSIGNED // the card carries no signature (holder under 16)
)

// String is the stable name: "genuine", "abnormal", "unsigned", "unchecked".
func (v Verdict) String() string { return nameOr(C.zairyu_verdict_name(C.int(v)), "verdict", int64(v)) }

// A Result is one of the two results of the official application.
type Result int

// The results.
const (
	ResultNotChecked Result = C.ZAIRYU_RESULT_NOT_CHECKED
	ResultOK         Result = C.ZAIRYU_RESULT_OK
	ResultFailed     Result = C.ZAIRYU_RESULT_FAILED
	ResultAbsent     Result = C.ZAIRYU_RESULT_ABSENT // no signature on the card
)

// String is the stable name: "ok", "failed", "absent", "not-checked".
func (r Result) String() string { return nameOr(C.zairyu_result_name(C.int(r)), "result", int64(r)) }

// An AnchorKind is a kind of trust anchor. Only a production anchor can make a card genuine.
type AnchorKind int

// The kinds.
const (
	// the agency's published CA, by the built-in list of SHA-256 digests
	AnchorProduction AnchorKind = C.ZAIRYU_ANCHOR_PRODUCTION
	// the agency's CA for sample cards, by the same list
	AnchorOfficialTest AnchorKind = C.ZAIRYU_ANCHOR_OFFICIAL_TEST
	// any other the caller vouches for: test CAs, the virtual card's
	AnchorCustom AnchorKind = C.ZAIRYU_ANCHOR_CUSTOM
)

// String is the stable name: "production", "official-test", "custom"; "none" for 0.
func (k AnchorKind) String() string {
	if k == 0 {
		return "none"
	}
	return nameOr(C.zairyu_anchor_kind_name(C.int(k)), "kind", int64(k))
}

// NoteText is a note of a report in words for people; "" for one that the library does not know.
func NoteText(note string, language Language) (text string) {
	withStrings(func(s []*C.char) { text = C.GoString(C.zairyu_note_text(s[0], C.int(language))) }, note)
	return text
}
