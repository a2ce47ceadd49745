// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify

package zairyu

// A Verification is what verifying a card gave. Its zero value, and that of a card that was not verified or is
// closed, says the safe thing: unchecked, nothing covered.
type Verification struct {
	Verdict       Verdict
	Falsification Result        // is the signed data unchanged
	Issuer        Result        // did an anchor issue the card's certificate
	Covers        Item          // what the signature vouches for; show everything else as not vouched for
	CoversKind    bool          // whether the kind of card is vouched for
	Notes         []string      // reasons and hints; [NoteText] has words for people
	Anchor        *ReportAnchor // nil if none issued it
	Certificate   *Certificate  // the card's own; nil if it has none
}

// Verification is what verifying gave.
func (c *Card) Verification() Verification {
	r := c.report
	return Verification{
		Verdict:       r.Verdict(),
		Falsification: r.Falsification(),
		Issuer:        r.Issuer(),
		Covers:        r.Covers(),
		CoversKind:    r.CoversKind(),
		Notes:         r.Notes(),
		Anchor:        r.Anchor(),
		Certificate:   r.Certificate(),
	}
}

// Report is the report beneath; nil if the card was not verified. It is closed with the card.
func (c *Card) Report() *Report { return c.report }

// RequireGenuine fails with [ErrNotGenuine] unless the verdict is genuine.
func (c *Card) RequireGenuine() error {
	verdict := c.report.Verdict()
	if verdict == VerdictGenuine {
		return nil
	}
	return failure(ErrNotGenuine, "the card is not genuine: "+verdict.String())
}
