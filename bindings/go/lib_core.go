// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #cgo pkg-config: libzairyu
// #include <zairyu.h>
import "C"

// Version is the version of libzairyu that is running, such as "1.2.3".
func Version() string { return C.GoString(C.zairyu_version()) }

// VersionNumber is the same as a number, 0xMMmmpp.
func VersionNumber() uint32 { return uint32(C.zairyu_version_number()) }

// HeaderVersionNumber is that of the headers the package was compiled with. A library that is older may lack
// functions.
const HeaderVersionNumber uint32 = C.ZAIRYU_VERSION_NUMBER
