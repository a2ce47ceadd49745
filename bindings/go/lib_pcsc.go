// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_nopcsc

package zairyu

// #cgo pkg-config: libzairyu-pcsc
// #include <zairyu/pcsc.h>
import "C"

// AddPCSC adds the readers of the PC/SC service (pcscd), scheme "pcsc".
func (c *Context) AddPCSC() error { return c.addBackend(C.zairyu_pcsc_backend()) }

func init() { compiledIn["pcsc"] = (*Context).AddPCSC }
