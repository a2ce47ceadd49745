// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing/fstest"

	"zairyu"
)

// verifyAll verifies the records of a directory on all processors, and reports each.
func verifyAll(paths []string, trust *zairyu.Trust, report func(path string, card *zairyu.Card, err error)) {
	work := make(chan string)
	var all sync.WaitGroup
	for i := 0; i < runtime.NumCPU(); i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for path := range work {
				verifyOne(path, trust, report)
			}
		}()
	}
	for _, path := range paths {
		work <- path
	}
	close(work)
	all.Wait()
}

func verifyOne(path string, trust *zairyu.Trust, report func(path string, card *zairyu.Card, err error)) {
	saved, err := os.ReadFile(path)
	if err != nil {
		report(path, nil, err)
		return
	}
	card, err := zairyu.Verify(saved, zairyu.WithTrust(trust))
	if err != nil {
		report(path, nil, err)
		return
	}
	defer card.Close()
	report(path, card, nil)
}

func ExampleVerify() {
	dir, trust := exampleRecords()
	defer os.RemoveAll(dir)
	defer trust.Close()
	var mu sync.Mutex
	count := map[string]int{}
	paths, _ := filepath.Glob(dir + "/*.zairyu")
	verifyAll(paths, trust, func(path string, card *zairyu.Card, err error) {
		mu.Lock()
		defer mu.Unlock()
		if err != nil {
			count["error"]++
			return
		}
		count[card.Verification().Verdict.String()]++
	})
	fmt.Println(count)
	// Output: map[abnormal:1 error:1 unchecked:4 unsigned:1]
}

// uploaded answers a POST of a saved record with its JSON. Close wipes what was uploaded from the library's memory.
func uploaded(trust *zairyu.Trust) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		saved, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 256<<10))
		if err != nil {
			http.Error(w, "too long", http.StatusRequestEntityTooLarge)
			return
		}
		card, err := zairyu.Verify(saved, zairyu.WithTrust(trust))
		if err != nil {
			w.WriteHeader(http.StatusUnprocessableEntity)
			zairyu.WriteErrorJSON(w, err, "")
			return
		}
		defer card.Close()
		w.Header().Set("Content-Type", "application/json")
		card.WriteJSON(w)
	}
}

func ExampleCard_WriteJSON() {
	dir, trust := exampleRecords()
	defer os.RemoveAll(dir)
	defer trust.Close()
	server := httptest.NewServer(uploaded(trust))
	defer server.Close()
	for _, name := range []string{"05.zairyu", "damaged.zairyu"} {
		saved, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			log.Fatal(err)
		}
		answer, err := http.Post(server.URL, "application/octet-stream", bytes.NewReader(saved))
		if err != nil {
			log.Fatal(err)
		}
		json, _ := io.ReadAll(answer.Body)
		fmt.Println(answer.StatusCode, string(json[:27]))
	}
	// Output:
	// 200 {"schema": "zairyu.card/1",
	// 422 {"error": {"code": -403, "n
}

func ExampleTrust_AddFS() {
	files := fstest.MapFS{"certificates/test.crt": {Data: exampleCertificate()}} // or an embed.FS
	c, err := zairyu.DefaultContext()
	if err != nil {
		log.Fatal(err)
	}
	trust, err := c.NewTrust() // once, for the whole program
	if err != nil {
		log.Fatal(err)
	}
	defer trust.Close()
	if err := trust.AddFS(files, "certificates", zairyu.TrustCustom); err != nil {
		log.Fatal(err)
	}
	fmt.Println(trust.Anchors()[0].Subject)
	// Output: CN=libzairyu Test CA,OU=Fictional test cards,O=libzairyu,C=JP
}

func exampleCertificate() []byte {
	virtual, err := zairyu.NewVirtualCard("")
	check(err)
	defer virtual.Close()
	certificates, err := virtual.Certificates()
	check(err)
	return certificates[0]
}

// exampleRecords are the records of some virtual cards, in a new directory, with a store of their CA.
func exampleRecords() (string, *zairyu.Trust) {
	dir, err := os.MkdirTemp("", "zairyu")
	check(err)
	c, err := zairyu.DefaultContext()
	check(err)
	trust, err := c.NewTrust()
	check(err)
	for name, options := range map[string]string{"1": "type=1", "2": "type=2", "05": "type=05", "06": "type=06",
		"forged": "variant=flip-data", "child": "variant=under16-a"} {
		card, err := zairyu.Read(ctx, "virtual:"+options)
		check(err)
		var saved bytes.Buffer
		check(card.Save(&saved))
		check(os.WriteFile(filepath.Join(dir, name+".zairyu"), saved.Bytes(), 0o600))
		card.Close()
	}
	check(os.WriteFile(filepath.Join(dir, "damaged.zairyu"), []byte("damaged"), 0o600))
	virtual, err := zairyu.NewVirtualCard("")
	check(err)
	defer virtual.Close()
	certificates, err := virtual.Certificates()
	check(err)
	for _, certificate := range certificates {
		check(trust.Add(certificate, zairyu.TrustCustom))
	}
	return dir, trust
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
