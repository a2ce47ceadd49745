// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <stdlib.h>
// #include <zairyu.h>
import "C"

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"unsafe"
)

// An Error is a failure with its details. None of them is data of a card. Any goroutine may use it.
type Error struct {
	Code    Code   // why; errors.Is(err, code) asks for it
	Message string // one English sentence for developers
	Step    string // of the conversation with the card, such as "mutual-authenticate"; "" if there is none

	cause error
	c     *C.zairyu_error
}

// newError takes over err, which may be NULL, of a function that failed with rc.
func newError(rc C.int, err *C.zairyu_error) *Error {
	C.zairyu_error_finish(&err, rc)
	e := &Error{
		Code:    Code(rc),
		Message: C.GoString(C.zairyu_error_message(err)),
		Step:    C.GoString(C.zairyu_error_step(err)),
		c:       err,
	}
	runtime.SetFinalizer(e, func(e *Error) { C.zairyu_error_free(e.c) })
	return e
}

// check is the error of a function that returned rc and filled in err, which may be nil. It takes a pointer since Go
// may read a variable before it calls a function that stands beside it.
func check(rc C.int, err **C.zairyu_error) error {
	var details *C.zairyu_error
	if err != nil {
		details = *err
	}
	if rc >= 0 {
		C.zairyu_error_free(details)
		return nil
	}
	return newError(rc, details)
}

// failure is an error that was found on this side. The message is constant words.
func failure(code Code, message string) *Error {
	var err *C.zairyu_error
	setError(&err, code, message)
	return newError(C.int(code), err)
}

// setError makes the error of a callback.
func setError(err **C.zairyu_error, code Code, message string) C.int {
	text := C.CString(message)
	defer C.free(unsafe.Pointer(text))
	return C.zairyu_error_set(err, C.int(code), nil, 0, text)
}

// Error is the message and, where there is one, what to do; then the support code.
func (e *Error) Error() string {
	text := e.Message
	if advice := e.Code.Advice(LanguageEN); advice != "" {
		text += ": " + advice
	}
	return fmt.Sprintf("zairyu: %s (%s)", text, e.SupportCode())
}

// Is says that it is an error of its code, and of its code's block.
func (e *Error) Is(target error) bool { return e.Code == target || e.Code.Is(target) }

// Unwrap is what a callback, a transport or a writer of yours failed with, or a context's error.
func (e *Error) Unwrap() error { return e.cause }

// SupportCode is short, to be read out to support, such as "Z304-04-6300".
func (e *Error) SupportCode() string {
	defer runtime.KeepAlive(e)
	return C.GoString(C.zairyu_error_support_code(e.c))
}

// StatusWord is what the card said, if it did.
func (e *Error) StatusWord() (sw uint16, ok bool) {
	var word C.uint16_t
	defer runtime.KeepAlive(e)
	ok = C.zairyu_error_status_word(e.c, &word) >= 0
	return uint16(word), ok
}

// Native is the code of what is beneath, such as ("pcsc", 0x8010000B), if there is one.
func (e *Error) Native() (domain string, code int64, ok bool) {
	var name *C.char
	var number C.int64_t
	defer runtime.KeepAlive(e)
	ok = C.zairyu_error_native(e.c, &name, &number) >= 0
	return C.GoString(name), int64(number), ok
}

// Position is, for [ErrNumberFormat], which character is the first bad one, counted from 1.
func (e *Error) Position() (position int, ok bool) {
	var at C.size_t
	defer runtime.KeepAlive(e)
	ok = C.zairyu_error_position(e.c, &at) >= 0
	return int(at), ok
}

// setDetails makes the error of a callback from a Go function's: the details of an [*Error], or the constant text.
func setDetails(err **C.zairyu_error, cause error, otherwise Code, message string) C.int {
	var details *Error
	if !errors.As(cause, &details) || details.c == nil {
		return setError(err, codeOf(cause, otherwise), message)
	}
	defer runtime.KeepAlive(details)
	var domain *C.char
	var native C.int64_t
	C.zairyu_error_native(details.c, &domain, &native)
	return C.zairyu_error_set(err, C.int(details.Code), domain, native, C.zairyu_error_message(details.c))
}

// codeOf is the code that a Go function's error stands for.
func codeOf(err error, otherwise Code) Code {
	var code Code
	switch {
	case errors.As(err, &code) && code < 0:
		return code
	case errors.Is(err, context.DeadlineExceeded):
		return ErrTimeout
	case errors.Is(err, context.Canceled):
		return ErrCancelled
	}
	return otherwise
}
