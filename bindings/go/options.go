// SPDX-License-Identifier: BSD-2-Clause

package zairyu

import "time"

// An Option says how [Read], [Load] and [Verify] do it.
type Option func(*options)

type options struct {
	context  *Context
	number   string
	items    Item
	wait     time.Duration
	timeout  time.Duration
	progress func(Progress) error
	item     func(*ItemFile) error
	verifying
}

// settle applies options over what holds without them.
func settle(opts []Option) (*options, error) {
	o := &options{items: ItemsAll}
	for _, opt := range opts {
		opt(o)
	}
	if o.context != nil {
		return o, nil
	}
	var err error
	o.context, err = DefaultContext()
	return o, err
}

// WithContext uses backends, limits, log and code names of a context of yours, instead of [DefaultContext].
func WithContext(c *Context) Option { return func(o *options) { o.context = c } }

// WithNumber is the card number, in any form that [NormalizeNumber] takes. A "virtual:" reader needs none: it knows
// its card's.
func WithNumber(number string) Option { return func(o *options) { o.number = number } }

// WithItems reads these items only, and what the signature covers if the card is verified; otherwise all are read.
func WithItems(items Item) Option { return func(o *options) { o.items = items } }

// WithWait waits for a card to be placed on the reader: so long, or [Forever]. Without it, a card must be there.
func WithWait(most time.Duration) Option { return func(o *options) { o.wait = most } }

// WithTimeout limits the whole conversation with the card, once it is there. Without it each of its steps may take
// [SessionTimeout].
func WithTimeout(most time.Duration) Option { return func(o *options) { o.timeout = most } }

// WithProgress is [Session.OnProgress]. The context that cancels the read may be used instead of its error.
func WithProgress(f func(Progress) error) Option { return func(o *options) { o.progress = f } }

// WithItemCallback is [Session.OnItem].
func WithItemCallback(f func(*ItemFile) error) Option { return func(o *options) { o.item = f } }
