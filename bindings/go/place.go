// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <zairyu.h>
import "C"

import (
	"os"
	"unsafe"
)

// Places are where the machine's administrator, and each user, keep what all programs share, or-ed.
type Places uint32

// The places, in the order in which they count.
const (
	// the machine's: zairyu in the configuration directory of the library's build, usually /etc/zairyu
	PlaceSystem Places = C.ZAIRYU_PLACE_SYSTEM
	// the user's: $XDG_DATA_HOME/zairyu, otherwise $HOME/.local/share/zairyu
	PlaceUser Places = C.ZAIRYU_PLACE_USER
	// what came with the library: zairyu in the data directory of its build, usually /usr/share/zairyu; never trust
	// anchors
	PlaceShared Places = C.ZAIRYU_PLACE_SHARED
)

// PlacesAll is every place.
const PlacesAll Places = C.ZAIRYU_PLACES_ALL

// What is in a place.
const (
	PlaceTrust = C.ZAIRYU_PLACE_TRUST // a directory of CA certificates
	PlaceCodes = C.ZAIRYU_PLACE_CODES // code names
)

// withHomes lends what a user's own place depends on. The libraries do not read the environment.
func withHomes(f func(dataHome, home *C.char)) {
	withStrings(func(s []*C.char) { f(orNull(s[0]), orNull(s[1])) }, os.Getenv("XDG_DATA_HOME"), os.Getenv("HOME"))
}

// PlacePath is the path of something in one place, such as [PlaceTrust]; "" for the place itself. It fails with
// [ErrAbsent] if the user has none.
func PlacePath(place Places, name string) (path string, err error) {
	withHomes(func(dataHome, home *C.char) {
		withStrings(func(s []*C.char) {
			var size C.size_t
			rc := C.zairyu_place_path(C.uint32_t(place), s[0], dataHome, home, nil, 0, &size)
			if rc >= 0 && size > 0 {
				room := make([]byte, size)
				buf := (*C.char)(unsafe.Pointer(&room[0]))
				rc = C.zairyu_place_path(C.uint32_t(place), s[0], dataHome, home, buf, size, nil)
				path = C.GoString(buf)
			}
			err = check(rc, nil)
		}, name)
	})
	return path, err
}

// AddCodeNames adds names for codes that have no published table: lines of field name, code, Japanese and English
// name, separated by tabs. They apply to records made afterwards. It fails with [ErrMalformed] and the line's number.
func (c *Context) AddCodeNames(table []byte) error {
	p := c.h.take()
	defer c.h.release()
	var cerr *C.zairyu_error
	return check(C.zairyu_context_add_code_names(p, lend(table), &cerr), &cerr)
}

// AddDefaultCodeNames adds the code names in some places. A place that has none is passed over.
func (c *Context) AddDefaultCodeNames(places Places) error {
	p := c.h.take()
	defer c.h.release()
	var cerr *C.zairyu_error
	var rc C.int
	withHomes(func(dataHome, home *C.char) {
		rc = C.zairyu_context_add_default_code_names(p, C.uint32_t(places), dataHome, home, &cerr)
	})
	return check(rc, &cerr)
}
