// SPDX-License-Identifier: BSD-2-Clause

// Package zairyu reads and verifies Japan's residence cards and special permanent resident certificates.
//
//	card, err := zairyu.Read(ctx, "pcsc:", zairyu.WithNumber("AA12345678BB"))
//	if err != nil {
//		return err
//	}
//	defer card.Close()
//	fmt.Println(card.Verification().Verdict)
//
// It is a thin layer over libzairyu: the C libraries speak with the card, verify, decode and write JSON. [Read],
// [Load] and [Verify] give a [Card], which has everything; beneath are [Context], [Reader], [Session], [Record],
// [Report], [Trust], [Image] and [VirtualCard], for programs that take the steps themselves.
//
// # A verdict is data
//
// A card that is not genuine is not an error of [Read]: [Verification] says what was found. [Card.RequireGenuine]
// turns anything else than a genuine card into an error.
//
// # Closing
//
// Whatever has a Close method holds memory of C, with a person's data in it. Close wipes and frees it; a finalizer
// does so for what was forgotten, some time later. Close may be called in any order and more than once. After it,
// methods say what they say of nothing: zero values, or an error with [ErrArgument] or [ErrState]. What methods
// return is copied, and lives on.
//
// # Goroutines
//
// [Context], [Trust], [Record], [Report], [Image] and [Card] may be used by any number of goroutines at once, once
// they are set up. [Reader], [Session], [VirtualCard] and [Watcher] do one thing at a time: a second call meanwhile,
// from another goroutine or from a callback, fails with [ErrState]. Close is always allowed; it takes effect when the
// call under way is over.
//
// # Errors
//
// Every failure is an [*Error] and has a [Code]:
//
//	if errors.Is(err, zairyu.ErrWrongNumber) { … }
//	var details *zairyu.Error
//	if errors.As(err, &details) { log.Print(details.SupportCode()) }
//
// Neither errors nor what fmt prints of these types ever holds data of a card, so they may be logged.
//
// # Contexts
//
// What waits takes a [context.Context]. When it is cancelled, the call fails within some 300 milliseconds and the
// card is released; the error is both [ErrCancelled] and the context's own. Its deadline is the operation's deadline.
//
// # Building without some of the libraries
//
// The build tags zairyu_noverify, zairyu_noimage, zairyu_nojson, zairyu_nopcsc, zairyu_nonfc and zairyu_novcard leave
// a library out, with everything that needs it; zairyu_noverify leaves out images and JSON too. So a server that only
// verifies is built with -tags zairyu_nopcsc,zairyu_nonfc,zairyu_noimage,zairyu_novcard and needs libzairyu,
// libzairyu-verify and libzairyu-json.
package zairyu
