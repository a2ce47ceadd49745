// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_nonfc

package zairyu

// #cgo pkg-config: libzairyu-nfc
// #include <zairyu/nfc.h>
import "C"

// AddNFC adds the readers of boards and sticks with a PN53x chip, through libnfc, scheme "nfc".
func (c *Context) AddNFC() error { return c.addBackend(C.zairyu_nfc_backend()) }

func init() { compiledIn["nfc"] = (*Context).AddNFC }
