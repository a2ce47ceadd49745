// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"encoding/pem"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"zairyu"
)

func certificates(t *testing.T) [][]byte {
	t.Helper()
	card, err := zairyu.NewVirtualCard("")
	ok(t, err)
	defer card.Close()
	found, err := card.Certificates()
	ok(t, err)
	return found
}

func emptyTrust(t *testing.T) *zairyu.Trust {
	t.Helper()
	c, err := zairyu.DefaultContext()
	ok(t, err)
	trust, err := c.NewTrust()
	ok(t, err)
	t.Cleanup(func() { trust.Close() })
	return trust
}

func TestTrust(t *testing.T) {
	der := certificates(t)
	trust := emptyTrust(t)
	is(t, trust.Add(der[0], 0), zairyu.ErrUnknownAnchor)
	is(t, trust.Add([]byte("nonsense"), zairyu.TrustCustom), zairyu.ErrCertificate)
	is(t, trust.Add(nil, zairyu.TrustCustom), zairyu.ErrCertificate)
	is(t, trust.Add(der[0], zairyu.TrustFlags(1<<30)), zairyu.ErrUnsupported)
	equal(t, len(trust.Anchors()), 0)
	ok(t, trust.Add(der[0], zairyu.TrustCustom))
	ok(t, trust.Add(der[0], zairyu.TrustCustom))
	anchors := trust.Anchors()
	equal(t, len(anchors), 1)
	equal(t, anchors[0].Kind, zairyu.AnchorCustom)
	equal(t, anchors[0].Family, zairyu.FamilyFirstGeneration)
	equal(t, len(anchors[0].SHA256), 64)
	equal(t, string(anchors[0].Certificate), string(der[0]))
	equal(t, anchors[0].NotAfter.After(anchors[0].NotBefore), true)
	equal(t, strings.HasPrefix(zairyu.TrustPage(zairyu.FamilyFirstGeneration), "https://"), true)
	equal(t, zairyu.TrustPage(9), "")
}

func TestTrustOfAFileSystem(t *testing.T) {
	der := certificates(t)
	both := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der[0]}),
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der[1]})...)
	good := fstest.MapFS{"ca/a.crt": {Data: der[0]}, "ca/both.pem": {Data: both}, "ca/readme.txt": {Data: []byte("x")}}
	trust := emptyTrust(t)
	is(t, trust.AddFS(good, "ca", 0), zairyu.ErrUnknownAnchor)
	ok(t, trust.AddFS(good, "ca", zairyu.TrustCustom))
	equal(t, len(trust.Anchors()), 2)
	ok(t, trust.AddFS(fstest.MapFS{}, ".", zairyu.TrustCustom))
	for name, wrong := range map[string]fs.FS{
		"ca/b.cer: ": fstest.MapFS{"ca/a.crt": {Data: der[0]}, "ca/b.cer": {Data: []byte("nonsense")}},
		"ca/c.der: ": fstest.MapFS{"ca/a.crt": {Data: der[0]}, "ca/c.der": {Data: make([]byte, 70000)}},
	} {
		trust := emptyTrust(t)
		err := trust.AddFS(wrong, "ca", zairyu.TrustCustom)
		if err == nil || !strings.HasPrefix(err.Error(), name) {
			t.Fatalf("%s%v", name, err)
		}
		equal(t, len(trust.Anchors()), 0)
	}
	err := trust.AddFS(good, "nowhere", zairyu.TrustCustom)
	is(t, err, zairyu.ErrFile)
	is(t, err, fs.ErrNotExist)
}

func TestTrustOfADirectory(t *testing.T) {
	der := certificates(t)
	dir := t.TempDir()
	ok(t, os.WriteFile(dir+"/a.crt", der[0], 0o600))
	ok(t, os.WriteFile(dir+"/b.crt", []byte("nonsense"), 0o600))
	trust := emptyTrust(t)
	err := trust.AddDirectory(dir, zairyu.TrustCustom)
	is(t, err, zairyu.ErrCertificate)
	equal(t, strings.Contains(err.Error(), "b.crt"), true)
	equal(t, len(trust.Anchors()), 0)
	ok(t, trust.AddDirectory(dir, zairyu.TrustCustom|zairyu.TrustTolerant))
	equal(t, trust.Anchors()[0].Files[0], dir+"/a.crt")
	refused := trust.Refused()
	equal(t, len(refused), 1)
	equal(t, refused[0].Path, dir+"/b.crt")
	is(t, refused[0].Err, zairyu.ErrCertificate)
	is(t, trust.AddDirectory(dir+"/nowhere", 0), zairyu.ErrFile)
	equal(t, zairyu.IsCertificateName("a.pem"), true)
	equal(t, zairyu.IsCertificateName("a.txt"), false)
}

func TestDefaultTrust(t *testing.T) {
	der := certificates(t)
	home := t.TempDir()
	t.Setenv("XDG_DATA_HOME", home)
	ok(t, os.MkdirAll(home+"/zairyu/trust", 0o700))
	ok(t, os.WriteFile(home+"/zairyu/trust/a.crt", der[0], 0o600))
	trust := emptyTrust(t)
	is(t, trust.AddDefault(zairyu.PlaceUser, 0), zairyu.ErrUnknownAnchor)
	ok(t, trust.AddDefault(zairyu.PlaceUser, zairyu.TrustCustom))
	equal(t, len(trust.Anchors()), 1)
	record, _ := newScene(t, "type=1").record()
	card, err := zairyu.Verify(saved(t, record))
	ok(t, err)
	defer card.Close()
	equal(t, card.Verification().Issuer, zairyu.ResultOK)
}

// What a verdict says without its anchor, and with another's.
func TestVerdictsWithoutTheAnchor(t *testing.T) {
	s := newScene(t, "type=1")
	record, _ := s.record()
	report, err := record.Verify(nil)
	ok(t, err)
	defer report.Close()
	equal(t, report.Verdict(), zairyu.VerdictUnchecked)
	equal(t, report.Covers(), 0)
	equal(t, report.Notes()[0], "no-anchor")
	equal(t, zairyu.NoteText("no-anchor", zairyu.LanguageEN) != "", true)
	other := newScene(t, "type=1,seed=2")
	report, err = record.Verify(other.trust)
	ok(t, err)
	defer report.Close()
	equal(t, report.Verdict(), zairyu.VerdictAbnormal)
	equal(t, report.Anchor() == nil, true)
	var nothing *zairyu.Report
	equal(t, nothing.Verdict(), zairyu.VerdictUnchecked)
	equal(t, nothing.Covers(), 0)
	equal(t, errors.Is((&zairyu.Card{}).RequireGenuine(), zairyu.ErrNotGenuine), true)
}
