// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

// Command bench is what run.py measures of the package.
//
//	bench read READS OPTIONS       microseconds that reading and verifying a virtual card takes, each on a line
//	bench make RECORDS DIR         records of virtual cards, and their CA in DIR/ca
//	bench verify GOROUTINES DIR    verifies them, and writes the JSON of each
package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"zairyu"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 4 {
		log.Fatal("bench read|make|verify NUMBER OPTIONS|DIR")
	}
	number, err := strconv.Atoi(os.Args[2])
	check(err)
	map[string]func(int, string){"read": read, "make": makeRecords, "verify": verify}[os.Args[1]](number, os.Args[3])
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func shared() *zairyu.Context {
	c, err := zairyu.DefaultContext()
	check(err)
	return c
}

func trustOf(card *zairyu.VirtualCard) *zairyu.Trust {
	trust, err := shared().NewTrust()
	check(err)
	certificates, err := card.Certificates()
	check(err)
	for _, certificate := range certificates {
		check(trust.Add(certificate, zairyu.TrustCustom))
	}
	return trust
}

func read(reads int, options string) {
	card, err := zairyu.NewVirtualCard(options)
	check(err)
	trust := trustOf(card)
	number := card.Number()
	for i := 0; i < reads; i++ {
		start := time.Now()
		record, report := readOnce(card, trust, number)
		check(report.Close())
		check(record.Close())
		fmt.Printf("%.1f\n", float64(time.Since(start).Nanoseconds())/1e3)
	}
}

func readOnce(card *zairyu.VirtualCard, trust *zairyu.Trust, number string) (*zairyu.Record, *zairyu.Report) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	reader, err := card.Reader(0, 0)
	check(err)
	defer reader.Close()
	session, err := zairyu.NewSession(reader)
	check(err)
	defer session.Close()
	check(session.Authenticate(ctx, number))
	record, report, err := session.ReadAndVerify(ctx, trust, zairyu.ItemsAll)
	check(err)
	return record, report
}

func makeRecords(records int, dir string) {
	check(os.MkdirAll(filepath.Join(dir, "ca"), 0o700))
	for i, cardType := range []string{"1", "05"} {
		card, err := zairyu.NewVirtualCard("type=" + cardType)
		check(err)
		certificates, err := card.Certificates()
		check(err)
		check(os.WriteFile(filepath.Join(dir, "ca", cardType+".crt"), certificates[i], 0o600))
		for n := 0; n < records; n++ {
			record, report := readOnce(card, trustOf(card), card.Number())
			var saved bytes.Buffer
			check(record.Save(&saved))
			check(report.Close())
			check(record.Close())
			check(os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d.zairyu", cardType, n)), saved.Bytes(), 0o600))
		}
	}
}

func verify(goroutines int, dir string) {
	trust, err := shared().NewTrust()
	check(err)
	check(trust.AddDirectory(filepath.Join(dir, "ca"), zairyu.TrustCustom))
	paths, err := filepath.Glob(filepath.Join(dir, "*.zairyu"))
	check(err)
	out := bufio.NewWriter(os.Stdout)
	var mu sync.Mutex
	work := make(chan string)
	var all sync.WaitGroup
	for i := 0; i < goroutines; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for path := range work {
				line := verifyOne(path, trust)
				mu.Lock()
				out.Write(line)
				mu.Unlock()
			}
		}()
	}
	for _, path := range paths {
		work <- path
	}
	close(work)
	all.Wait()
	check(out.Flush())
}

func verifyOne(path string, trust *zairyu.Trust) []byte {
	saved, err := os.ReadFile(path)
	check(err)
	card, err := zairyu.Verify(saved, zairyu.WithTrust(trust))
	check(err)
	defer card.Close()
	var line bytes.Buffer
	check(card.WriteJSON(&line, zairyu.JSONFile(zairyu.JSONPathRecord, "", path)))
	return line.Bytes()
}
