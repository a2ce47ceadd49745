// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noimage && !zairyu_noverify

package zairyu

import "errors"

// Image decodes an image of the card. It fails with [ErrAbsent] if there is none.
func (c *Card) Image(id ImageID) (*Image, error) { return c.record.Image(id) }

// Images decodes all images of the card, by name. One that does not decode is left out, and is part of the error; the
// others are there all the same.
func (c *Card) Images() (images map[string]*Image, broken error) {
	images = map[string]*Image{}
	for _, id := range ImageIDs() {
		image, err := c.record.Image(id)
		switch {
		case err == nil:
			images[id.String()] = image
		case !errors.Is(err, ErrAbsent) && broken == nil:
			broken = err
		}
	}
	return images, broken
}

// Compose paints the view of the card, with what is proved of it below.
func (c *Card) Compose(flags ComposeFlags) (*Image, error) { return c.record.Compose(c.report, flags) }
