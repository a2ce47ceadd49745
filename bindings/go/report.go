// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify

package zairyu

// #include <zairyu/verify.h>
import "C"

import (
	"context"
	"errors"
	"time"
	"unsafe"
)

// A Report is what verifying a record gave. A nil or closed one says the safe thing: unchecked, nothing covered.
type Report struct {
	h *handle[*C.zairyu_report]
}

// newReport takes over what C made; nil if that is nothing.
func newReport(p *C.zairyu_report) *Report {
	if p == nil {
		return nil
	}
	return &Report{newHandle(p, func(p *C.zairyu_report) { C.zairyu_report_free(p) }, nil)}
}

// Verify verifies a record. A record that is not genuine is no error: the report says so. trust may be nil: no
// anchors. It fails only if nothing could be determined, which says nothing about the card.
func (r *Record) Verify(trust *Trust) (*Report, error) {
	p := r.h.take()
	defer r.h.release()
	t := trust.take()
	defer trust.release()
	var out *C.zairyu_report
	var cerr *C.zairyu_error
	rc := C.zairyu_verify(t, p, 0, &out, &cerr)
	if out == nil {
		return nil, check(rc, &cerr)
	}
	C.zairyu_error_free(cerr)
	return newReport(out), nil
}

func (t *Trust) take() *C.zairyu_trust {
	if t == nil {
		return nil
	}
	return t.h.take()
}

func (t *Trust) release() {
	if t != nil {
		t.h.release()
	}
}

// ReadAndVerify reads and verifies. Before a card is called abnormal it is read again in full. What the signature
// covers is always read. A card that is not genuine is no error. trust may be nil: no anchors.
func (s *Session) ReadAndVerify(ctx context.Context, trust *Trust, items Item) (*Record, *Report, error) {
	t := trust.take()
	defer trust.release()
	var record *Record
	var report *Report
	err := s.alone(ctx, func(p *C.zairyu_session, cerr **C.zairyu_error) C.int {
		var read *C.zairyu_record
		var found *C.zairyu_report
		rc := C.zairyu_read_and_verify(p, t, C.uint64_t(items), 0, &read, &found, cerr)
		record, report = newRecord(read, s.reader.parent), newReport(found)
		return rc
	})
	if errors.Is(err, ErrNotGenuine) && report != nil {
		err = nil
	}
	return record, report, err
}

// DecodeReport reads a report that was encoded. It says what was found then, and verifies nothing.
func (c *Context) DecodeReport(encoded []byte) (*Report, error) {
	p := c.h.take()
	defer c.h.release()
	var out *C.zairyu_report
	var cerr *C.zairyu_error
	if err := check(C.zairyu_report_decode(p, lend(encoded), &out, &cerr), &cerr); err != nil {
		return nil, err
	}
	return newReport(out), nil
}

// Encode writes the report as bytes, for [Record.Reduce].
func (r *Report) Encode() ([]byte, error) {
	p := r.take()
	defer r.release()
	var size C.size_t
	if rc := C.zairyu_report_encode(p, nil, 0, &size); rc < 0 || size == 0 {
		return nil, check(rc, nil)
	}
	room := make([]byte, size)
	rc := C.zairyu_report_encode(p, (*C.uint8_t)(unsafe.Pointer(&room[0])), size, &size)
	return room, check(rc, nil)
}

// Close frees it.
func (r *Report) Close() error {
	if r != nil {
		r.h.close()
	}
	return nil
}

func (r *Report) take() *C.zairyu_report {
	if r == nil {
		return nil
	}
	return r.h.take()
}

func (r *Report) release() {
	if r != nil {
		r.h.release()
	}
}

// askReport has a question answered while the report is there.
func askReport[T any](r *Report, question func(p *C.zairyu_report) T) T {
	p := r.take()
	defer r.release()
	return question(p)
}

// Of is whether it was this record that was verified, or one saved from it.
func (r *Report) Of(record *Record) bool {
	p := record.h.take()
	defer record.h.release()
	return askReport(r, func(report *C.zairyu_report) bool { return C.zairyu_report_is_of(report, p) != 0 })
}

// Verdict is the verdict.
func (r *Report) Verdict() Verdict {
	return askReport(r, func(p *C.zairyu_report) Verdict { return Verdict(C.zairyu_report_verdict(p)) })
}

// Falsification is whether the signed data is unchanged.
func (r *Report) Falsification() Result {
	return askReport(r, func(p *C.zairyu_report) Result { return Result(C.zairyu_report_falsification(p)) })
}

// Issuer is whether an anchor issued the card's certificate.
func (r *Report) Issuer() Result {
	return askReport(r, func(p *C.zairyu_report) Result { return Result(C.zairyu_report_issuer(p)) })
}

// Covers are the items that the signature vouches for; none unless both results are ok, and none of an abnormal card.
func (r *Report) Covers() Item {
	return askReport(r, func(p *C.zairyu_report) Item { return Item(C.zairyu_report_covers(p)) })
}

// CoversKind is whether [CardInfo] Kind is vouched for.
func (r *Report) CoversKind() bool {
	return askReport(r, func(p *C.zairyu_report) bool { return C.zairyu_report_covers_kind(p) != 0 })
}

// Notes are reasons and hints, in stable words: zairyu_verify(3) lists them, [NoteText] has words for people.
func (r *Report) Notes() []string {
	return askReport(r, func(p *C.zairyu_report) (notes []string) {
		for note := C.zairyu_report_note(p, 0); note != nil; {
			notes = append(notes, C.GoString(note))
			note = C.zairyu_report_note(p, C.size_t(len(notes)))
		}
		return notes
	})
}

// A ReportAnchor is the anchor that issued the card's certificate.
type ReportAnchor struct {
	Kind    AnchorKind
	Subject string
	SHA256  string // of the DER, in lower-case hex
}

// Anchor is that, or nil if there is none.
func (r *Report) Anchor() *ReportAnchor {
	return askReport(r, func(p *C.zairyu_report) *ReportAnchor {
		if C.zairyu_report_anchor_sha256(p) == nil {
			return nil
		}
		return &ReportAnchor{
			Kind:    AnchorKind(C.zairyu_report_anchor_kind(p)),
			Subject: C.GoString(C.zairyu_report_anchor_subject(p)),
			SHA256:  C.GoString(C.zairyu_report_anchor_sha256(p)),
		}
	})
}

// A Certificate is the card's own.
type Certificate struct {
	Subject   string
	Serial    string // as stored, in lower-case hex
	NotBefore time.Time
	NotAfter  time.Time
}

// Certificate is that, or nil if the card has none that can be parsed.
func (r *Report) Certificate() *Certificate {
	return askReport(r, func(p *C.zairyu_report) *Certificate {
		var before, after C.int64_t
		if C.zairyu_report_certificate_validity(p, &before, &after) < 0 {
			return nil
		}
		return &Certificate{
			Subject:   C.GoString(C.zairyu_report_certificate_subject(p)),
			Serial:    C.GoString(C.zairyu_report_certificate_serial(p)),
			NotBefore: time.Unix(int64(before), 0).UTC(),
			NotAfter:  time.Unix(int64(after), 0).UTC(),
		}
	})
}
