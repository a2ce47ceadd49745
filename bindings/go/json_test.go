// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"zairyu"
)

// command runs the command zairyu, and returns what it prints. Its status may be any: a virtual card is never genuine.
func command(t *testing.T, args ...string) string {
	t.Helper()
	program := os.Getenv("ZAIRYU_COMMAND")
	if program == "" {
		t.Skip("ZAIRYU_COMMAND does not name the command")
	}
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	out, err := cmd.Output()
	var status *exec.ExitError
	if err != nil && !errors.As(err, &status) {
		t.Fatal(err)
	}
	return string(out)
}

// caDirectory has the virtual cards' CA.
func caDirectory(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for i, certificate := range certificates(t) {
		ok(t, os.WriteFile(filepath.Join(dir, string(rune('a'+i))+".crt"), certificate, 0o600))
	}
	return dir
}

// What the package writes is what the command prints, byte for byte.
func TestJSONIsTheCommands(t *testing.T) {
	ca := caDirectory(t)
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	for _, options := range []string{
		"type=1", "type=2", "type=05", "type=06", "type=1,variant=under16-a", "type=05,variant=flip-data",
	} {
		record, _ := newScene(t, options).record()
		file := filepath.Join(t.TempDir(), "card.zairyu")
		ok(t, os.WriteFile(file, saved(t, record), 0o600))
		data, err := os.ReadFile(file)
		ok(t, err)
		card, err := zairyu.Verify(data, zairyu.WithTrustDirectory(ca))
		ok(t, err)
		defer card.Close()
		for option, extras := range map[string][]zairyu.JSONExtra{
			"":        {},
			"--brief": {zairyu.JSONBrief()},
			"--raw":   {zairyu.JSONRaw()},
		} {
			args := append([]string{"verify", "--json", "--trust", ca}, strings.Fields(option)...)
			var out bytes.Buffer
			ok(t, card.WriteJSON(&out, extras...))
			equal(t, out.String(), command(t, append(args, file)...))
		}
		var out bytes.Buffer
		ok(t, card.WriteJSON(&out, zairyu.JSONFile(zairyu.JSONPathRecord, "", file)))
		lines := strings.SplitAfter(command(t, "verify", "--json", "--jobs", "1", "--trust", ca, file, file+"2"), "\n")
		equal(t, out.String(), lines[0])
	}
}

func TestJSONOfLists(t *testing.T) {
	c := newScene(t, "type=1").context
	ok(t, c.AddVirtual())
	w, err := c.Watch("virtual")
	ok(t, err)
	defer w.Close()
	_, err = w.Next(context.Background())
	ok(t, err)
	var out bytes.Buffer
	ok(t, w.WriteJSON(&out))
	equal(t, strings.HasPrefix(out.String(), `{"readers": [{"uri": "virtual:", "label": "Virtual card", `), true)
	ca := caDirectory(t)
	trust := emptyTrust(t)
	ok(t, trust.AddDirectory(ca, zairyu.TrustCustom))
	for _, write := range []func() error{
		func() error { return trust.WriteJSON(&out, zairyu.JSONFile(zairyu.JSONPathTrust, "given", ca)) },
		func() error {
			expiry := zairyu.Date{Year: 2030, Month: 2, Day: 3}
			return zairyu.WriteInquiryJSON(&out, "AA12345678BB", expiry, "https://example.invalid/")
		},
		func() error {
			value := int64(3)
			return zairyu.WriteFindingsJSON(&out, []zairyu.Finding{{
				Check: "service", Finding: "service-stopped", State: zairyu.FindingProblem,
				MessageJA: "停止", MessageEN: "Stopped.", Value: &value,
			}}, zairyu.ErrNoService, 10)
		},
		func() error { return zairyu.WriteErrorJSON(&out, zairyu.ErrNoCard, "a.zairyu") },
	} {
		out.Reset()
		ok(t, write())
		var anything map[string]any
		ok(t, json.Unmarshal(out.Bytes(), &anything))
		equal(t, strings.Count(out.String(), "\n"), 1)
	}
	is(t, zairyu.WriteInquiryJSON(&out, "nothing", zairyu.Date{}, ""), zairyu.BlockUse)
	is(t, zairyu.WriteFindingsJSON(&out, []zairyu.Finding{{State: 99}}, 0, 0), zairyu.ErrArgument)
}

func TestJSONOfAnError(t *testing.T) {
	if os.Getenv("ZAIRYU_COMMAND") == "" {
		t.Skip("ZAIRYU_COMMAND does not name the command")
	}
	file := filepath.Join(t.TempDir(), "damaged.zairyu")
	ok(t, os.WriteFile(file, []byte("damaged"), 0o600))
	_, failed := zairyu.Load([]byte("damaged"))
	var out bytes.Buffer
	ok(t, zairyu.WriteErrorJSON(&out, failed, ""))
	var ours, theirs struct {
		Error struct {
			Name    string `json:"name"`
			Support string `json:"support_code"`
		} `json:"error"`
	}
	ok(t, json.Unmarshal(out.Bytes(), &ours))
	ok(t, json.Unmarshal([]byte(command(t, "verify", "--json", file)), &theirs))
	equal(t, ours, theirs)
	equal(t, ours.Error.Name, "ZAIRYU_ERR_RECORD_DAMAGED")
}

func TestJSONOfAnotherReport(t *testing.T) {
	record, _ := newScene(t, "type=1").record()
	_, other := newScene(t, "type=1,seed=3").record()
	is(t, record.WriteJSON(&bytes.Buffer{}, other), zairyu.ErrArgument)
	is(t, record.WriteJSON(&bytes.Buffer{}, nil, zairyu.JSONBrief(), zairyu.JSONRaw()), zairyu.ErrArgument)
	stop := errors.New("stop")
	err := record.WriteJSON(failing{stop}, nil)
	is(t, err, zairyu.ErrWrite)
	is(t, err, stop)
}
