// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_nojson && !zairyu_noverify

package zairyu

import "io"

// WriteJSON writes the card as one line of "zairyu.card/1", the same bytes as `zairyu read --json`. It holds personal
// data. The images are listed if this build has libzairyu-image.
func (c *Card) WriteJSON(w io.Writer, extras ...JSONExtra) error {
	images, err := jsonImages(c.record)
	if err != nil {
		return err
	}
	return c.record.WriteJSON(w, c.report, append(images, extras...)...)
}
