// SPDX-License-Identifier: BSD-2-Clause

//go:build zairyu_novcard

package zairyu

func (c *Context) ownCard(string) (*ownCard, error) {
	return nil, failure(ErrUnsupported, "this program was built without virtual cards")
}
