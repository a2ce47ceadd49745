// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_novcard

package zairyu

// #include <zairyu/vcard.h>
import "C"

import (
	"time"
	"unsafe"
)

// A Fault is what goes wrong with a virtual card.
type Fault int

// The faults, at the n-th command since the card was made, once unless it says otherwise.
const (
	FaultNone Fault = C.ZAIRYU_FAULT_NONE
	// the card is taken away; stays away until the next power-up if arg is 0, else comes back after arg power-ups
	FaultRemove Fault = C.ZAIRYU_FAULT_REMOVE
	FaultStatus Fault = C.ZAIRYU_FAULT_STATUS // answers only the status word arg
	// the answer lacks its last arg data bytes (default 1), status word kept
	FaultShort   Fault = C.ZAIRYU_FAULT_SHORT
	FaultLong    Fault = C.ZAIRYU_FAULT_LONG    // the answer has arg bytes more (default 1) before the status word
	FaultGarble  Fault = C.ZAIRYU_FAULT_GARBLE  // one bit of the answer's data is flipped, at byte arg
	FaultStale   Fault = C.ZAIRYU_FAULT_STALE   // the card forgets its session before the command, as after a reset
	FaultLength  Fault = C.ZAIRYU_FAULT_LENGTH  // the length byte of the answer's data object is wrong
	FaultEmpty   Fault = C.ZAIRYU_FAULT_EMPTY   // the exchange succeeds with nothing in it, not even a status word
	FaultSilence Fault = C.ZAIRYU_FAULT_SILENCE // no answer for arg milliseconds (0: until the reader gives up)
)

// String is the stable name.
func (f Fault) String() string { return nameOr(C.zairyu_fault_name(C.int(f)), "fault", int64(f)) }

// SetFault sets the fault, or with [FaultNone] removes it: at which command, from 1 on, and with which argument. At
// any time, from any goroutine.
func (v *VirtualCard) SetFault(fault Fault, at, arg uint32) error {
	p := v.h.take()
	defer v.h.release()
	return check(C.zairyu_vcard_set_fault(p, C.int(fault), C.uint32_t(at), C.uint32_t(arg)), nil)
}

// Commands is how many commands it was sent since it was made. At any time, from any goroutine.
func (v *VirtualCard) Commands() int {
	p := v.h.take()
	defer v.h.release()
	return int(C.zairyu_vcard_commands(p))
}

// Authentications is how many of them were MUTUAL AUTHENTICATE.
func (v *VirtualCard) Authentications() int {
	p := v.h.take()
	defer v.h.release()
	return int(C.zairyu_vcard_authentications(p))
}

// alone does one thing with the card.
func (v *VirtualCard) alone(call func(p *C.zairyu_vcard, cerr **C.zairyu_error) C.int) error {
	p, err := v.h.takeAlone()
	if err != nil {
		return err
	}
	defer v.h.releaseAlone()
	var cerr *C.zairyu_error
	rc := call(p, &cerr)
	return check(rc, &cerr)
}

// File is a file of the card as stored: of which DF, 0 for the MF, and its short EF identifier.
func (v *VirtualCard) File(df, sfi int) (file []byte, err error) {
	err = v.alone(func(p *C.zairyu_vcard, _ **C.zairyu_error) C.int {
		var out C.zairyu_bytes
		rc := C.zairyu_vcard_file(p, C.int(df), C.int(sfi), &out)
		file = copied(out)
		return rc
	})
	return file, err
}

// SetFile replaces a file. Its size may not change.
func (v *VirtualCard) SetFile(df, sfi int, content []byte) error {
	return v.alone(func(p *C.zairyu_vcard, cerr **C.zairyu_error) C.int {
		return C.zairyu_vcard_set_file(p, C.int(df), C.int(sfi), lend(content), cerr)
	})
}

// Sign signs the present files again.
func (v *VirtualCard) Sign() error {
	return v.alone(func(p *C.zairyu_vcard, cerr **C.zairyu_error) C.int { return C.zairyu_vcard_sign(p, cerr) })
}

// SetRandom fixes the card's random numbers, RND.ICC of 8 bytes and K.ICC of 16. For worked examples.
func (v *VirtualCard) SetRandom(rndICC, kICC []byte) error {
	return v.alone(func(p *C.zairyu_vcard, _ **C.zairyu_error) C.int {
		return C.zairyu_vcard_set_random(p, lend(rndICC), lend(kICC))
	})
}

// Reset powers it up, or resets it. It fails with [ErrNoCard] while a fault keeps it away.
func (v *VirtualCard) Reset() error {
	return v.alone(func(p *C.zairyu_vcard, _ **C.zairyu_error) C.int { return C.zairyu_vcard_reset(p) })
}

// An Outcome is what became of a command.
type Outcome int

// The outcomes.
const (
	VirtualCardAnswer  Outcome = C.ZAIRYU_VCARD_ANSWER  // an answer in the buffer, maybe a faulty one
	VirtualCardRemoved Outcome = C.ZAIRYU_VCARD_REMOVED // the card is not on the reader
	VirtualCardSilent  Outcome = C.ZAIRYU_VCARD_SILENT  // no answer for a while
)

// Process is one command in, one answer out, for readers of any kind. Of [VirtualCardSilent], silence is for how
// long, 0 for ever; then an empty command gets the answer.
func (v *VirtualCard) Process(command []byte) (answer []byte, silence time.Duration, outcome Outcome, err error) {
	room := make([]byte, ResponseMax)
	var size C.size_t
	err = v.alone(func(p *C.zairyu_vcard, _ **C.zairyu_error) C.int {
		buffer := (*C.uint8_t)(unsafe.Pointer(&room[0]))
		rc := C.zairyu_vcard_process(p, lend(command), buffer, C.size_t(len(room)), &size)
		outcome = Outcome(rc)
		return rc
	})
	if err != nil {
		return nil, 0, 0, err
	}
	if outcome == VirtualCardSilent {
		return nil, time.Duration(size) * time.Millisecond, outcome, nil
	}
	return room[:size:size], 0, outcome, nil
}

// VirtualATR is the ATR that a PC/SC reader shows for a virtual card.
func VirtualATR() []byte { return copied(C.zairyu_vcard_atr()) }
