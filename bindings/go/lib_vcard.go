// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_novcard

package zairyu

// #cgo pkg-config: libzairyu-vcard
// #include <zairyu/vcard.h>
import "C"

// AddVirtual adds virtual cards, scheme "virtual": for tests, zairyu-virtual(7) has their options.
func (c *Context) AddVirtual() error { return c.addBackend(C.zairyu_virtual_backend()) }

func init() { compiledIn["virtual"] = (*Context).AddVirtual }
