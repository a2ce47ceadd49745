// SPDX-License-Identifier: BSD-2-Clause

package zairyu_test

import (
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
)

// What the headers have and this package does not call, or name, on purpose. A name may end in *.
var leftOut = map[string]string{
	"zairyu_handoff_*":           "for hosts that cannot block: a goroutine may, so a Transport does it",
	"ZAIRYU_HANDOFF_*":           "as the functions",
	"zairyu_cancel_is_triggered": "contexts are asked instead",
	"zairyu_cancel_fd":           "contexts have a channel",
	"zairyu_wait_slice":          "a slot's context ends by itself: no slices",
	"zairyu_wait_sleep":          "the same",
	"zairyu_wait_fd":             "contexts have a channel",
	"ZAIRYU_WAIT_SLICE_MS":       "no slices",
	"zairyu_time_text":           "time.Time has its own",
	"ZAIRYU_TIME_SIZE":           "as the function",
	"zairyu_record_date":         "zairyu_record_date_parts() gives the same and more; Date.Whole tells them apart",
	"zairyu_error_clear":         "errors are converted, and freed, at once",
	"ZAIRYU_VERSION":             "HeaderVersionNumber has it as a number",
	"ZAIRYU_FIELD_LAST":          "programs ask the library for its names",
	"ZAIRYU_IMAGE_LAST":          "the same",
	"ZAIRYU_FAULT_LAST":          "the same",
	"ZAIRYU_PN532_LAST":          "the same",
	"ZAIRYU_BEGIN_DECLS":         "of the headers themselves",
	"ZAIRYU_END_DECLS":           "the same",
	"ZAIRYU_API":                 "the same",
	"ZAIRYU_NODISCARD":           "the same",
}

func matches(t *testing.T, names map[string]bool, pattern string, expression *regexp.Regexp) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Skipf("no %s here", pattern)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range expression.FindAllStringSubmatch(string(text), -1) {
			names[match[1]] = true
		}
	}
}

func leftOutBy(name string) string {
	for pattern := range leftOut {
		beginning := strings.TrimSuffix(pattern, "*")
		if pattern == name || beginning != pattern && strings.HasPrefix(name, beginning) {
			return pattern
		}
	}
	return ""
}

// Every function and constant of the headers is used here, or left out for a reason; and nothing is left out that is
// used or gone.
func TestWholeSurface(t *testing.T) {
	there, used := map[string]bool{}, map[string]bool{}
	const headers = "../../include/zairyu/*.h"
	matches(t, there, headers, regexp.MustCompile(`(?m)^ZAIRYU_API [^;(]*?\b(zairyu_\w+)\(`))
	matches(t, there, headers, regexp.MustCompile(`(?m)^#define (ZAIRYU_\w+) `))
	matches(t, there, headers, regexp.MustCompile(`(?m)^#define (ZAIRYU_(?:API|BEGIN_DECLS|END_DECLS|NODISCARD))\b`))
	matches(t, used, "*.go", regexp.MustCompile(`\bC\.((?:zairyu|ZAIRYU)_\w+)`))
	matches(t, used, "*.go", regexp.MustCompile(`(?m)^//\t.*?\b(zairyu_\w+)\(`))
	matches(t, used, "glue.c", regexp.MustCompile(`\b(zairyu_\w+)\(`))
	if len(there) < 400 {
		t.Fatalf("only %d names in the headers", len(there))
	}
	excused := map[string]bool{}
	for _, name := range sorted(there) {
		reason := leftOutBy(name)
		switch {
		case reason == "" && !used[name]:
			t.Errorf("%s is not in the package", name)
		case reason != "" && used[name]:
			t.Errorf("%s is used and left out", name)
		}
		excused[reason] = true
	}
	for pattern := range leftOut {
		if !excused[pattern] {
			t.Errorf("%s is left out, and not in the headers", pattern)
		}
	}
}

func sorted(names map[string]bool) (list []string) {
	for name := range names {
		list = append(list, name)
	}
	sort.Strings(list)
	return list
}
