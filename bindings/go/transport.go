// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <zairyu.h>
import "C"

import (
	"context"
	"time"
)

// A Transport carries commands to one card and its answers back: a reader written in Go, for [Context.NewReader]. Its
// methods are called one at a time. It may also be a [CardWaiter], [PropertyHolder], [URINamer] or [Expecter], and an
// [io.Closer], which is closed in the end.
//
// A context has the time that is left, and is cancelled with the operation: return soon then, with any error. Otherwise
// an error that wraps a [Code] fails with that code, any other as [ErrCommunication], and is itself the cause of what
// the operation fails with, for errors.Is and errors.As. Its words are in no message, since they may be anything.
type Transport interface {
	// Connect powers the card up, freshly reset. It is called again to start again, and must reset the card then. It
	// fails with [ErrNoCard] if there is none.
	Connect(ctx context.Context) error

	// Transmit carries one whole command APDU, and returns the answer with its status word. An incomplete answer is a
	// failure. It fails with [ErrLengthRefused] if the reader cannot carry so much, [ErrCardGone], [ErrReaderGone].
	// The command is a secret, lent for the call and wiped afterwards. Do not log it.
	Transmit(ctx context.Context, command []byte) ([]byte, error)

	// Disconnect powers the card off, or resets it. It is called once after each Connect that succeeded, and harmless
	// otherwise.
	Disconnect()
}

// A CardWaiter can wait for a card.
type CardWaiter interface {
	// WaitCard returns when a card is there (present), or none is. Not called while connected.
	WaitCard(ctx context.Context, present bool) error
}

// A PropertyHolder knows what its reader can do.
type PropertyHolder interface {
	// Property is a property, if it is known.
	Property(property Property) (value uint64, ok bool)
}

// A URINamer knows its URI better after it has connected.
type URINamer interface {
	// URI is the one with its open parts filled in; "" while it is not known.
	URI() string
}

// An Expecter is told about each exchange before it is made.
type Expecter interface {
	// Expect may be ignored.
	Expect(hints Hints)
}

// Hints are what is known of an exchange before it is made.
type Hints struct {
	AnswerMax int           // the longest answer, status word included; 0: not known
	Patience  time.Duration // how long the card may take for it: do not give up on it sooner; 0: not known
}

// A Property is something that a reader may know of itself.
type Property int

// The properties.
const (
	PropertyMaxCommand Property = C.ZAIRYU_PROPERTY_MAX_COMMAND // longest command APDU it carries, bytes
	// longest answer it carries, data and status word, bytes
	PropertyMaxResponse Property = C.ZAIRYU_PROPERTY_MAX_RESPONSE
	PropertySimulated   Property = C.ZAIRYU_PROPERTY_SIMULATED // 1 if there is no real card behind it
	// Of a replay only: when the conversation was recorded, seconds since 1970 UTC; 0 if the trace does not say.
	PropertyRecordedAt Property = C.ZAIRYU_PROPERTY_RECORDED_AT
)

// ResponseMax is the longest answer that anything needs room for.
const ResponseMax = int(C.ZAIRYU_RESPONSE_MAX)
