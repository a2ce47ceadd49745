// SPDX-License-Identifier: BSD-2-Clause

package zairyu

import (
	"fmt"
	"io"
	"time"
)

// A Card is what was read from a card, and what verifying it gave. Close wipes it; copies that its methods returned
// stay as they are.
type Card struct {
	record *Record
	verified
}

// Close wipes and frees it.
func (c *Card) Close() error {
	c.verified.close()
	return c.record.Close()
}

// Format hides what is on the card, whatever the verb.
func (c Card) Format(f fmt.State, verb rune) { printHidden(f, "zairyu.Card") }

// Record is what was read: for everything beneath. It is closed with the card.
func (c *Card) Record() *Record { return c.record }

// Info is which card it is, and what such a card consists of.
func (c *Card) Info() *CardInfo { return c.record.Card() }

// Type is the card type as stored: "1", "2", "05" or "06".
func (c *Card) Type() string { return c.info().Type }

// Family is the generation.
func (c *Card) Family() Family { return c.info().Family }

// Kind is residence card or special permanent resident certificate, as the chip says: see [Verification] CoversKind.
func (c *Card) Kind() Kind { return c.info().Kind }

func (c *Card) info() CardInfo {
	if info := c.record.Card(); info != nil {
		return *info
	}
	return CardInfo{}
}

// Number is the card number that opened the card; "" of a reduced record.
func (c *Card) Number() string { return c.record.Number() }

// ReadAt is when it was read; the zero time if that is not known.
func (c *Card) ReadAt() time.Time { return c.record.ReadAt() }

// Live is whether it was read from a real card on a reader: not simulated, not replayed.
func (c *Card) Live() bool { return c.record.Live() }

// Field is what the card holds in a field.
func (c *Card) Field(id FieldID) Field {
	field := c.record.Field(id)
	field.Vouched = field.Item != 0 && c.covers().Has(field.Item)
	return field
}

// Fields are all fields that this generation of cards has, by name, read or not: see [Field] State.
func (c *Card) Fields() map[string]Field {
	fields := map[string]Field{}
	for _, id := range FieldIDs() {
		if field := c.Field(id); field.Type != 0 {
			fields[field.Name()] = field
		}
	}
	return fields
}

// Save writes the record, for [Load] and [Verify]. It holds personal data.
func (c *Card) Save(w io.Writer) error { return c.record.Save(w) }

// Reduce makes the reduced form, for those who must not keep what is on the card: digests, and what verifying gave.
func (c *Card) Reduce() (*Record, error) {
	results, err := c.results()
	if err != nil {
		return nil, err
	}
	return c.record.Reduce(results)
}
