// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <zairyu.h>
import "C"

import "fmt"

// A value that the library has no name for is one of a later version: it has its number.
func nameOr(name *C.char, kind string, number int64) string {
	if name == nil {
		return fmt.Sprintf("%s(%d)", kind, number)
	}
	return C.GoString(name)
}

// Of what has no words in C: a table, by number.
func wordOr[N ~int](words map[N]string, kind string, number N) string {
	if word, ok := words[number]; ok {
		return word
	}
	return fmt.Sprintf("%s(%d)", kind, int(number))
}

// printHidden is fmt's view of what holds data of a card: a word, whatever the verb.
func printHidden(f fmt.State, what string) { fmt.Fprintf(f, "<%s>", what) }
