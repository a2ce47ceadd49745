// SPDX-License-Identifier: BSD-2-Clause

package zairyu_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every exported name has a comment: a constant, that of its group.
func TestEveryNameIsDocumented(t *testing.T) {
	files := token.NewFileSet()
	noTests := func(info fs.FileInfo) bool { return !strings.HasSuffix(info.Name(), "_test.go") }
	packages, err := parser.ParseDir(files, ".", noTests, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, file := range packages["zairyu"].Files {
		for _, declaration := range file.Decls {
			for name, documented := range exported(declaration) {
				count++
				if !documented {
					t.Errorf("%s has no comment", name)
				}
			}
		}
	}
	if count < 300 {
		t.Fatalf("only %d names", count)
	}
}

func exported(declaration ast.Decl) map[string]bool {
	names := map[string]bool{}
	switch d := declaration.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && !(d.Recv != nil && !ast.IsExported(receiver(d))) {
			names[receiver(d)+"."+d.Name.Name] = strings.HasPrefix(d.Doc.Text(), d.Name.Name+" ")
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				if s.Name.IsExported() {
					names[s.Name.Name] = d.Doc.Text()+s.Doc.Text() != ""
				}
			case *ast.ValueSpec:
				for _, name := range s.Names {
					if name.IsExported() {
						names[name.Name] = d.Doc.Text()+s.Doc.Text() != ""
					}
				}
			}
		}
	}
	return names
}

func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return ""
	}
	kind := d.Recv.List[0].Type
	if star, ok := kind.(*ast.StarExpr); ok {
		kind = star.X
	}
	if name, ok := kind.(*ast.Ident); ok {
		return name.Name
	}
	return "?"
}

// unindented is code as it stands alone.
func unindented(code string) string {
	lines := strings.Split(strings.TrimSpace(code), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, "\n")
}

// Every fragment of doc/go.md stands in a test as well, where it is compiled and run.
func TestFragmentsOfTheGuide(t *testing.T) {
	guide, err := os.ReadFile("../../doc/go.md")
	if err != nil {
		t.Skip(err)
	}
	tests, err := filepath.Glob("example*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for _, test := range tests {
		text, err := os.ReadFile(test)
		if err != nil {
			t.Fatal(err)
		}
		all += unindented(string(text)) + "\n"
	}
	fragments := regexp.MustCompile("(?ms)^```go\n(.*?)^```$").FindAllStringSubmatch(string(guide), -1)
	for _, fragment := range fragments {
		if !strings.Contains(all, unindented(fragment[1])) {
			t.Errorf("no test has this:\n%s", fragment[1])
		}
	}
	if len(fragments) < 12 {
		t.Errorf("only %d fragments", len(fragments))
	}
}
