// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <stdlib.h>
// #include "glue.h"
import "C"

import (
	"context"
	"fmt"
	"runtime/cgo"
	"time"
	"unsafe"
)

// A Session is the conversation with one card: [Session.Identify], [Session.Authenticate], [Session.Read]. After a
// failure that loses the card, begin with Identify again. Nothing is ever tried with another number.
type Session struct {
	h      *handle[*C.zairyu_session]
	reader *Reader
	asked  sessionSettings
}

// What the program asked for, until the next call.
type sessionSettings struct {
	timeout  time.Duration
	progress func(Progress) error
	item     func(*ItemFile) error
}

// SessionTimeout is how long each call of a session may take, unless [Session.SetTimeout] says otherwise or its
// context ends sooner.
const SessionTimeout = 60 * time.Second

// NewSession makes a session on a reader. Nothing is sent yet.
func NewSession(reader *Reader) (*Session, error) {
	t := reader.h.take()
	defer reader.h.release()
	var out *C.zairyu_session
	var cerr *C.zairyu_error
	if err := check(C.zairyu_session_new(t, &out, &cerr), &cerr); err != nil {
		return nil, err
	}
	reader.h.take()
	free := func(p *C.zairyu_session) {
		reader.whenUnused(func() {
			C.zairyu_session_free(p)
			reader.h.release()
		})
	}
	h := newHandle(out, free, nil)
	return &Session{h: h, reader: reader, asked: sessionSettings{timeout: SessionTimeout}}, nil
}

// Close wipes the keys and the number, and resets the card. If a call is under way, it does so at the end of that.
func (s *Session) Close() error {
	s.h.close()
	return nil
}

// Format hides what a session holds, whatever the verb.
func (s Session) Format(f fmt.State, verb rune) { printHidden(f, "zairyu.Session") }

// SetTimeout limits each call from now on; [Forever] for no limit. Not during a call.
func (s *Session) SetTimeout(most time.Duration) { s.asked.timeout = most }

// OnProgress has f told how far a conversation is. An error cancels: the call fails with [ErrCancelled] and this
// error as its cause. nil ends it. Not during a call.
func (s *Session) OnProgress(f func(Progress) error) { s.asked.progress = f }

// OnItem has f given each item as soon as its file is there, so that it can be shown while the next is read. Nothing
// is verified yet, and an item may come again with other bytes. An error cancels, as in OnProgress. nil ends it. Not
// during a call.
func (s *Session) OnItem(f func(*ItemFile) error) { s.asked.item = f }

// Identify connects and determines which card it is. No number is needed. It always begins a new conversation.
func (s *Session) Identify(ctx context.Context) (card *CardInfo, err error) {
	err = s.alone(ctx, func(p *C.zairyu_session, cerr **C.zairyu_error) C.int {
		var out *C.zairyu_card
		rc := C.zairyu_session_identify(p, &out, cerr)
		card = cardInfo(out)
		C.zairyu_card_free(out)
		return rc
	})
	return card, err
}

// Authenticate proves the card number to the card, once, in any form that [NormalizeNumber] takes. It identifies
// first if that was not done.
func (s *Session) Authenticate(ctx context.Context, number string) error {
	text := C.CString(number)
	size := C.size_t(len(number))
	defer func() {
		C.zairyu_wipe(unsafe.Pointer(text), size)
		C.free(unsafe.Pointer(text))
	}()
	return s.alone(ctx, func(p *C.zairyu_session, cerr **C.zairyu_error) C.int {
		return C.zairyu_session_authenticate(p, text, size, cerr)
	})
}

// ReadFlags say how to read, or-ed.
type ReadFlags uint32

// The flags of [Session.Read].
const (
	ReadWhole ReadFlags = C.ZAIRYU_READ_WHOLE // transfer the padding of every file too, assume nothing.
	// more follows for which the person waits; [Session.Work] ends the progress.
	ReadGoesOn ReadFlags = C.ZAIRYU_READ_GOES_ON
)

// Read reads items into a record; those that the card lacks are left out. Where padding was not transferred but
// assumed, only a signature proves it: ReadAndVerify sees to that, or [ReadWhole].
func (s *Session) Read(ctx context.Context, items Item, flags ReadFlags) (*Record, error) {
	var record *Record
	err := s.alone(ctx, func(p *C.zairyu_session, cerr **C.zairyu_error) C.int {
		var out *C.zairyu_record
		rc := C.zairyu_session_read(p, C.uint64_t(items), C.uint32_t(flags), &out, cerr)
		record = newRecord(out, s.reader.parent)
		return rc
	})
	return record, err
}

// Work tells OnProgress about work of your own after a Read with [ReadGoesOn]: not done when it begins, done when it
// ends. step is one of [Steps].
func (s *Session) Work(ctx context.Context, step string, done bool) error {
	is := C.int(0)
	if done {
		is = 1
	}
	word := stepWord(step)
	return s.alone(ctx, func(p *C.zairyu_session, cerr **C.zairyu_error) C.int {
		return C.zairyu_session_progress(p, word, is, cerr)
	})
}

// Card is which card it is, once identified; nil before, after a failure, and during a call.
func (s *Session) Card() *CardInfo {
	p, err := s.h.takeAlone()
	if err != nil {
		return nil
	}
	defer s.h.releaseAlone()
	return cardInfo(C.zairyu_session_card(p))
}

// alone is one operation of the session.
func (s *Session) alone(ctx context.Context, call func(*C.zairyu_session, **C.zairyu_error) C.int) error {
	p, err := s.h.takeAlone()
	if err != nil {
		return err
	}
	defer s.h.releaseAlone()
	if !s.reader.use.TryLock() {
		return errBusy()
	}
	defer s.reader.use.Unlock()
	told := &telling{asked: s.asked, session: p, parent: s.reader.parent}
	op, err := begin(ctx, append([]*troubles{&told.last}, s.reader.callbacks...)...)
	if err != nil {
		return err
	}
	h := cgo.NewHandle(told)
	defer h.Delete()
	told.set(C.uintptr_t(h))
	C.zairyu_session_set_cancel(p, op.cancel)
	C.zairyu_session_set_timeout(p, op.timeout(told.asked.timeout))
	var cerr *C.zairyu_error
	rc := call(p, &cerr)
	told.set(0)
	C.zairyu_session_set_cancel(p, nil)
	return op.end(rc, cerr)
}
