package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
)

// fault is one that was planted.
type fault struct{ at, what string }

// planter writes faults into a file: text that is put in, before or behind
// what stands at an offset, or in place of an operator.
type planter struct {
	*source
	faults []fault
	before map[int]string // what opens at an offset, the outermost first
	behind map[int]string // what closes at an offset, the innermost first
	op     map[int][2]string
	leaves map[ast.Expr]bool // conditions that are no comparisons
}

// plant returns a file's text with its faults in it.
func (p *planter) plant(path string, text []byte) string {
	p.before, p.behind, p.op, p.leaves = map[int]string{}, map[int]string{}, map[int][2]string{}, map[ast.Expr]bool{}
	for _, d := range p.files[path].Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			p.block(f.Body.List)
			ast.Inspect(f.Body, p.visit)
		}
	}
	var out strings.Builder
	for i := 0; i <= len(text); i++ {
		out.WriteString(p.behind[i])
		out.WriteString(p.before[i])
		if o, ok := p.op[i]; ok {
			out.WriteString(o[1])
			i += len(o[0]) - 1
		} else if i < len(text) {
			out.WriteByte(text[i])
		}
	}
	return out.String()
}

func (p *planter) offset(at token.Pos) int { return p.fset.Position(at).Offset }

// add numbers a fault.
func (p *planter) add(n ast.Node, format string, args ...any) int {
	at := p.fset.Position(n.Pos())
	p.faults = append(p.faults, fault{fmt.Sprintf("%s:%d", filepath.Base(at.Filename), at.Line), fmt.Sprintf(format, args...)})
	return len(p.faults)
}

// wrap puts text around a node.
func (p *planter) wrap(n ast.Node, open, end string) {
	p.before[p.offset(n.Pos())] += open
	p.behind[p.offset(n.End())] = end + p.behind[p.offset(n.End())]
}

// operator turns a op b into a call with a and b.
func (p *planter) operator(e *ast.BinaryExpr, open, between, end string) {
	p.wrap(e, open, end)
	p.op[p.offset(e.OpPos)] = [2]string{e.Op.String(), between}
}

func (p *planter) visit(n ast.Node) bool {
	if e, ok := n.(ast.Expr); ok && p.leaves[e] {
		p.wrap(e, fmt.Sprintf("mutantNot(%d, ", p.add(e, "the condition is turned round")), ")")
	}
	switch n := n.(type) {
	case *ast.GenDecl:
		return n.Tok != token.CONST
	case *ast.ArrayType, *ast.FuncType:
		return false
	case *ast.BlockStmt:
		p.block(n.List)
	case *ast.CaseClause:
		p.block(n.Body)
	case *ast.IfStmt:
		p.condition(n.Cond)
	case *ast.ForStmt:
		if n.Cond != nil {
			p.condition(n.Cond)
		}
	case *ast.BinaryExpr:
		return p.binary(n)
	case *ast.BasicLit:
		p.number(n)
	}
	return true
}

// block plants statements that are left out.
func (p *planter) block(list []ast.Stmt) {
	for _, s := range list {
		left := false
		switch s := s.(type) {
		case *ast.ExprStmt, *ast.IncDecStmt:
			left = true
		case *ast.AssignStmt:
			left = s.Tok != token.DEFINE
		}
		if left && p.before[p.offset(s.Pos())] == "" {
			p.wrap(s, fmt.Sprintf("if mutantKeeps(%d) { ", p.add(s, "the statement is left out")), " }")
		}
	}
}

// condition marks what a condition is made of, to be turned round when it is
// visited. Comparisons are turned round wherever they stand.
func (p *planter) condition(e ast.Expr) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		p.condition(e.X)
	case *ast.BinaryExpr:
		if e.Op == token.LAND || e.Op == token.LOR {
			p.condition(e.X)
			p.condition(e.Y)
		}
	default:
		p.leaves[e] = true
	}
}

func (p *planter) binary(e *ast.BinaryExpr) bool {
	if tv := p.info.Types[e]; tv.Value != nil {
		return false // a constant
	}
	whole := p.isWhole(e.X) && p.isWhole(e.Y)
	switch e.Op { //nolint:exhaustive // the others stay
	case token.LAND, token.LOR:
		other := map[token.Token]token.Token{token.LAND: token.LOR, token.LOR: token.LAND}[e.Op]
		name := map[token.Token]string{token.LAND: "mutantAnd", token.LOR: "mutantOr"}[e.Op]
		p.operator(e, fmt.Sprintf("%s(%d, ", name, p.add(e, "%s becomes %s", e.Op, other)), ", func() bool { return ", " })")
	case token.EQL, token.NEQ:
		p.wrap(e, fmt.Sprintf("mutantNot(%d, ", p.add(e, "%s is turned round", e.Op)), ")")
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		not := fmt.Sprintf("mutantNot(%d, ", p.add(e, "%s is turned round", e.Op))
		if whole {
			p.operator(e, fmt.Sprintf("%smutantBound(%d, %q, ", not, p.add(e, "the bound of %s is moved", e.Op), e.Op), ", ", "))")
		} else {
			p.wrap(e, not, ")")
		}
	case token.ADD, token.SUB, token.MUL, token.QUO, token.REM:
		if whole {
			p.operator(e, fmt.Sprintf("mutantSum(%d, %q, ", p.add(e, "%s becomes another operator", e.Op), e.Op), ", ", ")")
		}
	}
	return true
}

func (p *planter) isWhole(e ast.Expr) bool {
	b, ok := p.info.TypeOf(e).Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0 && b.Info()&types.IsUntyped == 0
}

// number plants another number.
func (p *planter) number(l *ast.BasicLit) {
	b, ok := p.info.TypeOf(l).(*types.Basic)
	if l.Kind == token.INT && ok && slices.Contains([]types.BasicKind{types.Int, types.Int64}, b.Kind()) {
		p.wrap(l, fmt.Sprintf("mutantNumber[%s](%d, ", b.Name(), p.add(l, "%s becomes one more", l.Value)), ")")
	}
}

// helpers is the file that wakes one fault.
const helpers = `package %s

import (
	mutantOS "os"
	mutantConv "strconv"
)

var mutantAwake, _ = mutantConv.Atoi(mutantOS.Getenv("MUTANT"))

type mutantWhole interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64
}

func mutantKeeps(n int) bool { return n != mutantAwake }

func mutantNot(n int, v bool) bool { return v != (n == mutantAwake) }

func mutantAnd(n int, a bool, b func() bool) bool {
	if n == mutantAwake {
		return a || b()
	}
	return a && b()
}

func mutantOr(n int, a bool, b func() bool) bool {
	if n == mutantAwake {
		return a && b()
	}
	return a || b()
}

func mutantBound[T mutantWhole](n int, op string, a, b T) bool {
	moved := n == mutantAwake
	switch op {
	case "<":
		return a < b || moved && a == b
	case "<=":
		return a < b || !moved && a == b
	case ">":
		return a > b || moved && a == b
	}
	return a > b || !moved && a == b
}

func mutantSum[T mutantWhole](n int, op string, a, b T) T {
	awake := n == mutantAwake
	switch {
	case op == "+" && !awake, op == "-" && awake:
		return a + b
	case op == "-", op == "+":
		return a - b
	case op == "*" && !awake:
		return a * b
	case op == "%%" && !awake:
		return a %% b
	case op == "/" && awake:
		return a * b
	case b == 0 && awake:
		return a
	}
	return a / b
}

func mutantNumber[T mutantWhole](n int, v T) T {
	if n == mutantAwake {
		return v + 1
	}
	return v
}
`
