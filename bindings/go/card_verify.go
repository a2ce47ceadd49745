// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify

package zairyu

import "context"

// What only a build with libzairyu-verify has of a card, of the options, and of a read.
type (
	verified  struct{ report *Report }
	verifying struct {
		trust       *Trust
		directories []string
		unverified  bool
	}
	trusting struct {
		trust  *Trust
		ours   bool
		verify bool
	}
)

func (v *verified) close()                   { v.report.Close() }
func (v *verified) covers() Item             { return v.report.Covers() }
func (v *verified) results() ([]byte, error) { return v.report.encodeOrNothing() }

func (r *Report) encodeOrNothing() ([]byte, error) {
	if r == nil {
		return nil, nil
	}
	return r.Encode()
}

// WithTrust verifies with a store of yours. Load it once and use it for every card.
func WithTrust(trust *Trust) Option { return func(o *options) { o.trust = trust } }

// WithTrustDirectory verifies with the certificates in some directories, test CAs too, which never make a card
// genuine. A file that cannot be used is an error.
func WithTrustDirectory(paths ...string) Option {
	return func(o *options) { o.directories = append(o.directories, paths...) }
}

// WithoutVerification does not verify: the verdict is unchecked.
func WithoutVerification() Option { return func(o *options) { o.unverified = true } }

// trusts is whether the options say with what to verify, or that nothing is.
func (v *verifying) trusts() bool { return v.unverified || v.trust != nil || len(v.directories) > 0 }

// trusting is with what to verify: what the options say, otherwise a virtual card's own CA, otherwise what is
// installed.
func (o *options) trusting(own *ownCard) (t trusting, err error) {
	if o.unverified {
		return trusting{}, nil
	}
	if o.trust != nil {
		return trusting{trust: o.trust, verify: true}, nil
	}
	trust, err := o.context.NewTrust()
	if err != nil {
		return trusting{}, err
	}
	switch {
	case len(o.directories) > 0:
		err = trust.addDirectories(o.directories)
	case own != nil:
		err = trust.addOwn(own)
	default:
		err = trust.AddDefault(PlacesAll, TrustCustom|TrustTolerant)
	}
	if err != nil {
		trust.Close()
		return trusting{}, err
	}
	return trusting{trust, true, true}, nil
}

func (t *Trust) addDirectories(paths []string) error {
	for _, path := range paths {
		if err := t.AddDirectory(path, TrustCustom); err != nil {
			return err
		}
	}
	return nil
}

func (t *Trust) addOwn(own *ownCard) error {
	for _, certificate := range own.certificates {
		if err := t.Add(certificate, TrustCustom); err != nil {
			return err
		}
	}
	return nil
}

func (t *trusting) close() {
	if t.ours {
		t.trust.Close()
	}
}

// read reads, and verifies; whole if it does not, since nobody looks then whether what was assumed is right.
func (t *trusting) read(ctx context.Context, session *Session, items Item) (*Card, error) {
	if !t.verify {
		record, err := session.Read(ctx, items, ReadWhole)
		if err != nil {
			return nil, err
		}
		return &Card{record: record}, nil
	}
	record, report, err := session.ReadAndVerify(ctx, t.trust, items)
	if err != nil {
		return nil, err
	}
	return &Card{record, verified{report}}, nil
}

// Verify loads a saved record and verifies it, as [Read] does with a card; a virtual card's, too, needs its CA in the
// store that an option gives. Any number of goroutines may do it at once; with [WithTrust] the store is loaded only
// once.
func Verify(saved []byte, opts ...Option) (*Card, error) {
	record, o, err := load(saved, opts)
	if err != nil {
		return nil, err
	}
	report, err := o.verify(record)
	if err != nil {
		record.Close()
		return nil, err
	}
	return &Card{record, verified{report}}, nil
}

func (o *options) verify(record *Record) (*Report, error) {
	t, err := o.trusting(nil)
	if err != nil || !t.verify {
		return nil, err
	}
	defer t.close()
	return record.Verify(t.trust)
}
