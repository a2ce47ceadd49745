// SPDX-License-Identifier: BSD-2-Clause

package zairyu

import (
	"context"
	"errors"
	"strings"
	"time"
)

// Read reads the card on a reader, and verifies it. uri is "pcsc:NAME", "nfc:CONNSTRING", "virtual:OPTIONS" or
// another of zairyu-uri(7), as [Readers] lists them; "" is the first real reader with a card on it. A card that is
// not genuine is no error: see [Card.Verification]. Without an option that says otherwise, a card is verified with
// the certificates that were installed on the machine, and a virtual one with its own test CA.
func Read(ctx context.Context, uri string, opts ...Option) (*Card, error) {
	o, err := settle(opts)
	if err != nil {
		return nil, err
	}
	if ctx == nil {
		ctx = context.Background()
	}
	prepared, err := o.prepare(uri)
	if err != nil {
		return nil, err
	}
	defer prepared.close()
	reader, err := o.open(ctx, uri)
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	return o.converse(ctx, reader, prepared)
}

// What is found out before the reader is opened, so that nobody places a card in vain.
type prepared struct {
	number string
	trusting
}

func (o *options) prepare(uri string) (*prepared, error) {
	var own *ownCard
	var err error
	number := o.number
	if strings.HasPrefix(uri, "virtual:") && (number == "" || !o.trusts()) { // making a card takes its time
		if own, err = o.context.ownCard(uri); err != nil {
			return nil, err
		}
		if number == "" {
			number = own.number
		}
	}
	if number == "" {
		return nil, failure(ErrArgument, "no card number: WithNumber gives it")
	}
	if number, err = NormalizeNumber(number); err != nil {
		return nil, err
	}
	p := &prepared{number: number}
	p.trusting, err = o.trusting(own)
	return p, err
}

// What a virtual card knows of itself.
type ownCard struct {
	number       string
	certificates [][]byte
}

func (o *options) open(ctx context.Context, uri string) (*Reader, error) {
	if uri == "" {
		return o.context.OpenFirst(ctx, o.wait)
	}
	reader, err := o.context.Open(ctx, uri)
	if err != nil || o.wait <= 0 {
		return reader, err
	}
	err = reader.WaitCard(ctx, true, o.wait)
	if err == nil || errors.Is(err, ErrUnsupported) { // connecting will tell
		return reader, nil
	}
	reader.Close()
	if errors.Is(err, ErrTimeout) && ctx.Err() == nil {
		return nil, failure(ErrNoCard, "no card was placed on the reader in time")
	}
	return nil, err
}

func (o *options) converse(ctx context.Context, reader *Reader, p *prepared) (*Card, error) {
	if o.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, o.timeout)
		defer cancel()
	}
	session, err := NewSession(reader)
	if err != nil {
		return nil, err
	}
	defer session.Close()
	if err := o.identify(ctx, session); err != nil {
		return nil, err
	}
	session.OnProgress(o.progress)
	session.OnItem(o.item)
	if err := session.Authenticate(ctx, p.number); err != nil {
		return nil, err
	}
	return p.read(ctx, session, o.items)
}

// How long after a card that passed by the next look is.
const again = 100 * time.Millisecond

// identify looks again as long as it may wait: a service may report a card for a moment that was just taken away.
func (o *options) identify(ctx context.Context, session *Session) error {
	until := time.Now().Add(o.wait)
	for {
		_, err := session.Identify(ctx)
		if o.wait <= 0 || !passes(err) || (o.wait != Forever && time.Now().After(until)) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(again):
		}
	}
}

// passes is whether it may be over in a moment.
func passes(err error) bool {
	for _, code := range []Code{ErrNoCard, ErrReaderBusy, ErrReaderGone, ErrNoReader, ErrNoService} {
		if errors.Is(err, code) {
			return true
		}
	}
	return false
}

// Load loads a saved record, without verifying it: see [Verify].
func Load(saved []byte, opts ...Option) (*Card, error) {
	record, _, err := load(saved, opts)
	if err != nil {
		return nil, err
	}
	return &Card{record: record}, nil
}

func load(saved []byte, opts []Option) (*Record, *options, error) {
	o, err := settle(opts)
	if err != nil {
		return nil, nil, err
	}
	record, err := o.context.Load(saved)
	return record, o, err
}
