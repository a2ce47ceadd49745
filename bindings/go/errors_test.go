// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"zairyu"
)

func TestErrors(t *testing.T) {
	for name, c := range map[string]struct {
		uri  string
		opts []zairyu.Option
		want error
	}{
		"no URI":          {"card", []zairyu.Option{zairyu.WithNumber("AA12345678BB")}, zairyu.ErrArgument},
		"unknown scheme":  {"phone:1", []zairyu.Option{zairyu.WithNumber("AA12345678BB")}, zairyu.ErrUnsupported},
		"no number":       {"replay:/nowhere", nil, zairyu.ErrArgument},
		"bad number":      {"virtual:", []zairyu.Option{zairyu.WithNumber("AA123")}, zairyu.ErrNumberFormat},
		"wrong number":    {"virtual:", []zairyu.Option{zairyu.WithNumber("AA12345670BB")}, zairyu.ErrWrongNumber},
		"unknown option":  {"virtual:colour=red", nil, zairyu.ErrArgument},
		"no trust":        {"virtual:", []zairyu.Option{zairyu.WithTrustDirectory("/nowhere")}, zairyu.ErrFile},
		"no trace":        {"replay:/nowhere", []zairyu.Option{zairyu.WithNumber("AA12345678BB")}, zairyu.ErrFile},
		"card taken away": {"virtual:fault=remove@9", nil, zairyu.ErrCardGone},
		"block":           {"virtual:fault=remove@9", nil, zairyu.BlockReader},
	} {
		card, err := zairyu.Read(context.Background(), c.uri, c.opts...)
		isAnother := errors.Is(err, zairyu.ErrChipBroken) || errors.Is(err, zairyu.BlockLibrary)
		if card != nil || !errors.Is(err, c.want) || isAnother {
			t.Errorf("%s: %v", name, err)
		}
		var details *zairyu.Error
		if !errors.As(err, &details) || details.Message == "" || !strings.Contains(err.Error(), details.SupportCode()) {
			t.Errorf("%s: no details: %v", name, err)
		}
	}
}

func TestDetails(t *testing.T) {
	_, err := zairyu.Read(context.Background(), "virtual:", zairyu.WithNumber("AA12345670BB"))
	var details *zairyu.Error
	equal(t, errors.As(err, &details), true)
	equal(t, details.Code, zairyu.ErrWrongNumber)
	equal(t, details.Code.Name(), "ZAIRYU_ERR_WRONG_NUMBER")
	equal(t, details.Code.Block(), zairyu.BlockCard)
	equal(t, details.Code.Retry(), false)
	equal(t, zairyu.ErrCardGone.Retry(), true)
	equal(t, details.SupportCode(), "Z304-05-6300")
	equal(t, details.Step, "mutual-authenticate")
	sw, there := details.StatusWord()
	equal(t, sw, 0x6300)
	equal(t, there, true)
	_, _, there = details.Native()
	equal(t, there, false)
	equal(t, strings.Contains(err.Error(), details.Code.Advice(zairyu.LanguageEN)), true)
	code := details.Code
	if code.OfficialMessage() < 1 || code.Text(zairyu.LanguageJA) == code.Text(zairyu.LanguageEN) {
		t.Fatal("texts")
	}
	equal(t, errors.Is(err, zairyu.ErrNoCard), false)
	equal(t, zairyu.Code(-299).Block(), zairyu.BlockReader)
}

func TestNumbers(t *testing.T) {
	number, err := zairyu.NormalizeNumber("ａａ-12345678 bb")
	ok(t, err)
	equal(t, number, "AA12345678BB")
	_, err = zairyu.NormalizeNumber("AA1234X678BB")
	var details *zairyu.Error
	equal(t, errors.As(err, &details), true)
	position, there := details.Position()
	equal(t, position, 7)
	equal(t, there, true)
	if strings.Contains(err.Error(), "1234X") {
		t.Fatal("the number is in the error")
	}
	for _, hostile := range []string{"", "\x00", "AA12345678BB\x00", strings.Repeat("A", 1<<20), "\xff\xfe"} {
		_, err := zairyu.NormalizeNumber(hostile)
		is(t, err, zairyu.ErrNumberFormat)
	}
}

func TestLaterValues(t *testing.T) {
	equal(t, zairyu.Verdict(17).String(), "verdict(17)")
	equal(t, zairyu.Code(-333).Name(), "ZAIRYU_ERR_UNKNOWN")
	equal(t, zairyu.Item(1<<40).String(), "item(0x10000000000)")
	equal(t, zairyu.FieldState(99).String(), "state(99)")
	equal(t, zairyu.Family(3).String(), "family(3)")
	equal(t, (zairyu.ItemFace | zairyu.ItemAddress).String(), "face address")
	equal(t, len(zairyu.FieldIDs()) >= 20, true)
	equal(t, zairyu.Steps()[0], "connect")
}
