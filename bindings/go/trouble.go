// SPDX-License-Identifier: BSD-2-Clause

package zairyu

import (
	"fmt"
	"runtime/debug"
	"sync"
)

// A CallbackPanic is what a call panics with when a callback, transport, backend or writer of yours did: a panic does
// not go through C, so it is caught there, the operation fails, and it goes on where C was called.
type CallbackPanic struct {
	Value any    // what the callback panicked with
	Stack []byte // where
}

// Error has the value and the stack.
func (p *CallbackPanic) Error() string { return fmt.Sprintf("%v\n\n%s", p.Value, p.Stack) }

// Unwrap is the value, if that is an error.
func (p *CallbackPanic) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

// troubles keeps what cannot go through C: a callback's last error with the code that C was told, and its first
// panic.
type troubles struct {
	mu       sync.Mutex
	cause    error
	code     Code
	panicked *CallbackPanic
}

// run calls f for C. It fails if f does, or panics; C is told its code, or otherwise this one.
func (t *troubles) run(otherwise Code, f func() error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			panicked := &CallbackPanic{value, debug.Stack()}
			t.keep(panicked, otherwise, panicked)
			err = panicked
		}
	}()
	err = f()
	if err != nil {
		t.keep(err, codeOf(err, otherwise), nil)
	}
	return err
}

func (t *troubles) keep(cause error, code Code, panicked *CallbackPanic) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cause, t.code = cause, code
	if t.panicked == nil {
		t.panicked = panicked
	}
}

// forget drops an error that was overcome, so that it is not taken for the cause of a later one.
func (t *troubles) forget() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cause = nil
}

// surface goes on with a panic, after C has returned, and hands over the error that C's failure came from, if it did.
func (t *troubles) surface(failed error) (cause error) {
	t.mu.Lock()
	cause, code, panicked := t.cause, t.code, t.panicked
	t.cause, t.panicked = nil, nil
	t.mu.Unlock()
	if panicked != nil {
		panic(panicked)
	}
	if e, ok := failed.(*Error); ok && e.Code == code {
		return cause
	}
	return nil
}
